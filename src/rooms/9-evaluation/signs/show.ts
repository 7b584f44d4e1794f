import { type Selectable } from 'kysely'
import type { z } from 'zod'
import { personNames } from '#authority/reads.ts'
import { unitNames } from '#authority/units.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { reasonsOf, valuesOf } from './compute.ts'
import type { CitesOfSigns } from './cites.ts'
import type { showSign } from './contract.ts'
import type { SignDefinition } from './definition.ts'
import { periodOf, type Period } from './periods.ts'
import { isHabit } from './signs.ts'
import {
  inPeriod,
  lookedOf,
  periodChoices,
  readParts,
  requirePeriod,
  standingOf,
  type Part,
} from './standing.ts'
import type { SignFindingTable } from './tables.ts'
import { unitCounts } from './unit-counts.ts'

export type Finding = Selectable<SignFindingTable>

/** Cases named beside a line; the others are counted. */
const casesShown = 10

/** @throws Refusal 'not-found'. */
export function requireSign(signs: readonly SignDefinition[], key: string): SignDefinition {
  return (
    signs.find((each) => each.key === key) ??
    refuse('not-found', 'その兆候はありません。兆候の一覧から選び直してください。')
  )
}

/** @throws Refusal 'not-found' for a unit the city does not have. One query, none without a unit. */
export async function requireUnit(act: Act, unitId: string | undefined): Promise<void> {
  if (unitId !== undefined && (await unitNames(act.tx, [unitId], act.today)).size === 0) {
    refuse('not-found', 'その部・課はありません。選び直してください。')
  }
}

/** What was found in a period, of one sign or of all, in one unit or in all. */
export function findingsOf(
  tx: Tx,
  period: Period,
  asked: { readonly sign?: SignDefinition | undefined; readonly unitId?: string | undefined },
) {
  const { sign, unitId } = asked
  return tx
    .selectFrom('sign_finding')
    .where(inPeriod(period, sign))
    .$if(unitId !== undefined, (query) => query.where('unit_id', '=', unitId ?? ''))
}

/**
 * A sign with a page of what was found, who and in which cases. That it was read is in the ledger: whom somebody looks
 * at is a matter of the person looked at, too. Ten queries.
 */
export async function readSign(
  act: Act,
  input: z.output<typeof showSign.input>,
  signs: readonly SignDefinition[],
  cites: CitesOfSigns,
): Promise<z.input<typeof showSign.output>> {
  const sign = requireSign(signs, input.sign)
  const period = requirePeriod(input.period, act.today)
  const parts = await readParts(act.tx)
  const units = await unitCounts(act.tx, period, act.today, { sign })
  const { unitId, page, size } = input
  await requireUnit(act, unitId)
  const rows = await findingsOf(act.tx, period, { sign, unitId })
    .selectAll()
    .orderBy('starts_on', 'desc')
    .orderBy('place', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const standing = standingOf(sign, period, parts, act.today)
  const total =
    unitId === undefined
      ? units.reduce((sum, each) => sum + each.found, 0)
      : (units.find((each) => each.unitId === unitId.toLowerCase())?.found ?? 0)
  const shown = await described(act.tx, rows, act.today)
  const values = (await valuesOf(act.tx, [sign])).get(sign.key) ?? {}
  const reasons = await reasonsOf(act.tx, sign)
  act.recorder.describe({
    act: '兆候の閲覧',
    subject: { kind: 'sign', id: sign.key, label: sign.name },
    note: `${period.label}、${rows.length}件を表示`,
  })
  return {
    key: sign.key,
    name: sign.name,
    why: sign.why,
    notProof: sign.notProof,
    cites: (await cites(act)).filter((cite) => sign.restsOn.some((slot) => slot === cite.slot)),
    period,
    periods: periodChoices(parts, act.today),
    looked: lookedOf([standing]),
    state: standing.state,
    found: standing.found,
    seen: standing.looked,
    unread: standing.unread,
    before: standing.before,
    trend: {
      by: isHabit(sign) ? ('quarter' as const) : ('month' as const),
      months: trendOf(sign, period, parts),
    },
    units: units.map(({ unitId: id, name, found }) => ({ unitId: id, name, found })),
    parameters: sign.parameters.map((each) => ({
      ...each,
      value: values[each.key] ?? each.default,
      why: reasons.get(each.key) ?? null,
    })),
    rows: shown,
    total,
    page,
    size,
  }
}

/** Found by month of the fiscal year; of a habit by quarter. What was not looked at is left out. Pure. */
export function trendOf(
  sign: Pick<SignDefinition, 'key' | 'of'>,
  period: Period,
  parts: readonly Part[],
): { month: string; value: number }[] {
  const { from, to } = periodOf('year', period.from)
  const span = isHabit(sign) ? 'quarter' : 'month'
  return parts
    .filter((part) => part.span === span && part.starts_on >= from && part.starts_on < to)
    .map((part) => ({ month: part.starts_on.slice(0, 7), value: part.counts[sign.key]?.found ?? 0 }))
}

/** The lines with the names of people and units. Two queries. */
export async function described(tx: Tx, rows: readonly Finding[], today: string) {
  const people = await personNames(
    tx,
    rows.flatMap((row) => [row.person_id ?? [], row.other_id ?? []].flat()),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.unit_id),
    today,
  )
  const person = (personId: string | null) =>
    personId === null ? null : { personId, name: people.get(personId) ?? '' }
  return rows.map((row) => ({
    id: `${row.span} ${row.starts_on} ${row.place}`,
    sign: row.sign,
    at: row.at,
    unitName: units.get(row.unit_id) ?? '',
    label: row.label,
    sentence: row.sentence,
    person: person(row.person_id),
    other: person(row.other_id),
    cases: row.cases.slice(0, casesShown),
    caseCount: row.case_count,
    subject: { kind: row.subject_kind, id: row.subject_id },
  }))
}
