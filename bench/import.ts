import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { policyDiscard, policyImport } from '#policy/contract.ts'
import { makeWorld } from '#test/world.ts'

/*
 * How long a city's own text takes from bytes to a stored edition, through the operation with its ledger entry.
 * The text of a real city lies beside the repository; without it the sample city's standard is taken.
 *
 *     npm run bench -- import
 */

const root = join(import.meta.dirname, '..')
const real = join(
  process.env['KIJUN_SHARED'] ?? join(root, '..', 'shared'),
  'seeds',
  'kawaguchi-standard.txt',
)
const file = existsSync(real) ? real : join(root, 'src/sample-city/text/standard.txt')
const base64 = readFileSync(file).toString('base64')

const last: (() => unknown)[] = []
const { city } = await makeWorld({ after: (work) => last.push(work) })
const took: number[] = []
let provisions = 0
for (let round = 0; round < 8; round++) {
  const began = performance.now()
  const imported = await city.run('officer', policyImport, { fileName: 'text.txt', base64 })
  took.push(performance.now() - began)
  provisions = imported.counts.provisions
  if (imported.editionId !== null) await city.run('officer', policyDiscard, { editionId: imported.editionId })
}
took.sort((a, b) => a - b)
const name = file === real ? '川口市 対策基準' : '架空市 対策基準(実在の市の文がないため)'
console.log(
  `${name}: 条文 ${provisions}、取込み 中央値 ${(took[4] ?? 0).toFixed(0)} ms、最大 ${(took.at(-1) ?? 0).toFixed(0)} ms`,
)
for (const work of last) await work()
process.exit(0)
