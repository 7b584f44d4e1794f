import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ledger as en } from './words.en.ts'
import { ledger as ja } from './words.ja.ts'
import { plainKinds } from './subject-words.ts'

test('every kind of subject has a word of its own in the list one chooses from', () => {
  for (const { subjects } of [ja, en]) {
    const words: readonly string[] = plainKinds.map((kind) => subjects[kind])
    assert.deepEqual(
      words.filter((word, at) => words.indexOf(word) !== at),
      [],
    )
  }
})
