import { sql } from 'kysely'
import { daysBetween } from '#ground/clock/date.ts'
import { formatDate } from '#ground/clock/wareki.ts'
import type { Tx } from '#ground/database/database.ts'
import './edition-tables.ts'
import '../tables.ts'

/** A line with the page where it can be mended. */
export type OwedLine = { readonly kind: string; readonly text: string; readonly href: string }

/** What the keepers of the text still owe, as lines of the front page. Three queries. */
export async function owedLines(tx: Tx, on: string): Promise<OwedLine[]> {
  return [...(await reports(tx, on)), ...(await publications(tx, on)), ...(await looks(tx, on))]
}

const pageOf = (versionId: string) => `/policies/${versionId}`

/** 軽微・緊急の改正 not yet told to the council. */
async function reports(tx: Tx, on: string) {
  const rows = await tx
    .selectFrom('edition_approval as a')
    .innerJoin('policy_version as v', (join) =>
      join.onRef('v.tenant_id', '=', 'a.tenant_id').onRef('v.version_id', '=', 'a.version_id'),
    )
    .innerJoin('policy as p', (join) =>
      join.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.policy_id', '=', 'v.policy_id'),
    )
    .where('a.report_due', 'is not', null)
    .where('a.reported_on', 'is', null)
    .select(['a.version_id', 'a.kind', 'a.report_due', 'p.document_mark', 'v.label'])
    .orderBy('a.report_due')
    .execute()
  return rows.flatMap((row) => {
    if (row.report_due === null) return []
    const left = daysBetween(on, row.report_due)
    const when = left < 0 ? `期限を${-left}日過ぎています` : left === 0 ? '今日が期限です' : `あと${left}日`
    const what = row.kind === 'urgent' ? '緊急の改正' : '軽微な改正'
    return [
      {
        kind: '事後報告',
        href: pageOf(row.version_id),
        text: `${row.document_mark} ${row.label}(${what})を会議に報告してください。期限は${formatDate(row.report_due)}、${when}。`,
      },
    ]
  })
}

/** 基本方針 in force that has not been published (地方自治法244条の6: 遅滞なく公表). */
async function publications(tx: Tx, on: string) {
  const rows = await tx
    .selectFrom('policy_version as v')
    .innerJoin('policy as p', (join) =>
      join.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.policy_id', '=', 'v.policy_id'),
    )
    .where('p.kind', '=', '基本方針')
    .where('v.state', '<>', 'draft')
    .where('v.effective_from', '<=', on)
    .where((eb) => eb.or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', on)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('publication as u')
            .select(sql`1`.as('one'))
            .whereRef('u.tenant_id', '=', 'v.tenant_id')
            .whereRef('u.version_id', '=', 'v.version_id')
            .where('u.state', '=', 'current'),
        ),
      ),
    )
    .select(['v.version_id', 'p.document_mark', 'v.label', 'v.decided_on', 'v.effective_from'])
    .execute()
  return rows.map((row) => {
    const days = Math.max(0, daysBetween(row.decided_on ?? row.effective_from ?? on, on))
    return {
      kind: '公表',
      href: pageOf(row.version_id),
      text: `${row.document_mark} ${row.label}が公表されていません。決定から${days}日です。遅滞なく公表し、公表の日を記録してください(地方自治法第244条の6)。`,
    }
  })
}

/** 「確認し直す」 of amendments in force that nobody has looked at again. */
async function looks(tx: Tx, on: string) {
  const rows = await tx
    .selectFrom('impact_decision as d')
    .innerJoin('policy_version as v', (join) =>
      join.onRef('v.tenant_id', '=', 'd.tenant_id').onRef('v.version_id', '=', 'd.version_id'),
    )
    .innerJoin('policy as p', (join) =>
      join.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.policy_id', '=', 'v.policy_id'),
    )
    .where('d.choice', '=', 'reconfirm')
    .where('v.state', '=', 'in-force')
    .where('v.effective_from', '<=', on)
    .where(
      sql<boolean>`not exists (select 1 from binding b
        where b.tenant_id = d.tenant_id and b.version_id = d.version_id and b.carried_from is null
          and d.kind = 'binding' and b.mechanism = split_part(d.item, '|', 2) and b.slot = split_part(d.item, '|', 3))`,
    )
    .where(
      sql<boolean>`not exists (select 1 from parameter_value w
        where w.tenant_id = d.tenant_id and d.kind = 'parameter' and w.parameter = split_part(d.item, '|', 2)
          and w.set_at > d.decided_at)`,
    )
    .select(['d.version_id', 'p.document_mark', 'v.label', 'd.label as what'])
    .orderBy('d.decided_at')
    .orderBy('d.item')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    kind: '確認し直し',
    href: `${pageOf(row.version_id)}/impact`,
    text: `${row.document_mark} ${row.label}の改正で確認し直すとしたもの: ${row.what}`,
  }))
}
