import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modelScheme } from '#rooms/2-assets/classification/model-scheme.ts'
import { schemeProblems } from '#rooms/2-assets/classification/scheme.ts'
import { questionsFor, readClasses, textOfClasses } from './scheme-text.ts'

test('classes read as they were written, full width too, and a wrong line is named', () => {
  const [first] = modelScheme.axes
  assert.ok(first)
  assert.deepEqual(readClasses(textOfClasses(first.classes)), first.classes)
  const several = readClasses('3 機密性3A 個人番号\n3 機密性3B\n\n2 機密性2')
  assert.ok(Array.isArray(several))
  assert.deepEqual(
    several.map(({ value }) => value),
    ['3A', '3B', '2'],
  )
  assert.deepEqual(readClasses('3 機密性3\n機密性2'), { wrongLine: 2 })
})

test('the questions come along: an answer gives the strictest class of its level', () => {
  const classes = readClasses('3 甲\n3 乙\n2 丙\n1 丁')
  assert.ok(Array.isArray(classes))
  const axes = [{ axis: 'confidentiality' as const, label: '重要性', classes }]
  const questions = questionsFor(modelScheme.questions, axes)
  assert.deepEqual(schemeProblems({ axes, questions }), [])
  assert.ok(questions.some(({ answers }) => answers.some(({ gives }) => gives.confidentiality === '3A')))
  assert.ok(questions.every(({ answers }) => answers.every(({ gives }) => gives.integrity === undefined)))
})
