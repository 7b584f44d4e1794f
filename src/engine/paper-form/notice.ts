import { sql } from 'kysely'
import { placesOf, standingsOf } from '#authority/reads.ts'
import { fiscalYear, formatDate } from '#ground/clock/calendar.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { addEvent, definitionOf, findCase, lockCase, noSuchCase, type Case } from '#engine/procedure/case.ts'
import { requireSight } from '#engine/procedure/decide.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import type { ProcedurePorts } from '#engine/procedure/ports.ts'
import { branchText } from './contract-numbering.ts'
import { nextNumber, numberingNow, type GivenNumber } from './numbering.ts'
import './tables.ts'

/** Where the 通知書 of a case stands, for whoever looks at the case. */
export type NoticeState = {
  /** There can be one: the case was decided, and is of a kind that is answered. */
  readonly possible: boolean
  readonly number: string | null
  readonly issuedAt: string | null
  /** The viewer may give it its number; the reason if not. */
  readonly may: boolean
  readonly reason: string | null
}

/** @throws Refusal 'not-found' for who may not see the case. */
export async function noticeState(
  act: Act,
  applicationId: string,
  ports: ProcedurePorts,
): Promise<NoticeState> {
  const file = (await findCase(act.tx, applicationId)) ?? noSuchCase()
  const definition = await definitionOf(ports, act.tx, file.procedure)
  await requireSightOf(act, file)
  const given = await noticeOf(act, applicationId)
  const why = given === undefined ? (notYet(file, definition) ?? (await notHis(act, file))) : null
  return {
    possible: given !== undefined || notYet(file, definition) === null,
    number: given?.number ?? null,
    issuedAt: given?.issued_at ?? null,
    may: why === null,
    reason: why,
  }
}

/**
 * Gives the 通知書 of a decided case its number, from the counter of the unit that decided, and writes that into the
 * history of the case. A second call answers with the number it has: there are never two.
 * @throws Refusal 'not-found'; 'conflict' when there is nothing to tell; 'forbidden' for who neither filed nor decided.
 */
export async function issueNotice(
  act: Act,
  applicationId: string,
  ports: ProcedurePorts,
): Promise<{ number: string }> {
  const { personId } = personOf(act)
  const file = await lockCase(act.tx, applicationId)
  const definition = await definitionOf(ports, act.tx, file.procedure)
  await requireSightOf(act, file)
  const subject = {
    kind: 'application',
    id: file.application_id,
    label: `${definition.name} ${file.number ?? ''}`,
  }
  const given = await noticeOf(act, applicationId)
  if (given !== undefined) {
    act.recorder.describe({ act: '通知書の番号の確認', subject, note: given.number })
    return { number: given.number }
  }
  const early = notYet(file, definition)
  if (early !== null) return refuse('conflict', early)
  const foreign = await notHis(act, file)
  if (foreign !== null) return refuse('forbidden', foreign)
  const number = await numberFor(act, file)
  await act.recorder.save('application_notice', {
    tenant_id: act.tenantId,
    application_id: applicationId,
    ...number,
    issued_at: act.at,
    issued_by: personId,
  })
  await addEvent(act, { applicationId }, { act: '通知書の発行', actorId: personId, note: number.number })
  act.recorder.describe({
    act: '通知書の発行',
    subject,
    editionId: file.edition_id,
    note: number.number,
  })
  return { number: number.number }
}

async function noticeOf(act: Act, applicationId: string) {
  return act.tx
    .selectFrom('application_notice')
    .select(['number', 'issued_at'])
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
}

async function requireSightOf(act: Act, file: Case): Promise<void> {
  const { personId, rights } = personOf(act)
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings })
}

/** Why there is no 通知書 to give a number to; null when there is. Pure. */
export function notYet(
  file: Pick<Case, 'state' | 'decided_at'>,
  definition: Pick<ProcedureDefinition, 'notice' | 'name'>,
): string | null {
  if (definition.notice === true) return `「${definition.name}」は届出のため、通知書はありません。`
  switch (file.state) {
    case 'granted':
    case 'in-use':
    case 'done':
    case 'refused':
      return null
    case 'lapsed':
    case 'revoked':
      return file.decided_at === null
        ? 'この申請は決定の前に終わったため、通知書はありません。'
        : `この許可は${formatDate(jstDate(file.decided_at))}に決まりましたが、すでに効力がないため、通知書を新しく発行できません。`
    case 'withdrawn':
      return 'この申請は取り下げられたため、通知書はありません。'
    default:
      return 'この申請はまだ決まっていません。決まったあとで通知書を発行してください。'
  }
}

/** Numbers are given for who filed the case, or by who decided it; others read the paper when it is there. */
async function notHis(act: Act, file: Case): Promise<string | null> {
  const { personId } = personOf(act)
  if (file.applicant_id === personId) return null
  const decided = await act.tx
    .selectFrom('decision')
    .select('decision_id')
    .where('application_id', '=', file.application_id)
    .where((where) =>
      where.or([where('decider_id', '=', personId), where('right_of_person_id', '=', personId)]),
    )
    .limit(1)
    .executeTakeFirst()
  return decided === undefined ? '通知書を発行できるのは、申請した人と決裁した人です。' : null
}

async function numberFor(
  act: Act,
  file: Case,
): Promise<Omit<GivenNumber, 'running'> & { running: number | null }> {
  const { numbering } = await numberingNow(act.tx)
  if (numbering.notice === 'branch' && file.number !== null) {
    return {
      number: branchText(file.number, 2),
      number_unit_id: null,
      fiscal_year: file.fiscal_year ?? fiscalYear(act.today),
      running: null,
    }
  }
  for (const unitId of await decidingUnits(act, file)) {
    const given = await nextNumber(act, unitId)
    if (given !== null) return given
  }
  return refuse(
    'conflict',
    '決定した課が今日の組織になく、番号を付けられません。情報政策課に連絡してください。',
  )
}

/** Where the number may come from, first first: the unit decided for, the decider's own, the office of the policy, the case's. */
async function decidingUnits(act: Act, file: Case): Promise<string[]> {
  const decision = await act.tx
    .selectFrom('decision')
    .select(['unit_id', 'decider_id'])
    .where('application_id', '=', file.application_id)
    .where('round', '=', file.round)
    .where('act', 'in', ['grant', 'refuse'])
    .orderBy('place', (order) => order.desc().nullsLast())
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const places = decision === undefined ? [] : await placesOf(act.tx, decision.decider_id, act.today)
  const office = await act.tx
    .selectFrom('unit_at')
    .select('id')
    .where('policy_office', '=', true)
    .where('valid_from', '<=', act.today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', act.today)]))
    .orderBy(sql`sort, id`)
    .limit(1)
    .executeTakeFirst()
  const units = [decision?.unit_id, ...places.map(({ unitId }) => unitId), office?.id, file.unit_id]
  return [...new Set(units.flatMap((unitId) => unitId ?? []))]
}
