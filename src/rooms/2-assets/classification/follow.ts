import { refuse } from '#ground/errors/refusal.ts'
import { sql } from 'kysely'
import { closeTasks, openTasks } from '#engine/task/tasks.ts'
import { axes, type Axis } from '#engine/register/class-columns.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import {
  containerClasses,
  emptyMeans,
  isContainer,
  raised,
  withClasses,
} from '#engine/register/inherited-classes.ts'
import { entryColumns, entryOf, type Entry } from '#engine/register/reads.ts'
import { applyChanges } from '#engine/register/store.ts'
import { addDays } from '#ground/clock/calendar.ts'
import type { Act } from '#ground/operation/act.ts'
import { cardsOf } from './card.ts'
import { CLASSIFICATION } from './definition.ts'
import type { ClassificationPorts } from './ports.ts'

/** Days to mend what a re-classification shows to be wrong. */
const DAYS_TO_MEND = 14

/**
 * After the classes of lines changed, or what lies in them: media, systems and places take the strictest of what they
 * hold, copies rise with their original, and what is now wrong with the lines becomes a task of whoever answers for
 * them. What changes here is followed by the next run, until nothing changes.
 */
export async function follow(
  act: Act,
  entryIds: readonly string[],
  ports: ClassificationPorts,
): Promise<{ changed: number; tasks: number }> {
  const definitions = new Map(ports.definitions().map((each) => [each.key, each]))
  const lines = await linesOf(act, entryIds)
  if (lines.length === 0) refuse('not-found', 'その行は台帳にありません。一覧から選び直してください。')
  const dependents = await dependentsOf(act, ports, lines)
  let changed = 0
  for (const [key, ids] of dependents) {
    const definition = definitions.get(key)
    if (definition === undefined) continue
    changed += await recompute(act, definition, ids)
  }
  const lapsed = await ports.lapse(act, lines)
  const tasks = await tellWhatIsWrong(act, ports, await linesOf(act, entryIds))
  act.recorder.describe({
    act: '分類に従うもの',
    subject: { kind: 'classification', id: act.tenantId },
    note: `${entryIds.length}行に従うものを見て、${changed}行の分類を改め、許可${lapsed}件を失効させた`,
  })
  return { changed, tasks }
}

async function linesOf(act: Act, ids: readonly string[]): Promise<Entry[]> {
  const rows = await act.tx
    .selectFrom('register_entry')
    .select(entryColumns)
    .where('entry_id', 'in', [...ids])
    .execute()
  return rows.map(entryOf)
}

