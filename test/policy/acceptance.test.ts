import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { z } from 'zod'
import { verifyTenantLedger } from '#doors/ledger-commands.ts'
import { citationsOf, editionInForce } from '#policy/reads.ts'
import * as documents from '#policy/contract-documents.ts'
import * as editions from '#policy/contract-editions.ts'
import { exportFormats, policyExport } from '#policy/contract-exports.ts'
import * as norms from '#policy/contract-norms.ts'
import * as policy from '#policy/contract.ts'
import type { Contract } from '#ground/operation/contract.ts'
import { makeWorld } from '#test/world.ts'
import { withoutSeeds } from '#test/seed-norms.ts'

/*
 * The officer's hour on the two acceptance documents, as `kijun run …` does it: import, confirm the tables, put in
 * force, confirm the norms, set the open values, bind; then an amended text: compare, decide what it touches, put in
 * force, hand out in every format, publish. Figures are printed beside what is expected.
 */
const shared = process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../../shared')
const world = withoutSeeds === false ? await makeWorld({ after }) : null
const decision = { decidedBy: '情報化推進会議', decidedOn: '2026-03-20', effectiveFrom: '2026-04-01' }

const expected = {
  kawaguchi: { file: 'kawaguchi-standard.txt', kind: '対策基準', norms: 319, approvals: 22, values: 32 },
  neyagawa: { file: 'neyagawa-basic-policy.txt', kind: '基本方針', norms: 58, approvals: 0, values: 0 },
} as const

/** An amendment in the law's own words: each change is made where its words stand first. */
const amendments: readonly (readonly [string, string])[] = [
  ['速やかに', '3日以内に'],
  ['定期的に', '年1回以上'],
  ['保存しなければならない', '保存するよう努めなければならない'],
  ['ものとする。', 'こととする。'],
  ['を実施する。', 'を実施するよう努める。'],
  ['を講じる。', 'を講じるよう努める。'],
]

