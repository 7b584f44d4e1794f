import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'

/** 任用 of which the standard asks a signature: who works beside the regular staff. */
export const signingAppointments = ['会計年度任用', '臨時', '派遣', '労働者派遣'] as const

/**
 * Those of the people who have to sign on the date, by the kind of appointment that asks it. One query.
 */
export async function signersAmong(
  tx: Tx,
  personIds: readonly string[],
  on: string,
): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{ person_id: string; kind: string }>`
    select distinct on (a.person_id) a.person_id, a.kind from appointment a
     where a.person_id = any(${[...new Set(personIds)]}::uuid[])
       and a.kind = any(${[...signingAppointments]}::text[])
       and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
     order by a.person_id, a.valid_from`.execute(tx)
  return new Map(rows.map((row) => [row.person_id, row.kind]))
}

/** True for a kind of appointment of which a signature is asked. */
export function isSigner(appointment: string | undefined): boolean {
  return signingAppointments.some((kind) => kind === appointment)
}
