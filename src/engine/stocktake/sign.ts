import { sql } from 'kysely'
import type { z } from 'zod'
import { offices } from '#authority/offices.ts'
import type { Standing } from '#authority/standing.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import { closeTasks, openTasks, type NewTask } from '#engine/task/tasks.ts'
import { addDays } from '#ground/clock/date.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import type { signStocktake } from './contract-sheet.ts'
import type { StocktakePorts } from './ports.ts'
import {
  getCampaign,
  getSheet,
  noSuchSheet,
  officeOf,
  seesSheet,
  sightOf,
  standingFor,
  type CampaignRow,
  type SheetRow,
} from './who-may.ts'

/** Days a section has to find out about a difference. */
const daysToSettle = 30

export const leftOf = (sheet: SheetRow): number =>
  sheet.total - sheet.found - sheet.elsewhere - sheet.damaged - sheet.missing - sheet.unseen

/** Why this sheet cannot be signed now, by this person; undefined when it can. Pure. */
export function signingObstacle(
  campaign: CampaignRow,
  sheet: SheetRow,
  right: Standing | undefined,
): string | undefined {
  if (right === undefined) {
    return `この課の棚卸の結果を確かめるのは、この課の${offices[officeOf(sheet.office)].word}です。`
  }
  if (campaign.state === 'closed') return 'この棚卸は、締め切られています。'
  if (sheet.signed_at !== null) return 'この課の棚卸は、もう確かめ終えています。'
  const left = leftOf(sheet)
  return left === 0
    ? undefined
    : `まだ数えていない行が${left}件あります。見られない行は「確認できない」と理由を書いてから、確かめてください。`
}

/**
 * Signs a sheet: every line has its answer, and whoever signs does it in a right he has today. Whoever counted himself
 * says why nobody else signs; that stays with the signature. What differs becomes tasks of the section.
 */
export async function sign(
  act: Act,
  input: z.output<typeof signStocktake.input>,
  ports: StocktakePorts,
): Promise<z.input<typeof signStocktake.output>> {
  const { personId } = personOf(act)
  const { campaign, definition } = await getCampaign(act, input.stocktakeId, ports)
  const sheet = await getSheet(act, campaign.stocktake_id, input.unitId, true)
  const right = await standingFor(act, sheet)
  if (right === undefined && !seesSheet(await sightOf(act, definition, ports), sheet.unit_id))
    return noSuchSheet()
  const because = signingObstacle(campaign, sheet, right)
  if (right === undefined) return refuse('forbidden', because ?? '')
  if (because !== undefined) return refuse('conflict', because)
  const { rows: own } = await sql<{ counted: boolean }>`
    select exists (select 1 from stocktake_count
                    where stocktake_id = ${campaign.stocktake_id}::uuid and unit_id = ${sheet.unit_id}::uuid
                      and by = ${personId}::uuid) as counted`.execute(act.tx)
  const counted = own[0]?.counted === true
  if (counted && input.reason === undefined) {
    refuse(
      'invalid',
      '自分で数えた結果を自分で確かめるときは、ほかに人のいない理由を書いてください。記録に残ります。',
      {
        problems: [{ at: 'reason', message: '数えた人と確かめる人が同じになる理由を書いてください。' }],
      },
    )
  }
  await act.recorder.save('stocktake_sheet', {
    ...sheet,
    signed_at: act.at,
    signed_by: personId,
    capacity: right.capacity,
    right_of: right.capacity === '本人' ? null : right.rightOf.personId,
    reason: counted ? (input.reason ?? null) : null,
  })
  await closeTasks(
    act,
    {
      subject: { kind: 'stocktake-sheet', id: `${campaign.stocktake_id}:${sheet.unit_id}` },
      kind: 'stocktake.count',
    },
    { state: 'done', outcome: '数え終え、確かめました。', capacity: right.capacity },
  )
  const tasks = await differenceTasks(act, campaign, definition, sheet)
  await openTasks(act, tasks)
  await tellPolicyOffice(act, campaign, definition)
  act.recorder.describe({
    act: '棚卸の確認',
    subject: { kind: 'stocktake', id: campaign.stocktake_id, label: `${definition.name} ${campaign.title}` },
    capacity: right.capacity,
    note:
      `全${sheet.total}件、なかった${sheet.missing}件、場所違い${sheet.elsewhere}件、傷み${sheet.damaged}件、` +
      `確認できない${sheet.unseen}件、台帳にない物${sheet.surplus}件` +
      (counted ? `。数えた人と同じ人が確かめた理由: ${input.reason ?? ''}` : ''),
  })
  return { capacity: right.capacity, tasks: tasks.length }
}

