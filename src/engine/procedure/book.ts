import { reviseEntry, writeEntry } from '#engine/register/engine.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Case } from './case.ts'
import type { BookFacts, EntryFacts, ProcedureDefinition } from './definition.ts'
import type { ProcedurePorts } from './ports.ts'

/**
 * Writes the case into its record book: a line per asset at the grant, revised at every later event.
 * The only hand that writes the book.
 */
export async function writeBook(
  act: Act,
  definition: ProcedureDefinition,
  file: Case,
  ports: ProcedurePorts,
  later: { confirmerId?: string; remark?: string } = {},
): Promise<void> {
  const { book } = definition
  if (book === null) return
  const register = ports.registers.find((each) => each.key === book.register)
  if (register === undefined) throw new TypeError(`procedure ${definition.key} writes an unknown register`)
  const grant = await act.tx
    .selectFrom('decision')
    .select(['decider_id', 'capacity'])
    .where('application_id', '=', file.application_id)
    .where('act', '=', 'grant')
    .executeTakeFirstOrThrow()
  const items = await act.tx
    .selectFrom('application_item')
    .selectAll()
    .where('application_id', '=', file.application_id)
    .orderBy('place')
    .execute()
  const why = bookReason(definition, file)
  const source = { kind: 'application', id: file.application_id }
  for (const item of items) {
    const entry = file.facts.entries.find((each) => each.entryId === item.entry_id)
    if (entry === undefined) throw new Error(`case ${file.application_id} lost the facts of an asset`)
    const values = book.values(factsOf(file, entry, grant, later))
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

function bookReason(definition: ProcedureDefinition, file: Case): string {
  const started = definition.afterwards.find((each) => each.act === 'start')?.word ?? ''
  const finished = definition.afterwards.find((each) => each.act === 'finish')?.word ?? ''
  const event = file.state === 'in-use' ? started : file.state === 'done' ? finished : definition.grant.word
  return `${definition.name} ${file.number ?? ''} ${event}により`
}

function factsOf(
  file: Case,
  entry: EntryFacts,
  grant: { decider_id: string; capacity: string },
  later: { confirmerId?: string; remark?: string },
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
  }
}
