import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import type { PolicyPorts } from './ports.ts'
import type { AuthorKind } from './tables.ts'

/** Who does this, as the rows keep it. */
export function authorOf(act: Act): { kind: AuthorKind; id: string } {
  switch (act.actor.kind) {
    case 'person':
      return { kind: 'person', id: act.actor.personId }
    case 'operator':
      return { kind: 'operator', id: act.actor.name }
    case 'system':
      return { kind: 'system', id: act.actor.job }
    case 'nobody':
      throw new TypeError('the policy room has no act for strangers; its contracts must say who')
  }
}

/** Whether the actor may change policies and so sees their drafts. */
export function mayManage(act: Act): boolean {
  const { actor } = act
  return (
    actor.kind === 'operator' ||
    actor.kind === 'system' ||
    (actor.kind === 'person' && actor.rights.has('policy.manage'))
  )
}

/** Names of the authors of rows; a person whose name is gone is shown as 職員. */
export async function authorNames(
  tx: Tx,
  ports: PolicyPorts,
  authors: readonly { kind: AuthorKind; id: string }[],
): Promise<(kind: AuthorKind, id: string) => string> {
  const ids = [...new Set(authors.filter((a) => a.kind === 'person').map((a) => a.id))]
  const names = ids.length === 0 ? new Map<string, string>() : await ports.personNames(tx, ids)
  return (kind, id) => (kind === 'person' ? (names.get(id) ?? '職員') : kind === 'operator' ? id : '自動処理')
}
