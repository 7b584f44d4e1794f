import { sql } from 'kysely'
import type { Insertable, Selectable } from 'kysely'
import { personName } from '#authority/reads.ts'
import { type Problem, refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { personOrNull } from './author.ts'
import { fold } from '#ground/words/fold.ts'
import { unitRefsOf } from './describe-change.ts'
import {
  type NewTransferChange,
  type PersonRef,
  transferChange,
  type TransferChange,
  type UnitRef,
} from './change.ts'
import type { TransferChangeTable, TransferPlanTable } from './tables.ts'

/** More than any city changes on one day; beyond it a file was taken for something it is not. */
export const MOST_CHANGES_OF_A_PLAN = 50_000

/** One change with where it came from. */
export type GivenChange = {
  /** Line of the source; null where somebody typed it in. */
  readonly line: number | null
  readonly change: NewTransferChange
  /** False leaves it in the plan without taking it; true unless told. */
  readonly taken?: boolean
}

export type PlanRow = Selectable<TransferPlanTable>

/** Opens an empty draft. The caller describes the act. One query. */
export async function createPlan(
  act: Act,
  given: { title: string; effectiveOn: string; source: string },
): Promise<PlanRow> {
  return act.recorder.save('transfer_plan', {
    tenant_id: act.tenantId,
    id: newId(),
    title: given.title,
    effective_on: given.effectiveOn,
    state: 'draft',
    source: given.source,
    revision: 0,
    created_at: act.at,
    created_by: personOrNull(act),
  })
}

/** The plan, locked for the rest of the act. @throws Refusal 'not-found'. */
export async function lockPlan(act: Act, planId: string): Promise<PlanRow> {
  const row = await act.tx
    .selectFrom('transfer_plan')
    .selectAll()
    .where('id', '=', planId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? refuse('not-found', 'その異動の案は見つかりません。一覧から選び直してください。')
}

/** The plan as a draft, locked; what is confirmed is undone first. @throws Refusal 'conflict'. */
export async function lockDraft(act: Act, planId: string): Promise<PlanRow> {
  const plan = await lockPlan(act, planId)
  if (plan.state === 'draft') return plan
  const why = {
    confirmed: '確定しています。直すには、先に確定を取り消してください。',
    effective: 'すでに発令日を迎えています。新しい案を作ってください。',
    undone: '取り消されています。新しい案を作ってください。',
  }[plan.state]
  return refuse('conflict', `この案は${why}`)
}

/**
 * Adds changes to a draft, behind those it has. What the organisation does not allow is kept with its problem and
 * shown; it is never left out silently. The caller describes the act. Some five queries, whatever the number.
 * @throws Refusal 'not-found', 'conflict' (no draft), 'invalid' (a change without the shape of one, too many).
 */
export async function addChanges(
  act: Act,
  planId: string,
  given: readonly GivenChange[],
): Promise<{ added: number }> {
  const plan = await lockDraft(act, planId)
  const changes = parseAll(given)
  const last = await act.tx
    .selectFrom('transfer_change')
    .select((select) => [select.fn.max('place').as('place'), select.fn.countAll<number>().as('count')])
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  if ((last?.count ?? 0) + changes.length > MOST_CHANGES_OF_A_PLAN) {
    refuse(
      'invalid',
      `一つの案に入れられるのは${MOST_CHANGES_OF_A_PLAN.toLocaleString('ja-JP')}件までです。案を分けてください。`,
    )
  }
  const people = await findPeople(act, changes)
  const unitName = await findUnits(act, changes)
  await requireKnown(act, changes)
  const start = (last?.place ?? 0) + 1
  const rows = changes.map(({ line, change, taken }, index): Insertable<TransferChangeTable> => {
    const found = people.of(change)
    const label = labelOf(change, found, unitName)
    return {
      tenant_id: act.tenantId,
      id: newId(),
      plan_id: planId,
      place: start + index,
      line,
      kind: change.kind,
      person_id: found?.id ?? null,
      label,
      change,
      taken: taken ?? true,
      problem: null,
      search: fold(`${label} ${found === undefined ? '' : found.number}`),
    }
  })
  await sql`set local plan_cache_mode = 'force_custom_plan'`.execute(act.tx)
  await act.recorder.saveAll('transfer_change', rows)
  await act.recorder.save('transfer_plan', { ...plan, revision: plan.revision + 1 })
  return { added: rows.length }
}

function parseAll(
  given: readonly GivenChange[],
): { line: number | null; change: TransferChange; taken: boolean | undefined }[] {
  const problems: Problem[] = []
  const parsed = given.flatMap(({ line, change, taken }) => {
    const read = transferChange.safeParse(change)
    if (read.success) return [{ line, change: read.data, taken }]
    for (const issue of read.error.issues.slice(0, 5)) {
      const at = line === null ? issue.path.join('.') : `${line}行 ${issue.path.join('.')}`
      problems.push({ at, message: issue.message })
    }
    return []
  })
  if (problems.length > 0) {
    refuse('invalid', '異動の内容に誤りがあります。示した項目を直してください。', {
      problems: problems.slice(0, 200),
    })
  }
  return parsed
}

type FoundPerson = { id: string; number: string; family: string; given: string }

/** The people whom changes are about, as far as the house knows them. One query. */
async function findPeople(
  act: Act,
  changes: readonly { change: TransferChange }[],
): Promise<{ of(change: TransferChange): FoundPerson | undefined }> {
  const refs = changes.flatMap(({ change }) => refOf(change) ?? [])
  const ids = refs.flatMap((ref) => ('id' in ref ? ref.id : []))
  const numbers = refs.flatMap((ref) => ('number' in ref ? ref.number : []))
  const { rows } = await sql<FoundPerson>`
    select id, number, family, given from person
     where id = any(${ids}::uuid[]) or number = any(${numbers}::text[])`.execute(act.tx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return {
    of: (change) => {
      const ref = refOf(change)
      if (ref === undefined) return undefined
      return 'id' in ref ? byId.get(ref.id) : byNumber.get(ref.number)
    },
  }
}

/** Whom a change is about; undefined for units. */
export function refOf(change: TransferChange): PersonRef | undefined {
  if (change.kind === 'hire') return { number: change.number }
  return 'person' in change ? change.person : undefined
}

/** Ids are chosen from lists: one that is not there was made up. Numbers and codes may come with the plan itself. */
async function requireKnown(act: Act, changes: readonly { change: TransferChange }[]): Promise<void> {
  const people = new Set<string>()
  const units = new Set<string>()
  const bodies = new Set<string>()
  for (const { change } of changes) {
    const ref = refOf(change)
    if (ref !== undefined && 'id' in ref) people.add(ref.id)
    for (const unit of unitRefsOf(change)) if ('id' in unit) units.add(unit.id)
    if ('bodyId' in change && change.bodyId !== undefined) bodies.add(change.bodyId)
  }
  const { rows } = await sql<{ missing: number }>`
    select (select count(*) from unnest(${[...people]}::uuid[]) x where x not in (select id from person))
         + (select count(*) from unnest(${[...units]}::uuid[]) x where x not in (select id from unit_at))
         + (select count(*) from unnest(${[...bodies]}::uuid[]) x where x not in (select id from body)) as missing`.execute(
    act.tx,
  )
  if (Number(rows[0]?.missing ?? 0) > 0) {
    refuse('not-found', '選ばれた職員か所属が登録されていません。一覧から選び直してください。')
  }
}

/** The unit a change is about, for its label; undefined for people and for what the plan itself creates. */
function unitRefOf(change: TransferChange): UnitRef | undefined {
  if (change.kind === 'merge-units') return change.into
  return change.kind === 'abolish-unit' ||
    change.kind === 'rename-unit' ||
    change.kind === 'move-unit' ||
    change.kind === 'split-unit'
    ? change.unit
    : undefined
}

/** Names of the units that changes are about. One query. */
async function findUnits(
  act: Act,
  changes: readonly { change: TransferChange }[],
): Promise<(ref: UnitRef) => string> {
  const refs = changes.flatMap(({ change }) => unitRefOf(change) ?? [])
  const created = changes.flatMap(({ change }) => (change.kind === 'create-unit' ? [change] : []))
  const ids = refs.flatMap((ref) => ('id' in ref ? ref.id : []))
  const codes = refs.flatMap((ref) => ('code' in ref ? ref.code : []))
  const { rows } = await sql<{ id: string; code: string; name: string }>`
    select id, code, name from unit_at where id = any(${ids}::uuid[]) or code = any(${codes}::text[])
     order by valid_from`.execute(act.tx)
  const byId = new Map(rows.map((row) => [row.id, row.name]))
  const byCode = new Map([...rows, ...created].map((row) => [row.code, row.name]))
  return (ref) =>
    ('id' in ref ? byId.get(ref.id) : byCode.get(ref.code)) ?? ('id' in ref ? '不明な所属' : ref.code)
}

/** Who or what a change is about, as a list shows it. */
function labelOf(
  change: TransferChange,
  found: FoundPerson | undefined,
  unitName: (ref: UnitRef) => string,
): string {
  switch (change.kind) {
    case 'hire':
      return `${personName(change)}(${change.number})`
    case 'create-unit':
      return `${change.name}(${change.code})`
    case 'rename-unit':
      return `${unitName(change.unit)} → ${change.name}`
    case 'abolish-unit':
    case 'move-unit':
    case 'split-unit':
      return unitName(change.unit)
    case 'merge-units':
      return unitName(change.into)
    default: {
      if (found !== undefined) return `${personName(found)}(${found.number})`
      return 'number' in change.person ? `職員番号 ${change.person.number}` : '不明な職員'
    }
  }
}
