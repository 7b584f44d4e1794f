import type { Act } from '#ground/operation/act.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { RegisterDefinition, Values } from './definition.ts'
import { noSuchEntry } from './reads.ts'
import type { Entry } from './reads.ts'
import { checkedValues, type RawValues } from './schema.ts'
import { applyChanges, lockEntries, storeNew, type Change, type EventSource } from './store.ts'
import type { ApplicationNames } from './references.ts'
import { conflictOf } from './conflict.ts'
import { checkFiles } from './files-column.ts'
import { withOwnColumns } from './own-columns.ts'

export { findEntry, findEntryByNumber, getEntry, entriesFrom, historyOf } from './reads.ts'
export type { Author, Entry, EntryVersion } from './reads.ts'
export { listEntries } from './list.ts'
export type { EventSource } from './store.ts'

/** How and why a line is written. */
export type Writing = {
  /** `event`: it happened (a permission, a return); `person`: somebody wrote it in the register's own pages. */
  readonly by: 'event' | 'person'
  /** 「持出許可により」「記載誤りの訂正」; shown in the history. */
  readonly why: string
  /** What happened, so that the line leads back to it. */
  readonly source?: EventSource
  /** In what right a person wrote. */
  readonly capacity?: string
  /**
   * Whether the ledger entry of this act is described as the writing of this line. Unless told, it is for
   * people and is not for events: there the event itself (the permission) is the deed.
   */
  readonly describe?: boolean
  readonly applications?: ApplicationNames
}

/**
 * Writes a new line and returns it. `number` brings an existing 管理番号 along; otherwise the next one is given.
 * @throws Refusal 'invalid' (a problem per wrong column), 'forbidden' (a person, and the register is written by
 * events only), 'conflict' (the number is taken).
 */
export async function writeEntry(
  act: Act,
  declared: RegisterDefinition,
  line: Writing & { readonly unitId: string; readonly values: RawValues; readonly number?: string },
): Promise<Entry> {
  const definition = await withOwnColumns(act.tx, declared)
  mayWrite(definition, line.by)
  refuseByHand(definition, line.by, line.values, {})
  const values = checkedValues(definition, line.values)
  await checkFiles(act, definition, line.by, values, {})
  const [entry] = await storeNew(act, definition, { ...line, origin: line.by }, [
    { unitId: line.unitId, values, ...(line.number === undefined ? {} : { number: line.number }) },
  ])
  if (entry === undefined) throw new Error('a stored line did not come back')
  describe(act, definition, line, '登録', entry)
  return entry
}

/**
 * Changes columns of a line and returns it with its new version; keys that are absent stay, `null` empties.
 * A change that changes nothing writes nothing.
 * @throws Refusal 'not-found', 'invalid', 'forbidden', and 'conflict' when the line is no longer at
 * `expectedVersion` (the sentence says who changed it and when) or is closed.
 */
export async function reviseEntry(
  act: Act,
  declared: RegisterDefinition,
  entryId: string,
  patch: RawValues,
  writing: Writing & { readonly expectedVersion?: number; readonly unitId?: string },
): Promise<Entry> {
  const definition = await withOwnColumns(act.tx, declared)
  mayWrite(definition, writing.by)
  const current = await lockOne(act, definition, entryId, writing.expectedVersion)
  if (current.state === 'closed') closedRefusal(definition, current)
  refuseByHand(definition, writing.by, patch, current.values)
  const values = checkedValues(definition, { ...stillKnown(definition, current.values), ...patch })
  await checkFiles(act, definition, writing.by, values, current.values)
  return change(act, definition, writing, '変更', {
    current,
    values,
    unitId: writing.unitId ?? current.unitId,
    state: 'current',
  })
}

/**
 * Closes a line: it stays readable with its history and leaves the lists of what is current.
 * @throws Refusal 'not-found', 'forbidden', 'conflict' (see `reviseEntry`; also when it is closed already).
 */
