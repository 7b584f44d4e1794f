import { sql } from 'kysely'
import { unitNames } from '#authority/units.ts'
import { filesLock } from '#engine/register-gate/gate.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { fiscalYearLabel } from '#ground/clock/fiscal-year.ts'
import { Refusal, refuse, type Problem } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { holds, keeperAccess, type Access } from './access.ts'
import { registerDispose, registerExpired } from './contract-columns.ts'
import { labelColumnOf, type RegisterDefinition, type Values } from './definition.ts'
import { countLimit } from './list.ts'
import { entryColumns, entryOf, type Entry } from './reads.ts'
import { disposableBefore, keptUntil, retentionOf } from './retention.ts'
import type { Opener, RegisterPorts } from './service.ts'
import { noCases, standingOn, standingWords } from './standing-on.ts'
import { lockEntries, storeDisposed } from './store.ts'

/** Lines whose time is over, and their disposal by the keeper. */
export function disposalOperations(open: Opener, ports: RegisterPorts): Implementation[] {
  return [expiredOperation(open, ports), disposeOperation(open, ports)]
}

function expiredOperation(open: Opener, ports: RegisterPorts): Implementation {
  return implement(registerExpired, async (act, input) => {
    const { definition, access } = await open(act, input.register)
    const { years } = await retentionOf(act.tx, definition)
    const before = disposableBefore(act.today, years)
    const scope = access.read === 'all' ? sql`` : sql`and unit_id = any(${[...access.read]}::uuid[])`
    const wanted = sql`from register_entry
      where register = ${definition.key} and state = 'closed' and disposed_on is null
        and updated_at < ${before}::timestamptz ${scope}`
    const counted = await sql<{ count: number }>`
      select count(*)::int as count from (select 1 ${wanted} limit ${countLimit + 1}) as bounded`.execute(
      act.tx,
    )
    const total = counted.rows[0]?.count ?? 0
    const { rows } = await sql<Parameters<typeof entryOf>[0]>`
      select ${sql.join(entryColumns.map((column) => sql.ref(column)))} ${wanted}
       order by updated_at, number limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(
      act.tx,
    )
    const entries = rows.map(entryOf)
    const names = await unitNames(
      act.tx,
      entries.map((entry) => entry.unitId),
      act.today,
    )
    const kept = await keptBack(act, definition, entries, years, ports)
    const keeper = await keeperAccess(act, ports.organisation, definition)
    return {
      rows: entries.map((entry) => {
        const closedOn = jstDate(entry.updatedAt)
        const { until, disposalYear } = keptUntil(closedOn, years)
        return {
          entryId: entry.entryId,
          number: entry.number,
          label: entry.label,
          unit: names.get(entry.unitId) ?? '',
          closedOn,
          until,
          disposalYear: fiscalYearLabel(disposalYear),
          because: kept.get(entry.entryId) ?? null,
        }
      }),
      total: Math.min(total, countLimit),
      more: total > countLimit,
      years,
      mayDispose:
        keeper.because === undefined ? { allowed: true } : { allowed: false, because: keeper.because },
    }
  })
}

function disposeOperation(open: Opener, ports: RegisterPorts): Implementation {
  return implement(registerDispose, async (act, input) => {
    const { definition, access } = await open(act, input.register)
    const keeper = await keeperAccess(act, ports.organisation, definition)
    const { years } = await retentionOf(act.tx, definition)
    const locked = await lockEntries(act.tx, definition, input.entryIds)
    const entries = [...new Set(input.entryIds.map((id) => id.toLowerCase()))].map((id) => {
      const entry = locked.get(id)
      return entry !== undefined && holds(access.read, entry.unitId)
        ? entry
        : refuse(
            'not-found',
            `その${definition.noun}は「${definition.name}」に見つかりません。開き直して選び直してください。`,
          )
    })
    demandKeeper(keeper, definition, entries)
    const kept = await keptBack(act, definition, entries, years, ports)
    if (kept.size > 0) throw refusedLines(definition, entries, kept)
    const wiped = entries.map((entry) => ({ current: entry, values: whatStays(definition, entry.values) }))
    await storeDisposed(act, definition, `廃棄:${input.why}`, wiped)
    const [first] = entries
    act.recorder.describe({
      act: '廃棄',
      subject: {
        kind: `register:${definition.key}`,
        id: entries.length === 1 && first !== undefined ? first.entryId : definition.key,
        label:
          entries.length === 1 && first !== undefined
            ? `${first.number} ${first.label}`
            : `${definition.name} ${entries.length}行`,
      },
      ...(keeper.capacity === undefined ? {} : { capacity: keeper.capacity }),
      note: input.why,
    })
    return { disposed: entries.length }
  })
}

function demandKeeper(keeper: Access, definition: RegisterDefinition, entries: readonly Entry[]): void {
  if (keeper.because !== undefined) refuse('forbidden', keeper.because)
  const foreign = entries.find((entry) => !holds(keeper.write, entry.unitId))
  if (foreign === undefined) return
  refuse(
    'forbidden',
    `${definition.noun} ${foreign.number} を廃棄できるのは、その部・課の台帳を管理する人です。その部・課に依頼してください。`,
  )
}

/** Lines that must stay, by id, each with the reason as a sentence. Two queries. */
async function keptBack(
  act: Act,
  definition: RegisterDefinition,
  entries: readonly Entry[],
  years: number,
  ports: RegisterPorts,
): Promise<Map<string, string>> {
  const standing = await standingOn(
    act.tx,
    ports.definitions,
    ports.cases ?? noCases,
    entries.map((entry) => entry.entryId),
  )
  const before = disposableBefore(act.today, years)
  const kept = new Map<string, string>()
  for (const entry of entries) {
    const on = standing.filter(({ entryId }) => entryId === entry.entryId)
    const because = reasonToKeep(definition, entry, { before, years, today: act.today })
    if (because !== undefined) kept.set(entry.entryId, because)
    else if (on.length > 0) kept.set(entry.entryId, `${standingWords(on)}が指しているため、廃棄できません。`)
  }
  return kept
}

function reasonToKeep(
  definition: RegisterDefinition,
  entry: Entry,
  time: { before: string; years: number; today: string },
): string | undefined {
  if (entry.state === 'current') return '現行の行です。先に抹消してください。'
  if (typeof entry.disposedOn === 'string') return '既に廃棄されています。'
  if (Date.parse(entry.updatedAt) >= Date.parse(time.before)) {
    const { disposalYear } = keptUntil(jstDate(entry.updatedAt), time.years)
    return `保存期限(${time.years}年)の前です。廃棄できるのは${fiscalYearLabel(disposalYear)}からです。`
  }
  return definition.retentionLock?.(entry.values) ?? filesLock(entry.values, time.today)
}

function refusedLines(
  definition: RegisterDefinition,
  entries: readonly Entry[],
  kept: ReadonlyMap<string, string>,
): Refusal {
  const problems: Problem[] = entries.flatMap((entry) => {
    const message = kept.get(entry.entryId)
    return message === undefined ? [] : [{ at: entry.number, message }]
  })
  const [first] = problems
  return new Refusal(
    'conflict',
    `廃棄できない${definition.noun}があるため、どれも廃棄していません。${first?.at ?? ''}:${first?.message ?? ''}`,
    { problems },
  )
}

/** What a disposed line goes on saying: its name and its dates. */
function whatStays(definition: RegisterDefinition, values: Values): Values {
  const name = labelColumnOf(definition)?.key
  const staying = definition.columns.filter((column) => column.key === name || column.type === 'date')
  return Object.fromEntries(
    staying.flatMap(({ key }) => {
      const value = values[key]
      return value === undefined ? [] : [[key, value] as const]
    }),
  )
}
