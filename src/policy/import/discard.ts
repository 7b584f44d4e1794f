import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { policyDiscard } from '../contract.ts'
import { findEdition } from '../editions/editions.ts'
import { oneAtATime } from '../one-at-a-time.ts'

/** Throws a draft away with everything that hangs on it; the ledger keeps that it was there and who discarded it. */
export function discardOperation(): Implementation {
  return implement(policyDiscard, async (act, input) => {
    await oneAtATime(act, 'policy.force')
    await oneAtATime(act, 'policy.bind')
    await oneAtATime(act, 'policy.norms')
    const edition = await findEdition(act, input.editionId)
    if (edition.state !== 'draft') {
      refuse(
        'conflict',
        `「${edition.label}」は施行の手続が済んでいるため取り消せません。新しい版を取り込んでください。`,
      )
    }
    const { version_id } = edition
    await act.recorder.removeAll('binding', await bindingIds(act, version_id))
    await act.recorder.removeAll('impact_decision', await decisionItems(act, version_id))
    await act.recorder.removeAll('norm', await normIds(act, version_id))
    await act.recorder.removeAll('edition_reading', await readingIds(act, version_id))
    for (const table of ['provision_table', 'provision'] as const) {
      await act.recorder.removeAll(table, await wids(act, table, version_id))
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
    .select(['version_id', 'wid'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .execute()

const normIds = (act: Act, versionId: string) =>
  act.tx
    .selectFrom('norm')
    .select(['version_id', 'norm_id'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .execute()

const readingIds = (act: Act, versionId: string) =>
  act.tx
    .selectFrom('edition_reading')
    .select('version_id')
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .execute()

const decisionItems = (act: Act, versionId: string) =>
  act.tx
    .selectFrom('impact_decision')
    .select(['version_id', 'item'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', versionId)
    .execute()
