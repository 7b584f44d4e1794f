import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { policyDiscard } from './contract.ts'
import { findEdition } from './editions.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** Throws a draft away with everything that hangs on it; the ledger keeps that it was there and who discarded it. */
export function discardOperation(): Implementation {
  return implement(policyDiscard, async (act, input) => {
    await oneAtATime(act, 'policy.force')
    await oneAtATime(act, 'policy.bind')
    const edition = await findEdition(act, input.editionId)
    if (edition.state !== 'draft') {
      refuse(
        'conflict',
        `「${edition.label}」は施行の手続が済んでいるため取り消せません。新しい版を取り込んでください。`,
      )
    }
    for (const { binding_id } of await bindingIds(act, edition.version_id)) {
      await act.recorder.remove('binding', { binding_id })
    }
    for (const table of ['provision_table', 'provision'] as const) {
      for (const { wid } of await wids(act, table, edition.version_id)) {
        await act.recorder.remove(table, { version_id: edition.version_id, wid })
      }
    }
    await act.recorder.remove('policy_version', { version_id: edition.version_id })
    act.recorder.describe({
      act: '版の案の取消し',
      subject: { kind: 'policy', id: edition.policy_id, label: `${edition.title} ${edition.label}` },
      editionId: edition.version_id,
    })
    return { editionId: edition.version_id }
  })
}

const bindingIds = (act: Act, versionId: string) =>
  act.tx
    .selectFrom('binding')
    .select('binding_id')
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .execute()

const wids = (act: Act, table: 'provision_table' | 'provision', versionId: string) =>
  act.tx
    .selectFrom(table)
    .select('wid')
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .execute()
