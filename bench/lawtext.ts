// What Lawtext makes of the same texts, by their labels only: a peer for development, never a dependency of Kijun.
// It is installed into a temporary folder, without running its install scripts. npm run bench -- lawtext
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { extractText } from '#policy/norms/extract-file.ts'
import { goldOf, sharedFolder } from './score/gold.ts'

const VERSION = '0.1.52'

/** Run by itself in the folder where Lawtext is: labels and number of errors of each text, as JSON. */
const READER = `
const { parse } = require('lawtext/dist/src/parser/lawtext')
const texts = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'))
const out = texts.map((text) => {
  try {
    const { value, errors } = parse(text)
    const labels = []
    const walk = (e) => {
      if (typeof e === 'string') return
      if (/^(?:Chapter|Section|Article|Item|Subitem[0-9]+)Title$|^ParagraphNum$|^SupplProvisionLabel$/.test(e.tag)) labels.push(e.children.map((c) => typeof c === 'string' ? c : c.children.join('')).join(''))
      for (const c of e.children ?? []) walk(c)
    }
    walk(value.law ?? value)
    return { labels, errors: errors.length }
  } catch (error) {
    return { labels: [], errors: -1 }
  }
})
require('fs').writeFileSync(process.argv[3], JSON.stringify(out))
`

const answers = z.array(z.object({ labels: z.array(z.string()), errors: z.number() }))

/** A label without its print: digits and brackets half-width, 附則 without its number, 章 without its title. */
const labelOf = (label: string): string =>
  label
    .normalize('NFKC')
    .replace(/[\s.]/g, '')
    .replace(/^(第[0-9一二三四五六七八九十百]+[章節款条](?:の[0-9]+)?).*$/, '$1')
    .replace(/^附則.*$/, '附則')
    .replace(/~[0-9]+$/, '')

/** F1 of two bags of labels. */
function labelF1(gold: readonly string[], read: readonly string[]): number {
  const rest = new Map<string, number>()
  for (const g of gold) rest.set(g, (rest.get(g) ?? 0) + 1)
  let both = 0
  for (const r of read) {
    const left = rest.get(r) ?? 0
    if (left === 0) continue
    rest.set(r, left - 1)
    both += 1
  }
  return (2 * both) / Math.max(1, gold.length + read.length)
}

const lastLabel = (id: string): string => labelOf(id.split('-').at(-1) ?? id)

function installed(folder: string): boolean {
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const result = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', `lawtext@${VERSION}`],
    { cwd: folder, encoding: 'utf8', timeout: 300_000 },
  )
  return result.status === 0
}

const shared = sharedFolder()
if (shared === null) console.log('開発用のデータ(../shared)がないので、比べるものがありません。')
else {
  const folder = mkdtempSync(join(tmpdir(), 'kijun-lawtext-'))
  try {
    if (installed(folder)) compare(shared, folder)
    else
      console.log(
        `lawtext@${VERSION} を npm から入れられませんでした。ネットワークにつながる計算機で試してください。`,
      )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function compare(shared: string, folder: string): void {
  const corpora = join(shared, 'corpora')
  const openings = readdirSync(join(corpora, 'policy-openings')).filter((f) => /^h[0-9]+\.txt$/.test(f))
  const texts = [
    {
      name: '川口',
      gold: join(corpora, 'kawaguchi.json'),
      file: join(shared, 'seeds/kawaguchi-standard.txt'),
    },
    {
      name: '寝屋川',
      gold: join(corpora, 'neyagawa.json'),
      file: join(shared, 'seeds/neyagawa-basic-policy.txt'),
    },
    ...openings.map((f) => ({
      name: f.replace('.txt', ''),
      gold: join(corpora, 'policy-openings/gold.json'),
      file: join(corpora, 'policy-openings', f),
    })),
  ].map((t) => ({ ...t, text: readFileSync(t.file, 'utf8') }))
  writeFileSync(join(folder, 'read.cjs'), READER)
  writeFileSync(join(folder, 'texts.json'), JSON.stringify(texts.map((t) => t.text)))
  spawnSync(process.execPath, ['read.cjs', 'texts.json', 'answers.json'], { cwd: folder, timeout: 300_000 })
  const read = answers.parse(JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')))
  console.log('番号だけの一致(F1)   Kijun   Lawtext')
  const sums = { own: 0, peer: 0, n: 0 }
  for (const [i, t] of texts.entries()) {
    const gold = (goldOf(t.gold, t.name).nodes ?? []).map((n) => lastLabel(n.id))
    const own = labelF1(
      gold,
      extractText(t.text).nodes.map((n) => lastLabel(n.id)),
    )
    const theirs = (read[i]?.labels ?? []).map(labelOf).filter((l) => l !== '')
    const peer = labelF1(gold, theirs)
    console.log(
      `${t.name.padEnd(8, '　')} ${own.toFixed(3)}   ${peer.toFixed(3)}(誤りの報告 ${read[i]?.errors ?? '–'}、番号 ${theirs.length}/${gold.length})`,
    )
    if (i >= 2) {
      sums.own += own * gold.length
      sums.peer += peer * gold.length
      sums.n += gold.length
    }
  }
  console.log(
    `冒頭 ${openings.length} 本の平均 ${(sums.own / sums.n).toFixed(3)}   ${(sums.peer / sums.n).toFixed(3)}`,
  )
}
