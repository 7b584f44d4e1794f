import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '#house'
import * as norms from '#policy/contract-norms.ts'
import * as policy from '#policy/contract.ts'
import { VALID_FROM } from '#test/world.ts'

const shared = process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../../shared')

/**
 * Gives a test city the whole 対策基準 of Kawaguchi, as an officer would who accepts whatever is proposed: read, tables
 * confirmed, in force, every norm confirmed and bound as proposed. Nothing is bound by hand.
 */
export async function giveKawaguchi(house: House, tenantId: string): Promise<string> {
  const scope = { tenantId, actor: { kind: 'system', job: 'test' } as const }
  const bytes = readFileSync(join(shared, 'seeds/kawaguchi-standard.txt'))
  const decision = { decidedBy: '情報化推進会議', decidedOn: VALID_FROM, effectiveFrom: VALID_FROM }
  const { editionId } = policy.policyImport.output.parse(
    await house.runner.run(policy.policyImport.name, scope, {
      base64: bytes.toString('base64'),
      kind: '対策基準',
      fileName: 'kijun.txt',
      acceptUnread: true,
    }),
  )
  assert.ok(editionId !== null)
  const { tables } = policy.policyEdition.output.parse(
    await house.runner.run(policy.policyEdition.name, scope, { editionId }),
  )
  for (const { wid, guess } of tables) {
    const rows = guess.filter((row) => row.key !== '')
    if (rows.length > 0)
      await house.runner.run(policy.policyConfirmTable.name, scope, { editionId, wid, rows })
  }
  const approval = { kind: 'council', meeting: decision.decidedBy, resolvedOn: VALID_FROM }
  await house.runner.run(policy.policyPutInForce.name, scope, {
    editionId,
    ...decision,
    approval,
    reviewed: true,
  })
  await house.runner.run(norms.policyAcceptProposals.name, scope, { editionId })
  const read = norms.policyNorms.output.parse(
    await house.runner.run(norms.policyNorms.name, scope, { editionId }),
  )
  for (let from = 0; from < read.norms.length; from += 500) {
    await house.runner.run(norms.policyConfirmNorms.name, scope, {
      editionId,
      norms: read.norms.slice(from, from + 500).map(({ normId, revision }) => ({ normId, revision })),
    })
  }
  return editionId
}
