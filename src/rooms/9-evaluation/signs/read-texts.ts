import { sql } from 'kysely'
import type { Form, ProcedureDefinition } from '#engine/procedure/definition.ts'
import { startOfDay } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { bareText } from './placeholder.ts'
import type { Between } from './read-decisions.ts'
import type { Seen, TextRow } from './rows.ts'

type Filed = {
  application_id: string
  number: string | null
  title: string
  unit_id: string
  applicant_id: string
  procedure: string
  filed_at: string
  form: Form
}

type Reasoned = Omit<Filed, 'form' | 'filed_at' | 'procedure'> & {
  decider_id: string
  decided_at: string
  reason: string | null
  exception_reason: string | null
}

type Said = { readonly seen: Seen; readonly where: string; readonly text: string; readonly counts: boolean }

/**
 * The purposes of the cases filed in some days and the reasons of the decisions made, with how many cases say the same.
 * What was asked for again (更新) repeats its words by right and is not counted. Two queries.
 */
export async function readTexts(
  tx: Tx,
  between: Between,
  procedures: readonly ProcedureDefinition[],
): Promise<TextRow[]> {
  const [from, to] = [startOfDay(between.from), startOfDay(between.to)]
  const fields = new Map(
    procedures.map((each) => [each.key, each.fields.filter((field) => field.type === 'long-text')]),
  )
  const { rows: filed } = await sql<Filed>`
    select application_id, number, title, unit_id, applicant_id, procedure, filed_at, form from application
     where filed_at >= ${from} and filed_at < ${to} and renews_id is null
     order by filed_at, application_id`.execute(tx)
  const said = filed.flatMap((row): Said[] => {
    const seen = { ...placed(row), at: row.filed_at, personId: row.applicant_id, otherId: null }
    return (fields.get(row.procedure) ?? []).flatMap(({ key, label }): Said[] => {
      const text = row.form[key]
      return typeof text === 'string' && text !== '' ? [{ seen, where: label, text, counts: true }] : []
    })
  })
  const { rows: reasoned } = await sql<Reasoned>`
    select d.application_id, a.number, a.title, a.unit_id, a.applicant_id, d.decider_id, d.decided_at, d.reason,
           d.exception_reason
      from decision d join application a on a.tenant_id = d.tenant_id and a.application_id = d.application_id
     where d.decided_at >= ${from} and d.decided_at < ${to}
       and (d.reason is not null or d.exception_reason is not null)
     order by d.decided_at, d.decision_id`.execute(tx)
  for (const row of reasoned) {
    const seen = { ...placed(row), at: row.decided_at, personId: row.decider_id, otherId: row.applicant_id }
    if ((row.reason ?? '') !== '') {
      said.push({ seen, where: '決裁の理由', text: row.reason ?? '', counts: false })
    }
    if (row.exception_reason !== null) {
      said.push({ seen, where: 'やむを得ない理由', text: row.exception_reason, counts: false })
    }
  }
  return counted(said)
}

/** With how many different cases say the same; reasons a decider repeats are his habit, not a copy. Pure. */
function counted(said: readonly Said[]): TextRow[] {
  const cases = new Map<string, Set<string>>()
  const keyOf = ({ where, text }: Said): string => `${where} ${bareText(text)}`
  for (const each of said) {
    if (!each.counts) continue
    const key = keyOf(each)
    const of = cases.get(key) ?? new Set()
    of.add(each.seen.subject.id)
    cases.set(key, of)
  }
  return said.map((each) => ({
    ...each.seen,
    where: each.where,
    text: each.text,
    copies: each.counts ? (cases.get(keyOf(each))?.size ?? 1) : 1,
  }))
}

function placed({ application_id: id, number, title, unit_id: unitId }: Filed | Reasoned) {
  return {
    unitId,
    subject: { kind: 'application', id },
    label: title,
    cases: [{ id, number: number ?? '', title }],
    caseCount: 1,
  }
}
