import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { displayNumber } from './display-number.ts'
import type { PolicyKind } from './tables.ts'
import './tables.ts'

/** A clause that a mechanism rests on, as the city's edition prints it. */
export type Citation = {
  readonly slot: string
  readonly editionId: string
  readonly wid: string
  readonly eid: string
  /** 「対策基準」 */
  readonly documentMark: string
  /** 「第7-1(1)ウ(ア)」 */
  readonly label: string
  /**
   * What the clause says has been confirmed by an officer: every norm of a bound sentence. A heading or a row in
   * which no norm was read has nothing to confirm. A mechanism goes live on confirmed clauses only.
   */
  readonly confirmed: boolean
}

export type EditionInForce = {
  readonly editionId: string
  readonly policyId: string
  readonly kind: PolicyKind
  readonly title: string
  /** 「対策基準」 */
  readonly documentMark: string
  /** 「第7版」 */
  readonly label: string
  readonly effectiveFrom: string
}

const inForce = (on: string) =>
  sql<boolean>`v.state <> 'draft' and v.effective_from <= ${on}::date
    and (v.effective_to is null or v.effective_to > ${on}::date)`

/** No norm of the bound sentence is unconfirmed or said to be none; of a split sentence the bound part alone counts. */
const settled = sql<boolean>`bool_or(not exists (
  select 1 from norm m
   where m.tenant_id = b.tenant_id and m.version_id = b.version_id and m.wid = b.wid
     and m.seq <= b.sentence and b.sentence <= m.seq_end and m.state in ('unconfirmed', 'dismissed')
     and (b.norm_id is null or b.norm_id = m.norm_id or not exists (
       select 1 from norm part where part.tenant_id = b.tenant_id and part.version_id = b.version_id
          and part.norm_id = b.norm_id))))`

/** Bindings of the mechanisms in the editions in force on the date, by mechanism. One query. */
export async function citationsOfAll(
  tx: Tx,
  mechanisms: readonly string[],
  on: string,
): Promise<ReadonlyMap<string, readonly Citation[]>> {
  const out = new Map<string, Citation[]>()
  if (mechanisms.length === 0) return out
  const rows = await tx
    .selectFrom('binding as b')
    .innerJoin('policy_version as v', (join) =>
      join.onRef('v.tenant_id', '=', 'b.tenant_id').onRef('v.version_id', '=', 'b.version_id'),
    )
    .innerJoin('policy as p', (join) =>
      join.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.policy_id', '=', 'v.policy_id'),
    )
    .innerJoin('provision as n', (join) =>
      join
        .onRef('n.tenant_id', '=', 'b.tenant_id')
        .onRef('n.version_id', '=', 'b.version_id')
        .onRef('n.wid', '=', 'b.wid'),
    )
    .where('b.mechanism', 'in', [...mechanisms])
    .where(inForce(on))
    .select(['b.mechanism', 'b.slot', 'b.version_id', 'b.wid', 'n.eid', 'p.document_mark'])
    .select(settled.as('confirmed'))
    .groupBy([
      'b.mechanism',
      'b.slot',
      'b.version_id',
      'b.wid',
      'n.eid',
      'p.document_mark',
      'n.place',
      'p.kind',
    ])
    .orderBy('b.mechanism')
    .orderBy(sql`array_position(array['対策基準','基本方針','規程','実施手順'], p.kind)`)
    .orderBy('n.place')
    .execute()
  for (const row of rows) {
    const list = out.get(row.mechanism) ?? []
    list.push({
      slot: row.slot,
      editionId: row.version_id,
      wid: row.wid,
      eid: row.eid,
      documentMark: row.document_mark,
      label: displayNumber(row.eid),
      confirmed: row.confirmed,
    })
    out.set(row.mechanism, list)
  }
  return out
}

/** The same for one mechanism (`procedure:carry-out`). */
export async function citationsOf(tx: Tx, mechanism: string, on: string): Promise<readonly Citation[]> {
  return (await citationsOfAll(tx, [mechanism], on)).get(mechanism) ?? []
}

/** Every edition in force on the date, the standard first. One query. */
export async function editionsInForce(tx: Tx, on: string): Promise<readonly EditionInForce[]> {
  return tx
    .selectFrom('policy_version as v')
    .innerJoin('policy as p', (join) =>
      join.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.policy_id', '=', 'v.policy_id'),
    )
    .where(inForce(on))
    .select([
      'v.version_id as editionId',
      'v.policy_id as policyId',
      'p.kind',
      'p.title',
      'p.document_mark as documentMark',
      'v.label',
      sql<string>`v.effective_from`.as('effectiveFrom'),
    ])
    .orderBy(sql`array_position(array['対策基準','基本方針','規程','実施手順'], p.kind)`)
    .orderBy('p.created_at')
    .orderBy('v.policy_id')
    .execute()
}

/**
 * The edition under which a case of this date stands: that of the 対策基準, or of the first document there is.
 * Undefined when nothing is in force.
 */
export async function editionInForce(
  tx: Tx,
  on: string,
  kind?: PolicyKind,
): Promise<EditionInForce | undefined> {
  const all = await editionsInForce(tx, on)
  return kind === undefined ? all[0] : all.find((e) => e.kind === kind)
}

/** 「対策基準 第7版」 of an edition; an empty text when the tenant has no such edition. */
export async function editionLabel(tx: Tx, editionId: string): Promise<string> {
  const row = await tx
    .selectFrom('policy_version as v')
    .innerJoin('policy as p', (join) =>
      join.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.policy_id', '=', 'v.policy_id'),
    )
    .where('v.version_id', '=', editionId)
    .select(['p.document_mark', 'v.label'])
    .executeTakeFirst()
  return row === undefined ? '' : `${row.document_mark} ${row.label}`
}
