import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import type { CheckParameter } from '#engine/check/definition.ts'
import { parametersOf } from '#engine/check/parameters.ts'
import { addDays } from '#ground/clock/date.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Judged, SignDefinition, SignValues } from './definition.ts'
import { endOf } from './periods.ts'
import { openingsSince, readDecisions, readGoes, type Between } from './read-decisions.ts'
import { readDeciders, readPairs } from './read-habits.ts'
import { readEndings } from './read-endings.ts'
import { readAttempts, readRecords } from './read-records.ts'
import { readTexts } from './read-texts.ts'
import { noRows, type SourceRows } from './rows.ts'
import { isHabit } from './signs.ts'
import type { SignCount, Span } from './tables.ts'
import { storeUnitCounts } from './unit-counts.ts'

/** The name under which the city's values of a sign are kept, beside those of the checks. */
const settingKey = (key: string): string => `sign-${key}`

/** What the city has set, or the standard values, by sign. One query. */
export async function valuesOf(
  tx: Tx,
  signs: readonly Pick<SignDefinition, 'key' | 'parameters'>[],
): Promise<Map<string, SignValues>> {
  const asked: { key: string; parameters: readonly CheckParameter[] }[] = signs.map((each) => ({
    key: settingKey(each.key),
    parameters: each.parameters,
  }))
  const found = await parametersOf(tx, asked)
  return new Map(signs.map(({ key }) => [key, found.get(settingKey(key)) ?? {}]))
}

/** Sets a value of a sign and why. */
export async function saveValue(
  act: Act,
  sign: Pick<SignDefinition, 'key'>,
  { parameter, value, why }: { readonly parameter: string; readonly value: number; readonly why: string },
): Promise<void> {
  await act.recorder.save('check_setting', {
    tenant_id: act.tenantId,
    check_key: settingKey(sign.key),
    parameter,
    value,
    why,
  })
}

/** Why the city set its values of a sign, by parameter. One query. */
export async function reasonsOf(
  tx: Tx,
  sign: Pick<SignDefinition, 'key'>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('check_setting')
    .select(['parameter', 'why'])
    .where('check_key', '=', settingKey(sign.key))
    .execute()
  return new Map(rows.map((row) => [row.parameter, row.why]))
}

type Tally = { looked: number; unread: number; found: Judged[] }

/**
 * Looks one part of time through for every sign that belongs to its span, and puts what was found in the place of what
 * was found before. Decisions are read week by week, so that a month of a large city never lies in memory as a whole.
 */
export async function computePart(
  act: Act,
  part: { readonly span: Span; readonly startsOn: string },
  ports: {
    readonly signs: readonly SignDefinition[]
    procedures(tx: Tx): Promise<readonly ProcedureDefinition[]>
  },
): Promise<{ found: number }> {
  const signs = ports.signs.filter((each) => isHabit(each) === (part.span !== 'month'))
  const values = await valuesOf(act.tx, signs)
  const between = { from: part.startsOn, to: endOf(part.span, part.startsOn) }
  const tallies = new Map<string, Tally>(signs.map(({ key }) => [key, { looked: 0, unread: 0, found: [] }]))
  const judge = (rows: SourceRows, of: readonly SignDefinition[]): void => {
    for (const each of of) {
      const tally = tallies.get(each.key)
      if (tally === undefined) continue
      const judged = each.judge(rows, { values: values.get(each.key) ?? {}, today: act.today })
      tally.looked += judged.looked
      tally.unread += judged.unread
      tally.found.push(...judged.found)
    }
  }
  if (part.span === 'month') await lookAtHappenings(act, between, ports, signs, tallies, judge)
  else await lookAtHabits(act, between, signs, values, tallies, judge)
  return store(act, part, signs, values, tallies)
}

type Judge = (rows: SourceRows, of: readonly SignDefinition[]) => void

