import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ApiProblem, Unreachable } from '../api/problem.ts'
import { clauseOf } from './clause-address.ts'
import { readDateEntry } from './date-entry.ts'
import { dateWords } from './date-words.ts'
import { failureWords } from './failure-words.ts'
import { fieldId } from './field-id.ts'
import { fileSize } from './file-size.ts'
import { lookupMove } from './lookup-keys.ts'
import { pagePosition } from './paging.ts'
import { inFieldOrder, problemWords } from './problem-words.ts'
import { staysHere } from './stays-here.ts'
import { nextSort, shareChosen, toggled } from './table-sort.ts'

const problem = (status: number, title: string, detail: string) =>
  new ApiProblem({ status, code: '', title, detail, problems: [], cites: ['第4-3(1)'] })

test('a date is understood in each of the forms people write and shown in 和暦', () => {
  for (const typed of ['令和8年11月25日', 'R8.11.25', '2026-11-25', 'Ｒ８．１１．２５']) {
    assert.deepEqual(readDateEntry(typed), { kind: 'date', date: '2026-11-25', shown: '令和8年11月25日(水)' })
  }
  // what the field shows after leaving it must be readable again
  assert.equal(readDateEntry('令和8年11月25日(水)').kind, 'date')
  assert.deepEqual(readDateEntry('  '), { kind: 'empty' })
  assert.equal(readDateEntry('来週').kind, 'wrong')
  assert.equal(readDateEntry('2026-02-30').kind, 'wrong')
  assert.equal(readDateEntry('2026-11-25', { latest: '2026-11-24' }).kind, 'wrong')
})

test('a day is shown in 和暦 with the western year on hover, in English the other way round', () => {
  assert.deepEqual(dateWords('2026-11-24', 'long', 'ja'), {
    text: '令和8年11月24日(火)',
    title: '2026年11月24日(火)',
    machine: '2026-11-24',
  })
  assert.equal(dateWords('2026-11-24', 'short', 'ja').text, '11月24日(火)')
  assert.deepEqual(dateWords('2026-11-24', 'long', 'en'), {
    text: '2026-11-24 Tue',
    title: '令和8年11月24日(火)',
    machine: '2026-11-24',
  })
})

test('an instant is shown in Japanese time', () => {
  assert.equal(dateWords('2026-11-23T15:05:09.123456Z', 'long', 'ja').text, '令和8年11月24日(火) 0:05')
  assert.equal(dateWords('2026-11-24T00:12:00Z', 'short', 'ja').text, '11月24日(火) 9:12')
})

test('a refusal is told in the words of the server, and without them by its kind', () => {
  assert.equal(failureWords(problem(403, '許可できません', 'あなた自身の申請です。')).title, '許可できません')
  assert.deepEqual(failureWords(problem(403, '許可できません', 'あなた自身の申請です。')).cites, ['第4-3(1)'])
  assert.equal(failureWords(problem(423, '', '')).titleKey, 'parts.status.s423')
  assert.equal(failureWords(problem(418, '', '')).titleKey, 'parts.status.other')
})

test('no answer, a late one, an unreadable one and a fault of ours are four different things', () => {
  const titles = [
    new Unreachable('network'),
    new Unreachable('timeout'),
    new Unreachable('unreadable'),
    new Error('x'),
  ].map((error) => failureWords(error).titleKey)
  assert.equal(new Set(titles).size, 4)
})

test('the id of a field is one the list of errors can find, for any path', () => {
  assert.equal(fieldId('items.0.name'), 'f-items-0-name')
  fc.assert(fc.property(fc.string(), (path) => /^f-[\p{L}\p{N}_-]*$/u.test(fieldId(path))))
})

test('problems stand in the order of the form, those of no field last, and name their field once', () => {
  const at = (field: string | undefined) => ({ message: 'm', at: field })
  assert.deepEqual(
    inFieldOrder([at('b'), at(undefined), at('a'), at('z')], ['a', 'b']).map((one) => one.at),
    ['a', 'b', undefined, 'z'],
  )
  assert.equal(problemWords({ at: 'to', message: '14日までです' }, '返却予定日'), '返却予定日:14日までです')
  assert.equal(
    problemWords({ at: 'to', message: '返却予定日は14日までです' }, '返却予定日'),
    '返却予定日は14日までです',
  )
  assert.equal(problemWords({ at: '12行 氏名', message: '空です' }, undefined), '12行 氏名:空です')
})

