import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readPolicy } from '#policy/reading/read.ts'
import { bindings } from './bindings.ts'
import { actingRights, deputyOrders, officeRules } from './offices.ts'

const texts = {
  'basic-policy': '架空市情報セキュリティ基本方針',
  standard: '架空市情報セキュリティ対策基準',
} as const
type Key = keyof typeof texts
const keys: readonly Key[] = ['basic-policy', 'standard']

const text = (key: Key): string => readFileSync(join(import.meta.dirname, 'text', `${key}.txt`), 'utf8')

const label = /^(第\d+|\d+|\(\d+\)|[ア-ン]|\([ア-ン]\)) \S/u

test('the standard has at least 150 numbered provisions, and the basic policy its own', () => {
  const sentences = (key: Key): number =>
    text(key)
      .split('\n')
      .filter((line) => label.test(line) && /。/u.test(line)).length
  assert.ok(sentences('standard') >= 150, `${sentences('standard')}`)
  assert.ok(sentences('basic-policy') >= 30)
})

test('every chapter of a municipal standard is there', () => {
  const standard = text('standard')
  for (const chapter of [
    '組織体制及び役割',
    '情報資産の分類及び管理',
    '物理的セキュリティ',
    '人的セキュリティ',
    '技術的セキュリティ',
    '情報システム全体の強靭性の向上',
    '運用',
    '業務委託及び外部サービスの利用',
    '評価及び見直し',
  ]) {
    assert.match(standard, new RegExp(`^第\\d+ ${chapter}$`, 'mu'))
  }
  assert.match(standard, /^附則$/mu)
  for (const topic of ['CSIRT', 'クラウドサービス', 'ソーシャルメディア', '例外措置', '自己点検', '無害化']) {
    assert.ok(standard.includes(topic), topic)
  }
})

test('both texts are read whole: nothing but the title is outside the tree, no label comes twice', () => {
  for (const key of keys) {
    const title = texts[key]
    const reading = readPolicy(text(key))
    assert.equal(reading.title, title)
    assert.deepEqual(
      reading.unread.map((left) => left.text),
      [title],
    )
    const ids = reading.nodes.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    assert.deepEqual(
      ids.filter((id) => id.includes('~')),
      [],
    )
  }
})

test('every clause that the sample city cites stands in its standard', () => {
  const ids = new Set(readPolicy(text('standard')).nodes.map(({ id }) => id))
  const cited = [
    ...bindings.map(({ eid }) => eid),
    ...officeRules().map(({ clause }) => clause),
    ...deputyOrders().map(({ clause }) => clause),
    ...actingRights().map(({ clause }) => clause),
  ]
  assert.deepEqual(
    cited.filter((clause) => !ids.has(clause)),
    [],
  )
})

test('references inside the standard lead to provisions that exist', () => {
  const standard = text('standard')
  const ids = new Set(readPolicy(standard).nodes.map(({ id }) => id))
  const references = [...standard.matchAll(/第(\d+)の(\d+)(?:\((\d+)\))?/gu)]
  assert.ok(references.length >= 4)
  for (const [whole, chapter, section, item] of references) {
    const id = `第${chapter}-${section}${item === undefined ? '' : `-(${item})`}`
    assert.ok(ids.has(id), `${whole} → ${id}`)
  }
})

const shared = process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', 'shared')
const seeds = ['kawaguchi-standard.txt', 'neyagawa-basic-policy.txt'].map((name) =>
  join(shared, 'seeds', name),
)

/** Words of the trade that no text on this subject can do without. */
const fixedTerms =
  /情報セキュリティ監査統括責任者|統括情報セキュリティ責任者|情報セキュリティ責任者|情報セキュリティ管理者|最高情報統括責任者|情報化推進会議|情報セキュリティ(ポリシー|監査)?|実施手順|なければならない|(LGWAN|インターネット)接続系/gu

const plain = (line: string): string => line.normalize('NFKC').replace(/\s+/gu, '')

/** The longest stretches of the line that stand in the other text, from 18 characters up. */
function sharedRuns(line: string, known: ReadonlySet<string>, length: number): string[] {
  const runs: string[] = []
  let end = 0
  for (let at = 0; at + length <= line.length; at += 1) {
    if (!known.has(line.slice(at, at + length))) continue
    if (at < end) runs.push((runs.pop() ?? '') + line.slice(end, at + length))
    else runs.push(line.slice(at, at + length))
    end = at + length
  }
  return runs
}

test(
  'no sentence is borrowed from the two acceptance documents',
  { skip: seeds.every((file) => existsSync(file)) ? false : 'the acceptance documents are not here' },
  () => {
    const length = 18
    const known = new Set<string>()
    for (const file of seeds) {
      const all = plain(readFileSync(file, 'utf8'))
      for (let at = 0; at + length <= all.length; at += 1) known.add(all.slice(at, at + length))
    }
    const borrowed = keys.flatMap((key) =>
      text(key)
        .split('\n')
        .map((line) => plain(line.replace(/^(第\d+|\d+|\(\d+\)|[ア-ン]|\([ア-ン]\)) /u, '')))
        .flatMap((line) => sharedRuns(line, known, length))
        .filter((run) => run.replace(fixedTerms, '').length >= 6),
    )
    assert.deepEqual(borrowed, [])
  },
)
