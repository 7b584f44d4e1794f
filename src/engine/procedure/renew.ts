import { describePeople } from '#authority/people.ts'
import { standingsOf, standingsWithFallbacks } from '#authority/reads.ts'
import { unitsUnder } from '#authority/units.ts'
import type { z } from 'zod'
import { addDays, daysBetween, fiscalYearEnd } from '#ground/clock/calendar.ts'
import { refuse, Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { mailJobName } from '#ground/mail/mail-job.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { definitionOf, definitionsOf, lockCase, noSuchCase, type Case } from './case.ts'
import type { renewableApplications, renewManyApplications } from './contract.ts'
import type { Form, FormValue, ProcedureDefinition } from './definition.ts'
import { fileCase } from './file.ts'
import { chairKey, type PlannedSeat } from './plan-route.ts'
import type { ProcedurePorts } from './ports.ts'

/** States of a renewal that has come to nothing: the permission may be asked for once more. */
const failed = new Set(['withdrawn', 'refused', 'lapsed', 'revoked'])

/**
 * Permissions that end within some days and may be asked for again: one's own, or of the units one answers for as
 * their 課長 or リーダー. Seven queries at most.
 */
export async function renewable(
  act: Act,
  input: z.output<typeof renewableApplications.input>,
  ports: ProcedurePorts,
): Promise<z.input<typeof renewableApplications.output>> {
  const { personId } = personOf(act)
  const definitions = (await definitionsOf(ports, act.tx)).filter((each) => each.renewable === true)
  const names = new Map(definitions.map((each) => [each.key, each.name]))
  const seat = input.of === 'unit' ? await representation(act, personId) : null
  const units = seat?.units ?? null
  if (names.size === 0 || units?.length === 0) return { rows: [], total: 0, represents: false }
  const asked = act.tx
    .selectFrom('application as a')
    .innerJoin('person as p', (join) =>
      join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.applicant_id'),
    )
    .where('a.procedure', 'in', [...names.keys()])
    .where('a.state', 'in', ['granted', 'in-use'])
    .where('a.revoked_at', 'is', null)
    .where('a.valid_until', '>=', act.today)
    .where('a.valid_until', '<=', addDays(act.today, input.withinDays))
    .where((where) =>
      units === null ? where('a.applicant_id', '=', personId) : where('a.unit_id', 'in', [...units]),
    )
  const rows = await asked
    .select(['a.application_id', 'a.procedure', 'a.number', 'a.title', 'a.valid_until', 'a.applicant_id'])
    .select(['p.family', 'p.given'])
    .orderBy('a.valid_until')
    .orderBy('a.application_id')
    .limit(RENEWABLE_SHOWN)
    .execute()
  const { total } = await asked
    .select((each) => each.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const ids = rows.map((row) => row.application_id)
  const renewals =
    ids.length === 0
      ? []
      : await act.tx
          .selectFrom('application')
          .select(['application_id', 'renews_id', 'number', 'state'])
          .where('renews_id', 'in', ids)
          .execute()
  const mine = seat === null ? new Set<string>() : await decidedIn(act, ids, seat.chairs)
  return {
    represents: units !== null,
    total,
    rows: rows.map((row) => {
      const renewal = renewals.find(
        (each) => each.renews_id === row.application_id && !failed.has(each.state),
      )
      return {
        applicationId: row.application_id,
        procedureName: names.get(row.procedure) ?? row.procedure,
        number: row.number,
        title: row.title,
        decidedByMe: mine.has(row.application_id),
        applicantName: row.given === '' ? row.family : `${row.family} ${row.given}`,
        validUntil: row.valid_until ?? '',
        renewal:
          renewal === undefined ? null : { applicationId: renewal.application_id, number: renewal.number },
      }
    }),
  }
}

/** No more are shown at once. */
const RENEWABLE_SHOWN = 200

/** Who files for the people of his unit, by himself or in whatever capacity he stands there today. */
const representing: ReadonlySet<string> = new Set(['sec-leader', 'sec-manager'])

/** The units for whose people somebody may file renewals, and the chairs he sits in. Two queries. */
async function representation(
  act: Act,
  personId: string,
): Promise<{ readonly units: readonly string[]; readonly chairs: readonly string[] }> {
  const { standings } = await standingsWithFallbacks(act.tx, personId, act.today)
  const heads = standings.flatMap((each) =>
    representing.has(each.office) && each.unitId !== null && each.fault === null ? [each.unitId] : [],
  )
  const units = heads.length === 0 ? [] : await unitsUnder(act.tx, [...new Set(heads)], act.today)
  return { units, chairs: [...new Set(standings.map(chairKey))] }
}

/** Those of the permissions that were decided in one of these chairs. One query. */
async function decidedIn(
  act: Act,
  ids: readonly string[],
  chairs: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0 || chairs.length === 0) return new Set()
  const rows = await act.tx
    .selectFrom('application_step')
    .select('application_id')
    .where('application_id', 'in', [...ids])
    .where('act', '=', 'decide')
    .where('step_key', 'in', [...chairs])
    .execute()
  return new Set(rows.map((row) => row.application_id))
}

/**
 * Asks for a permission again: the same form, its days moved so that they begin when the permission ends. A 課長 or
 * リーダー does so for the people of his unit, whose case it stays; he is named, and whoever would decide the case may not
 * file it.
 * @throws Refusal 'not-found' for what is neither one's own nor of one's unit, 'forbidden' for who would decide it himself,
 * 'conflict' for what is not renewed, or is already, and whatever stands against a filing today.
 */
export async function renewCase(
  act: Act,
  applicationId: string,
  ports: ProcedurePorts,
): Promise<{ applicationId: string; number: string }> {
  const { personId } = personOf(act)
  const file = await lockCase(act.tx, applicationId)
  const own = file.applicant_id === personId
  const units: readonly string[] = own ? [] : (await representation(act, personId)).units
  if (!own && !units.includes(file.unit_id)) return noSuchCase()
  const definition = await definitionOf(ports, act.tx, file.procedure)
  const holds = (file.state === 'granted' || file.state === 'in-use') && file.revoked_at === null
  if (definition.renewable !== true || !holds || file.valid_until === null) {
    return refuse('conflict', 'この許可は更新できません。必要なときは、新しく申請してください。')
  }
  const before = await act.tx
    .selectFrom('application')
    .select(['number', 'state'])
    .where('renews_id', '=', applicationId)
    .execute()
  const going = before.find((each) => !failed.has(each.state))
  if (going !== undefined) {
    return refuse('conflict', `この許可の更新は、${going.number ?? ''}で申請済みです。`)
  }
  const next = addDays(file.valid_until, 1)
  const startsOn = next > act.today ? next : act.today
  const standings = own ? [] : await standingsOf(act.tx, personId, act.today, file.applicant_id)
  const mayFile = (seats: readonly PlannedSeat[], unitId: string): void => {
    if (own) return
    if (!units.includes(unitId)) {
      refuse('conflict', '申請者は今、あなたの課にいません。申請者本人に申請してもらってください。')
    }
    const decides = seats.some(
      (seat) =>
        seat.act === 'decide' &&
        standings.some((each) => each.office === seat.office && each.unitId === seat.unitId),
    )
    if (decides) {
      refuse(
        'forbidden',
        'あなたが決定する許可のため、代わりに申請できません。申請者本人か、課の情報化推進リーダーに申請してもらってください。',
      )
    }
  }
  const filed = await fileCase(
    act,
    definition,
    { form: movedTo(definition, file.form, startsOn), renews: { file, startsOn, mayFile } },
    ports,
  )
  if (!own) await tellHolder(act, file, { ...filed, name: definition.name })
  return filed
}

/** Whose case it is learns that somebody filed it for him, and what he can do about it. One query, and a mail. */
async function tellHolder(
  act: Act,
  before: Case,
  filed: { applicationId: string; number: string; name: string },
): Promise<void> {
  const { personId } = personOf(act)
  const people = await describePeople(act.tx, [before.applicant_id, personId], act.today)
  const holder = people.get(before.applicant_id)
  if (holder === undefined || holder.mail === null) return
  await act.jobs.send(
    mailJobName,
    {
      to: holder.mail,
      subject: `【お知らせ】あなたの許可の更新が申請されました ${filed.number}`,
      text:
        `${holder.name} 様\n\n` +
        `${people.get(personId)?.name ?? ''}さんが、あなたに代わって許可の更新を申請しました。` +
        `内容を確かめ、要らないときは取り下げてください。\n\n` +
        `手続: ${filed.name}\n番号: ${filed.number}\n更新する許可: ${before.number ?? ''}\n`,
    },
    { once: `filed-for:${filed.applicationId}` },
  )
}

/**
 * Asks for several permissions again, each in a part of the act of its own: one that cannot be is named with its reason
 * and does not keep the others.
 * @throws Refusal 'invalid' for a permission named twice, and what stands against the first when none could be.
 */
export async function renewMany(
  act: Act,
  input: z.output<typeof renewManyApplications.input>,
  ports: ProcedurePorts,
): Promise<z.input<typeof renewManyApplications.output>> {
  const ids = input.applicationIds
  if (new Set(ids).size < ids.length) {
    const message = '同じ許可が2回選ばれています。1回だけ選んでください'
    return refuse('invalid', `${message}。`, { problems: [{ at: 'applicationIds', message }] })
  }
  const results = new Map<string, z.input<typeof renewManyApplications.output>['results'][number]>()
  let refused: Refusal | null = null
  for (const applicationId of ids.toSorted()) {
    try {
      const renewal = await act.part((part) => renewCase(part, applicationId, ports))
      results.set(applicationId, { applicationId, renewal, refusal: null })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const refusal = { code: error.code, message: error.message }
      results.set(applicationId, { applicationId, renewal: null, refusal })
      refused ??= error
    }
  }
  const ordered = ids.flatMap((id) => results.get(id) ?? [])
  const filed = ordered.filter((each) => each.refusal === null).length
  if (filed === 0 && refused !== null) throw refused
  act.recorder.describe({
    act: 'まとめて更新の申請',
    subject: { kind: 'application-bundle', id: newId(), label: `${ids.length}件` },
    note: `${filed}件を申請。できなかったもの${ids.length - filed}件`,
  })
  return { results: ordered }
}

/** The form with its days moved: the first one to the day given, the others as far from it, within the fiscal year. Pure. */
export function movedTo(definition: Pick<ProcedureDefinition, 'fields'>, form: Form, startsOn: string): Form {
  const days = definition.fields.flatMap(({ key, type }) => {
    const value = form[key]
    return type === 'date' && typeof value === 'string' && value !== '' ? [{ key, value }] : []
  })
  const first = days.map(({ value }) => value).toSorted()[0]
  if (first === undefined) return form
  const shift = daysBetween(first, startsOn)
  const moved = days.map(({ key, value }): [string, FormValue] => {
    const day = addDays(value, shift)
    // What ended with the fiscal year ends with the next one, a leap year or not.
    const last = fiscalYearEnd(startsOn)
    const withYear = value === fiscalYearEnd(first) || (value < fiscalYearEnd(first) && day > last)
    return [key, withYear ? last : day]
  })
  return { ...form, ...Object.fromEntries(moved) }
}
