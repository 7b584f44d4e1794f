import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saveOwnProcedure } from '#engine/own-procedure/contract.ts'
import { ownExample } from '#engine/own-procedure/own-example.ts'
import { problemsOf } from '../../api/check.ts'
import { changedAreas } from './areas.ts'
import * as acts from './design-acts.ts'
import { declarationOf, draftOf, emptyDraft, fieldsOf, type Declaration } from './design.ts'
import { placed, placeOf } from './places.ts'

const draft = draftOf(ownExample)
const keys = (of: typeof draft) => of.parts.map((part) => part.fields.map((field) => field.key))
const plain = (said: Declaration): unknown => JSON.parse(JSON.stringify(said))

test('what is opened and saved again without a change says the same', () => {
  const example = plain(ownExample)
  const rules = ownExample.rules.map((rule) =>
    rule.rule === 'needed-when' ? { ...rule, when: { field: 'f2', is: ['c2'] } } : rule,
  )
  assert.deepEqual(plain(declarationOf(draft)), { ...Object(example), rules })
  assert.deepEqual(declarationOf(draftOf(declarationOf(draft))), declarationOf(draft))
})

test('an empty design names what is missing, field by field', () => {
  const problems = problemsOf(saveOwnProcedure.input, { version: 0, declaration: declarationOf(emptyDraft) })
  const places = placed(problems, emptyDraft).map((problem) => problem.at)
  assert.deepEqual(places, ['name', 'purpose', 'formNumber', 'need', 'part.p1.label', 'field.f1.label'])
})

test('a number is read in either width, and what is none is not sent as one', () => {
  const typed = (maxLength: string) =>
    declarationOf(acts.changeField(draft, 'f1', { maxLength })).parts[0]?.fields[0]?.maxLength
  assert.equal(typed('１２０'), 120)
  assert.equal(typed(' '), undefined)
  for (const wrong of ['たくさん', '-1', '1.5', '1e3']) assert.ok(Number.isNaN(typed(wrong)), wrong)
})

test('what another type said before is kept in the designer and not sent', () => {
  const asDate = acts.changeField(draft, 'f2', { type: 'date' })
  assert.equal(declarationOf(asDate).parts[0]?.fields[1]?.choices, undefined)
  const back = acts.changeField(asDate, 'f2', { type: 'choice' })
  assert.deepEqual(declarationOf(back), declarationOf(draft))
})

test('a field that ran is only not asked for any more; another one is gone', () => {
  const used = new Set(['f1'])
  const kept = acts.removeField(draft, 'f1', used)
  assert.equal(fieldsOf(kept).find((field) => field.key === 'f1')?.gone, true)
  assert.deepEqual(keys(acts.removeField(draft, 'f3', used)), [
    ['f1', 'f2'],
    ['f4', 'f5'],
  ])
  // a part goes, and what ran of it stays with its neighbour
  const fewer = acts.removePart(draft, 0, used)
  assert.deepEqual(keys(fewer), [['f4', 'f5', 'f1']])
  assert.equal(acts.removePart(fewer, 0, used), fewer)
})

test('a name that was given once is not given to another field', () => {
  const gone = acts.removeField(draft, 'f5', new Set())
  const { key } = acts.addField(gone, gone.parts[1]?.id ?? '')
  assert.notEqual(key, 'f5')
  assert.ok(!fieldsOf(draft).some((field) => field.key === key))
})

test('a field goes over the edge of its part, and no further than the form', () => {
  assert.deepEqual(keys(acts.moveField(draft, 'f4', -1)), [['f1', 'f2', 'f3', 'f4'], ['f5']])
  assert.deepEqual(keys(acts.moveField(draft, 'f3', 1)), [
    ['f1', 'f2'],
    ['f3', 'f4', 'f5'],
  ])
  assert.equal(acts.canMoveField(draft, 'f1', -1), false)
  assert.equal(acts.canMoveField(draft, 'f5', 1), false)
})

test('a choice that is taken away is asked for by no rule', () => {
  const without = acts.withoutChoice(draft, 'f2', 'c2')
  assert.deepEqual(without.rules[2]?.is, [])
  const again = acts.withChoice(without, 'f2')
  assert.equal(again.value, 'c2')
  assert.deepEqual(again.draft.rules[2]?.is, [])
})

test('a problem stands at what it speaks of, wherever that has gone', () => {
  assert.equal(placeOf('declaration.parts.0.fields.1.choices', draft), 'field.f2.choices')
  assert.equal(placeOf('parts.0.fields.1.choices.1.label', draft), 'field.f2.choices.1')
  assert.equal(placeOf('rules.2.when', draft), 'rule.r3.when')
  assert.equal(placeOf('route.0.seats', draft), 'step.s1')
  assert.equal(placeOf('parts', draft), 'parts')
  const moved = acts.movePart(draft, 0, 1)
  assert.equal(placeOf('parts.1.fields.1.choices', moved), 'field.f2.choices')
})

test('a 届出 ends with whoever takes note of it, and back again', () => {
  const notice = acts.withNotice(draft, true)
  assert.deepEqual(
    notice.route.map((step) => step.act),
    ['receive'],
  )
  assert.deepEqual(declarationOf(acts.withNotice(notice, false)), declarationOf(draft))
})

test('of two who changed one design it is said where, and not where nothing differs', () => {
  const other = declarationOf({ ...draft, name: '別の名前', start: '' })
  assert.deepEqual(changedAreas(declarationOf(draft), other), ['basics', 'after'])
  const [part, ...others] = ownExample.parts
  const turned = {
    ...ownExample,
    parts: [{ fields: part?.fields ?? [], label: part?.label ?? '' }, ...others],
  }
  assert.deepEqual(changedAreas(ownExample, turned), [])
})
