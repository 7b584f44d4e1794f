import { sql, type RawBuilder } from 'kysely'
import { standingsWithFallbacks } from '#authority/reads.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { Tx } from '#ground/database/database.ts'
import type { z } from 'zod'
import { definitionsBehind, noBulk, rowColumns, rowJoins, rowView, type Row } from './case-rows.ts'
import { definitionsOf } from './case.ts'
import { narrowedTo, officeScope } from './case-scopes.ts'
import { type board, BOARD_COUNTED, BOARD_SHOWN, boardColumns, type BoardColumn } from './contract-board.ts'
import type { ProcedureDefinition } from './definition.ts'
import { stageOf } from './follow.ts'
import type { ProcedurePorts } from './ports.ts'

/**
 * Open cases in columns of where they stand, with a count and the oldest of each. Two queries beside those that find
 * what the viewer may see; each column is counted only so far, so that no board costs more than that.
 */
export async function boardOf(
  act: Act,
  input: z.output<typeof board.input>,
  ports: ProcedurePorts,
): Promise<z.input<typeof board.output>> {
  const { personId, rights } = personOf(act)
  const definitions = await definitionsOf(ports, act.tx)
  const own = sql`a.applicant_id = ${personId}::uuid`
  const seen =
    input.view === 'mine'
      ? own
      : await officeScope(
          act.tx,
          (await standingsWithFallbacks(act.tx, personId, act.today)).standings,
          { personId, rights },
          act.today,
        )
  const narrowed = await narrowedTo(act.tx, input, act.today)
  const found = await placed(act.tx, {
    conditions: conditions({ own, today: act.today, finishing: finishOnly(definitions) }),
    scope: sql.join([seen, ...narrowed], sql` and `),
  })
  const ids = found.flatMap((each) => each.application_id ?? [])
  const rows = ids.length === 0 ? [] : await rowsOf(act.tx, ids, act.today)
  const known = await definitionsBehind(act.tx, ports, rows)
  const byId = new Map(rows.map((row) => [row.application_id, row]))
  return {
    columns: boardColumns.map((key) => {
      const here = found.filter((each) => each.board_column === key)
      const total = here[0]?.total ?? 0
      return {
        key,
        total: Math.min(total, BOARD_COUNTED),
        capped: total > BOARD_COUNTED,
        rows: here.flatMap((each) => {
          const row = each.application_id === null ? undefined : byId.get(each.application_id)
          return row === undefined ? [] : [rowView(known, noBulk, row, personId, act.today)]
        }),
      }
    }),
  }
}

/** Procedures whose permissions are only seen to their end (廃棄の確認). */
function finishOnly(definitions: readonly ProcedureDefinition[]): string[] {
  return definitions
    .filter((each) => stageOf(each, 'finish') !== undefined && stageOf(each, 'start') === undefined)
    .map((each) => each.key)
}

/** What lies in each column. Every case that is open lies in exactly one; a draft is its author's alone. */
function conditions(of: {
  own: RawBuilder<unknown>
  today: string
  finishing: readonly string[]
}): Readonly<Record<BoardColumn, RawBuilder<unknown>>> {
  const beforeDeciding = sql`exists (select 1 from application_step s
    where s.tenant_id = a.tenant_id and s.application_id = a.application_id and s.round = a.round
      and s.state = 'open' and s.act not in ('decide', 'resolve'))`
  const toFinish = sql`a.procedure = any(${[...of.finishing]}::text[])`
  const late = sql`(a.period_to < ${of.today}::date or a.revoked_at is not null)`
  return {
    draft: sql`a.state = 'draft' and ${of.own}`,
    ahead: sql`a.state = 'waiting' and ${beforeDeciding}`,
    deciding: sql`a.state = 'waiting' and not ${beforeDeciding}`,
    returned: sql`a.state in ('sent-back', 'pulled-back')`,
    granted: sql`a.state = 'granted' and not ${toFinish}`,
    finishing: sql`a.state = 'granted' and ${toFinish}`,
    'in-use': sql`a.state = 'in-use' and ${late} is not true`,
    late: sql`a.state = 'in-use' and ${late}`,
  }
}

type Placed = { board_column: BoardColumn; total: number; application_id: string | null; place: number }

/** One query over all columns: the count as far as it goes, and the oldest. */
async function placed(
  tx: Tx,
  ask: { conditions: Readonly<Record<BoardColumn, RawBuilder<unknown>>>; scope: RawBuilder<unknown> },
): Promise<Placed[]> {
  const columns = boardColumns.map((key) => {
    const where = sql`${ask.conditions[key]} and ${ask.scope}`
    const order = key === 'late' ? sql`a.period_to, a.application_id` : sql`a.filed_at, a.application_id`
    return sql`(
      select ${sql.lit(key)} as board_column, c.total, r.application_id, r.place
        from (select count(*)::int as total
                from (select 1 from application a where ${where} limit ${BOARD_COUNTED + 1}) counted) c
        left join lateral (
          select o.application_id, row_number() over ()::int as place
            from (select a.application_id from application a where ${where}
                   order by ${order} limit ${BOARD_SHOWN}) o) r on true)`
  })
  const { rows } = await sql<Placed>`
    select * from (${sql.join(columns, sql` union all `)}) board order by board_column, place`.execute(tx)
  return rows
}

async function rowsOf(tx: Tx, ids: readonly string[], on: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ${rowColumns} from (
      select * from application a where a.application_id = any(${[...ids]}::uuid[])) a ${rowJoins(on)}`.execute(
    tx,
  )
  return rows
}