/** Lines whose classes follow from these: the ones they lie in, their copies, and themselves where they hold others. */
async function dependentsOf(
  act: Act,
  ports: ClassificationPorts,
  lines: readonly Entry[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  const put = (register: string, id: string): void => {
    const known = found.get(register) ?? new Set<string>()
    found.set(register, known.add(id))
  }
  const all = ports.definitions()
  if (lines.length === 0) return found
  for (const line of lines) {
    for (const definition of all) {
      if (definition.key === line.register && isContainer(definition)) put(line.register, line.entryId)
      for (const { register, column } of definition.holds ?? []) {
        const value = line.values[column]
        if (register !== line.register || value === undefined) continue
        for (const id of typeof value === 'object' ? value : [String(value)]) put(definition.key, id)
      }
    }
  }
  for (const definition of all) {
    const columns = [definition.inherits, definition.contains].filter((column) => column !== undefined)
    if (columns.length === 0) continue
    const rows = await act.tx
      .selectFrom('register_pointer')
      .select('entry_id')
      .where('register', '=', definition.key)
      .where('column_key', 'in', columns)
      .where(
        'target_id',
        'in',
        lines.map((line) => line.entryId),
      )
      .execute()
    for (const row of rows) put(definition.key, row.entry_id)
  }
  return found
}

async function recompute(
  act: Act,
  definition: RegisterDefinition,
  ids: ReadonlySet<string>,
): Promise<number> {
  const rows = await act.tx
    .selectFrom('register_entry')
    .select(entryColumns)
    .where('register', '=', definition.key)
    .where('entry_id', 'in', [...ids])
    .where('state', '=', 'current')
    .orderBy('entry_id')
    .forUpdate()
    .execute()
  const entries = rows.map(entryOf)
  const wanted = isContainer(definition)
    ? await held(act, definition, entries)
    : await risen(act, definition, entries)
  const changes = entries.map((current) => {
    const values = withClasses(current.values, wanted.get(current.entryId) ?? {})
    return { current, values, unitId: current.unitId, state: current.state }
  })
  const why = isContainer(definition)
    ? '入っている(置かれている)ものの分類に合わせたため'
    : 'もとの資産の分類が上がったため'
  return (await applyChanges(act, definition, { origin: 'event', why }, changes)).length
}

/** Classes of what holds others: the strictest of what lies in it. */
async function held(
  act: Act,
  definition: RegisterDefinition,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, Partial<Record<Axis, string | undefined>>>> {
  const columns = (definition.holds ?? []).map((each) => `${each.register} ${each.column}`)
  const { rows } = await sql<{ target: string } & Record<Axis, string | null>>`
    select distinct p.target_id as target, e.values ->> 'confidentiality' as confidentiality,
           e.values ->> 'integrity' as integrity, e.values ->> 'availability' as availability
      from register_pointer p
      join register_entry e on e.tenant_id = p.tenant_id and e.entry_id = p.entry_id and e.state = 'current'
     where p.target_id = any(${entries.map((each) => each.entryId)}::uuid[])
       and p.register || ' ' || p.column_key = any(${columns}::text[])
    union all
    select p.entry_id, e.values ->> 'confidentiality', e.values ->> 'integrity', e.values ->> 'availability'
      from register_pointer p
      join register_entry e on e.tenant_id = p.tenant_id and e.entry_id = p.target_id and e.state = 'current'
     where p.entry_id = any(${entries.map((each) => each.entryId)}::uuid[])
       and p.register = ${definition.key} and p.column_key = ${definition.contains ?? ''}`.execute(act.tx)
  return new Map(
    entries.map((entry) => [
      entry.entryId,
      containerClasses(
        rows.filter((row) => row.target === entry.entryId),
        emptyMeans(definition),
      ),
    ]),
  )
}

/** Classes of copies, raised to those of their originals; never lowered. */
async function risen(
  act: Act,
  definition: RegisterDefinition,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, Partial<Record<Axis, string>>>> {
  const originals = entries.flatMap((entry) => {
    const id = entry.values[definition.inherits ?? '']
    return typeof id === 'string' ? [id] : []
  })
  const found = new Map(
    originals.length === 0
      ? []
      : (await linesOf(act, [...new Set(originals)])).map((each) => [each.entryId, each.values]),
  )
  return new Map(
    entries.map((entry) => [
      entry.entryId,
      raised(entry.values, found.get(String(entry.values[definition.inherits ?? '']))),
    ]),
  )
}

const WRONG = 'classification.wrong'

/** One task for each line in which something is broken now; tasks of lines that are right again are closed. */
async function tellWhatIsWrong(
  act: Act,
  ports: ClassificationPorts,
  lines: readonly Entry[],
): Promise<number> {
  const classified = lines.filter((line) => axes.some((axis) => line.values[axis] !== undefined))
  if (classified.length === 0) return 0
  const cards = await cardsOf(act, ports, classified)
  const open = await act.tx
    .selectFrom('task')
    .select(['subject_id'])
    .where('subject_kind', '=', 'entry')
    .where('kind', '=', WRONG)
    .where('state', '=', 'open')
    .where(
      'subject_id',
      'in',
      classified.map((line) => line.entryId),
    )
    .execute()
  const told = new Set(open.map((row) => row.subject_id))
  const definitions = new Map(ports.definitions().map((each) => [each.key, each]))
  let opened = 0
  for (const line of classified) {
    const broken = (cards.get(line.entryId) ?? []).filter((item) => item.state === 'broken')
    const subject = { kind: 'entry', id: line.entryId }
    if (broken.length === 0 || line.state === 'closed') {
      if (told.has(line.entryId)) {
        await closeTasks(
          act,
          { subject, kind: WRONG },
          { state: 'done', outcome: '取扱いが分類に合うようになりました。' },
        )
      }
      continue
    }
    if (told.has(line.entryId)) continue
    const [first] = broken
    await openTasks(act, [
      {
        kind: WRONG,
        title: `${line.number} ${line.label}の取扱いが分類に合っていません`.slice(0, 200),
        detail: broken.map((item) => `${item.text}:${item.says}`).join('\n'),
        owner: { office: 'sec-manager', unitId: line.unitId },
        subject,
        href: `/registers/${definitions.get(line.register)?.key ?? line.register}/${line.entryId}/handling`,
        ...(first === undefined ? {} : { cites: { mechanism: CLASSIFICATION, slot: first.key } }),
        dueOn: addDays(act.today, DAYS_TO_MEND),
        closesThere: true,
      },
    ])
    opened += 1
  }
  return opened
}