export async function closeEntry(
  act: Act,
  declared: RegisterDefinition,
  entryId: string,
  writing: Writing & { readonly expectedVersion?: number; readonly patch?: RawValues },
): Promise<Entry> {
  const definition = await withOwnColumns(act.tx, declared)
  mayWrite(definition, writing.by)
  if (writing.by === 'person' && definition.closedBy !== undefined) {
    refuse('forbidden', `「${definition.name}」の行は、手では抹消できません。${definition.closedBy}`)
  }
  const current = await lockOne(act, definition, entryId, writing.expectedVersion)
  if (current.state === 'closed') closedRefusal(definition, current)
  const values =
    writing.patch === undefined
      ? current.values
      : checkedValues(definition, { ...stillKnown(definition, current.values), ...writing.patch })
  return change(act, definition, writing, '抹消', {
    current,
    values,
    unitId: current.unitId,
    state: 'closed',
  })
}

/** Says why a person may not write here. @throws Refusal 'forbidden'. */
export function mayWrite(definition: RegisterDefinition, by: 'event' | 'person'): void {
  if (by === 'person' && definition.written === 'by-events') refuse('forbidden', writtenByEvents(definition))
}

/** A hand may not change what only happens may write; sending it back unchanged is no change. @throws Refusal. */
function refuseByHand(
  definition: RegisterDefinition,
  by: 'event' | 'person',
  patch: RawValues,
  before: Values,
): void {
  if (by === 'event') return
  const touched = definition.columns.filter(
    ({ key, byEvents, retired }) =>
      (byEvents === true || retired === true) &&
      Object.hasOwn(patch, key) &&
      !sameRaw(patch[key], before[key]),
  )
  if (touched.length === 0) return
  refuse(
    'forbidden',
    `「${touched.map(({ label }) => label).join('」「')}」は手では書けません。手続で変わる欄か、使うのをやめた欄です。`,
    {
      problems: touched.map(({ key }) => ({ at: key, message: 'この欄は、手では書けません。' })),
    },
  )
}

function sameRaw(raw: unknown, before: Values[string] | undefined): boolean {
  return (raw ?? '') === (before ?? '') || JSON.stringify(raw) === JSON.stringify(before)
}

/** The sentence for a register that no hand may write. */
export function writtenByEvents(definition: RegisterDefinition): string {
  return `「${definition.name}」は、許可や返却などの手続から自動で書かれます。手では書けません。内容を変えるには、もとの手続で行ってください。`
}

/** Values of columns the definition still has; what an older definition kept stays in the history. */
function stillKnown(definition: RegisterDefinition, values: Values): Values {
  const known = new Set(definition.columns.map((column) => column.key))
  return Object.fromEntries(Object.entries(values).filter(([key]) => known.has(key)))
}

async function lockOne(
  act: Act,
  definition: RegisterDefinition,
  entryId: string,
  expectedVersion: number | undefined,
): Promise<Entry> {
  const current = (await lockEntries(act.tx, definition, [entryId])).get(entryId.toLowerCase())
  if (current === undefined) return noSuchEntry(definition)
  if (expectedVersion !== undefined && expectedVersion !== current.version) {
    throw await conflictOf(act.tx, definition, current, expectedVersion)
  }
  return current
}

async function change(
  act: Act,
  definition: RegisterDefinition,
  writing: Writing,
  deed: string,
  wanted: Change,
): Promise<Entry> {
  const [entry] = await applyChanges(act, definition, { ...writing, origin: writing.by }, [wanted])
  if (entry === undefined) {
    describe(act, definition, writing, '変更なし', wanted.current)
    return wanted.current
  }
  describe(act, definition, writing, deed, entry)
  return entry
}

function describe(
  act: Act,
  definition: RegisterDefinition,
  writing: Writing,
  deed: string,
  entry: Entry,
): void {
  if (!(writing.describe ?? writing.by === 'person')) return
  act.recorder.describe({
    act: deed,
    subject: {
      kind: `register:${definition.key}`,
      id: entry.entryId,
      label: `${entry.number} ${entry.label}`,
    },
    ...(writing.capacity === undefined ? {} : { capacity: writing.capacity }),
    note: writing.why,
  })
}

function closedRefusal(definition: RegisterDefinition, entry: Entry): never {
  return refuse(
    'conflict',
    `${definition.noun} ${entry.number} は抹消されているため、変更できません。履歴を確かめてください。`,
  )
}
