import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { axes } from '#engine/register/class-columns.ts'
import { byStrictness, classLevel } from '#engine/register/class-order.ts'
import { modelScheme } from './model-scheme.ts'
import {
  mappingProblems,
  propose,
  proposedMapping,
  readFloor,
  floorText,
  remapped,
  schemeProblems,
} from './scheme.ts'
import { importance, threeLetters } from './testing/schemes.ts'

test('the model scheme and those of other cities can be used, and a fault is named at its place', () => {
  for (const scheme of [modelScheme, threeLetters, importance]) assert.deepEqual(schemeProblems(scheme), [])
  const [first] = threeLetters.axes
  assert.ok(first)
  const turned = { questions: [], axes: [{ ...first, classes: first.classes.toReversed() }] }
  assert.deepEqual(
    schemeProblems(turned).map(({ at }) => at),
    ['axes.0.classes'],
  )
  const open = { questions: [], axes: [{ ...first, classes: first.classes.slice(0, 3) }] }
  assert.match(schemeProblems(open)[0]?.message ?? '', /いちばん緩い/)
  const integrity = { ...importance, axes: [{ ...first, axis: 'integrity' as const }] }
  assert.ok(schemeProblems(integrity).some(({ message }) => /段階は2まで/.test(message)))
})

test('from 3/2/1 to 3A/3B/3C a person decides the threes, the rest goes by itself; back everything does', () => {
  const there = proposedMapping(modelScheme, threeLetters)
  assert.deepEqual(there.find((each) => each.from === '3')?.to, ['3A', '3B', '3C'])
  assert.deepEqual(there.filter((each) => each.to.length > 1).length, 1)
  assert.deepEqual(mappingProblems(modelScheme, threeLetters, there), [])
  const moved = remapped({ confidentiality: '3', integrity: '2', availability: '1' }, there, threeLetters)
  assert.deepEqual(moved.values, { confidentiality: '3A', integrity: '2', availability: '1' })
  assert.deepEqual(moved.open, [{ axis: 'confidentiality', from: '3', candidates: ['3A', '3B', '3C'] }])
  const back = proposedMapping(threeLetters, modelScheme)
  assert.ok(back.every((each) => each.to.length === 1))
  assert.equal(mappingProblems(modelScheme, threeLetters, there.slice(1)).length, 1)
})

test('a scheme of one axis says all three, never milder than it was said', () => {
  const mapping = proposedMapping(modelScheme, importance)
  const { values } = remapped(
    { confidentiality: '2', integrity: '1', availability: '1' },
    mapping,
    importance,
  )
  assert.deepEqual(values, { confidentiality: '2', integrity: '2', availability: '2' })
})

const answered = fc.record(
  Object.fromEntries(
    modelScheme.questions.map(({ key, answers }) => [
      key,
      fc.option(fc.constantFrom(...answers.map(({ value }) => value)), { nil: undefined }),
    ]),
  ),
)

test('answers lead to the strictest class any of them asks for; more answers never make it stricter', () => {
  fc.assert(
    fc.property(answered, fc.constantFrom(...modelScheme.questions), (given, question) => {
      const answers = Object.fromEntries(
        Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
      )
      for (const { axis, value, because } of propose(modelScheme, answers)) {
        const levels = modelScheme.questions.map(({ key, answers: possible }) => {
          const own = possible.filter((each) => answers[key] === undefined || each.value === answers[key])
          return Math.max(1, ...own.map(({ gives }) => classLevel(gives[axis])))
        })
        assert.equal(classLevel(value), Math.max(1, ...levels))
        assert.equal(because.length > 0, classLevel(value) > 1)
      }
      for (const answer of question.answers) {
        const more = propose(modelScheme, {
          ...answers,
          [question.key]: answers[question.key] ?? answer.value,
        })
        for (const { axis, value } of propose(modelScheme, answers)) {
          assert.ok(byStrictness(value, more.find((each) => each.axis === axis)?.value) <= 0)
        }
      }
    }),
  )
})

test('a floor is read as it was written, and what is none is none', () => {
  for (const floor of [
    {},
    { confidentiality: '3A' },
    { confidentiality: '2', integrity: '1', availability: '2' },
  ]) {
    assert.deepEqual(readFloor(floorText(floor)), floor)
  }
  assert.deepEqual(readFloor('機密性:9 何か:2 完全性'), {})
  assert.equal(axes.length, 3)
})
