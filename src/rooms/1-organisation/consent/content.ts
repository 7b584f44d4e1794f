import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#ground/errors/refusal.ts'
import type { Tx } from '#ground/database/database.ts'
import { canonical } from '#ledger/canonical.ts'
import { displayNumber } from '#policy/display-number.ts'
import { editionInForce } from '#policy/reads.ts'

/** One clause of the edition as the person who signs reads it. */
export type ConsentClause = { readonly number: string; readonly heading: string; readonly text: string }

/** Exactly what is agreed to: the edition, the clauses that apply to staff, and the sentence signed. */
export type ConsentContent = {
  readonly editionId: string
  readonly title: string
  readonly label: string
  readonly effectiveFrom: string
  readonly documentSha256: string
  readonly statement: string
  readonly clauses: readonly ConsentClause[]
  /** SHA-256 over all of the above in one encoding; what a signature is bound to. */
  readonly contentHash: string
}

/** The edition whoever works for the city has to agree to on the date; null when none is in force. Two queries. */
export async function editionToSign(tx: Tx, on: string) {
  return (await editionInForce(tx, on, '対策基準')) ?? (await editionInForce(tx, on)) ?? null
}

/**
 * What is to be agreed to today: the clauses of the edition in force in which an officer confirmed that they bind the
 * staff, each with the clauses it hangs from. Four queries.
 * @throws Refusal 'unavailable' while there is no edition in force, or none of its clauses is confirmed.
 */
export async function contentToSign(tx: Tx, on: string): Promise<ConsentContent> {
  const edition = await editionToSign(tx, on)
  if (edition === null) {
    return refuse(
      'unavailable',
      '施行中の規程がないため、同意の署名はできません。情報政策課に連絡してください。',
    )
  }
  const { rows } = await sql<{ eid: string; heading: string | null; text: string; sha256: string }>`
    with recursive shown as (
      select n.wid, n.parent_wid from provision n
       where n.version_id = ${edition.editionId}::uuid and exists (
         select 1 from norm m
          where m.tenant_id = n.tenant_id and m.version_id = n.version_id and m.wid = n.wid
            and m.state in ('confirmed', 'corrected')
            and m.reading -> 'subject' -> 'roles' @> '[{"office": "staff"}]')
      union
      select p.wid, p.parent_wid from provision p join shown s on s.parent_wid = p.wid
       where p.version_id = ${edition.editionId}::uuid)
    select n.eid, n.heading, n.text, v.source_sha256 as sha256
      from provision n
      join policy_version v on v.tenant_id = n.tenant_id and v.version_id = n.version_id
     where n.version_id = ${edition.editionId}::uuid and n.wid in (select wid from shown)
     order by n.place`.execute(tx)
  const [first] = rows
  if (first === undefined) {
    return refuse(
      'unavailable',
      `${edition.documentMark} ${edition.label}には、職員等に適用されると確認された条項がまだありません。情報政策課に連絡してください。`,
    )
  }
  return withHash({
    editionId: edition.editionId,
    title: edition.title,
    label: edition.label,
    effectiveFrom: edition.effectiveFrom,
    documentSha256: first.sha256,
    statement: statementOf(edition),
    clauses: rows.map((row) => ({
      number: displayNumber(row.eid),
      heading: row.heading ?? '',
      text: row.text,
    })),
  })
}

function statementOf(edition: { title: string; label: string }): string {
  return `私は、「${edition.title}」(${edition.label})のうち、私に適用される上の条項について説明を受け、その内容を理解しました。これを守ることに同意します。`
}

/** Binds the content: the same clauses and sentence have the same hash, and no others. Pure. */
export function withHash(content: Omit<ConsentContent, 'contentHash'>): ConsentContent {
  const text = canonical({ v: 1, ...content, clauses: content.clauses.map((clause) => ({ ...clause })) })
  return { ...content, contentHash: createHash('sha256').update(text).digest('hex') }
}
