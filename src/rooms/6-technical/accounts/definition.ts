import {
  choice,
  choicesOf,
  date,
  flag,
  line,
  longText,
  people,
  person,
  seen,
  text,
} from '#engine/register/columns.ts'
import { register, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { accountWords } from './words.ja.ts'

const words = accountWords.account
const { columns: label, hints } = words

/** Kinds of user IDs. */
export const accountKinds = ['personal', 'shared', 'privileged', 'vendor', 'development', 'service'] as const
export type AccountKind = (typeof accountKinds)[number]

/** What an ID may be used for now, as the register says. */
export const accountStates = ['live', 'stopped', 'removed'] as const
export type AccountState = (typeof accountStates)[number]

function accountProblems(values: Values): Problem[] {
  const problems: Problem[] = []
  const removed = values['state'] === 'removed'
  if (removed && values['removed_on'] === undefined) {
    problems.push({ at: 'removed_on', message: words.problems.removedOn })
  }
  if (!removed && values['removed_on'] !== undefined) {
    problems.push({ at: 'removed_on', message: words.problems.notRemoved })
  }
  return problems
}

const clauses = [
  { slot: 'register', need: words.needs.register },
  { slot: 'dormant', need: words.needs.dormant },
  { slot: 'privilege', need: words.needs.privilege },
  { slot: 'vendor', need: words.needs.vendor },
  { slot: 'shared', need: words.needs.shared },
  { slot: 'development', need: words.needs.development },
  { slot: 'service', need: words.needs.service },
]

/**
 * システム利用者ID台帳: what was decided about each ID — whose it is, what kind, who approved. What a system's own
 * export says of it (last use, groups) stands in the snapshots, never here. The 課 of the line answers for the ID.
 */
export const accountRegister = register({
  key: 'account',
  name: words.name,
  noun: words.noun,
  numberPrefix: 'U-',
  numberDigits: 6,
  written: 'by-people',
  columns: [
    text('login', label.login, {
      required: true,
      maxLength: 120,
      slot: 'text_1',
      search: true,
      list: true,
    }),
    line('system', label.system, 'system', { ...seen, required: true, slot: 'text_2' }),
    choice('kind', label.kind, choicesOf(words.kinds), { ...seen, required: true, slot: 'text_3' }),
    person('holder', label.holder, { ...seen, slot: 'text_4', search: true }),
    people('users', label.users, { search: true, hint: hints.users }),
    choice('state', label.state, choicesOf(words.states), {
      ...seen,
      required: true,
      slot: 'text_5',
    }),
    person('approved_by', label.approved_by, { byEvents: true, hint: hints.approved_by }),
    date('approved_on', label.approved_on, { byEvents: true }),
    date('approved_until', label.approved_until, { slot: 'date_1', filter: true, byEvents: true }),
    text('company', label.company, {
      maxLength: 100,
      slot: 'text_6',
      search: true,
      hint: hints.company,
    }),
    text('contract', label.contract, { maxLength: 100, hint: hints.contract }),
    line('development', label.development, 'development', {
      record: true,
      search: true,
      hint: hints.development,
    }),
    text('project', label.project, { maxLength: 100, search: true }),
    date('project_end', label.project_end, {
      slot: 'date_2',
      filter: true,
      hint: hints.project_end,
    }),
    flag('mail', label.mail, { hint: hints.mail }),
    flag('internet', label.internet, { hint: hints.mail }),
    date('removed_on', label.removed_on, { slot: 'date_3', filter: true }),
    longText('note', label.note, { maxLength: 1000 }),
  ],
  labelColumn: 'login',
  slots: clauses,
  problems: accountProblems,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})

/** Places of clauses in the register of IDs. */
export type AccountSlot =
  | 'register'
  | 'dormant'
  | 'privilege'
  | 'vendor'
  | 'shared'
  | 'development'
  | 'service'
