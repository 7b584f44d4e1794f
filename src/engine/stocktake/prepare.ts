import { sql } from 'kysely'
import { unitNames } from '#authority/reads.ts'
import { sectionsOn, type Sections } from '#authority/sections.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'
import { idsIn } from '#engine/register/display.ts'
import { entryNames } from '#engine/register/reads.ts'
import { openTasks, type NewTask } from '#engine/task/tasks.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { addDays, startOfDay } from '#ground/clock/date.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { compareLines, type Change } from './compare.ts'
import type { StocktakePorts } from './ports.ts'
import { classesOf, isCounted, placeColumnsOf, placeOf, sheetDigest, type FrozenLine } from './snapshot.ts'
import { manages, type CampaignRow } from './who-may.ts'

// Lines read and written at once.
const chunk = 5_000

/** Lays out the sheets of a stock-take, compares them with those of the one before, and tells each section; once. */
export async function prepare(
  act: Act,
  stocktakeId: string,
  ports: StocktakePorts,
): Promise<{ sheets: number; lines: number }> {
  if (!manages(act)) refuse('forbidden', 'この操作は日々の処理だけが行います。')
  const campaign = await act.tx
    .selectFrom('stocktake')
    .selectAll()
    .where('stocktake_id', '=', stocktakeId)
    .forUpdate()
    .executeTakeFirst()
  const definition = ports.definitions.find(({ key }) => key === campaign?.register)
  if (campaign === undefined || definition === undefined) return refuse('not-found', 'その棚卸はありません。')
  const subject = { kind: 'stocktake', id: stocktakeId, label: `${definition.name} ${campaign.title}` }
  if (campaign.state !== 'preparing') {
    act.recorder.describe({ act: '棚卸の配布の確認', subject, note: 'もう配られている' })
    return { sheets: 0, lines: 0 }
  }
  const sections = await sectionsOn(act.tx, act.today)
  const lines = await freeze(act.tx, campaign, definition, sections)
  const sheets = Map.groupBy(lines, (line) => line.unitId)
  await act.recorder.saveAll(
    'stocktake_sheet',
    [...sheets].map(([unitId, own]) => ({
      tenant_id: act.tenantId,
      stocktake_id: stocktakeId,
      unit_id: unitId,
      office: sections.of(unitId)?.office ?? 'sec-manager',
      total: own.length,
      digest: sheetDigest(own),
    })),
  )
  await saveLines(act, stocktakeId, lines)
  if (campaign.previous_id !== null) {
    const before = await frozenLines(act.tx, campaign.previous_id, campaign.unit_ids)
    const names = await unitNames(
      act.tx,
      [...new Set([...before, ...lines].map((line) => line.ownUnitId))],
      act.today,
    )
    await saveChanges(
      act,
      stocktakeId,
      compareLines(before, lines, (id) => names.get(id) ?? ''),
    )
  }
  await act.recorder.save('stocktake', { ...campaign, state: 'open', lines: lines.length })
  await openTasks(
    act,
    [...sheets].map(([unitId, own]) =>
      countingTask(campaign, definition, { unitId, office: sections.of(unitId)?.office, lines: own.length }),
    ),
  )
  act.recorder.describe({ act: '棚卸の配布', subject, note: `${sheets.size}課、${lines.length}件` })
  return { sheets: sheets.size, lines: lines.length }
}

function countingTask(
  campaign: CampaignRow,
  definition: RegisterDefinition,
  sheet: {
    unitId: string
    office: NonNullable<ReturnType<Sections['of']>>['office'] | undefined
    lines: number
  },
): NewTask {
  return {
    kind: 'stocktake.count',
    title: `${definition.noun}${sheet.lines}件を数え、結果を確かめてください(${campaign.title})。`.slice(
      0,
      200,
    ),
    detail: `${formatDate(campaign.as_of)}の時点の「${definition.name}」の行を、実物と照らし合わせます。数えるのは課の職員、確かめるのは情報セキュリティ管理者です。`,
    owner: { office: sheet.office ?? 'sec-manager', unitId: sheet.unitId },
    subject: { kind: 'stocktake-sheet', id: `${campaign.stocktake_id}:${sheet.unitId}` },
    href: `/stocktakes/${campaign.stocktake_id}/${sheet.unitId}`,
    ...(definition.stockTake === undefined
      ? {}
      : { cites: { mechanism: `register:${definition.key}`, slot: definition.stockTake.slot } }),
    dueOn: campaign.due_on,
    once: `stocktake:${campaign.stocktake_id}:${sheet.unitId}`,
    closesThere: true,
  }
}

