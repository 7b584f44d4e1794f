import { register, type Choice, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { classColumns } from '#engine/register/class-columns.ts'
import { byStrictness } from '#engine/register/class-order.ts'
import { readFloor } from '../classification/scheme.ts'
import { atLeast } from './classification.ts'
import { assetWords as words } from './words.ja.ts'

const choices = (labels: Readonly<Record<string, string>>, order: readonly string[]): Choice[] =>
  order.map((value) => ({ value, label: labels[value] ?? value }))

/** Who may see or change something: the widest first. */
const limits = ['everyone', 'unit', 'named'] as const

/** What holds across the columns of an asset. */
function assetProblems(values: Values): Problem[] {
  const problems: Problem[] = []
  const { kind, confidentiality, personal_count: people, retention } = values
  if (confidentiality === '3' && kind !== 'paper' && values['encrypted'] === undefined) {
    problems.push({ at: 'encrypted', message: words.problems.encryption })
  }
  if (typeof people === 'number' && people > 0 && !atLeast('confidentiality', confidentiality, '2')) {
    problems.push({ at: 'confidentiality', message: words.problems.personal })
  }
  for (const [axis, floor] of Object.entries(readFloor(values['class_floor']))) {
    const value = values[axis]
    if (value !== undefined && byStrictness(value, floor) > 0) {
      problems.push({ at: axis, message: words.problems.floor })
    }
  }
  if (retention === 'permanent' && values['disposal_year'] !== undefined) {
    problems.push({ at: 'disposal_year', message: words.problems.permanent })
  }
  return problems
}

/** 情報資産管理台帳: what the city has, how it is classified, and which section answers for it. */
export const assetRegister = register({
  key: 'asset',
  name: words.name,
  noun: words.noun,
  numberPrefix: 'A-',
  written: 'by-people',
  columns: [
    {
      key: 'name',
      label: words.columns.name,
      type: 'text',
      required: true,
      maxLength: 100,
      slot: 'text_1',
      search: true,
      list: true,
    },
    {
      key: 'business',
      label: words.columns.business,
      type: 'text',
      required: true,
      maxLength: 100,
      search: true,
    },
    {
      key: 'kind',
      label: words.columns.kind,
      type: 'choice',
      required: true,
      choices: choices(words.kinds, ['paper', 'file', 'system', 'medium', 'terminal']),
      slot: 'text_2',
      list: true,
      filter: true,
    },
    ...classColumns({
      slots: ['text_3', 'text_4', 'text_5'],
      required: true,
      hint: words.hints.confidentiality,
    }),
    {
      key: 'personal_count',
      label: words.columns.personal_count,
      type: 'number',
      max: 100_000_000,
      counter: words.counter,
      slot: 'number_1',
      list: true,
      filter: true,
      hint: words.hints.personal_count,
    },
    {
      key: 'network',
      label: words.columns.network,
      type: 'choice',
      required: true,
      choices: choices(words.networks, ['my-number', 'lgwan', 'internet', 'none']),
      slot: 'text_6',
      list: true,
      filter: true,
    },
    {
      key: 'place',
      label: words.columns.place,
      type: 'text',
      maxLength: 100,
      search: true,
      hint: words.hints.place,
    },
    {
      key: 'stored_in',
      label: words.columns.stored_in,
      type: 'entry',
      register: 'place',
      hint: words.hints.stored_in,
    },
    { key: 'in_system', label: words.columns.in_system, type: 'entry', register: 'system' },
    {
      key: 'retention',
      label: words.columns.retention,
      type: 'choice',
      choices: choices(words.retentions, ['1', '3', '5', '10', '30', 'permanent', 'while-used']),
    },
    {
      key: 'disposal_year',
      label: words.columns.disposal_year,
      type: 'number',
      min: 1950,
      max: 2200,
      slot: 'number_2',
      filter: true,
      hint: words.hints.disposal_year,
    },
    { key: 'encrypted', label: words.columns.encrypted, type: 'flag', hint: words.hints.encrypted },
    { key: 'readers', label: words.columns.readers, type: 'choice', choices: choices(words.limits, limits) },
    { key: 'writers', label: words.columns.writers, type: 'choice', choices: choices(words.limits, limits) },
    {
      key: 'backup',
      label: words.columns.backup,
      type: 'choice',
      choices: choices(words.backups, ['daily', 'weekly', 'monthly', 'yearly', 'none']),
    },
    { key: 'backup_on', label: words.columns.backup_on, type: 'date' },
    { key: 'redundant', label: words.columns.redundant, type: 'flag' },
    {
      key: 'recovery_hours',
      label: words.columns.recovery_hours,
      type: 'number',
      max: 8_760,
      counter: words.hours,
      hint: words.hints.recovery_hours,
    },
    {
      key: 'origin',
      label: words.columns.origin,
      type: 'choice',
      choices: choices(words.origins, ['made', 'draft', 'received']),
      hint: words.hints.origin,
    },
    { key: 'class_basis', label: words.columns.class_basis, type: 'long-text', byEvents: true },
    { key: 'class_floor', label: words.columns.class_floor, type: 'text', byEvents: true },
    { key: 'note', label: words.columns.note, type: 'long-text', maxLength: 1000 },
  ],
  labelColumn: 'name',
  slots: [
    { slot: 'classify', need: words.needs.classify },
    { slot: 'keep', need: words.needs.keep },
    { slot: 'protect', need: words.needs.protect },
  ],
  problems: assetProblems,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
  stockTake: { every: 'year', slot: 'keep' },
})