const findings = {
  missing: { title: 'なかった', what: 'どこにあるかを調べ、見つからないときは抹消か届出をしてください。' },
  elsewhere: { title: '場所の違った', what: '台帳の場所を直すか、物を戻してください。' },
  damaged: { title: '傷みのあった', what: '修理か廃棄の手続を進めてください。' },
  unseen: { title: '確認できなかった', what: '見られるようになったら、実物を確かめてください。' },
} as const

/** One task for each kind of difference, naming the first numbers. */
async function differenceTasks(
  act: Act,
  campaign: CampaignRow,
  definition: RegisterDefinition,
  sheet: SheetRow,
): Promise<NewTask[]> {
  const { rows } = await sql<{ outcome: keyof typeof findings; number: string; label: string }>`
    select c.outcome, l.number, l.label from stocktake_count c
      join stocktake_line l on l.tenant_id = c.tenant_id and l.stocktake_id = c.stocktake_id
       and l.entry_id = c.entry_id
     where c.stocktake_id = ${campaign.stocktake_id}::uuid and c.unit_id = ${sheet.unit_id}::uuid
       and c.outcome <> 'found' order by l.number`.execute(act.tx)
  const { rows: surplus } = await sql<{ number: string; label: string }>`
    select coalesce(number, '') as number, label from stocktake_surplus
     where stocktake_id = ${campaign.stocktake_id}::uuid and unit_id = ${sheet.unit_id}::uuid and state = 'open'
     order by at`.execute(act.tx)
  const href = `/stocktakes/${campaign.stocktake_id}/${sheet.unit_id}`
  const task = (kind: string, title: string, what: string, lines: typeof surplus, to: string): NewTask => ({
    kind: `stocktake.${kind}`,
    title: `${title}(${campaign.title})`.slice(0, 200),
    detail: `${what}\n${listed(lines)}`,
    owner: { office: officeOf(sheet.office), unitId: sheet.unit_id },
    subject: { kind: 'stocktake-sheet', id: `${campaign.stocktake_id}:${sheet.unit_id}` },
    href: to,
    ...(definition.stockTake === undefined
      ? {}
      : { cites: { mechanism: `register:${definition.key}`, slot: definition.stockTake.slot } }),
    dueOn: addDays(act.today, daysToSettle),
    once: `stocktake:${campaign.stocktake_id}:${sheet.unit_id}:${kind}`,
  })
  const tasks = (Object.keys(findings) as (keyof typeof findings)[]).flatMap((kind) => {
    const lines = rows.filter((row) => row.outcome === kind)
    const { title, what } = findings[kind]
    return lines.length === 0
      ? []
      : [task(kind, `棚卸で${title}${definition.noun}${lines.length}件`, what, lines, `${href}?only=${kind}`)]
  })
  return surplus.length === 0
    ? tasks
    : [
        ...tasks,
        task(
          'surplus',
          `台帳にない物${surplus.length}件を登録するか、取り消す`,
          '登録した行に結ぶか、理由を書いて取り消してください。',
          surplus,
          `${href}#surplus`,
        ),
      ]
}

const mostListed = 40

function listed(lines: readonly { number: string; label: string }[]): string {
  const shown = lines.slice(0, mostListed).map(({ number, label }) => `・${number} ${label}`.slice(0, 40))
  return [...shown, ...(lines.length > mostListed ? [`ほか${lines.length - mostListed}件`] : [])].join('\n')
}

/** When the last section has signed, the whole result waits for the policy office. */
async function tellPolicyOffice(
  act: Act,
  campaign: CampaignRow,
  definition: RegisterDefinition,
): Promise<void> {
  const left = await act.tx
    .selectFrom('stocktake_sheet')
    .select('unit_id')
    .where('stocktake_id', '=', campaign.stocktake_id)
    .where('signed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (left !== undefined) return
  await openTasks(act, [
    {
      kind: 'stocktake.close',
      title:
        `すべての課が数え終えました。結果を確かめ、締め切ってください(${definition.name} ${campaign.title})。`.slice(
          0,
          200,
        ),
      owner: { office: 'policy-office', unitId: null },
      subject: { kind: 'stocktake', id: campaign.stocktake_id },
      href: `/stocktakes/${campaign.stocktake_id}`,
      dueOn: addDays(act.today, daysToSettle),
      once: `stocktake:${campaign.stocktake_id}:close`,
      closesThere: true,
    },
  ])
}
