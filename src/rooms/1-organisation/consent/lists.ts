import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import { describePeople } from '#authority/people.ts'
import { personName } from '#authority/reads.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { unitsUnder } from '#authority/units.ts'
import { editionLabel } from '#policy/reads.ts'
import { answeredUnits } from '../answered-units.ts'
import type { listSigners, ownConsent, Signer } from './contract.ts'
import { contentToSign, editionToSign, type ConsentContent } from './content.ts'
import type { ConsentWay } from './tables.ts'
import { signersAmong, signingAppointments } from './who-signs.ts'

type Row = {
  person_id: string
  family: string
  given: string
  number: string
  unit_id: string | null
  unit_name: string | null
  kind: string
  valid_from: string
  valid_to: string | null
  state: Signer['state']
}

/** Who has to sign on the date with where he stands; `within` null = the whole city. */
function signers(
  on: string,
  editionId: string | null,
  within: readonly string[] | null,
): RawBuilder<unknown> {
  return sql`
    select distinct on (a.person_id) a.person_id, n.family, n.given, n.family_kana, n.number, p.unit_id,
           coalesce(u.name, b.name) as unit_name, a.kind, a.valid_from, a.valid_to,
           case when exists (select 1 from consent c where c.tenant_id = a.tenant_id and c.person_id = a.person_id
                              and c.withdrawn_at is null and c.edition_id = ${editionId}::uuid) then 'signed'
                when exists (select 1 from consent c where c.tenant_id = a.tenant_id and c.person_id = a.person_id
                              and c.withdrawn_at is null) then 'older'
                else 'unsigned' end as state
      from appointment a
      join person n on n.tenant_id = a.tenant_id and n.id = a.person_id
      join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
      join body b on b.tenant_id = p.tenant_id and b.id = p.body_id
      left join unit_at u on u.tenant_id = p.tenant_id and u.id = p.unit_id
       and u.valid_from <= ${on}::date and (u.valid_to is null or u.valid_to > ${on}::date)
     where a.kind = any(${[...signingAppointments]}::text[])
       and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
       and ${within === null ? sql`true` : sql`p.unit_id = any(${[...within]}::uuid[])`}
     order by a.person_id, a.valid_from`
}

