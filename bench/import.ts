import { existsSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { policyDiscard, policyImport } from '#policy/contract.ts'
import { makeWorld } from '#test/world.ts'
import { longStandard } from './long-standard.ts'

/*
 * How long a text takes from bytes to a stored edition, through the operation with its ledger entry: a city's own texts,
 * and one of 300,000 characters, new and as an amendment. The texts of real cities lie beside the repository; without
 * them the sample city's standard is taken.
 *
 *     npm run bench -- import
 */

const root = join(import.meta.dirname, '..')
const seeds = join(process.env['KIJUN_SHARED'] ?? join(root, '..', 'shared'), 'seeds')
const files = (
  [
    ['川口市 対策基準', 'kawaguchi-standard.txt', '対策基準'],
    ['寝屋川市 基本方針', 'neyagawa-basic-policy.txt', '基本方針'],
  ] as const
).filter(([, file]) => existsSync(join(seeds, file)))

const last: (() => unknown)[] = []
const { city } = await makeWorld({ after: (work) => last.push(work) })
const load = (): string => `(負荷 ${(loadavg()[0] ?? 0).toFixed(1)})`

for (const [name, file, kind] of files) await short(name, readFileSync(join(seeds, file)), kind)
if (files.length === 0) {
  await short('架空市 対策基準', readFileSync(join(root, 'src/sample-city/text/standard.txt')), '対策基準')
}
const text = longStandard(300_000)
await long('長い対策基準の取込み', text)
await long('その改正(文の一部を直したもの)', text.replaceAll('記録を作成し', '直ちに記録を作成し'))
for (const work of last) await work()
process.exit(0)

async function short(name: string, bytes: Buffer, kind: '対策基準' | '基本方針'): Promise<void> {
  const took: number[] = []
  let provisions = 0
  for (let round = 0; round < 8; round++) {
    const began = performance.now()
    const input = { fileName: 'text.txt', base64: bytes.toString('base64'), kind }
    const imported = await city.run('officer', policyImport, input)
    took.push(performance.now() - began)
    provisions = imported.counts.provisions
    if (imported.editionId !== null)
      await city.run('officer', policyDiscard, { editionId: imported.editionId })
  }
  took.sort((a, b) => a - b)
  console.log(
    `${name}: 条文 ${provisions}、取込み 中央値 ${(took[4] ?? 0).toFixed(0)} ms、最大 ${(took.at(-1) ?? 0).toFixed(0)} ms ${load()}`,
  )
}

async function long(name: string, source: string): Promise<void> {
  const began = performance.now()
  const cpu = process.cpuUsage()
  const base64 = Buffer.from(source).toString('base64')
  const out = await city.run('officer', policyImport, { fileName: 'long.txt', base64, acceptUnread: true })
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    `${name}: ${source.length} 文字、条文 ${out.counts.provisions}、規範 ${out.norms.total}、${((performance.now() - began) / 1000).toFixed(1)} 秒(計算 ${((user + system) / 1_000_000).toFixed(1)} 秒) ${load()}`,
  )
}
