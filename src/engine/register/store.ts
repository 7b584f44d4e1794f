import { unitNames } from '#authority/units.ts'
import { afterHand, atStart } from '#engine/confirmation/second-person.ts'
import { beforeFirstGate } from '#engine/register-gate/gate.ts'
import type { Insertable } from 'kysely'
import type { Act, Actor } from '#ground/operation/act.ts'
import type { Tx } from '#ground/database/database.ts'
import { Refusal, refuse } from '#ground/errors/refusal.ts'
import { isId, newId } from '#ground/ids/ids.ts'
import { collectGarbage } from '#ground/memory/garbage.ts'
import type { RegisterDefinition, Values } from './definition.ts'
import { labelOf, sameValue, type Names } from './display.ts'
import { completeClasses, queueFollowing } from './inherited-classes.ts'
import { withOwnColumns } from './own-columns.ts'
import { storePointers } from './pointers.ts'
import { storeTallies } from './tally.ts'
import { checkedNumber, passNumbers, takeNumbers } from './numbering.ts'
import { entryColumns, entryOf, type Author, type Entry } from './reads.ts'
import { resolveReferences, type ApplicationNames } from './references.ts'
import { searchTextOf, slotsOf } from './slots.ts'
import type { EntryState, Origin, RegisterEntryTable, RegisterEntryVersionTable } from './tables.ts'

/** What happened: `{ kind: 'application', id }`. */
export type EventSource = { readonly kind: string; readonly id: string }

export type Provenance = {
  readonly origin: Origin
  readonly why: string
  readonly source?: EventSource
  readonly applications?: ApplicationNames
}

export type NewLine = {
  readonly unitId: string
  readonly values: Values
  readonly number?: string | undefined
}
export type Change = {
  readonly current: Entry
  readonly values: Values
  readonly unitId: string
  readonly state: EntryState
}

/** Rows sent to the database in one statement. */
const chunkSize = 500

/**
 * Stores new lines whose values are checked, each with its first version, and returns them in order.
 * @throws Refusal 'invalid' for a unit or reference that does not exist, 'conflict' for a number that is taken.
 */
export async function storeNew(
  act: Act,
  declared: RegisterDefinition,
  provenance: Provenance,
  lines: readonly NewLine[],
): Promise<Entry[]> {
  const definition = await withOwnColumns(act.tx, declared)
  const author = authorOf(act.actor)
  const names = await checkedNames(act, definition, lines, provenance)
  const values = await completeClasses(
    act,
    definition,
    lines.map((line) => line.values),
    provenance.origin === 'event',
  )
  const brought = lines.map((line) => (line.number === undefined ? undefined : checkedNumber(line.number)))
  const known = brought.filter((number) => number !== undefined)
  // Passing first locks the register's counter: whoever brings the same number waits here and then sees it taken.
  await passNumbers(act.tx, act.tenantId, definition, known)
  await refuseTakenNumbers(act.tx, definition, known)
  const fresh = await takeNumbers(act.tx, act.tenantId, definition, lines.length - known.length)

  let given = 0
  const rows = lines.map((line, index) => {
    const number = brought[index] ?? fresh[given++] ?? ''
    return rowOf(act, definition, names, author, {
      entryId: newId(),
      number,
      version: 1,
      state: 'current',
      unitId: line.unitId,
      values: beforeFirstGate(definition, atStart(definition, values[index] ?? line.values)),
      createdAt: act.at,
      createdBy: author,
    })
  })
  return store(act, definition, provenance, rows, new Map())
}

/**
 * Stores changes of locked lines as new versions. A change that changes nothing is left out of the result.
 * @throws Refusal 'invalid' for a unit or reference that does not exist.
 */
export async function applyChanges(
  act: Act,
  declared: RegisterDefinition,
  provenance: Provenance,
  changes: readonly Change[],
): Promise<Entry[]> {
  const definition = await withOwnColumns(act.tx, declared)
  const author = authorOf(act.actor)
  const whole = await completeClasses(
    act,
    definition,
    changes.map((change) => change.values),
    provenance.origin === 'event',
  )
  const real = changes
    .map((change, index) => ({ ...change, values: whole[index] ?? change.values }))
    .filter((change) => !isSame(change))
  const names = await checkedNames(act, definition, real, provenance)
  const rows: Insertable<RegisterEntryTable>[] = []
  for (const { current, values, unitId, state } of real) {
    rows.push(
      rowOf(act, definition, names, author, {
        entryId: current.entryId,
        number: current.number,
        version: current.version + 1,
        state,
        unitId,
        values: provenance.origin === 'event' ? values : afterHand(definition, values),
        createdAt: current.createdAt,
        createdBy: current.createdBy,
      }),
    )
  }
  return store(
    act,
    definition,
    provenance,
    rows,
    new Map(real.map(({ current }) => [current.entryId, current])),
  )
}

