import { application, choice, choicesOf, clause, date, longText } from '#engine/register/columns.ts'
import { named, person, seen, text } from '#engine/register/columns.ts'
import { register } from '#engine/register/definition.ts'
import { exchangeWords as words } from './words.ja.ts'

/** 交換記録簿: what went to or came from another body, on which terms, and what became of it; written by the permission. */
export const exchangeBook = register({
  key: 'exchange-book',
  name: '他団体との交換記録簿',
  noun: '交換の記録',
  numberPrefix: 'EX-',
  written: 'by-events',
  columns: [
    text('partner', '相手の団体', { ...named, slot: 'text_1' }),
    choice('direction', '向き', choicesOf(words.direction), { ...seen, required: true, slot: 'text_2' }),
    choice('kind', 'やり取りするもの', choicesOf(words.kind), { ...seen, required: true, slot: 'text_3' }),
    longText('content', '中身', { required: true, maxLength: 500, search: true }),
    longText('purpose', '目的', { maxLength: 500 }),
    longText('terms', '取り決めた取扱い', { required: true, maxLength: 500 }),
    choice('paper', '取決めの形', choicesOf(words.paper)),
    choice('method', '渡す方法', choicesOf(words.method)),
    date('planned_on', 'やり取りする日', { slot: 'date_1', filter: true }),
    date('exchanged_on', 'やり取りした日', { ...seen, slot: 'date_2' }),
    choice('ended', '返却・消去', choicesOf(words.ended), { ...seen, slot: 'text_4' }),
    date('ended_on', '返却・消去した日', { ...seen, slot: 'date_3' }),
    person('confirmed_by', '返却・消去を確かめた人'),
    person('applicant', '申請した人', { slot: 'text_5', search: true }),
    date('permitted_on', '許可日', { slot: 'date_4' }),
    person('permitted_by', '許可した人'),
    text('application_number', '申請番号', { maxLength: 100, search: true }),
    application('application', '申請'),
  ],
  labelColumn: 'partner',
  slots: [
    clause(
      'keep',
      '他の団体と交換するときの取扱いを定める条文',
      ['permit', 'ledger'],
      '他の団体+交換+取扱い 他の団体+交換+記録 交換+記録',
    ),
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
