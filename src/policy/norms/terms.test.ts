import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedNorms, withoutSeeds } from '#test/seed-norms.ts'
import { definitionGroups, plainSentences } from './terms.fixture.ts'
import { termFinder, termsOf } from './terms.ts'

test('over 80 invented definitions in many styles are found, and nothing else', (t) => {
  let right = 0
  let found = 0
  let gold = 0
  const missed: string[] = []
  const extra: string[] = []
  for (const { nodes, words } of [...definitionGroups, { nodes: plainSentences, words: [] }]) {
    const got = termsOf(nodes).map((term) => term.word)
    gold += words.length
    found += got.length
    right += got.filter((w) => words.includes(w)).length
    missed.push(...words.filter((w) => !got.includes(w)))
    extra.push(...got.filter((w) => !words.includes(w)))
  }
  const f1 = (2 * right) / (found + gold)
  t.diagnostic(
    `${gold} definitions, F1 ${f1.toFixed(3)}; missed ${missed.join(' ')}; extra ${extra.join(' ')}`,
  )
  assert.ok(gold >= 80)
  assert.ok(f1 >= 0.97)
})

test('a range points at the word it defines, or at its meaning when a heading bears the word', () => {
  for (const { nodes } of definitionGroups) {
    for (const term of termsOf(nodes)) {
      const node = nodes.find((n) => n.id === term.node)
      const words = node?.text.slice(...term.range) ?? ''
      if (term.by === 'other-document') continue
      assert.ok(
        words.includes(term.word) ||
          (node?.heading ?? '').includes(term.word) ||
          term.word.length < words.length,
        `${term.word} in ${words}`,
      )
    }
  }
})

test(
  'Neyagawa: every word of its list of terms, and the short names beside it',
  { skip: withoutSeeds },
  (t) => {
    const terms = termsOf(seedNorms('neyagawa').nodes)
    const listed = terms.filter((term) => /^2-[0-9]+$/u.test(term.node) && term.by === 'sentence')
    t.diagnostic(`${listed.length} terms`)
    // 18 items, one of which has a second name in brackets.
    assert.equal(listed.length, 19)
    assert.equal(new Set(listed.map((term) => term.node)).size, 18)
    assert.deepEqual(
      terms.filter((term) => term.by === 'short-name').map((term) => term.word),
      ['方針', 'LGWAN'],
    )
  },
)

test('the longest defined word is linked, and a Latin word not inside a longer one', () => {
  const terms = ['端末', '業務端末', 'LAN'].map((word) => ({
    word,
    meaning: '',
    node: word,
    range: [0, 0] as const,
    by: 'sentence' as const,
  }))
  const hits = termFinder(terms)('業務端末は端末をLANにつなぐ。WLANは対象外。')
  assert.deepEqual(
    hits.map((h) => [h.term.word, h.start, h.end]),
    [
      ['業務端末', 0, 4],
      ['端末', 5, 7],
      ['LAN', 8, 11],
    ],
  )
})

test('a short name in the title of an office is learnt, without a place in its words', () => {
  const heading = '情報保護総括者(CPO:Chief Privacy Officer、以下「CPO」という。)'
  const place = { id: '1-(1)', parent: null, order: 0, level: '(N)', label: '(1)' } as const
  const terms = termsOf([{ ...place, heading, type: 'heading', text: '' }])
  assert.deepEqual(
    terms.map((t) => [t.word, t.node, t.range]),
    [['CPO', '1-(1)', [0, 0]]],
  )
})
