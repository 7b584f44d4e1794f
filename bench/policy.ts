import { existsSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import type { z } from 'zod'
import type { Contract } from '#ground/operation/contract.ts'
import * as editions from '#policy/contract-editions.ts'
import * as norms from '#policy/contract-norms.ts'
import * as policy from '#policy/contract.ts'
import { makeWorld } from '#test/world.ts'

/*
 * What the screens of a city's rules ask of the server, through the runner: time, queries and size of each answer, on
 * the text of a real city where it lies beside the repository, else on the sample city's.
 *
 *     npm run bench -- policy
 */

const root = join(import.meta.dirname, '..')
const shared = process.env['KIJUN_SHARED'] ?? join(root, '..', 'shared')
const real = join(shared, 'seeds', 'kawaguchi-standard.txt')
const text = readFileSync(existsSync(real) ? real : join(root, 'src/sample-city/text/standard.txt'), 'utf8')
const ROUNDS = 20

const last: (() => unknown)[] = []
const world = await makeWorld({ after: (work) => last.push(work) })
const tenantId = await world.newTenant('計測市')
const scope = { tenantId, actor: { kind: 'operator', name: 'bench' } as const }
let queries = 0
const query = pg.Client.prototype.query
// Counting at the driver: what really goes to the server, whoever asks.
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...args: unknown[]) {
    queries++
    return Reflect.apply(query, this, args)
  },
})

async function run<N extends string, I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<N, I, O>,
  input: z.input<I>,
): Promise<z.output<O>> {
  return contract.output.parse(await world.house.runner.run(contract.name, scope, input))
}
const bring = async (source: string): Promise<string> => {
  const base64 = Buffer.from(source).toString('base64')
  const { editionId } = await run(policy.policyImport, { base64, fileName: 'text.txt', acceptUnread: true })
  return editionId ?? ''
}

async function measure(contract: Contract, input: object): Promise<void> {
  for (let i = 0; i < 3; i++) await world.house.runner.run(contract.name, scope, input)
  // The sequencer of the ledger asks the same driver; it is quiet when nothing waits.
  await world.house.sequencer.settled()
  const took: number[] = []
  let bytes = 0
  queries = 0
  for (let i = 0; i < ROUNDS; i++) {
    const began = performance.now()
    const answer = await world.house.runner.run(contract.name, scope, input)
    took.push(performance.now() - began)
    if (i === 0) bytes = JSON.stringify(answer).length
  }
  took.sort((a, b) => a - b)
  const at = (share: number): string => (took[Math.floor(ROUNDS * share)] ?? 0).toFixed(1).padStart(8)
  console.log(
    `${contract.name.padEnd(24)} ${at(0.5)} ${at(0.95)} ${(queries / ROUNDS).toFixed(1).padStart(8)} ${(bytes / 1000).toFixed(0).padStart(8)}`,
  )
}

const editionId = await bring(text)
const decision = { decidedBy: '会議', decidedOn: '2026-03-20', effectiveFrom: '2026-04-01' }
const approval = { kind: 'council', meeting: '会議', resolvedOn: decision.decidedOn } as const
await run(policy.policyPutInForce, { editionId, ...decision, approval, reviewed: true })
const read = await run(norms.policyNorms, { editionId })
const chosen = read.norms[Math.floor(read.norms.length / 3)]?.wid ?? ''
const amended = await bring(text.replaceAll('許可を得', '事前に許可を得'))
console.log(`規範 ${read.norms.length}、負荷 ${(loadavg()[0] ?? 0).toFixed(1)}`)
console.log('操作                       p50 ms   p95 ms   問合せ    千文字')
await measure(norms.policyNorms, { editionId })
await measure(norms.policyNorms, { editionId, chapter: chosen })
await measure(norms.policyNormBindings, { editionId })
await measure(norms.policyParameters, { editionId })
await measure(norms.policyLints, { editionId })
await measure(norms.policyTerms, { editionId })
await measure(policy.policyProvisions, { editionId })
await measure(policy.policyProvision, { editionId, wid: chosen })
await measure(editions.policyCompare, { editionId: amended })
await measure(editions.policyImpact, { editionId: amended })
for (const work of last) await work()
process.exit(0)
