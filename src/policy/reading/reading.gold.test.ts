import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lostOrDoubled } from './conservation.ts'
import { nodesWithGuessedRows } from './guessed-rows.ts'
import { readPolicy } from './read.ts'

const shared = process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../../../shared')
const skip = existsSync(join(shared, 'seeds'))
  ? false
  : 'the acceptance documents (../shared) are not on this machine'
const load = (path: string) => readFileSync(join(shared, path), 'utf8')

type GoldTree = { nodes: { id: string; src: { start: number; end: number } }[] }
const goldTree = (name: string): GoldTree => JSON.parse(load(`corpora/${name}_tree.json`))

test('Neyagawa: all 59 nodes of the gold tree, by id and start, and no other', { skip }, (t) => {
  const source = load('seeds/neyagawa-basic-policy.txt')
  const reading = readPolicy(source)
  const gold = goldTree('neyagawa').nodes
  t.diagnostic(`寝屋川 ${reading.nodes.length} / ${gold.length}`)
  assert.deepEqual(
    reading.nodes.map((n) => [n.id, n.span[0]]),
    gold.map((g) => [g.id, g.src.start]),
  )
  assert.deepEqual(lostOrDoubled(source, reading), [])
})

test(
  'Kawaguchi: every node outside the two tables, by id and start, and no other; the tables to confirm',
  { skip },
  (t) => {
    const source = load('seeds/kawaguchi-standard.txt')
    const reading = readPolicy(source)
    const gold = goldTree('kawaguchi').nodes
    const inTable = (id: string) => id.includes('-表[') || id.includes('-分類')
    const found = new Map(reading.nodes.map((n) => [n.id, n]))
    const exact = gold.filter((g) => found.get(g.id)?.span[0] === g.src.start)
    t.diagnostic(`川口 ${exact.length} / ${gold.length}`)
    assert.deepEqual(
      reading.nodes.map((n) => n.id),
      gold.filter((g) => !inTable(g.id)).map((g) => g.id),
    )
    assert.equal(exact.length, 355)
    assert.deepEqual(
      reading.tables.map((r) => [r.nodeId, r.kind]),
      [
        ['第4-2', 'roles'],
        ['第5-1-(1)', 'classification'],
        ['第5-1-(2)', 'classification'],
        ['第5-1-(3)', 'classification'],
      ],
    )
    // The guessed rows carry the names of their offices and count as the gold does.
    const all = nodesWithGuessedRows(reading)
    const ids = new Set(all.map((n) => n.id))
    const hits = gold.filter((g) => ids.has(g.id)).length
    const f1 = (2 * hits) / (gold.length + ids.size)
    t.diagnostic(`川口 表の行を含めて ${hits} / ${gold.length}, F1 ${f1.toFixed(4)}`)
    assert.ok(f1 >= 0.99, 'expected at least .98')
    assert.deepEqual(
      gold.filter((g) => !ids.has(g.id)).map((g) => g.id),
      [],
    )
    assert.ok(all.every((n) => n.guessed !== true || n.pieces.length === 0))
    const duty = all.find((n) => n.id === '第4-2-表[統括情報セキュリティ責任者]-2')
    assert.match(
      duty?.text ?? '',
      /^ネットワークにおける情報セキュリティ対策に関する/,
      'the broken name is out',
    )
    assert.deepEqual(lostOrDoubled(source, reading), [])
  },
)

test(
  'Kawaguchi: width, commas, blanks and line breaks of the print do not change the reading',
  { skip },
  () => {
    const source = load('seeds/kawaguchi-standard.txt')
    const expected = readPolicy(source).nodes.map((n) => n.id)
    const wide = (s: string) => s.replace(/[0-9()]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    const prints: Record<string, string> = {
      全角: wide(source),
      コンマ: source.replaceAll('、', '，'),
      全角空白: source.replaceAll(' ', '　'),
      数字の前の空白なし: source.replace(/性 ([0-9])/g, '性$1'),
      改行: source.replaceAll(' ', '\n'),
    }
    for (const [name, text] of Object.entries(prints)) {
      assert.deepEqual(
        readPolicy(text).nodes.map((n) => n.id),
        expected,
        name,
      )
    }
  },
)

test('openings of 15 bodies: every node by id, and no other', { skip }, (t) => {
  const gold: Record<string, { nodes: string[] }> = JSON.parse(load('corpora/policy-openings/gold.json'))
  let right = 0
  let all = 0
  for (const [key, { nodes }] of Object.entries(gold)) {
    const source = load(`corpora/policy-openings/${key}.txt`)
    const reading = readPolicy(source)
    assert.deepEqual(
      reading.nodes.map((n) => n.id),
      nodes,
      key,
    )
    assert.deepEqual(lostOrDoubled(source, reading), [], key)
    all += nodes.length
    right += nodes.filter((id) => reading.nodes.some((n) => n.id === id)).length
  }
  t.diagnostic(`冒頭15団体 ${right} / ${all}`)
})

test('variants: the six provisions are found in each of the eight layouts, nothing is lost', { skip }, () => {
  const provisions = {
    v01: ['第1条', '第3条', '第4条', '第5条', '第6条', '第7条', '第7条-2'],
    v02: ['第1', '第2-1-(1)', '第2-1-(2)-ア', '第2-2-(1)', '第2-2-(2)-ア', '第3-(1)', '第3-(2)'],
    v03: ['2-1-(1)-①', '2-2-(1)-①', '2-2-(2)', '2-2-(3)', '2-2-(4)-①', '2-3-(1)', '2-3-(2)'],
    v04: ['(1)-1-・1', '(2)-1-・1', '(2)-1-・2', '(2)-2-・1', '(2)-3-・1', '(2)-4-・1', '(3)-・1'],
    v05: ['1', '2-(1)', '2-(2)', '3-(1)', '3-(2)', '4-(1)', '4-(2)'],
    v06: ['1', '2-(1)-①', '2-(2)', '2-(3)', '2-(4)', '3'],
    v07: ['Ⅰ-1-(1)', 'Ⅱ-【1】-(a)', 'Ⅱ-【1】-(b)', 'Ⅱ-【2】', 'Ⅱ-【3】', 'Ⅱ-【4】', 'Ⅲ'],
    v08: [
      '(兼務の禁止)',
      '(持出し)',
      '(持出し)-2',
      '(私物媒体)',
      '(点検)',
      '(廃棄)',
      '(例外措置)',
      '(例外措置)-2',
    ],
  }
  const files = readdirSync(join(shared, 'corpora/policy-variants')).filter((f) => f.startsWith('v'))
  assert.equal(files.length, Object.keys(provisions).length)
  for (const [key, wanted] of Object.entries(provisions)) {
    const file = files.find((f) => f.startsWith(key)) ?? key
    const source = load(`corpora/policy-variants/${file}`)
    const reading = readPolicy(source)
    const read = reading.nodes.filter((n) => n.text !== '').map((n) => n.id)
    assert.deepEqual(
      wanted.filter((id) => !read.includes(id)),
      [],
      file,
    )
    assert.deepEqual(lostOrDoubled(source, reading), [], file)
  }
})
