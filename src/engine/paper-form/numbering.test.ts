import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { publishOwnProcedure, saveOwnProcedure } from '#engine/own-procedure/contract.ts'
import { ownExample } from '#engine/own-procedure/own-example.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { makeWorld, type Who } from '#test/world.ts'
import {
  issueNotice,
  paperForms,
  saveNumbering,
  savePaperForm,
  showNumbering,
  showPaperForm,
} from './contract.ts'
import { branchText, numberText, numbering, standardNumbering, type Numbering } from './contract-numbering.ts'

const world = await makeWorld({ after })
const { city } = world

const refused =
  (code: string, words = /./) =>
  (error: unknown) =>
    error instanceof Refusal && error.code === code && words.test(error.message)

const set = async (changes: Partial<Numbering>) => {
  const now = await city.run('officer', showNumbering, {})
  return city.run('officer', saveNumbering, {
    version: now.version,
    numbering: { ...standardNumbering, ...changes },
  })
}
const fileIn = async (from: string, who: Who = 'applicant') => {
  const assets = who === 'stranger' ? [city.assets.foreign] : [city.assets.survey]
  const applicationId = await city.file(who, { from, to: from, assets })
  return (await city.show(who, applicationId)).number ?? ''
}

test('a number is written as the city says', () => {
  const of = { symbol: '情政', year: 2026, running: 7 }
  const text = (changes: Partial<Numbering>, year = 2026) =>
    numberText({ ...standardNumbering, ...changes }, { ...of, year })
  assert.equal(text({}), '情政第7号')
  assert.equal(text({ year: 'number' }), '8情政第7号')
  assert.equal(text({ year: 'letter', digits: 4 }), 'R8情政第0007号')
  assert.equal(text({ year: 'full', symbol: { of: 'city', text: '市' } }), '令和8年度市第7号')
  assert.equal(text({ year: 'full' }, 2019), '令和元年度情政第7号')
  assert.equal(text({ year: 'letter' }, 2019), 'R1情政第7号')
  assert.equal(branchText('情政第7号', 2), '情政第7号の2')
})

test('however it is written, two running numbers of a year are never one text', () => {
  const any = fc.record({
    counts: fc.constantFrom('unit' as const, 'city' as const),
    symbol: fc.constantFrom({ of: 'unit' as const }, { of: 'city' as const, text: '市' }),
    year: fc.constantFrom('none' as const, 'number' as const, 'letter' as const, 'full' as const),
    digits: fc.integer({ min: 1, max: 6 }),
    resets: fc.boolean(),
    notice: fc.constantFrom('own' as const, 'branch' as const),
  })
  fc.assert(
    fc.property(
      any,
      fc.integer({ min: 1, max: 2_000_000 }),
      fc.integer({ min: 1, max: 2_000_000 }),
      (said, a, b) => {
        assert.ok(numbering.safeParse(said).success)
        const text = (running: number) => numberText(said, { symbol: '情政', year: 2026, running })
        assert.equal(text(a) === text(b), a === b)
      },
    ),
  )
})

test('units count by themselves, the city as a whole, and switching to and fro never gives a number twice', async () => {
  const seen: string[] = []
  seen.push(await fileIn('2026-11-25'), await fileIn('2026-11-26'), await fileIn('2026-11-25', 'stranger'))
  assert.deepEqual(seen, ['長寿第1号', '長寿第2号', '市民第1号'])
  await set({ counts: 'city' })
  seen.push(await fileIn('2026-11-27'), await fileIn('2026-11-27', 'stranger'))
  assert.deepEqual(seen.slice(3), ['長寿第3号', '市民第4号'])
  await set({})
  seen.push(await fileIn('2026-11-28'), await fileIn('2026-11-28', 'stranger'))
  assert.deepEqual(seen.slice(5), ['長寿第5号', '市民第5号'])
  await set({ counts: 'city', symbol: { of: 'city', text: '長寿' }, digits: 2, year: 'letter' })
  seen.push(await fileIn('2026-11-29'))
  assert.equal(seen.at(-1), 'R8長寿第06号')
  await set({})
  seen.push(await fileIn('2026-11-30'))
  assert.equal(new Set(seen).size, seen.length)
})