for (const [city, wanted] of Object.entries(expected)) {
  test(`${city}: from the file to running rules`, { skip: withoutSeeds }, async (t) => {
    if (world === null) return
    const tenantId = await world.newTenant(city)
    const scope = { tenantId, actor: { kind: 'operator', name: 'kijun' } as const }
    const run = async <N extends string, I extends z.ZodType, O extends z.ZodType>(
      contract: Contract<N, I, O>,
      input: z.input<I>,
    ): Promise<z.output<O>> =>
      contract.output.parse(await world.house.runner.run(contract.name, scope, input))
    const started = performance.now()
    const bytes = readFileSync(join(shared, 'seeds', wanted.file))
    const { editionId } = await run(policy.policyImport, {
      base64: bytes.toString('base64'),
      kind: wanted.kind,
      fileName: wanted.file,
      acceptUnread: true,
    })
    assert.ok(editionId)
    const { tables } = await run(policy.policyEdition, { editionId })
    for (const { wid, guess } of tables) {
      const rows = guess.filter((row) => row.key !== '')
      if (rows.length > 0) await run(policy.policyConfirmTable, { editionId, wid, rows })
    }
    const approval = { kind: 'council', meeting: decision.decidedBy, resolvedOn: decision.decidedOn } as const
    await run(policy.policyPutInForce, { editionId, ...decision, approval, reviewed: true })

    const read = await run(norms.policyNorms, { editionId })
    await run(norms.policyAcceptProposals, { editionId })
    const openBefore = await world.db.readTenant(tenantId, (tx) =>
      citationsOf(tx, 'procedure:carry-out', '2026-11-25'),
    )
    assert.ok(
      openBefore.every((cite) => !cite.confirmed),
      'nothing is live before it is confirmed',
    )
    for (let from = 0; from < read.norms.length; from += 500) {
      const part = read.norms.slice(from, from + 500)
      await run(norms.policyConfirmNorms, {
        editionId,
        norms: part.map(({ normId, revision }) => ({ normId, revision })),
      })
    }
    const values = await run(norms.policyParameters, { editionId })
    for (const { parameter, usual, unit, revision } of values.parameters) {
      const value = usual?.value ?? (unit === '' ? '別に定める' : '12')
      await run(norms.policySetParameter, { parameter, value, revision, validFrom: '2026-04-01' })
    }
    const seconds = (performance.now() - started) / 1000

    const done = await run(norms.policyNorms, { editionId })
    const { counts } = await run(norms.policyNormBindings, { editionId })
    const set = await run(norms.policyParameters, { editionId })
    const lints = await run(norms.policyLints, { editionId })
    const approvals = done.norms.filter((norm) => norm.reading.approval !== null)
    const permits = approvals.filter((norm) => norm.bindingState !== 'gap')
    t.diagnostic(`norms ${done.norms.length} (gold ${wanted.norms})`)
    t.diagnostic(
      `approvals as permits to be ${permits.length} of ${approvals.length} (gold ${wanted.approvals})`,
    )
    t.diagnostic(`bound ${counts.bound}, 未整備 ${counts.planned}, without ${counts.gap}`)
    t.diagnostic(`open values ${values.parameters.length} (gold ${wanted.values}), set ${set.set}`)
    t.diagnostic(`findings ${lints.lints.length} ${JSON.stringify(lints.byCode)}`)
    t.diagnostic(`all of it in ${seconds.toFixed(1)} s`)

    assert.ok(Math.abs(done.norms.length - wanted.norms) <= wanted.norms * 0.02)
    assert.deepEqual(
      [done.progress.unconfirmed, done.progress.confirmed],
      [0, done.norms.length],
      'every norm is confirmed',
    )
    assert.equal(counts.gap, 0, 'every norm is bound or listed as 未整備')
    assert.equal(permits.length, approvals.length)
    assert.equal(counts.approvals, approvals.length, 'they can be seen together')
    assert.equal(set.open, 0)
    const cites = await world.db.readTenant(tenantId, (tx) =>
      citationsOf(tx, 'procedure:carry-out', '2026-11-25'),
    )
    assert.ok(cites.every((cite) => cite.confirmed))

    const source = bytes.toString('utf8')
    const made = amendments.filter(([words]) => source.includes(words))
    assert.ok(made.length > 0)
    const amended = made.reduce((text, [words, instead]) => text.replace(words, instead), source)
    const next = await run(policy.policyImport, {
      base64: Buffer.from(amended).toString('base64'),
      kind: wanted.kind,
      fileName: wanted.file,
      acceptUnread: true,
    })
    const second = next.editionId ?? assert.fail('the amended text became an edition')
    const compared = await run(editions.policyCompare, { editionId: second, onlyChanged: true })
    const changed = compared.rows.filter((row) => !row.unchanged)
    const touched = await run(editions.policyImpact, { editionId: second, size: 100 })
    const force = { ...decision, editionId: second, effectiveFrom: '2026-10-01', approval, reviewed: true }
    if (touched.undecided > 0) {
      await assert.rejects(run(policy.policyPutInForce, force), /扱いが決まっていません/)
      await run(editions.policyDecideImpact, {
        editionId: second,
        decisions: touched.items
          .filter((item) => item.required)
          .map(({ item, options }) => ({ item, choice: options[0] ?? 'drop' })),
      })
    }
    await run(policy.policyPutInForce, force)
    t.diagnostic(
      `amended ${made.length}: ${changed.length} rows of the 新旧対照表, ${touched.required} things to decide`,
    )
    assert.ok(changed.length >= made.length)
    assert.ok(touched.required >= made.length, 'whatever rests on a changed clause is asked about')
    const inForce = (on: string) => world.db.readTenant(tenantId, (tx) => editionInForce(tx, on))
    assert.equal((await inForce('2026-09-30'))?.editionId, editionId)
    assert.equal((await inForce('2026-10-01'))?.editionId, second)
    for (const format of exportFormats) {
      const file = await run(policyExport, { editionId: second, format })
      assert.ok(file.body.length > 1000, format)
    }
    const place = 'https://www.shi.example/kihon.html'
    const publish = { editionId: second, publishedOn: '2026-10-02', place }
    if (wanted.kind === '基本方針') await run(documents.policyPublish, publish)
    assert.deepEqual((await verifyTenantLedger(world.house, tenantId)).findings, [])
  })
}
