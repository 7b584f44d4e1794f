import { personNames } from '#authority/reads.ts'
import { fiscalYear } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { oneAtATime } from '#policy/one-at-a-time.ts'
import * as contract from './contract.ts'
import { numbering as numberingShape, numberText, type Numbering } from './contract-numbering.ts'
import { numberingNow } from './numbering.ts'
import './tables.ts'

/** The running number examples are written with. */
const RUNNING = 123

/** How numbers are written and counted. */
export const numberingOperations: readonly Implementation[] = [
  implement(contract.showNumbering, async (act) => {
    const rows = await act.tx
      .selectFrom('paper_numbering')
      .selectAll()
      .orderBy('version', 'desc')
      .limit(100)
      .execute()
    const names = await personNames(
      act.tx,
      rows.map((row) => row.by_id),
    )
    const unit = await act.tx
      .selectFrom('unit_at')
      .select(['symbol', 'name'])
      .where('valid_from', '<=', act.today)
      .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', act.today)]))
      .where('symbol', 'is not', null)
      .orderBy('policy_office', 'desc')
      .orderBy('sort')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    const example = {
      symbol: unit?.symbol ?? '情政',
      year: fiscalYear(act.today),
      running: RUNNING,
    }
    const { version, numbering } = await numberingNow(act.tx)
    return {
      version,
      numbering,
      example,
      versions: rows.map((row) => ({
        version: row.version,
        at: row.at,
        by: names.get(row.by_id) ?? '',
        example: numberText(row.numbering, example),
      })),
    }
  }),

  implement(contract.saveNumbering, async (act, input) => {
    const { personId } = personOf(act)
    await oneAtATime(act, 'paper-numbering')
    const { version, numbering } = await numberingNow(act.tx)
    if (version !== input.version) {
      return refuse(
        'conflict',
        'ほかの人が先に番号の付け方を変えました。開き直して、確かめてから直してください。',
      )
    }
    // The database keeps the keys in an order of its own.
    if (JSON.stringify(numberingShape.parse(numbering)) === JSON.stringify(input.numbering)) {
      return refuse('conflict', '今の付け方と同じです。変えるところがありません。')
    }
    await act.recorder.save('paper_numbering', {
      tenant_id: act.tenantId,
      version: version + 1,
      numbering: input.numbering,
      at: act.at,
      by_id: personId,
    })
    act.recorder.describe({
      act: '文書番号の付け方の変更',
      subject: { kind: 'paper-numbering', id: 'numbering', label: '文書番号の付け方' },
      note: sayNumbering(input.numbering, fiscalYear(act.today)),
    })
    return { version: version + 1 }
  }),
]

function sayNumbering(said: Numbering, year: number): string {
  return [
    `例: ${numberText(said, { symbol: '課の記号', year, running: RUNNING })}`,
    said.counts === 'unit' ? '課ごとに数える' : '市全体で数える',
    said.resets ? '4月1日に1から' : '年度が替わっても続ける',
    said.notice === 'own' ? '通知書は別の番号' : '通知書は申請の枝番',
  ].join('、')
}
