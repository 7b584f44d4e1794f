import { sql } from 'kysely'
import type { z } from 'zod'
import { bestStanding } from '#authority/deciders.ts'
import { standingsOf, unitNames } from '#authority/reads.ts'
import { sectionsOn, type Sections } from '#authority/sections.ts'
import type { Standing } from '#authority/standing.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse, type Problem } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import type { CampaignFilters, openStocktake } from './contract.ts'
import type { StocktakePorts } from './ports.ts'
import { PREPARE_STOCKTAKE } from './prepare-job.ts'
import { filterColumnsOf } from './snapshot.ts'
import { manages, STOCKTAKE } from './who-may.ts'

/** Begins a stock-take; the sheets are laid out in the background. */
export async function beginStocktake(
  act: Act,
  input: z.output<typeof openStocktake.input>,
  ports: StocktakePorts,
): Promise<{ stocktakeId: string }> {
  const definition = ports.definitions.find(({ key }) => key === input.register)
  if (definition === undefined || definition.written !== 'by-people') {
    return refuse('not-found', '棚卸のできる台帳を選んでください。手続から書かれる台帳は、棚卸をしません。', {
      problems: [{ at: 'register', message: '台帳を選び直してください。' }],
    })
  }
  const problems = [...dateProblems(input, act.today), ...filterProblems(definition, input.filters)]
  if (problems.length > 0) refuse('invalid', '示した項目を直してください。', { problems })
  const wide = manages(act)
  const sections = await sectionsOn(act.tx, act.today)
  const unitIds =
    input.unitIds === undefined
      ? null
      : await sectionIds(act, sections, input.unitIds, wide ? ports.organisation : null)
  if (!wide) await demandOwn(act, sections, unitIds)
  await refuseSecond(act, definition, wide, unitIds)
  const stocktakeId = newId()
  const previous = await previousOf(act.tx, { ...input, wide, unitIds })
  await act.recorder.save('stocktake', {
    tenant_id: act.tenantId,
    stocktake_id: stocktakeId,
    register: definition.key,
    title: input.title,
    as_of: input.asOf,
    due_on: input.dueOn,
    wide,
    unit_ids: unitIds,
    filters: input.filters,
    state: 'preparing',
    previous_id: previous,
    opened_at: act.at,
    opened_by: act.actor.kind === 'person' ? act.actor.personId : null,
  })
  await act.jobs.send(PREPARE_STOCKTAKE, { stocktakeId }, { once: stocktakeId })
  act.recorder.describe({
    act: '棚卸の開始',
    subject: { kind: 'stocktake', id: stocktakeId, label: `${definition.name} ${input.title}` },
    note: `基準日${formatDate(input.asOf)}、期限${formatDate(input.dueOn)}`,
  })
  return { stocktakeId }
}

function dateProblems(input: { asOf: string; dueOn: string }, today: string): Problem[] {
  const problems: Problem[] = []
  if (input.asOf > today) {
    problems.push({ at: 'asOf', message: '基準日は、今日までの日を入れてください。', value: input.asOf })
  }
  if (input.dueOn < input.asOf || input.dueOn < today) {
    problems.push({
      at: 'dueOn',
      message: '期限は、基準日と今日より後の日を入れてください。',
      value: input.dueOn,
    })
  }
  return problems
}

/** Only columns of choices narrow, and only by choices they have. */
function filterProblems(
  definition: RegisterDefinition,
  filters: Readonly<Record<string, readonly string[]>>,
): Problem[] {
  const columns = new Map(filterColumnsOf(definition).map((column) => [column.key, column]))
  return Object.entries(filters).flatMap(([key, values]): Problem[] => {
    const column = columns.get(key)
    if (column === undefined)
      return [{ at: 'filters', message: 'この台帳にない条件です。選び直してください。' }]
    const unknown = values.find((value) => !(column.choices ?? []).some((choice) => choice.value === value))
    return unknown === undefined
      ? []
      : [{ at: 'filters', message: `「${column.label}」にない値です。選び直してください。`, value: unknown }]
  })
}

