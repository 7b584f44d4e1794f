import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  differs,
  draftOf,
  formOf,
  mergedProblems,
  ownProblems,
  previewFormOf,
  problemsWhileTyping,
  sameForm,
  type Field,
} from './draft.ts'

const fields: Field[] = [
  { key: 'assets', label: '持ち出すもの', type: 'entries', group: 'a', required: true, register: 'asset' },
  { key: 'purpose', label: '目的', type: 'long-text', group: 'b', required: true, maxLength: 300 },
  { key: 'from', label: '持出日', type: 'date', group: 'b', required: true },
  { key: 'measures', label: '措置', type: 'checks', group: 'c', required: false },
]
const words = (label: string, limit: number, count: number): string => `${label} ${limit} ${count}`

test('an opened form has every field, empty or as it was', () => {
  assert.deepEqual(draftOf(fields), { assets: [], purpose: '', from: '', measures: [] })
  assert.deepEqual(draftOf(fields, { purpose: '調査', assets: ['x'], other: 'y' }), {
    assets: ['x'],
    purpose: '調査',
    from: '',
    measures: [],
  })
})

test('dates are sent as days however they were typed', () => {
  for (const typed of ['令和8年11月25日(水)', 'R8.11.25', '2026-11-25', '２０２６／１１／２５']) {
    assert.equal(formOf(fields, { ...draftOf(fields), from: typed })['from'], '2026-11-25', typed)
  }
})

test('a date that is only written differently asks the rules the same; another day does not', () => {
  const typed = { ...draftOf(fields), from: 'R8.11.25' }
  assert.equal(sameForm(fields, typed, { ...typed, from: '令和8年11月25日(水)' }), true)
  assert.equal(sameForm(fields, typed, { ...typed, from: 'R8.11.26' }), false)
})

test('a date nobody can read is kept as typed and explained at its field', () => {
  const draft = { ...draftOf(fields), from: 'あさって' }
  assert.equal(formOf(fields, draft)['from'], 'あさって')
  const [problem] = ownProblems(fields, draft, words)
  assert.equal(problem?.at, 'from')
  assert.match(problem?.message ?? '', /あさって/)
})

test('empty texts are not sent, empty lists are', () => {
  assert.deepEqual(formOf(fields, { ...draftOf(fields), purpose: '  ' }), { assets: [], measures: [] })
})

test('length is counted in characters, 外字 as one each, and told with the number', () => {
  const draft = { ...draftOf(fields), purpose: '𠮷'.repeat(301) }
  assert.deepEqual(ownProblems(fields, draft, words), [{ at: 'purpose', message: '目的 300 301' }])
  assert.deepEqual(ownProblems(fields, { ...draft, purpose: '𠮷'.repeat(300) }, words), [])
})

test('the preview is short enough for an address, and cuts no character in two', () => {
  const sent = previewFormOf(fields, { ...draftOf(fields), purpose: '𠮷'.repeat(5000) })
  assert.equal(sent['purpose'], '𠮷'.repeat(400))
})

test('what the screen knows better replaces what the server says of the same field', () => {
  const own = [{ at: 'from', message: '日付として読めません' }]
  const server = [
    { at: 'from', message: '実際にある日を' },
    { at: 'assets', message: '選んで' },
    { message: '全体' },
  ]
  assert.deepEqual(mergedProblems(own, server), [own[0], server[1], server[2]])
})

test('nothing is said of a field before it was filled', () => {
  const problems = [
    { at: 'from', message: 'a' },
    { at: 'purpose', message: 'b' },
    { at: 'assets', message: 'c' },
  ]
  const draft = { ...draftOf(fields), from: 'R8.11.1', purpose: '長い' }
  assert.deepEqual(problemsWhileTyping(problems, draft, new Set(['from', 'assets'])), [problems[0]])
})

test('a form differs once anything was entered', () => {
  assert.equal(differs(draftOf(fields), draftOf(fields)), false)
  assert.equal(differs(draftOf(fields), { ...draftOf(fields), measures: ['x'] }), true)
})
