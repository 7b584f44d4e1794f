import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modelScheme } from '#rooms/2-assets/classification/model-scheme.ts'
import { schemeProblems } from '#rooms/2-assets/classification/scheme.ts'
import { readQuestions, textOfQuestions } from './question-text.ts'

const { axes, questions } = modelScheme

test('questions written out and read again are the same questions', () => {
  assert.deepEqual(readQuestions(textOfQuestions(questions, axes), axes, questions), questions)
})

test('a question added gets a key of its own, and the scheme with it has no fault', () => {
  const text = `${textOfQuestions(questions, axes)}\n\n議会に出すものですか\n・はい = 機密性1、完全性2\n・いいえ`
  const read = readQuestions(text, axes, questions)
  assert.ok(Array.isArray(read))
  assert.deepEqual(read.at(-1), {
    key: 'q1',
    text: '議会に出すものですか',
    answers: [
      { value: 'a1', label: 'はい', gives: { confidentiality: '1', integrity: '2' } },
      { value: 'a2', label: 'いいえ', gives: {} },
    ],
  })
  assert.deepEqual(read.slice(0, -1), questions)
  assert.deepEqual(schemeProblems({ axes, questions: read }), [])
})

test('an answer worded anew is another answer; the others keep their keys', () => {
  const [first] = questions
  const [answer, ...others] = first?.answers ?? []
  assert.ok(first !== undefined && answer !== undefined)
  const read = readQuestions(
    textOfQuestions([first], axes).replace(`・${answer.label}`, '・ほかの言い方'),
    axes,
    questions,
  )
  assert.ok(Array.isArray(read))
  const [changed, ...kept] = read[0]?.answers ?? []
  assert.deepEqual([read[0]?.key, changed?.label], [first.key, 'ほかの言い方'])
  assert.ok(!first.answers.some(({ value }) => value === changed?.value))
  assert.deepEqual(kept, others)
})

test('what cannot be read is named with its line', () => {
  const of = (text: string) => readQuestions(text, axes, questions)
  assert.deepEqual(of('・はい = 機密性3'), { wrongLine: 1, why: 'no-question', word: '・はい = 機密性3' })
  assert.deepEqual(of('問い\n・はい = 秘密'), { wrongLine: 2, why: 'no-class', word: '秘密' })
  assert.deepEqual(of('問い\n・はい = 機密性3、機密性2'), {
    wrongLine: 2,
    why: 'two-classes',
    word: '機密性2',
  })
  assert.deepEqual(of('  \n'), [])
})
