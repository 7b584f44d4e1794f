import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkForm, contentHash, readForm } from '#engine/procedure/form.ts'
import type { EntryFacts, Form } from '#engine/procedure/definition.ts'
import { addDays, fiscalYearEnd } from '#ground/clock/calendar.ts'
import { carryOut } from './definition.ts'

const today = '2026-11-24'
const assetId = '0193d3a0-0000-7000-8000-00000000a001'

function asset(confidentiality: string, personal = 0): EntryFacts {
  return {
    entryId: assetId,
    number: 'A-00001',
    label: '要介護認定調査票',
    version: 1,
    values: {
      name: '要介護認定調査票',
      confidentiality,
      integrity: '1',
      availability: '1',
      personal_count: personal,
    },
  }
}

const good: Form = {
  assets: [assetId],
  purpose: '訪問調査で対象者の状態を記録するため',
  destination: '市内の調査対象者宅',
  means: 'official-car',
  from: '2026-11-25',
  to: '2026-12-08',
  measures: ['locked-case', 'always-carried'],
}

function problemsOf(form: Form, entries: EntryFacts[] = [asset('3')], maxDays = 14): string[] {
  const { problems } = checkForm(carryOut, form, { today, entries, parameters: { 'max-days': maxDays } })
  return problems.map((problem) => problem.at ?? '')
}

test('a complete form has no problem', () => {
  assert.deepEqual(problemsOf(good), [])
})

test('everything required is asked for by name', () => {
  assert.deepEqual(problemsOf({}), ['assets', 'purpose', 'destination', 'means', 'from', 'to'])
})

test('the period ends on or after its first day, within the city’s limit', () => {
  assert.deepEqual(problemsOf({ ...good, to: '2026-11-24' }), ['to'])
  assert.deepEqual(problemsOf({ ...good, to: '2026-12-09' }), ['to'])
  assert.deepEqual(problemsOf({ ...good, to: '2026-12-09' }, [asset('3')], 15), [])
})

test('past and absurd days are refused', () => {
  assert.deepEqual(problemsOf({ ...good, from: '2026-11-23', to: '2026-11-30' }), ['from'])
  assert.deepEqual(problemsOf({ ...good, from: '2026-02-30' }), ['from'])
  assert.deepEqual(problemsOf({ ...good, from: '9999-01-01', to: '9999-01-02' }), ['from', 'to'])
  assert.deepEqual(problemsOf({ ...good, from: '2028-01-04', to: '2028-01-05' }), ['from'])
})

test('no permission goes beyond the end of the fiscal year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 366 }), fc.integer({ min: 0, max: 13 }), (start, length) => {
      const from = addDays(today, start)
      const to = addDays(from, length)
      const problems = problemsOf({ ...good, from, to })
      assert.equal(problems.includes('to'), to > fiscalYearEnd(from))
    }),
  )
})

test('機密性2以上 needs a guarding measure; carrying it always on one’s person is not enough', () => {
  for (const level of ['2', '3']) {
    assert.deepEqual(problemsOf({ ...good, measures: [] }, [asset(level)]), ['measures'])
    assert.deepEqual(problemsOf({ ...good, measures: ['always-carried'] }, [asset(level)]), ['measures'])
    assert.deepEqual(problemsOf({ ...good, measures: ['encryption'] }, [asset(level)]), [])
  }
  assert.deepEqual(problemsOf({ ...good, measures: [] }, [asset('1')]), [])
})

test('the strictest asset decides what is asked for', () => {
  assert.deepEqual(problemsOf({ ...good, measures: [] }, [asset('1'), asset('3')]), ['measures'])
})

test('an unclassified asset is treated as the strictest', () => {
  const unclassified = { ...asset('3'), values: { name: '不明な資料' } }
  assert.deepEqual(problemsOf({ ...good, measures: [] }, [unclassified]), ['measures'])
})

test('over-long text, control characters, unknown fields and forged values are refused; 外字 are kept', () => {
  assert.deepEqual(problemsOf({ ...good, purpose: 'あ'.repeat(301) }), ['purpose'])
  assert.deepEqual(problemsOf({ ...good, purpose: '訪問\u0000調査' }), ['purpose'])
  assert.deepEqual(problemsOf({ ...good, state: 'granted' }), ['state'])
  assert.deepEqual(problemsOf({ ...good, means: 'rocket' }), ['means'])
  assert.deepEqual(problemsOf({ ...good, measures: ['prayer'] }), ['measures'])
  assert.deepEqual(problemsOf({ ...good, assets: ['1 or 1=1'] }), ['assets'])
  assert.equal(
    readForm(carryOut, { ...good, destination: '𠮷田 髙橋 宅' }).form['destination'],
    '𠮷田 髙橋 宅',
  )
})

test('a decision is bound to every field: any change changes the hash', () => {
  const content = {
    applicationId: assetId,
    procedure: 'carry-out',
    applicantId: assetId,
    unitId: assetId,
    editionId: assetId,
    round: 1,
    form: good,
    entries: [asset('3')],
  }
  const hash = contentHash(content)
  const changed = [
    { ...content, round: 2 },
    { ...content, editionId: '0193d3a0-0000-7000-8000-00000000a002' },
    { ...content, form: { ...good, to: '2026-12-07' } },
    { ...content, form: { ...good, measures: ['locked-case'] } },
    { ...content, entries: [asset('2')] },
  ]
  for (const each of changed) assert.notEqual(contentHash(each), hash)
  assert.equal(contentHash({ ...content, form: { ...good } }), hash)
})