async function lookAtHappenings(
  act: Act,
  between: Between,
  ports: { procedures(tx: Tx): Promise<readonly ProcedureDefinition[]> },
  signs: readonly SignDefinition[],
  tallies: ReadonlyMap<string, Tally>,
  judge: Judge,
): Promise<void> {
  const since = await openingsSince(act.tx)
  const ofDecisions = signs.filter((each) => each.sources.includes('decision'))
  for (let from = between.from; from < between.to; from = addDays(from, 7)) {
    const to = addDays(from, 7) < between.to ? addDays(from, 7) : between.to
    judge({ ...noRows, decision: await readDecisions(act.tx, { from, to }, since) }, ofDecisions)
  }
  const goes = await readGoes(act.tx, between)
  judge(
    {
      ...noRows,
      go: goes.rows,
      text: await readTexts(act.tx, between, await ports.procedures(act.tx)),
      record: await readRecords(act.tx, between),
      attempt: await readAttempts(act.tx, between),
      ending: await readEndings(act.tx, between),
    },
    signs.filter((each) => each.sources.some((source) => source !== 'decision')),
  )
  // Decisions that stand alone are in no go, and were looked at all the same.
  for (const each of signs.filter(({ of }) => of === 'go')) lookedAt(tallies, each, goes.looked)
}

function lookedAt(tallies: ReadonlyMap<string, Tally>, { key }: SignDefinition, looked: number): void {
  const tally = tallies.get(key)
  if (tally !== undefined) tally.looked = looked
}

async function lookAtHabits(
  act: Act,
  between: Between,
  signs: readonly SignDefinition[],
  values: ReadonlyMap<string, SignValues>,
  tallies: ReadonlyMap<string, Tally>,
  judge: Judge,
): Promise<void> {
  for (const each of signs) {
    const least = values.get(each.key)?.['cases'] ?? 1
    const { rows, looked } = await (each.of === 'pair' ? pairs : deciders)(act, between, least)
    judge(rows, [each])
    // Those who met too seldom were not even read.
    lookedAt(tallies, each, looked)
  }
}

async function pairs(act: Act, between: Between, least: number) {
  const { rows, looked } = await readPairs(act.tx, between, least)
  return { rows: { ...noRows, pair: rows }, looked }
}

async function deciders(act: Act, between: Between, least: number) {
  const { rows, looked } = await readDeciders(act.tx, between, least)
  return { rows: { ...noRows, decider: rows }, looked }
}

const insertedAtOnce = 1_000

async function store(
  act: Act,
  { span, startsOn }: { readonly span: Span; readonly startsOn: string },
  signs: readonly SignDefinition[],
  values: ReadonlyMap<string, SignValues>,
  tallies: ReadonlyMap<string, Tally>,
): Promise<{ found: number }> {
  const counts: Record<string, SignCount> = {}
  for (const [key, { looked, unread, found }] of tallies)
    counts[key] = { looked, unread, found: found.length }
  // What was found hangs on the part: it is there first.
  await act.recorder.save('sign_part', {
    tenant_id: act.tenantId,
    span,
    starts_on: startsOn,
    computed_at: act.at,
    parameters: Object.fromEntries(values),
    counts,
  })
  await act.tx.deleteFrom('sign_finding').where('span', '=', span).where('starts_on', '=', startsOn).execute()
  let found = 0
  for (const { key } of signs) {
    const rows = (tallies.get(key)?.found ?? []).map(({ row, sentence }, at) => ({
      tenant_id: act.tenantId,
      span,
      starts_on: startsOn,
      sign: key,
      place: at + 1,
      at: row.at,
      unit_id: row.unitId,
      person_id: row.personId,
      other_id: row.otherId,
      subject_kind: row.subject.kind,
      subject_id: row.subject.id,
      label: row.label,
      sentence,
      cases: JSON.stringify(row.cases),
      case_count: row.caseCount,
    }))
    found += rows.length
    for (let at = 0; at < rows.length; at += insertedAtOnce) {
      await act.tx
        .insertInto('sign_finding')
        .values(rows.slice(at, at + insertedAtOnce))
        .execute()
    }
  }
  await storeUnitCounts(act, { span, startsOn })
  act.recorder.describe({
    act: '兆候の調べ',
    subject: { kind: 'sign-part', id: `${span} ${startsOn}`, label: startsOn },
    note: `見つかった兆候${found}件`,
  })
  return { found }
}
