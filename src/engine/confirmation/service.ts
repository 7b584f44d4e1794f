import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { personNames } from '#authority/reads.ts'
import { holds } from '#engine/register/access.ts'
import { conflictOf } from '#engine/register/conflict.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'
import { idsIn } from '#engine/register/display.ts'
import { findEntry, reviseEntry, type Entry } from '#engine/register/engine.ts'
import { noSuchEntry } from '#engine/register/reads.ts'
import type { Opener } from '#engine/register/service.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { canonical } from '#ledger/canonical.ts'
import { confirmationOf, confirmEntry } from './contract.ts'
import './tables.ts'
import { confirmationStates, contentOf, whyNotConfirm } from './second-person.ts'
import type { ConfirmationFacts, ConfirmationState, SecondPerson } from './second-person.ts'

/** The act of the second person, for every register that asks for one. */
export function confirmationOperations(open: Opener): Implementation[] {
  return [
    implement(confirmationOf, async (act, input) => {
      const { definition, second, entry } = await opened(act, open, input)
      const { personId } = personOf(act)
      const because = whyNotConfirm(personId, await factsOf(act.tx, definition, second, entry))
      return {
        word: second.word,
        state: stateOf(entry.values),
        version: entry.version,
        mayConfirm: because === undefined ? { allowed: true } : { allowed: false, because },
        answers: await answersOf(act.tx, entry),
      }
    }),
    implement(confirmEntry, async (act, input) => {
      const { definition, second, entry } = await opened(act, open, input)
      const { personId } = personOf(act)
      if (entry.version !== input.expectedVersion) {
        throw await conflictOf(act.tx, definition, entry, input.expectedVersion)
      }
      const because = whyNotConfirm(personId, await factsOf(act.tx, definition, second, entry))
      if (because !== undefined) refuse('forbidden', because)
      // Locks the line and compares the version again: what is confirmed is what was read.
      const confirmed = await reviseEntry(
        act,
        definition,
        entry.entryId,
        {
          confirmation: input.outcome,
          confirmed_by: personId,
          confirmed_on: act.today,
          confirmed_note: input.note ?? null,
        },
        {
          by: 'event',
          why: input.outcome === 'confirmed' ? second.word : `${second.word}:異なる点あり`,
          source: { kind: 'confirmation', id: entry.entryId },
          expectedVersion: input.expectedVersion,
        },
      )
      await act.recorder.save('register_confirmation', {
        tenant_id: act.tenantId,
        confirmation_id: newId(),
        entry_id: entry.entryId,
        register: definition.key,
        version: input.expectedVersion,
        content_hash: hashOf(definition, entry),
        outcome: input.outcome,
        written_by: await lastWriter(act.tx, entry),
        confirmed_by: personId,
        note: input.note ?? null,
        at: act.at,
      })
      act.recorder.describe({
        act: input.outcome === 'confirmed' ? second.word : `${second.word}(異なる点あり)`,
        subject: {
          kind: `register:${definition.key}`,
          id: entry.entryId,
          label: `${entry.number} ${entry.label}`,
        },
        capacity: '本人',
        ...(input.note === undefined ? {} : { note: input.note }),
      })
      return { entryId: entry.entryId, version: confirmed.version }
    }),
  ]
}

async function opened(
  act: Act,
  open: Opener,
  input: { readonly register: string; readonly entryId: string },
): Promise<{ definition: RegisterDefinition; second: SecondPerson; entry: Entry }> {
  const { definition, access } = await open(act, input.register)
  const second = definition.secondPerson
  if (second === undefined) {
    return refuse('not-found', `「${definition.name}」には、ほかの人が確認する仕組みはありません。`)
  }
  const entry = await findEntry(act.tx, definition, input.entryId)
  if (entry === undefined || !holds(access.read, entry.unitId)) return noSuchEntry(definition)
  return { definition, second, entry }
}

function stateOf(values: Values): ConfirmationState {
  return confirmationStates.find((state) => state === values['confirmation']) ?? 'waiting'
}

async function factsOf(
  tx: Tx,
  definition: RegisterDefinition,
  second: SecondPerson,
  entry: Entry,
): Promise<ConfirmationFacts> {
  const rows = await tx
    .selectFrom('register_entry_version')
    .select('by_id')
    .distinct()
    .where('entry_id', '=', entry.entryId)
    .where('origin', '<>', 'event')
    .where('by_kind', '=', 'person')
    .execute()
  const doers = definition.columns
    .filter((column) => second.doers.includes(column.key))
    .flatMap((column) => idsIn(entry.values[column.key]))
  return {
    state: stateOf(entry.values),
    closed: entry.state === 'closed',
    writers: new Set(rows.map((row) => row.by_id)),
    doers,
  }
}

async function lastWriter(tx: Tx, entry: Entry): Promise<string | null> {
  const row = await tx
    .selectFrom('register_entry_version')
    .select('by_id')
    .where('entry_id', '=', entry.entryId)
    .where('origin', '<>', 'event')
    .where('by_kind', '=', 'person')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.by_id ?? null
}

async function answersOf(tx: Tx, entry: Entry) {
  const rows = await tx
    .selectFrom('register_confirmation')
    .selectAll()
    .where('entry_id', '=', entry.entryId)
    .orderBy('at', 'desc')
    .limit(50)
    .execute()
  const names = await personNames(
    tx,
    rows.map((row) => row.confirmed_by),
  )
  const { rows: written } = await sql<{ version: number }>`
    select max(version)::int as version from register_entry_version
     where entry_id = ${entry.entryId} and origin <> 'event'`.execute(tx)
  const newest = written[0]?.version ?? 0
  return rows.map((row) => ({
    outcome: row.outcome,
    by: names.get(row.confirmed_by) ?? 'ほかの職員',
    at: row.at,
    version: row.version,
    note: row.note,
    outdated: newest > row.version,
  }))
}

/** Binds an answer to exactly what was read: the line's place and content, without the answers themselves. */
function hashOf(definition: RegisterDefinition, entry: Entry): string {
  const content = Object.fromEntries(
    // A figure may have digits after the point, which the canonical text does not write as a number.
    Object.entries(contentOf(entry.values)).map(([key, value]) => [
      key,
      typeof value === 'number' ? String(value) : value,
    ]),
  )
  return createHash('sha256')
    .update(
      canonical({ v: 1, register: definition.key, entryId: entry.entryId, unitId: entry.unitId, content }),
    )
    .digest('hex')
}
