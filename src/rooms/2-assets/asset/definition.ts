import { choice, date, flag, line, longText, named, number, seen, text } from '#engine/register/columns.ts'
import { register, type Choice, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { classColumns } from '#engine/register/class-columns.ts'
import { byStrictness } from '#engine/register/class-order.ts'
import { readFloor } from '../classification/scheme.ts'
import { atLeast } from './classification.ts'
import { assetWords as words } from './words.ja.ts'

const choices = (labels: Readonly<Record<string, string>>, order: readonly string[]): Choice[] =>
  order.map((value) => ({ value, label: labels[value] ?? value }))

const { columns: label, hints } = words

/** Who may see or change something: the widest first. */
const limits = choices(words.limits, ['everyone', 'unit', 'named'])
const kinds = choices(words.kinds, ['paper', 'file', 'system', 'medium', 'terminal'])
const networks = choices(words.networks, ['my-number', 'lgwan', 'internet', 'none'])
const retentions = choices(words.retentions, ['1', '3', '5', '10', '30', 'permanent', 'while-used'])
const backups = choices(words.backups, ['daily', 'weekly', 'monthly', 'yearly', 'none'])
const origins = choices(words.origins, ['made', 'draft', 'received'])
const classes = classColumns({
  slots: ['text_3', 'text_4', 'text_5'],
  required: true,
  hint: hints.confidentiality,
})

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
    text('name', label.name, { ...named, slot: 'text_1' }),
    text('business', label.business, { required: true, maxLength: 100, search: true }),
    choice('kind', label.kind, kinds, { ...seen, required: true, slot: 'text_2' }),
    ...classes,
    number('personal_count', label.personal_count, {
      ...seen,
      max: 100_000_000,
      counter: words.counter,
      slot: 'number_1',
      hint: hints.personal_count,
    }),
    choice('network', label.network, networks, { ...seen, required: true, slot: 'text_6' }),
    text('place', label.place, { maxLength: 100, search: true, hint: hints.place }),
    line('stored_in', label.stored_in, 'place', { hint: hints.stored_in }),
    line('in_system', label.in_system, 'system'),
    choice('retention', label.retention, retentions),
    number('disposal_year', label.disposal_year, {
      min: 1950,
      max: 2200,
      slot: 'number_2',
      filter: true,
      hint: hints.disposal_year,
    }),
    flag('encrypted', label.encrypted, { hint: hints.encrypted }),
    choice('readers', label.readers, limits),
    choice('writers', label.writers, limits),
    choice('backup', label.backup, backups),
    date('backup_on', label.backup_on),
    flag('redundant', label.redundant),
    number('recovery_hours', label.recovery_hours, {
      max: 8_760,
      counter: words.hours,
      hint: hints.recovery_hours,
    }),
    choice('origin', label.origin, origins, { hint: hints.origin }),
    longText('class_basis', label.class_basis, { byEvents: true }),
    text('class_floor', label.class_floor, { byEvents: true }),
    longText('note', label.note, { maxLength: 1000 }),
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
