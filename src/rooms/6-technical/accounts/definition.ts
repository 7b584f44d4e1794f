import { register, type Choice, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { accountWords } from './words.ja.ts'

const words = accountWords.account

const choices = (labels: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

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
    {
      key: 'login',
      label: words.columns.login,
      type: 'text',
      required: true,
      maxLength: 120,
      slot: 'text_1',
      search: true,
      list: true,
    },
    {
      key: 'system',
      label: words.columns.system,
      type: 'entry',
      register: 'system',
      required: true,
      slot: 'text_2',
      list: true,
      filter: true,
    },
    {
      key: 'kind',
      label: words.columns.kind,
      type: 'choice',
      required: true,
      choices: choices(words.kinds),
      slot: 'text_3',
      list: true,
      filter: true,
    },
    {
      key: 'holder',
      label: words.columns.holder,
      type: 'person',
      slot: 'text_4',
      search: true,
      list: true,
      filter: true,
    },
    { key: 'users', label: words.columns.users, type: 'people', search: true, hint: words.hints.users },
    {
      key: 'state',
      label: words.columns.state,
      type: 'choice',
      required: true,
      choices: choices(words.states),
      slot: 'text_5',
      list: true,
      filter: true,
    },
    {
      key: 'approved_by',
      label: words.columns.approved_by,
      type: 'person',
      byEvents: true,
      hint: words.hints.approved_by,
    },
    { key: 'approved_on', label: words.columns.approved_on, type: 'date', byEvents: true },
    {
      key: 'approved_until',
      label: words.columns.approved_until,
      type: 'date',
      slot: 'date_1',
      filter: true,
      byEvents: true,
    },
    {
      key: 'company',
      label: words.columns.company,
      type: 'text',
      maxLength: 100,
      slot: 'text_6',
      search: true,
      hint: words.hints.company,
    },
    {
      key: 'contract',
      label: words.columns.contract,
      type: 'text',
      maxLength: 100,
      hint: words.hints.contract,
    },
    {
      key: 'development',
      label: words.columns.development,
      type: 'entry',
      register: 'development',
      record: true,
      search: true,
      hint: words.hints.development,
    },
    { key: 'project', label: words.columns.project, type: 'text', maxLength: 100, search: true },
    {
      key: 'project_end',
      label: words.columns.project_end,
      type: 'date',
      slot: 'date_2',
      filter: true,
      hint: words.hints.project_end,
    },
    { key: 'mail', label: words.columns.mail, type: 'flag', hint: words.hints.mail },
    { key: 'internet', label: words.columns.internet, type: 'flag', hint: words.hints.mail },
    { key: 'removed_on', label: words.columns.removed_on, type: 'date', slot: 'date_3', filter: true },
    { key: 'note', label: words.columns.note, type: 'long-text', maxLength: 1000 },
  ],
  labelColumn: 'login',
  slots: [
    { slot: 'register', need: words.needs.register },
    { slot: 'dormant', need: words.needs.dormant },
    { slot: 'privilege', need: words.needs.privilege },
    { slot: 'vendor', need: words.needs.vendor },
    { slot: 'shared', need: words.needs.shared },
    { slot: 'development', need: words.needs.development },
    { slot: 'service', need: words.needs.service },
  ],
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