type VersionRow = {
  entryId: string
  unitId: string
  number: string
  label: string
  version: number
  values: Values
}

/** The lines that were current at the end of the day, as they said then, that the stock-take is about. */
async function freeze(
  tx: Tx,
  campaign: CampaignRow,
  definition: RegisterDefinition,
  sections: Sections,
): Promise<FrozenLine[]> {
  const wanted = campaign.unit_ids === null ? null : new Set(campaign.unit_ids)
  const until = startOfDay(addDays(campaign.as_of, 1))
  const lines: FrozenLine[] = []
  const places = placeColumnsOf(definition).filter((column) => column.type === 'entry')
  for (let last: string | null = null; ;) {
    const { rows }: { rows: VersionRow[] } = await sql<VersionRow>`
      select e.entry_id as "entryId", v.unit_id as "unitId", v.number, v.label, v.version, v.values
        from register_entry e
        join lateral (
          select * from register_entry_version w
           where w.tenant_id = e.tenant_id and w.entry_id = e.entry_id and w.at < ${until}::timestamptz
           order by w.version desc limit 1) v on v.state = 'current'
       where e.register = ${definition.key} and (${last}::uuid is null or e.entry_id > ${last}::uuid)
       order by e.entry_id limit ${chunk}`.execute(tx)
    const counted = rows.filter((row) => isCounted(row.values, campaign.filters))
    const names = await entryNames(
      tx,
      counted.flatMap((row) => places.flatMap((column) => idsIn(row.values[column.key]))),
    )
    const nameOf = new Map([...names].map(([id, each]) => [id, each.name]))
    for (const row of counted) {
      const unitId = sections.of(row.unitId)?.unitId ?? row.unitId
      if (wanted !== null && !wanted.has(unitId)) continue
      const { entryId, number, label, version } = row
      lines.push({
        entryId,
        unitId,
        ownUnitId: row.unitId,
        number,
        label,
        version,
        classes: classesOf(definition, row.values),
        place: placeOf(definition, row.values, nameOf),
      })
    }
    last = rows.at(-1)?.entryId ?? null
    if (rows.length < chunk) return lines
  }
}

/** The lines of a stock-take; of some sections only when given. One query. */
async function frozenLines(
  tx: Tx,
  stocktakeId: string,
  unitIds: readonly string[] | null,
): Promise<FrozenLine[]> {
  const { rows } = await sql<FrozenLine>`
    select entry_id as "entryId", unit_id as "unitId", own_unit_id as "ownUnitId", number, label, version, classes,
           place
      from stocktake_line
     where stocktake_id = ${stocktakeId}::uuid
       and (${unitIds}::uuid[] is null or unit_id = any(${unitIds}::uuid[]))`.execute(tx)
  return rows
}

async function saveLines(act: Act, stocktakeId: string, lines: readonly FrozenLine[]): Promise<void> {
  for (let from = 0; from < lines.length; from += chunk) {
    const rows = lines.slice(from, from + chunk)
    await sql`
      insert into stocktake_line
        (tenant_id, stocktake_id, entry_id, unit_id, own_unit_id, number, label, version, classes, place)
      select ${act.tenantId}::uuid, ${stocktakeId}::uuid, r."entryId", r."unitId", r."ownUnitId", r.number, r.label,
             r.version, r.classes, r.place
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r("entryId" uuid, "unitId" uuid, "ownUnitId" uuid, number text, label text, version int, classes text,
               place text)`.execute(act.tx)
  }
}

async function saveChanges(act: Act, stocktakeId: string, changes: readonly Change[]): Promise<void> {
  for (let from = 0; from < changes.length; from += chunk) {
    const rows = changes.slice(from, from + chunk)
    await sql`
      insert into stocktake_change (tenant_id, stocktake_id, entry_id, kind, unit_id, number, label, was, now)
      select ${act.tenantId}::uuid, ${stocktakeId}::uuid, r."entryId", r.kind, r."unitId", r.number, r.label, r.was,
             r.now
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r("entryId" uuid, kind text, "unitId" uuid, number text, label text, was text, now text)`.execute(
      act.tx,
    )
  }
}
