import { classColumns } from '#engine/register/class-columns.ts'
import { register, type Choice, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { copyWords as words } from './words.ja.ts'

const { columns, hints, needs } = words
const choices = (labels: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

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
    {
      key: 'purpose',
      label: columns.purpose,
      type: 'text',
      required: true,
      slot: 'text_1',
      search: true,
      list: true,
    },
    {
      key: 'original',
      label: columns.original,
      type: 'entry',
      register: 'asset',
      required: true,
      slot: 'text_2',
      list: true,
    },
    {
      key: 'act',
      label: columns.act,
      type: 'choice',
      required: true,
      choices: choices(words.acts),
      slot: 'text_6',
      list: true,
      filter: true,
    },
    ...classColumns({ slots: ['text_3', 'text_4', 'text_5'], hint: hints.classes }),
    { key: 'form', label: columns.form, type: 'choice', required: true, choices: choices(words.forms) },
    {
      key: 'amount',
      label: columns.amount,
      type: 'number',
      min: 1,
      counter: words.counter,
      hint: hints.amount,
    },
    {
      key: 'made_on',
      label: columns.made_on,
      type: 'date',
      required: true,
      slot: 'date_1',
      list: true,
      filter: true,
    },
    { key: 'made_by', label: columns.made_by, type: 'person' },
    { key: 'recipient', label: columns.recipient, type: 'text', search: true, list: true },
    { key: 'stored_in', label: columns.stored_in, type: 'entry', register: 'place' },
    {
      key: 'keep_until',
      label: columns.keep_until,
      type: 'date',
      slot: 'date_2',
      filter: true,
      hint: hints.keep_until,
    },
    { key: 'gone_on', label: columns.gone_on, type: 'date', slot: 'date_3', filter: true },
    { key: 'note', label: columns.note, type: 'long-text', maxLength: 1000 },
  ],
  labelColumn: 'purpose',
  inherits: 'original',
  slots: [
    { slot: 'inherit', need: needs.inherit, takes: ['classification'], words: ['複製', '伝送'] },
    {
      slot: 'spare',
      need: needs.spare,
      takes: ['prohibition-rule'],
      words: [
        ['複製', '配付'],
        ['必要以上', '複製'],
      ],
    },
    {
      slot: 'erase',
      need: needs.erase,
      takes: ['ledger'],
      words: [['情報', '不要', '消去'], '速やかに消去'],
    },
  ],
  problems: copyProblems,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
