import { entriesFrom, reviseEntry, writeEntry } from '#engine/register/engine.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Case } from './case.ts'
import {
  entriesField,
  entryIdsOf,
  type BookFacts,
  type EntryFacts,
  type Form,
  type ProcedureDefinition,
} from './definition.ts'
import { applyEffects } from './effects.ts'
import type { ProcedurePorts } from './ports.ts'

/** What an act after the grant adds. */
export type Later = {
  readonly confirmerId?: string
  readonly remark?: string
  readonly answers?: Form
}

/**
 * What an act of a case (its grant, taking out, return) writes: its record book, and what it does to the lines it is
 * about. @throws Refusal 'conflict' when a line is struck off or another case has it.
 */
export async function writeBook(
  act: Act,
  definition: ProcedureDefinition,
  file: Case,
  ports: ProcedurePorts,
  later: Later = {},
): Promise<void> {
  if (definition.book === null && definition.effects === undefined) return
  const grant = await grantOf(act, definition, file)
  // Of several lists of a form the book and the effects are about the first.
  const wanted = new Set(entryIdsOf(definition, file.form))
  const listed = file.facts.entries.filter((entry) => wanted.has(entry.entryId))
  const about = entriesField(definition) === undefined ? [caseItself(file)] : listed
  const facts = about.map((entry) => factsOf(file, entry, grant, later))
  await applyEffects(act, definition, file, facts, eventOf(definition, file), ports)
  await writeLines(act, definition, file, facts, ports)
}

/** What a case is about that is about no line of a register: itself. */
const caseItself = (file: Case): EntryFacts => ({
  entryId: file.application_id,
  number: file.number ?? '',
  label: file.title,
  version: 1,
  values: {},
})

/** A line of the record book for each line of the case, or one for a case about none: written at the grant, revised at every later event. */
async function writeLines(
  act: Act,
  definition: ProcedureDefinition,
  file: Case,
  facts: readonly BookFacts[],
  ports: ProcedurePorts,
): Promise<void> {
  const { book } = definition
  if (book === null || (book.since === 'start' && file.started_at === null)) return
  const register = ports.registers.find((each) => each.key === book.register)
  if (register === undefined) throw new TypeError(`procedure ${definition.key} writes an unknown register`)
  const items = await act.tx
    .selectFrom('application_item')
    .selectAll()
    .where('application_id', '=', file.application_id)
    .orderBy('place')
    .execute()
  const why = eventOf(definition, file)
  const source = { kind: 'application', id: file.application_id }
  if (entriesField(definition) === undefined) {
    const [first] = facts
    if (first === undefined) return
    const [line] = await entriesFrom(act.tx, register, source)
    const values = book.values(first)
    if (line === undefined)
      await writeEntry(act, register, { by: 'event', why, source, unitId: file.unit_id, values })
    else await reviseEntry(act, register, line.entryId, values, { by: 'event', why, source })
    return
  }
  for (const item of items) {
    const known = facts.find(({ entry }) => entry.entryId === item.entry_id)
    if (known === undefined) continue
    const values = book.values(known)
    if (item.book_entry_id === null) {
      const line = await writeEntry(act, register, {
        by: 'event',
        why,
        source,
        unitId: file.unit_id,
        values,
      })
      await act.recorder.save('application_item', { ...item, book_entry_id: line.entryId })
    } else {
      await reviseEntry(act, register, item.book_entry_id, values, {
        by: 'event',
        why,
        source,
      })
    }
  }
}

/** Who made it a permission: the last of those who decided. Of what only has to be told, whoever told it. */
async function grantOf(
  act: Act,
  definition: ProcedureDefinition,
  file: Case,
): Promise<{ decider_id: string; capacity: string }> {
  if (definition.notice === true) return { decider_id: file.applicant_id, capacity: '届出' }
  return act.tx
    .selectFrom('decision')
    .select(['decider_id', 'capacity'])
    .where('application_id', '=', file.application_id)
    .where('round', '=', file.round)
    .where('act', 'not in', ['refuse', 'send-back'])
    .orderBy((order) => order('act', '=', 'grant'), 'desc')
    .orderBy('place', (order) => order.desc().nullsLast())
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

/** 「持出許可 長寿第12号 返却の確認により」 */
function eventOf(definition: ProcedureDefinition, file: Case): string {
  const started = definition.afterwards.find((each) => each.act === 'start')?.word ?? ''
  const finished = definition.afterwards.find((each) => each.act === 'finish')?.word ?? ''
  const event = file.state === 'in-use' ? started : file.state === 'done' ? finished : definition.grant.word
  return `${definition.name} ${file.number ?? ''} ${event}により`
}

function factsOf(
  file: Case,
  entry: EntryFacts,
  grant: { decider_id: string; capacity: string },
  later: Later,
): BookFacts {
  return {
    applicationId: file.application_id,
    number: file.number ?? '',
    applicantId: file.applicant_id,
    form: file.form,
    entry,
    decidedOn: file.decided_at === null ? '' : jstDate(file.decided_at),
    deciderId: grant.decider_id,
    capacity: grant.capacity,
    startedAt: file.started_at,
    finishedAt: file.finished_at,
    confirmerId: later.confirmerId ?? null,
    remark: later.remark ?? null,
    answers: later.answers ?? {},
  }
}