test('many at once get as many numbers', async () => {
  await set({ counts: 'city' })
  const days = Array.from({ length: 6 }, (_, index) => `2026-12-0${index + 1}`)
  const given = await Promise.all(
    days.map((day, index) => fileIn(day, index % 2 === 0 ? 'applicant' : 'stranger')),
  )
  assert.equal(new Set(given.map((text) => /第(\d+)号/u.exec(text)?.[1])).size, 6)
  await set({})
})

test('a 枝番 is the number of the application with the branch', async () => {
  await set({ notice: 'branch' })
  const applicationId = await city.file('applicant', { from: '2026-12-10', to: '2026-12-10' })
  await city.decide('manager', applicationId)
  const { number } = await city.show('applicant', applicationId)
  assert.equal((await city.run('applicant', issueNotice, { applicationId })).number, `${number}の2`)
  await set({})
  assert.equal(
    (await city.run('applicant', issueNotice, { applicationId })).number,
    `${number}の2`,
    'for good',
  )
})

test('a new 年度 begins at 1, or goes on where the city says so', async () => {
  world.at('2027-04-02T10:00:00+09:00')
  await set({ resets: false })
  const going = await fileIn('2027-04-05')
  assert.ok(Number(/第(\d+)号/u.exec(going)?.[1]) > 5, going)
  assert.match(await fileIn('2027-04-06', 'stranger'), /^市民第([6-9]|\d\d)号$/u)
  world.at('2028-04-03T10:00:00+09:00')
  await set({})
  assert.equal(await fileIn('2028-04-04'), '長寿第1号')
})

test('a change is told with its example, kept as a version, and refused to who saw another one', async () => {
  const { version } = await set({ year: 'letter', digits: 3 })
  const now = await city.run('officer', showNumbering, {})
  assert.deepEqual([now.version, now.versions[0]?.by], [version, '西田 亮'])
  assert.equal(now.versions[0]?.example, 'R10情政第123号')
  assert.equal(numberText(now.numbering, now.example), 'R10情政第123号')
  await assert.rejects(
    city.run('officer', saveNumbering, { version: version - 1, numbering: standardNumbering }),
    refused('conflict', /先に/u),
  )
  await assert.rejects(set({ year: 'letter', digits: 3 }), refused('conflict', /同じです/u))
  await assert.rejects(city.run('manager', showNumbering, {}), refused('forbidden'))
})

test('a procedure the city has made itself has its papers in the list, designed by the labels of its fields', async () => {
  const draft = await city.run('officer', saveOwnProcedure, { version: 0, declaration: ownExample })
  await city.run('officer', publishOwnProcedure, { key: draft.key, version: draft.version })
  const shown = await city.run('officer', showPaperForm, { procedure: draft.key, document: 'application' })
  await city.run('officer', savePaperForm, {
    procedure: draft.key,
    document: 'application',
    version: 0,
    template: {
      ...shown.template,
      lead: '{{項目.機材の名前}}を使いたいので申請します。{{#ならば 項目.使い方=録画もする}}録画します。{{/ならば}}',
    },
  })
  const row = (await city.run('officer', paperForms, {})).procedures.find(({ key }) => key === draft.key)
  assert.deepEqual([row?.own, row?.papers[0]?.edited, row?.papers[0]?.problems], [true, true, 0])
  // The form is changed later on: the list says that its paper names a field under a label that is gone.
  const renamed = {
    ...ownExample,
    parts: ownExample.parts.map((part, index) =>
      index > 0
        ? part
        : { ...part, fields: part.fields.map((f) => (f.key === 'f1' ? { ...f, label: '機材名' } : f)) },
    ),
  }
  const { version } = await city.run('officer', saveOwnProcedure, {
    key: draft.key,
    version: draft.version + 1,
    declaration: renamed,
  })
  await city.run('officer', publishOwnProcedure, { key: draft.key, version })
  const after = (await city.run('officer', paperForms, {})).procedures.find(({ key }) => key === draft.key)
  assert.equal(after?.papers[0]?.problems, 1)
})
