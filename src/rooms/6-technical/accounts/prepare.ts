import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { openTasks, type NewTask } from '#engine/task/tasks.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { ACCOUNTS } from './check-tasks.ts'
import { removing } from './difference.ts'
import { loadAll, type Loaded } from './load.ts'
import { reconcile, type Account } from './reconcile.ts'

/** Why a proposal is what it is; beside kinds of differences, that the system could not be checked. */
export const UNCHECKED = 'unchecked'

export type ReviewLine = {
  readonly lineId: string
  readonly unitId: string
  readonly account: Account
  readonly proposal: 'keep' | 'remove'
  readonly reasons: readonly string[]
  readonly lastUsed: string | null
}

/**
 * The lines of a stock-take: every ID in use, on the sheet of the section its holder works in on the day; IDs without
 * a holder, and those whose holder has no post, on the sheet of the section that answers for them. Pure.
 */
export function reviewLines(loaded: Loaded, asOf: string, lineId: () => string): ReviewLine[] {
  const reasons = new Map<string, string[]>()
  const remove = new Set<string>()
  for (const each of reconcile(loaded.accounts, loaded.compared, loaded.people, loaded.values, asOf)) {
    if (each.entryId === null) continue
    reasons.set(each.entryId, [...(reasons.get(each.entryId) ?? []), each.kind])
    if (removing.has(each.kind)) remove.add(each.entryId)
  }
  const seen = new Map(
    loaded.compared.map(({ systemId, seen: list }) => [
      systemId,
      list === null ? null : new Map(list.lines.map((line) => [line.key, line])),
    ]),
  )
  return loaded.accounts
    .filter((account) => account.state === 'live' && account.since <= asOf)
    .map((account) => {
      const list = seen.get(account.systemId) ?? null
      const why = reasons.get(account.entryId) ?? []
      const section = account.holder === null ? null : (loaded.people.get(account.holder)?.sectionId ?? null)
      return {
        lineId: lineId(),
        unitId: section ?? account.unitId,
        account,
        proposal: remove.has(account.entryId) ? 'remove' : 'keep',
        reasons: list === null ? [...why, UNCHECKED] : why,
        lastUsed: list?.get(account.key)?.lastUsed ?? null,
      }
    })
}

/** The fingerprint of a sheet as it was laid out. */
export function sheetDigest(lines: readonly ReviewLine[]): string {
  const texts = lines.map((line) =>
    JSON.stringify([
      line.lineId,
      line.account.entryId,
      line.account.login,
      line.account.holder,
      line.proposal,
    ]),
  )
  return createHash('sha256').update(texts.sort().join('\n')).digest('hex')
}

/** Lays out the sheets of a stock-take and tells each section; done once. */
export async function prepare(act: Act, reviewId: string): Promise<{ sheets: number; lines: number }> {
  const { tx } = act
  const review = await tx
    .selectFrom('id_review')
    .selectAll()
    .where('review_id', '=', reviewId)
    .forUpdate()
    .executeTakeFirst()
  if (review === undefined) return refuse('not-found', 'その棚卸はありません。')
  const subject = { kind: 'id-review', id: reviewId, label: review.title }
  if (review.state !== 'preparing') {
    act.recorder.describe({ act: 'IDの棚卸の配布の確認', subject, note: 'もう配られている' })
    return { sheets: 0, lines: 0 }
  }
  const loaded = await loadAll(tx, review.as_of)
  const lines = reviewLines(loaded, review.as_of, newId)
  const sheets = Map.groupBy(lines, (line) => line.unitId)
  await act.recorder.saveAll(
    'id_review_sheet',
    [...sheets].map(([unitId, own]) => ({
      tenant_id: act.tenantId,
      review_id: reviewId,
      unit_id: unitId,
      office: loaded.sections.of(unitId)?.office ?? 'sec-manager',
      total: own.length,
      digest: sheetDigest(own),
    })),
  )
  await saveLines(act, reviewId, lines, loaded)
  await act.recorder.save('id_review', { ...review, state: 'open' })
  await openTasks(
    act,
    [...sheets].map(([unitId, own]): NewTask => {
      return {
        kind: 'ids.review',
        title: `自分の課の人の利用者ID${own.length}件を確かめてください(${review.title})。`.slice(0, 200),
        detail: `${formatDate(review.as_of)}の時点の利用者IDについて、要るかどうかを答え、確かめ終えたことを示してください。`,
        owner: { office: loaded.sections.of(unitId)?.office ?? 'sec-manager', unitId },
        subject: { kind: 'id-review-sheet', id: `${reviewId}:${unitId}` },
        href: `/ids/reviews/${reviewId}/${unitId}`,
        cites: { mechanism: ACCOUNTS, slot: 'dormant' },
        dueOn: review.due_on,
        once: `id-review:${reviewId}:${unitId}`,
        closesThere: true,
      }
    }),
  )
  act.recorder.describe({
    act: 'IDの棚卸の配布',
    subject,
    note: `${sheets.size}課、${lines.length}件`,
  })
  return { sheets: sheets.size, lines: lines.length }
}

async function saveLines(
  act: Act,
  reviewId: string,
  lines: readonly ReviewLine[],
  loaded: Loaded,
): Promise<void> {
  const numberOf = (id: string | null): string => (id === null ? '' : (loaded.people.get(id)?.number ?? ''))
  for (let from = 0; from < lines.length; from += 5_000) {
    const rows = lines.slice(from, from + 5_000).map(({ account, ...line }) => ({
      id: line.lineId,
      unit: line.unitId,
      entry: account.entryId,
      system: account.systemId,
      holder: account.holder,
      login: account.login,
      kind: account.kind,
      proposal: line.proposal,
      reasons: line.reasons,
      used: line.lastUsed,
      // What needs a decision first, then person by person; IDs of nobody at the end.
      sort: `${line.proposal === 'remove' ? 0 : line.reasons.length > 0 ? 1 : 2} ${
        account.holder === null ? '~' : numberOf(account.holder)
      } ${account.key}`.slice(0, 200),
    }))
    await sql`
      insert into id_review_line
        (tenant_id, review_id, line_id, unit_id, entry_id, system_id, holder_id, login, kind, proposal, reasons,
         last_used, sort)
      select ${act.tenantId}::uuid, ${reviewId}::uuid, r.id, r.unit, r.entry, r.system, r.holder, r.login, r.kind,
             r.proposal, r.reasons, r.used, r.sort
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(id uuid, unit uuid, entry uuid, system uuid, holder uuid, login text, kind text, proposal text,
               reasons text[], used date, sort text)`.execute(act.tx)
  }
}