/** Reads lines of one register and keeps others from changing them until the transaction ends. */
export async function lockEntries(
  tx: Tx,
  definition: RegisterDefinition,
  entryIds: readonly string[],
): Promise<Map<string, Entry>> {
  const ids = [...new Set(entryIds.filter(isId))]
  const locked = new Map<string, Entry>()
  for (let at = 0; at < ids.length; at += chunkSize) {
    const rows = await tx
      .selectFrom('register_entry')
      .select(entryColumns)
      .where('register', '=', definition.key)
      .where('entry_id', 'in', ids.slice(at, at + chunkSize))
      // One order for everybody, so that two imports wait for each other instead of deadlocking.
      .orderBy('entry_id')
      .forUpdate()
      .execute()
    for (const row of rows) locked.set(row.entry_id, entryOf(row))
  }
  return locked
}

/** Locks lines as `lockEntries` does and reads no more of them than their versions. */
export async function lockVersions(
  tx: Tx,
  definition: RegisterDefinition,
  entryIds: readonly string[],
): Promise<Map<string, number>> {
  const ids = [...new Set(entryIds.filter(isId))]
  const rows = await tx
    .selectFrom('register_entry')
    .select(['entry_id', 'version'])
    .where('register', '=', definition.key)
    .where('entry_id', 'in', ids)
    .orderBy('entry_id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.entry_id, row.version]))
}

/** True when nothing a reader could see would change. */
export function isSame(change: Change): boolean {
  const { current, values } = change
  const keys = new Set([...Object.keys(current.values), ...Object.keys(values)])
  return (
    current.unitId === change.unitId &&
    current.state === change.state &&
    [...keys].every((key) => sameValue(current.values[key], values[key]))
  )
}

/** The actor as the history names him. @throws TypeError for nobody: contracts of writing operations exclude it. */
export function authorOf(actor: Actor): Author {
  switch (actor.kind) {
    case 'person':
      return { kind: 'person', id: actor.personId }
    case 'operator':
      return { kind: 'operator', id: actor.name }
    case 'system':
      return { kind: 'system', id: actor.job }
    default:
      throw new TypeError('nobody cannot write a register')
  }
}

async function checkedNames(
  { tx, today }: Pick<Act, 'tx' | 'today'>,
  definition: RegisterDefinition,
  lines: readonly { readonly unitId: string; readonly values: Values }[],
  provenance: Provenance,
): Promise<Names> {
  const unitIds = lines.map((line) => line.unitId)
  const units = await unitNames(tx, unitIds.filter(isId), today)
  if (unitIds.some((id) => !units.has(id))) {
    refuse('invalid', 'その部・課は見つかりません。一覧から選び直してください。', {
      problems: [{ at: 'unitId', message: '部・課を一覧から選び直してください。' }],
    })
  }
  const resolved = await resolveReferences(
    tx,
    definition,
    lines.map((line) => line.values),
    today,
    provenance.applications,
  )
  const problems = resolved.problems.flat()
  if (problems.length > 0) {
    throw new Refusal('invalid', `${definition.noun}の内容に誤りがあります。示した欄を直してください。`, {
      problems,
    })
  }
  return resolved.names
}

async function refuseTakenNumbers(
  tx: Tx,
  definition: RegisterDefinition,
  numbers: readonly string[],
): Promise<void> {
  const seen = new Set<string>()
  let taken: string | undefined
  for (const number of numbers) {
    if (seen.has(number)) taken ??= number
    seen.add(number)
  }
  for (let at = 0; taken === undefined && at < numbers.length; at += chunkSize) {
    const row = await tx
      .selectFrom('register_entry')
      .select('number')
      .where('register', '=', definition.key)
      .where('number', 'in', numbers.slice(at, at + chunkSize))
      .executeTakeFirst()
    taken = row?.number
  }
  if (taken === undefined) return
  refuse('conflict', `管理番号 ${taken} は、この台帳で既に使われています。別の番号を入れてください。`, {
    problems: [{ at: 'number', message: '既に使われている管理番号です。', value: taken }],
  })
}

type Line = {
  readonly entryId: string
  readonly number: string
  readonly version: number
  readonly state: EntryState
  readonly unitId: string
  readonly values: Values
  readonly createdAt: string
  readonly createdBy: Author
}

function rowOf(
  act: Act,
  definition: RegisterDefinition,
  names: Names,
  author: Author,
  line: Line,
): Insertable<RegisterEntryTable> {
  return {
    tenant_id: act.tenantId,
    entry_id: line.entryId,
    register: definition.key,
    number: line.number,
    unit_id: line.unitId,
    version: line.version,
    state: line.state,
    label: labelOf(definition, line.values, line.number, names),
    values: line.values,
    ...slotsOf(definition, line.values),
    ...searchTextOf(definition, { number: line.number, values: line.values, names }),
    created_at: line.createdAt,
    created_by_kind: line.createdBy.kind,
    created_by: line.createdBy.id,
    updated_at: act.at,
    updated_by_kind: author.kind,
    updated_by: author.id,
  }
}

/**
 * Stores disposed lines: what stays of their values, one version that says so, and no older one. What is counted of a
 * line is when it was closed, which stays.
 */
export async function storeDisposed(
  act: Act,
  definition: RegisterDefinition,
  why: string,
  lines: readonly { readonly current: Entry; readonly values: Values }[],
): Promise<void> {
  const author = authorOf(act.actor)
  const { names } = await resolveReferences(
    act.tx,
    definition,
    lines.map((line) => line.values),
    act.today,
  )
  const rows = lines.map(({ current, values }) => ({
    ...rowOf(act, definition, names, author, {
      entryId: current.entryId,
      number: current.number,
      version: current.version + 1,
      state: current.state,
      unitId: current.unitId,
      values,
      createdAt: current.createdAt,
      createdBy: current.createdBy,
    }),
    label: current.label,
    disposed_on: act.today,
  }))
  const ids = lines.map(({ current }) => current.entryId)
  const old = await act.tx
    .selectFrom('register_entry_version')
    .select(['entry_id', 'version'])
    .where('entry_id', 'in', ids)
    .execute()
  await act.recorder.saveAll('register_entry', rows)
  await act.recorder.saveAll(
    'register_entry_version',
    rows.map((row) => versionOf(row, { origin: 'person', why })),
  )
  await act.recorder.removeAll('register_entry_version', old)
  await storePointers(
    act.tx,
    act.tenantId,
    definition,
    lines.map(({ current, values }) => ({ entryId: current.entryId, values, fresh: false })),
  )
}

/** Stores lines, each with its version, what it points to, and what is counted of it. `before` holds those that change. */
async function store(
  act: Act,
  definition: RegisterDefinition,
  provenance: Provenance,
  rows: readonly Insertable<RegisterEntryTable>[],
  before: ReadonlyMap<string, Entry>,
): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let at = 0; at < rows.length; at += chunkSize) {
    const chunk = rows.slice(at, at + chunkSize)
    const saved = await act.recorder.saveReading('register_entry', chunk, entryColumns)
    await act.recorder.saveReading(
      'register_entry_version',
      chunk.map((row) => versionOf(row, provenance)),
      [],
    )
    const stored = saved.map(entryOf)
    const lines = stored.map((entry) => ({ ...entry, fresh: !before.has(entry.entryId) }))
    await storePointers(act.tx, act.tenantId, definition, lines)
    entries.push(...stored)
    collectGarbage()
  }
  const changes = entries.map((after) => ({ before: before.get(after.entryId), after }))
  await storeTallies(act.tx, act.tenantId, definition, changes)
  await queueFollowing(act, definition, changes)
  return entries
}

function versionOf(
  row: Insertable<RegisterEntryTable>,
  provenance: Provenance,
): Insertable<RegisterEntryVersionTable> {
  return {
    tenant_id: row.tenant_id,
    entry_id: row.entry_id,
    version: row.version,
    register: row.register,
    number: row.number,
    unit_id: row.unit_id,
    state: row.state,
    label: row.label,
    values: row.values,
    at: row.updated_at,
    by_kind: row.updated_by_kind,
    by_id: row.updated_by,
    origin: provenance.origin,
    source_kind: provenance.source?.kind ?? null,
    source_id: provenance.source?.id ?? null,
    why: provenance.why,
  }
}
