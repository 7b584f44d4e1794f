import { sql } from 'kysely'
import type { z } from 'zod'
import { addDays, addMonths } from '#ground/clock/date.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import type { registerFront } from './contract-faces.ts'
import type { RegisterDefinition } from './definition.ts'
import { countLimit, type Scope } from './list.ts'
import { disposableBefore, retentionOf } from './retention.ts'
import { inForceAtMonthEnds } from './in-force.ts'
import type { Opened, RegisterPorts } from './service.ts'
import { countedColumns } from './tally.ts'

type Output = z.output<typeof registerFront.output>
type Attention = Output['attention'][number]

/** What else wants attention in a register: violations of checks; `house.ts` plugs them in. */
export type AttentionPort = (
  act: Act,
  register: string,
  /** Units the reader may see. */
  scope: Scope,
) => Promise<
  readonly { readonly key: string; readonly text: string; readonly lines: number; readonly href: string }[]
>

const monthsShown = 24
/** Columns whose shares a front page shows: classes first. */
const mostShares = 3

/** The figures of a register's first page. The tallies are read, not the lines; what is due is counted by an index. */
export async function frontOf(
  act: Act,
  { definition, access }: Opened,
  { attention, citations }: Pick<RegisterPorts, 'attention' | 'citations'>,
): Promise<Output> {
  const first = addMonths(`${act.today.slice(0, 7)}-01`, 1 - monthsShown).slice(0, 7)
  const tallies = await talliesOf(act.tx, definition, access.read, first)
  const of = (what: string, bucket: string): number => tallies.get(`${what} ${bucket}`) ?? 0
  const columns = countedColumns(definition)
    .toSorted((a, b) => Number(b.type === 'class') - Number(a.type === 'class'))
    .slice(0, mostShares)
  return {
    current: of('state', 'current'),
    closed: of('state', 'closed'),
    shares: columns.map((column) => ({
      key: column.key,
      label: column.label,
      filter: column.filter === true,
      choices: (column.choices ?? []).map(({ value, label }) => ({
        value,
        label,
        lines: of('value', `${column.key}=${value}`),
      })),
    })),
    months: Array.from({ length: monthsShown }, (_, at) => {
      const month = addMonths(`${first}-01`, at).slice(0, 7)
      return { month, opened: of('opened', month), closed: of('closed', month) }
    }),
    inForce: await inForcePlot(act, definition, access.read, citations, first),
    attention: [
      ...(await overdue(act, definition, access.read)),
      ...(await expired(act, definition, access.read)),
      ...((await attention?.(act, definition.key, access.read)) ?? []).map((it) => ({ ...it, more: false })),
    ],
  }
}

async function talliesOf(
  tx: Tx,
  definition: RegisterDefinition,
  scope: Scope,
  first: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ what: string; bucket: string; lines: number }>`
    select what, bucket, sum(lines)::float8 as lines from register_tally
     where register = ${definition.key} ${within(scope)}
       and (what in ('state', 'value') or bucket >= ${first})
     group by what, bucket`.execute(tx)
  return new Map(rows.map((row) => [`${row.what} ${row.bucket}`, row.lines]))
}

const within = (scope: Scope) => (scope === 'all' ? sql`` : sql`and unit_id = any(${[...scope]}::uuid[])`)

/** How many lines were in force over the months, with the clause that wants it looked at; null where none is asked for. */
async function inForcePlot(
  act: Act,
  definition: RegisterDefinition,
  scope: Scope,
  citations: RegisterPorts['citations'],
  first: string,
): Promise<Output['inForce']> {
  const plot = definition.inForce
  if (plot === undefined) return null
  const cites = await citations(act.tx, definition.key, definition.slots)
  return {
    label: plot.label,
    months: await inForceAtMonthEnds(act.tx, definition, plot, scope, { first, months: monthsShown }),
    cites: cites.filter(({ slot }) => slot === plot.slot),
  }
}

/** Lines in force whose day has passed, for each column that is a day something is due by. */
async function overdue(act: Act, definition: RegisterDefinition, scope: Scope): Promise<Attention[]> {
  const found: Attention[] = []
  for (const column of definition.columns) {
    if (column.due !== true || column.slot === undefined) continue
    const yesterday = addDays(act.today, -1)
    const { rows } = await sql<{ lines: number }>`
      select count(*)::int as lines from (
        select 1 from register_entry
         where register = ${definition.key} and state = 'current'
           and ${sql.ref(column.slot)} <= ${yesterday}::date ${within(scope)}
         limit ${countLimit + 1}) as bounded`.execute(act.tx)
    const lines = rows[0]?.lines ?? 0
    if (lines === 0) continue
    found.push({
      key: `due:${column.key}`,
      text: `「${column.label}」を過ぎたもの`,
      lines: Math.min(lines, countLimit),
      more: lines > countLimit,
      href: `/registers/${definition.key}?w_${column.key}=..${yesterday}&sort=${column.key}`,
    })
  }
  return found
}

async function expired(act: Act, definition: RegisterDefinition, scope: Scope): Promise<Attention[]> {
  const { years } = await retentionOf(act.tx, definition)
  const { rows } = await sql<{ lines: number }>`
    select count(*)::int as lines from (
      select 1 from register_entry
       where register = ${definition.key} and state = 'closed' and disposed_on is null
         and updated_at < ${disposableBefore(act.today, years)}::timestamptz ${within(scope)}
       limit ${countLimit + 1}) as bounded`.execute(act.tx)
  const lines = rows[0]?.lines ?? 0
  if (lines === 0) return []
  return [
    {
      key: 'expired',
      text: '保存期限を過ぎ、廃棄できるもの',
      lines: Math.min(lines, countLimit),
      more: lines > countLimit,
      href: `/registers/${definition.key}/expired`,
    },
  ]
}
