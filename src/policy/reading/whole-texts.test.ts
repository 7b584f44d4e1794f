import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lostOrDoubled } from './conservation.ts'
import { paged, wrap } from './invented.ts'
import { readPolicy } from './read.ts'

/** A text of `fixtures/`: each line begins with the id of the node that begins there, parted by ¦. */
function master(name: string): { ids: string[]; lines: string[] } {
  const file = readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8').trimEnd()
  const parted = file.split('\n').map((line) => {
    const at = line.indexOf('¦')
    return { id: line.slice(0, at), line: line.slice(at + 1) }
  })
  return { ids: parted.map((p) => p.id).filter((id) => id !== ''), lines: parted.map((p) => p.line) }
}

const texts = {
  reiki: '例規: 章節・条・項・号・枝番・削除・附則・別表・様式',
  circled: '1 / (1) / ①、全角',
  skeleton: '国の骨格 N―N―N、点線の目次',
  schoolwrap: '第N / N / (N) / ア',
  'articles-flat': '条文を一行に',
  'word-outline': 'ワードのアウトライン、タブと・',
  'bracket-headings': '番号のない(見出し)',
} as const

const half = (s: string) =>
  s.replace(/[０-９（）Ａ-Ｚ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
const full = (s: string) => s.replace(/[0-9()]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))

/** How the same text may be printed without changing what it says. */
const prints: Record<string, (lines: readonly string[]) => string> = {
  そのまま: (lines) => lines.join('\n'),
  空行: (lines) => lines.join('\n\n'),
  半角: (lines) => half(lines.join('\n')),
  全角: (lines) => full(lines.join('\n')),
  コンマ: (lines) => lines.join('\n').replaceAll('、', '，'),
  改行コード: (lines) => lines.join('\r\n'),
}

/** Prints that only texts without wide tables survive. */
const wraps: Record<string, (lines: readonly string[]) => string> = {
  '36字詰め': (lines) => wrap(lines, 36).join('\n'),
  柱とページ: (lines) => paged(wrap(lines, 40), 18, lines[0] ?? '').join('\n'),
  一行: (lines) => `${wrap(lines, 42).join(' ').replaceAll('\t', ' ')} `,
  '一行、柱とページ': (lines) =>
    `${paged(wrap(lines, 42), 24, lines[0] ?? '')
      .map((l) => l.replace(/^- ([0-9]+) -$/, '$1'))
      .join(' ')
      .replaceAll('\t', ' ')} `,
}

function check(name: string, print: string, text: string, ids: readonly string[]): void {
  const reading = readPolicy(text)
  assert.deepEqual(
    reading.nodes.map((n) => n.id),
    ids,
    `${name} ${print}`,
  )
  assert.deepEqual(lostOrDoubled(text, reading), [], `${name} ${print}`)
}

for (const [name, what] of Object.entries(texts)) {
  test(`whole text: ${what}`, () => {
    const { ids, lines } = master(name)
    for (const [print, make] of Object.entries(prints)) check(name, print, make(lines), ids)
  })
}

for (const name of ['circled', 'schoolwrap', 'articles-flat', 'word-outline'] as const) {
  test(`whole text, wrapped, paged and without lines: ${texts[name]}`, () => {
    const { ids, lines } = master(name)
    for (const [print, make] of Object.entries(wraps)) check(name, print, make(lines), ids)
  })
}