/**
 * The sections asked for; where the policy office names a 部, with every section under it.
 * @throws Refusal when one is no unit of the city.
 */
async function sectionIds(
  act: Act,
  sections: Sections,
  asked: readonly string[],
  organisation: StocktakePorts['organisation'] | null,
): Promise<string[]> {
  const ids = [...new Set(asked.map((id) => id.toLowerCase()))]
  const names = await unitNames(act.tx, ids, act.today)
  const wrong = ids.filter((id) => !names.has(id))
  if (wrong.length > 0) {
    refuse('not-found', '選ばれた部・課が見つかりません。一覧から選び直してください。', {
      problems: [{ at: 'unitIds', message: '部・課を選び直してください。' }],
    })
  }
  const under = organisation === null ? [] : await organisation.unitsUnder(act.tx, ids, act.today)
  return [...new Set([...ids, ...under].map((id) => sections.of(id)?.unitId ?? id))]
}

/** A section may count its own lines by itself. @throws Refusal 'forbidden'. */
async function demandOwn(act: Act, sections: Sections, unitIds: readonly string[] | null): Promise<void> {
  const own = act.actor.kind === 'person' ? await standingsOf(act.tx, act.actor.personId, act.today) : []
  if (unitIds !== null && unitIds.every((id) => answersFor(own, sections, id))) return
  refuse(
    'forbidden',
    '全庁の棚卸を始めるのは事務局です。課の情報セキュリティ管理者は、自分の課を選んで始められます。',
    { problems: [{ at: 'unitIds', message: '自分の課を選んでください。' }] },
  )
}

/** Whether somebody answers for a section today. Pure. */
export function answersFor(standings: readonly Standing[], sections: Sections, unitId: string): boolean {
  const section = sections.of(unitId)
  if (section === undefined) return false
  const seat = { office: section.office, unitId: section.unitId, matter: STOCKTAKE }
  return bestStanding(standings, seat, null) !== undefined
}

/**
 * While the policy office has a register counted, nobody begins to count the same sections of it anew. One
 * begins at a time, so that of two who press together the second is told.
 * @throws Refusal 'conflict'.
 */
async function refuseSecond(
  { tx, tenantId }: Act,
  definition: RegisterDefinition,
  wide: boolean,
  unitIds: readonly string[] | null,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`stocktake ${tenantId} ${definition.key}`}, 0))`.execute(
    tx,
  )
  const all = await tx
    .selectFrom('stocktake')
    .select(['title', 'unit_ids'])
    .where('register', '=', definition.key)
    .where('wide', '=', true)
    .where('state', '<>', 'closed')
    .execute()
  const running = all.find(
    (each) => unitIds === null || each.unit_ids === null || each.unit_ids.some((id) => unitIds.includes(id)),
  )
  if (running === undefined) return
  refuse(
    'conflict',
    wide
      ? `「${definition.name}」の「${running.title}」をまだ締め切っていません。締め切ってから、次の棚卸を始めてください。`
      : `「${definition.name}」は、いま${running.unit_ids === null ? '全庁' : '事務局'}の棚卸「${running.title}」をしています。その表で数えてください。`,
  )
}

/**
 * What it is compared with: the last that was closed, counted the same lines, and held at least these sections; a whole
 * one is compared with a whole one.
 */
async function previousOf(
  tx: Tx,
  asked: {
    readonly register: string
    readonly wide: boolean
    readonly unitIds: readonly string[] | null
    readonly filters: CampaignFilters
  },
): Promise<string | null> {
  const { register, wide, unitIds, filters } = asked
  const { rows } = await sql<{ id: string }>`
    select stocktake_id as id from stocktake
     where register = ${register} and state = 'closed' and (wide or not ${wide})
       and filters = ${JSON.stringify(filters)}::jsonb
       and (unit_ids is null or unit_ids @> ${unitIds === null ? null : JSON.stringify(unitIds)}::jsonb)
     order by as_of desc, opened_at desc, stocktake_id desc limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
