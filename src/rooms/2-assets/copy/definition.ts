import {
  choice,
  choicesOf,
  clause,
  date,
  line,
  longText,
  number,
  person,
  seen,
  text,
} from '#engine/register/columns.ts'
import { classColumns } from '#engine/register/class-columns.ts'
import { register, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { copyWords as words } from './words.ja.ts'

const { columns, hints, needs } = words

function copyProblems({ made_on: from, keep_until: to }: Values): Problem[] {
  const late = typeof from === 'string' && typeof to === 'string' && to < from
  return late ? [{ at: 'keep_until', message: words.problems.order }] : []
}

/** 複製・配付記録: every copy and every instance sent away, with its original, whose classes it keeps. */
export const copyRegister = register({
  key: 'copy',
  name: words.name,
  noun: words.noun,
  numberPrefix: 'CP-',
  written: 'by-people',
  columns: [
    text('purpose', columns.purpose, { required: true, slot: 'text_1', search: true, list: true }),
    line('original', columns.original, 'asset', { required: true, slot: 'text_2', list: true }),
    choice('act', columns.act, choicesOf(words.acts), { ...seen, required: true, slot: 'text_6' }),
    ...classColumns({ slots: ['text_3', 'text_4', 'text_5'], hint: hints.classes }),
    choice('form', columns.form, choicesOf(words.forms), { required: true }),
    number('amount', columns.amount, { min: 1, counter: words.counter, hint: hints.amount }),
    date('made_on', columns.made_on, { ...seen, required: true, slot: 'date_1' }),
    person('made_by', columns.made_by),
    text('recipient', columns.recipient, { search: true, list: true }),
    line('stored_in', columns.stored_in, 'place'),
    date('keep_until', columns.keep_until, { slot: 'date_2', filter: true, hint: hints.keep_until }),
    date('gone_on', columns.gone_on, { slot: 'date_3', filter: true }),
    longText('note', columns.note, { maxLength: 1000 }),
  ],
  labelColumn: 'purpose',
  inherits: 'original',
  slots: [
    clause('inherit', needs.inherit, ['classification'], '複製 伝送'),
    clause('spare', needs.spare, ['prohibition-rule'], '複製+配付 必要以上+複製'),
    clause('erase', needs.erase, ['ledger'], '情報+不要+消去 速やかに消去'),
  ],
  problems: copyProblems,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
