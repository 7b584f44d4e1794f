import { refuse } from '#ground/errors/refusal.ts'
import type { Act, Actor, Places } from '#ground/operation/act.ts'
import '../editions/edition-tables.ts'
import '../tables.ts'

export type Reader = { readonly kind: 'person' | 'unit' | 'office'; readonly id: string }

/** What decides who may read a document. */
export type ReadRule = {
  readonly public: boolean
  readonly audience: 'staff' | 'named'
  readonly readers: readonly Reader[]
}

/** They keep the text and check how it is kept. */
const ALWAYS = ['policy.manage', 'ledger.read', 'audit.read'] as const

/**
 * Whether somebody may read the words of a document. Public ones and those of all staff: everybody who is signed in.
 * Others: the readers named (a unit with everything below it), who keeps the text, and the auditors. Pure.
 */
export function mayRead(rule: ReadRule, actor: Actor, places: Places): boolean {
  if (actor.kind === 'operator' || actor.kind === 'system') return true
  if (actor.kind === 'nobody') return false
  if (rule.public || rule.audience === 'staff') return true
  if (ALWAYS.some((right) => actor.rights.has(right))) return true
  return rule.readers.some((reader) => {
    if (reader.kind === 'person') return reader.id === actor.personId
    return (reader.kind === 'unit' ? places.units : places.offices).has(reader.id)
  })
}

const known = new WeakMap<Act, Promise<ReadonlySet<string>>>()

/** Documents of the tenant whose words the actor may not read. One query, at most once in an act. */
export function hiddenPolicies(act: Act): Promise<ReadonlySet<string>> {
  const found = known.get(act) ?? findHidden(act)
  known.set(act, found)
  return found
}

async function findHidden(act: Act): Promise<ReadonlySet<string>> {
  const rows = await act.tx
    .selectFrom('policy as p')
    .leftJoin('document_reader as r', (join) =>
      join.onRef('r.tenant_id', '=', 'p.tenant_id').onRef('r.policy_id', '=', 'p.policy_id'),
    )
    .where('p.tenant_id', '=', act.tenantId)
    .where('p.audience', '=', 'named')
    .where('p.public', '=', false)
    .select(['p.policy_id', 'r.kind', 'r.reader'])
    .execute()
  const readers = new Map<string, Reader[]>()
  for (const { policy_id, kind, reader } of rows) {
    const list = readers.get(policy_id) ?? []
    if (kind !== null && reader !== null) list.push({ kind, id: reader })
    readers.set(policy_id, list)
  }
  if (readers.size === 0) return new Set()
  const places = await act.places()
  return new Set(
    [...readers].flatMap(([policyId, list]) =>
      mayRead({ public: false, audience: 'named', readers: list }, act.actor, places) ? [] : [policyId],
    ),
  )
}

/** @throws Refusal 'forbidden' when the words of the document are not for the actor. */
export async function demandReadable(act: Act, policyId: string): Promise<void> {
  if ((await hiddenPolicies(act)).has(policyId)) {
    refuse(
      'forbidden',
      'この文書は公開されておらず、閲覧できる人に含まれていません。必要な場合は、規程を管理する課に相談してください。',
    )
  }
}