test('a page shows every entry exactly once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 2_000 }), (size, total) => {
      const { pages } = pagePosition(1, size, total)
      let seen = 0
      for (let page = 1; page <= pages; page += 1) {
        const { from, to } = pagePosition(page, size, total)
        if (total > 0) assert.equal(from, seen + 1)
        seen = to
      }
      assert.equal(seen, total)
    }),
  )
})

test('a head sorts upward first and then turns', () => {
  assert.deepEqual(nextSort(undefined, 'name'), { key: 'name', direction: 'ascending' })
  assert.deepEqual(nextSort({ key: 'name', direction: 'ascending' }, 'name'), {
    key: 'name',
    direction: 'descending',
  })
  assert.deepEqual(nextSort({ key: 'name', direction: 'descending' }, 'name'), {
    key: 'name',
    direction: 'ascending',
  })
  assert.deepEqual(nextSort({ key: 'name', direction: 'ascending' }, 'no'), {
    key: 'no',
    direction: 'ascending',
  })
})

test('ticking changes only its own row and leaves the set it was given', () => {
  const before = new Set(['a'])
  assert.deepEqual([...toggled(before, 'b', true)], ['a', 'b'])
  assert.deepEqual([...toggled(before, 'a', false)], [])
  assert.deepEqual([...before], ['a'])
  assert.equal(shareChosen(before, ['a', 'b']), 'some')
  assert.equal(shareChosen(before, ['a']), 'all')
  assert.equal(shareChosen(before, []), 'none')
})

test('only a plain click on a page of ours stays in the application', () => {
  const plain = { button: 0, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false }
  assert.equal(staysHere(plain, '/cases/1'), true)
  assert.equal(staysHere({ ...plain, ctrlKey: true }, '/cases/1'), false)
  assert.equal(staysHere({ ...plain, button: 1 }, '/cases/1'), false)
  for (const href of ['//elsewhere.example', 'https://elsewhere.example', '#here', '/api/case.print']) {
    assert.equal(staysHere(plain, href), false, href)
  }
})

test('sizes of files are read by people', () => {
  assert.equal(fileSize(812), '812 B')
  assert.equal(fileSize(3_500), '3.4 KB')
  assert.equal(fileSize(50 * 1024 ** 2), '50 MB')
})

test('arrow keys walk round the choices, Enter takes the one pointed at and Escape closes', () => {
  const at = (pointed: number) => ({ open: true, pointed, count: 3 })
  assert.deepEqual(lookupMove('ArrowDown', false, { open: false, pointed: -1, count: 0 }), { kind: 'open' })
  assert.deepEqual(lookupMove('ArrowDown', false, at(-1)), { kind: 'point', at: 0 })
  assert.deepEqual(lookupMove('ArrowUp', false, at(-1)), { kind: 'point', at: 2 })
  assert.deepEqual(lookupMove('ArrowDown', false, at(2)), { kind: 'point', at: 0 })
  assert.deepEqual(lookupMove('Enter', false, at(1)), { kind: 'take', at: 1 })
  // nothing pointed at: Enter belongs to the form
  assert.deepEqual(lookupMove('Enter', false, at(-1)), { kind: 'stay' })
  assert.deepEqual(lookupMove('Escape', false, at(1)), { kind: 'close' })
})

test('the Enter that ends a kana conversion takes no choice', () => {
  for (const key of ['Enter', 'ArrowDown', 'Escape']) {
    assert.deepEqual(lookupMove(key, true, { open: true, pointed: 1, count: 3 }), { kind: 'stay' })
  }
})

test('the link of a clause survives any sign in its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (wid) => {
      const address = new URL(clauseOf({ label: '第1', editionId: 'e', wid }).href, 'http://kijun.invalid')
      assert.equal(address.pathname, '/policies/e')
      assert.equal(address.searchParams.get('at'), wid)
    }),
  )
})
