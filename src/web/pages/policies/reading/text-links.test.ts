import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { linksIn, termFinder, type RefOut, type TermOut } from './text-links.ts'

const term = (word: string, wid: string, range = { start: 0, end: 0 }): TermOut => ({
  word,
  meaning: `${word}の意味`,
  wid,
  number: wid,
  range,
  by: 'sentence',
  occurrences: 1,
  places: [],
})
const ref = (text: string, start: number): RefOut => ({
  text,
  start,
  end: start + text.length,
  kind: 'provision',
  to: [{ wid: 'x', number: '第4条' }],
})

test('the longest term wins where one is part of another, and a term is not linked where it is defined', () => {
  const finder = termFinder([
    term('責任者', 'a', { start: 1, end: 4 }),
    term('統括責任者', 'b'),
    term('者', 'c'),
  ])
  const found = linksIn('z', '統括責任者は、責任者に告げる。', [], finder)
  assert.deepEqual(
    found.map((link) => (link.kind === 'term' ? link.term.word : '')),
    ['統括責任者', '責任者'],
  )
  assert.deepEqual(
    linksIn('a', '「責任者」とは、課の責任者をいう。', [], finder).map((link) => link.start),
    [10],
  )
})

test('a pointer goes before a term inside it', () => {
  const found = linksIn('z', '第4条の責任者', [ref('第4条の責任者', 0)], termFinder([term('責任者', 'a')]))
  assert.deepEqual(
    found.map((link) => link.kind),
    ['ref'],
  )
})

test('signs that mean something in a pattern are only signs in a word', () => {
  const finder = termFinder([term('C++(言語)', 'a'), term('A.B', 'b')])
  assert.deepEqual(
    finder('C++(言語)とAxBとA.B').map((hit) => hit.term.word),
    ['C++(言語)', 'A.B'],
  )
})

test('links never overlap and always lie inside the words', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[あいう]{2,3}$/), { maxLength: 5 }),
      fc.stringMatching(/^[あいう]{0,30}$/),
      fc.array(fc.integer({ min: -2, max: 28 }), { maxLength: 4 }),
      (words, text, starts) => {
        const refs = starts.map((start) => ({ ...ref('あい', start) }))
        const links = linksIn('z', text, refs, termFinder(words.map((word) => term(word, 'a'))))
        let before = 0
        for (const link of links) {
          assert.ok(link.start >= before && link.end > link.start && link.end <= text.length)
          before = link.end
        }
      },
    ),
  )
})
