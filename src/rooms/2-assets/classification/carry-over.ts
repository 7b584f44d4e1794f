import type { Insertable } from 'kysely'
import { axes } from '#engine/register/class-columns.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import { entryColumns, entryOf } from '#engine/register/reads.ts'
import { applyChanges, type Change } from '#engine/register/store.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { ClassificationPorts } from './ports.ts'
import { remapped } from './scheme.ts'
import { getScheme } from './scheme-reads.ts'
import type { ClassPendingTable } from './tables.ts'

/** Lines carried over in one act. */
const AT_ONCE = 500

/**
 * Registers a change of scheme reaches: those people write, with a class column. Books that events write say what was
 * so then, and keep saying it.
 */
export function carriedRegisters(definitions: readonly RegisterDefinition[]): RegisterDefinition[] {
  return definitions
    .filter(({ written, columns }) => written === 'by-people' && columns.some(({ type }) => type === 'class'))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
}

/**
 * Carries the next lines over to a scheme, from where the last act stopped. Each changed line gets a version that says
 * why; where several new classes are possible the strictest holds, and the line waits for a person.
 */
export async function carryOver(
  act: Act,
  schemeId: string,
  ports: ClassificationPorts,
): Promise<{ seen: number; total: number; changed: number; finished: boolean }> {
  const scheme = await getScheme(act.tx, schemeId)
  if (scheme.from === null || scheme.mapping === null || scheme.from > act.today) {
    refuse('conflict', 'この体系はまだ使われていません。使い始める日を確かめてください。')
  }
  const registers = carriedRegisters(ports.definitions())
  const run = await act.tx
    .selectFrom('class_run')
    .selectAll()
    .where('scheme_id', '=', scheme.schemeId)
    .forUpdate()
    .executeTakeFirst()
  if (run === undefined || run.finished_at !== null) {
    act.recorder.describe(deed(scheme.schemeId, scheme.name, '移し替える行はありませんでした'))
    const seen = run?.seen ?? 0
    return { seen, total: seen, changed: run?.changed ?? 0, finished: true }
  }
  const definition = registers.find((each) => each.key >= run.register)
  const rows =
    definition === undefined
      ? []
      : await act.tx
          .selectFrom('register_entry')
          .select(entryColumns)
          .where('register', '=', definition.key)
          .where('state', '=', 'current')
          .$if(definition.key === run.register && run.last_entry !== null, (query) =>
            query.where('entry_id', '>', run.last_entry ?? ''),
          )
          .orderBy('entry_id')
          .limit(AT_ONCE)
          .forUpdate()
          .execute()
  const mapping = scheme.mapping
  const changes: Change[] = []
  const open: Insertable<ClassPendingTable>[] = []
  for (const row of rows) {
    const current = entryOf(row)
    const next = remapped(current.values, mapping, scheme.body)
    changes.push({ current, values: next.values, unitId: current.unitId, state: current.state })
    for (const each of next.open) {
      open.push({
        tenant_id: act.tenantId,
        scheme_id: scheme.schemeId,
        entry_id: current.entryId,
        axis: each.axis,
        register: current.register,
        from_class: each.from,
        candidates: each.candidates,
        decided: null,
        decided_at: null,
        decided_by: null,
        why: null,
      })
    }
  }
  let changed = 0
  if (definition !== undefined) {
    const why = `分類の体系を「${scheme.name}」に切り替えたため`
    const source = { kind: 'class-scheme', id: scheme.schemeId }
    changed = (await applyChanges(act, definition, { origin: 'event', why, source }, changes)).length
  }
  if (open.length > 0) await act.recorder.saveAll('class_pending', open)
  const last = rows.at(-1)?.entry_id
  const here = rows.length === AT_ONCE && definition !== undefined
  const next = here ? definition : registers.find((each) => each.key > (definition?.key ?? run.register))
  const finished = next === undefined || definition === undefined
  await act.recorder.save('class_run', {
    ...run,
    register: next?.key ?? run.register,
    last_entry: here ? (last ?? null) : null,
    seen: run.seen + rows.length,
    changed: run.changed + changed,
    finished_at: finished ? act.at : null,
  })
  act.recorder.describe(deed(scheme.schemeId, scheme.name, `${rows.length}行を見て${changed}行を移した`))
  const seen = run.seen + rows.length
  return {
    seen,
    total: Math.max(seen, await carriedLines(act, ports)),
    changed: run.changed + changed,
    finished,
  }
}

const deed = (id: string, label: string, note: string) => ({
  act: '分類の移し替え',
  subject: { kind: 'class-scheme', id, label },
  note,
})

/** How many lines a change of scheme will look at. One query. */
export async function carriedLines(act: Pick<Act, 'tx'>, ports: ClassificationPorts): Promise<number> {
  const keys = carriedRegisters(ports.definitions()).map((each) => each.key)
  const { count } = await act.tx
    .selectFrom('register_entry')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('register', 'in', keys)
    .where('state', '=', 'current')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Lines in force by register and class, on every axis. One query. */
export async function classCounts(
  act: Pick<Act, 'tx'>,
  ports: ClassificationPorts,
): Promise<{ register: string; axis: (typeof axes)[number]; value: string; lines: number }[]> {
  const keys = carriedRegisters(ports.definitions()).map((each) => each.key)
  const rows = await act.tx
    .selectFrom('register_entry')
    .select((eb) => [
      'register',
      eb.ref('values', '->>').key('confidentiality').as('confidentiality'),
      eb.ref('values', '->>').key('integrity').as('integrity'),
      eb.ref('values', '->>').key('availability').as('availability'),
      eb.fn.countAll<string>().as('count'),
    ])
    .where('register', 'in', keys)
    .where('state', '=', 'current')
    .groupBy(['register', 'confidentiality', 'integrity', 'availability'])
    .execute()
  const found = new Map<
    string,
    { register: string; axis: (typeof axes)[number]; value: string; lines: number }
  >()
  for (const row of rows) {
    for (const axis of axes) {
      const value: unknown = row[axis]
      if (typeof value !== 'string') continue
      const key = `${row.register} ${axis} ${value}`
      const known = found.get(key) ?? { register: row.register, axis, value, lines: 0 }
      known.lines += Number(row.count)
      found.set(key, known)
    }
  }
  return [...found.values()]
}