/** The signing list of the units the viewer answers for. A fixed number of queries. */
export async function signingList(
  act: Act,
  input: z.output<typeof listSigners.input>,
): Promise<z.input<typeof listSigners.output>> {
  const answered = await answeredUnits(act)
  let within = answered.units === 'all' ? null : answered.units
  if (input.unitId !== undefined) {
    const asked = await unitsUnder(act.tx, [input.unitId], act.today)
    within = within === null ? asked : asked.filter((id) => within?.includes(id))
  }
  const edition = await editionToSign(act.tx, act.today)
  const { content, closed } = await signable(act)
  const all = signers(act.today, edition?.editionId ?? null, within)
  const state =
    input.state === undefined
      ? sql`true`
      : input.state === 'missing'
        ? sql`s.state <> 'signed'`
        : sql`s.state = ${input.state}`
  const { rows } = await sql<Row>`
    select s.* from (${all}) s where ${state}
     order by s.unit_name, s.family_kana, s.number
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  const counted = await sql<{ state: Signer['state']; count: number }>`
    select s.state, count(*) as count from (${all}) s group by s.state`.execute(act.tx)
  const counts = { unsigned: 0, older: 0, signed: 0 }
  for (const row of counted.rows) counts[row.state] = row.count
  const found = await signaturesOf(
    act,
    rows.map((row) => row.person_id),
  )
  const links = await linksOf(
    act,
    rows.map((row) => row.person_id),
  )
  return {
    on: act.today,
    edition:
      content === null
        ? null
        : {
            editionId: content.editionId,
            title: content.title,
            label: content.label,
            contentHash: content.contentHash,
          },
    closed,
    rows: rows.map((row) => ({
      personId: row.person_id,
      name: personName(row),
      number: row.number,
      unitId: row.unit_id,
      unitName: row.unit_name ?? '',
      appointment: row.kind,
      since: row.valid_from,
      until: row.valid_to,
      state: row.state,
      signature: found.get(row.person_id) ?? null,
      link: links.get(row.person_id) ?? null,
    })),
    total:
      input.state === undefined
        ? counts.unsigned + counts.older + counts.signed
        : input.state === 'missing'
          ? counts.unsigned + counts.older
          : counts[input.state],
    counts,
    page: input.page,
    size: input.size,
  }
}

/** What is to be signed today, or why nobody can sign. */
async function signable(act: Act): Promise<{ content: ConsentContent | null; closed: string | null }> {
  try {
    return { content: await contentToSign(act.tx, act.today), closed: null }
  } catch (error) {
    if (error instanceof Refusal) return { content: null, closed: error.message }
    throw error
  }
}

/** The newest signature of each person that was not withdrawn. Two queries and one per edition found. */
async function signaturesOf(
  act: Act,
  personIds: readonly string[],
): Promise<Map<string, NonNullable<Signer['signature']>>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{
    consent_id: string
    person_id: string
    edition_id: string
    how: ConsentWay
    signed_on: string
    recorded_at: string
    recorded_by: string | null
    capacity: string
    content_hash: string
    file_id: string | null
  }>`
    select distinct on (c.person_id) c.* from consent c
     where c.person_id = any(${[...personIds]}::uuid[]) and c.withdrawn_at is null
     order by c.person_id, c.recorded_at desc`.execute(act.tx)
  const people = await describePeople(
    act.tx,
    rows.flatMap((row) => row.recorded_by ?? []),
    act.today,
  )
  const labels = new Map<string, string>()
  for (const id of new Set(rows.map((row) => row.edition_id))) labels.set(id, await editionLabel(act.tx, id))
  return new Map(
    rows.map((row) => [
      row.person_id,
      {
        consentId: row.consent_id,
        editionLabel: labels.get(row.edition_id) ?? '',
        how: row.how,
        signedOn: row.signed_on,
        recordedAt: row.recorded_at,
        recordedBy: row.recorded_by === null ? null : (people.get(row.recorded_by)?.name ?? null),
        capacity: row.capacity,
        contentHash: row.content_hash,
        fileId: row.file_id,
      },
    ]),
  )
}

/** Links that may still be used. One query. */
async function linksOf(
  act: Act,
  personIds: readonly string[],
): Promise<Map<string, NonNullable<Signer['link']>>> {
  if (personIds.length === 0) return new Map()
  const rows = await act.tx
    .selectFrom('consent_link')
    .select(['person_id', 'issued_at', 'expires_at', 'opened_at'])
    .where('person_id', 'in', [...personIds])
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', act.at)
    .execute()
  return new Map(
    rows.map((row) => [
      row.person_id,
      { issuedAt: row.issued_at, expiresAt: row.expires_at, openedAt: row.opened_at },
    ]),
  )
}

/** Where the signed-in person himself stands. */
export async function mine(act: Act): Promise<z.input<typeof ownConsent.output>> {
  const { personId } = personOf(act)
  const appointment = (await signersAmong(act.tx, [personId], act.today)).get(personId) ?? null
  const signature = (await signaturesOf(act, [personId])).get(personId) ?? null
  const name = (await describePeople(act.tx, [personId], act.today)).get(personId)?.name ?? ''
  if (appointment === null) {
    return { appointment, name, state: 'unsigned', content: null, closed: null, signature }
  }
  const { content, closed } = await signable(act)
  return {
    appointment,
    name,
    state: await consentStateOf(act, personId, content),
    content: content === null ? null : { ...content, clauses: [...content.clauses] },
    closed,
    signature,
  }
}

async function consentStateOf(
  act: Act,
  personId: string,
  content: ConsentContent | null,
): Promise<Signer['state']> {
  const rows = await act.tx
    .selectFrom('consent')
    .select('edition_id')
    .where('person_id', '=', personId)
    .where('withdrawn_at', 'is', null)
    .execute()
  if (content !== null && rows.some((row) => row.edition_id === content.editionId)) return 'signed'
  return rows.length > 0 ? 'older' : 'unsigned'
}

/** Those of the people whose signature on the edition in force is on record. Three queries. */
export async function signedAmong(act: Act, personIds: readonly string[]): Promise<Set<string>> {
  const edition = await editionToSign(act.tx, act.today)
  if (edition === null || personIds.length === 0) return new Set()
  const rows = await act.tx
    .selectFrom('consent')
    .select('person_id')
    .where('person_id', 'in', [...personIds])
    .where('edition_id', '=', edition.editionId)
    .where('withdrawn_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.person_id))
}
