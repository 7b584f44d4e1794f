// npm run score -- GOLD FILE [--wrong]; without files: all development data beside the project.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { extractFile, extractText } from '#policy/norms/extract-file.ts'
import { goldOf, sharedFolder } from './gold.ts'
import { metamorphicFigures } from './metamorphic.ts'
import { figuresOf, scoreOf } from './report.ts'
import { sixOf } from './variants.ts'

const args = process.argv.slice(2)
const wrong = args.includes('--wrong')
const files = args.filter((a) => !a.startsWith('--'))
const print = (lines: readonly string[]) => console.log(lines.join('\n'))

async function scored(goldPath: string, file: string) {
  const key = basename(file).replace(/\.[a-z]+$/i, '')
  return scoreOf(goldOf(goldPath, key), await extractFile(readFileSync(file), basename(file)))
}

function variants(folder: string) {
  const names = readdirSync(folder).filter((f) => f.startsWith('v'))
  const said = names.map((f) => sixOf(extractText(readFileSync(join(folder, f), 'utf8'))))
  const counts = new Map<string, number>()
  for (const s of said) counts.set(s.join(' / '), (counts.get(s.join(' / ')) ?? 0) + 1)
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])
  console.log(`\n■ 同じ規定の異なる書き方: ${usual?.[1] ?? 0} / ${names.length} が同じ内容`)
  for (const [i, name] of names.entries())
    if (said[i]?.join(' / ') !== usual?.[0] || wrong)
      console.log(`  ${name}: ${said[i]?.map((x) => x ?? '(なし)').join(' / ')}`)
}

const invented = join(import.meta.dirname, '../../test/policy-texts')
if (files.length === 0) {
  const names = readdirSync(invented).filter((f) => /\.(?:txt|html)$/.test(f))
  const each = names.map((f) =>
    scored(join(invented, f.replace(/\.[a-z]+$/, '.gold.tsv')), join(invented, f)),
  )
  print(figuresOf(`ほかの書き方で作った ${names.length} 本`, await Promise.all(each), wrong))
}

const [gold, file] = files
if (gold !== undefined && statSync(gold).isDirectory()) variants(gold)
else if (gold !== undefined && file !== undefined)
  print(figuresOf(basename(file), [await scored(gold, file)], wrong))
else if (gold !== undefined) {
  console.error('使い方: npm run score -- 正解のファイル 規程のファイル [--wrong]')
  process.exitCode = 1
} else {
  const shared = sharedFolder()
  if (shared === null) {
    console.log('開発用のデータ(../shared)がこの計算機にないので、採点するものがありません。')
  } else {
    const corpora = join(shared, 'corpora')
    const seeds = join(shared, 'seeds')
    const seedFiles = [
      ['川口', join(corpora, 'kawaguchi.json'), join(seeds, 'kawaguchi-standard.txt')],
      ['寝屋川', join(corpora, 'neyagawa.json'), join(seeds, 'neyagawa-basic-policy.txt')],
    ] as const
    for (const [title, goldPath, path] of seedFiles)
      print(figuresOf(title, [await scored(goldPath, path)], wrong))
    const folder = join(corpora, 'policy-openings')
    const openings = readdirSync(folder).filter((f) => /^h[0-9]+\.txt$/.test(f))
    const each = await Promise.all(openings.map((f) => scored(join(folder, 'gold.json'), join(folder, f))))
    print(figuresOf(`冒頭 ${openings.length} 本`, each, wrong))
    variants(join(corpora, 'policy-variants'))
    print(metamorphicFigures(seedFiles.map(([title, , path]) => [title, readFileSync(path, 'utf8')])))
  }
}
