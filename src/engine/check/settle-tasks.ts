import { sql } from 'kysely'
import type { OfficeCode } from '#authority/offices.ts'
import type { Tx } from '#ground/database/database.ts'
import { addDays } from '#ground/clock/date.ts'
import type { Act } from '#ground/operation/act.ts'
import { closeTasks, openTasks, type NewTask } from '#engine/task/tasks.ts'
import { defaultDaysToMend, mechanismOf, type CheckDefinition } from './definition.ts'

const SUBJECT = 'check'
/** Offices there is one of in every section or department; the others are of the whole city. */
const ofUnits: ReadonlySet<OfficeCode> = new Set(['sec-leader', 'sec-manager', 'dept-iso'])

/** The section that answers for a unit's lines on a date; a unit of no place in the tree is answered by itself. */
export type SectionsPort = (
  tx: Tx,
  on: string,
) => Promise<{
  of(unitId: string): { readonly unitId: string } | undefined
}>

type Group = { unit_id: string; first: string; numbers: string[]; labels: string[]; count: number }

/**
 * One task for each section with open violations of a check, however many there are: it is opened with the first of
 * them and closes by itself with the last. Two queries, five for the sections, and two for each task that closes.
 */
export async function settleTasks(
  act: Act,
  definition: CheckDefinition,
  sectionsOn: SectionsPort,
): Promise<void> {
  const { rows: groups } = await sql<Group>`
    select unit_id, min(first_seen)::text as first, count(*)::int as count,
           (array_agg(number order by number))[1:5] as numbers,
           (array_agg(label order by number))[1:5] as labels
      from check_violation
     where check_key = ${definition.key} and mended_at is null group by unit_id`.execute(act.tx)
  const open = await act.tx
    .selectFrom('task')
    .select('subject_id')
    .where('subject_kind', '=', SUBJECT)
    .where('subject_id', 'like', `${definition.key}:%`)
    .where('state', '=', 'open')
    .execute()
  const has = new Set(open.map((row) => row.subject_id))
  const wanted = new Set(groups.map((group) => `${definition.key}:${group.unit_id}`))
  const fresh = groups.filter((group) => !has.has(`${definition.key}:${group.unit_id}`))
  const sections = fresh.length === 0 ? undefined : await sectionsOn(act.tx, act.today)
  const [slot] = definition.slots
  await openTasks(
    act,
    fresh.map((group): NewTask => {
      const id = `${definition.key}:${group.unit_id}`
      const { of } = definition
      const named = group.numbers.map((number, at) => {
        const shown = 'kind' in of ? of.numberShown(number) : number
        return `${shown} ${group.labels[at] ?? ''}`
      })
      const rest = group.count > group.numbers.length ? ` ほか(計${group.count}件)` : ''
      return {
        kind: 'check.mend',
        title: `点検「${definition.name}」で見つかったものを直してください。`,
        detail: `見つけたときのもの: ${named.join('、')}${rest}`.slice(0, 2_000),
        owner: {
          office: definition.owner,
          unitId: ofUnits.has(definition.owner)
            ? (sections?.of(group.unit_id)?.unitId ?? group.unit_id)
            : null,
        },
        subject: { kind: SUBJECT, id },
        href: `/checks/${definition.key}?unit=${group.unit_id}`,
        ...(slot === undefined ? {} : { cites: { mechanism: mechanismOf(definition), slot: slot.slot } }),
        dueOn: addDays(act.today, definition.daysToMend ?? defaultDaysToMend),
        once: `${id}:${group.first}`,
        closesThere: true,
      }
    }),
  )
  for (const { subject_id: id } of open) {
    if (wanted.has(id)) continue
    await closeTasks(
      act,
      { subject: { kind: SUBJECT, id } },
      { state: 'done', outcome: '点検で、違反がなくなったことを確かめました。' },
    )
  }
}
