import { z } from 'zod'
import { dateText, fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { type ChangeKind, changeWords, transferChange } from './change.ts'

export {
  type ChangeKind,
  changeRanks,
  changeWords,
  mainAppointments,
  type NewTransferChange,
  sideAppointments,
  termAppointments,
  isUnitChange,
} from './change.ts'

const who = { right: 'organisation.manage' } as const
const nullableText = z.string().nullable()
const kinds = Object.keys(changeWords).filter((key): key is ChangeKind => key in changeWords)
export const changeKind = z.enum(kinds as [ChangeKind, ...ChangeKind[]])

export const planState = z.enum(['draft', 'confirmed', 'effective', 'undone'])
export type PlanStateName = z.output<typeof planState>

export const findingTab = z.enum([
  'offices',
  'cases',
  'permits',
  'holdings',
  'accounts',
  'units',
  'rights',
  'training',
  'checklists',
])
export type FindingTabName = z.output<typeof findingTab>

const planLine = z.object({
  planId: z.string(),
  title: z.string(),
  effectiveOn: z.string(),
  state: planState,
  source: z.string(),
  changes: z.int(),
  problems: z.int(),
  createdAt: z.string(),
  createdBy: nullableText,
})
export type PlanLine = z.output<typeof planLine>

export const listTransfers = operation({
  name: 'organisation.transfers',
  kind: 'query',
  summary: '人事異動・組織改正の案の一覧を見る',
  who,
  input: z.object({ ...pageInput }),
  output: z.object({ total: z.int(), plans: z.array(planLine) }),
})

const rehearsalView = z.object({
  rehearsalId: z.string(),
  madeAt: z.string(),
  madeBy: nullableText,
  seconds: z.number(),
  problems: z.int(),
  removes: z.int(),
  staff: z.int(),
  /** Lines of the report by tab. */
  counts: z.record(z.string(), z.int()),
  /** Why it no longer tells what would happen; null while it does. */
  stale: nullableText,
  /** The number of people who leave has to be typed in at confirmation. */
  mustTypeNumber: z.boolean(),
})

export const showTransfer = operation({
  name: 'organisation.transfer',
  kind: 'query',
  summary: '人事異動・組織改正の案を見る',
  who,
  input: z.object({ planId: idText }),
  output: planLine.extend({
    taken: z.int(),
    byKind: z.array(z.object({ kind: changeKind, word: z.string(), count: z.int(), problems: z.int() })),
    confirmedAt: nullableText,
    confirmedBy: nullableText,
    effectiveAt: nullableText,
    undoneAt: nullableText,
    undoneBy: nullableText,
    rehearsal: rehearsalView.nullable(),
    /** Work in the background that belongs to the plan and is not over. */
    job: z.object({ jobId: z.string(), what: z.enum(['rehearse', 'confirm', 'follow-up']) }).nullable(),
    /** Why it cannot be confirmed now; null when it can. */
    notConfirmable: nullableText,
    /** Why it cannot be undone now; null when it can. */
    notUndoable: nullableText,
    /** People who are in another plan, too: drafts and confirmed ones. */
    alsoIn: z.array(
      z.object({
        planId: z.string(),
        title: z.string(),
        effectiveOn: z.string(),
        state: planState,
        people: z.int(),
      }),
    ),
    effects: z.array(z.object({ kind: z.string(), count: z.int() })),
    effectsTotal: z.int(),
  }),
  positional: ['planId'],
})

const changeLine = z.object({
  changeId: z.string(),
  line: z.int().nullable(),
  kind: changeKind,
  word: z.string(),
  label: z.string(),
  /** What changes, as a sentence: 「市民課 主事 → 税務課 係長」. */
  what: z.string(),
  taken: z.boolean(),
  problem: nullableText,
})
export type ChangeLine = z.output<typeof changeLine>

export const transferChanges = operation({
  name: 'organisation.transfer-changes',
  kind: 'query',
  summary: '案に含まれる異動を見る',
  who,
  input: z.object({
    planId: idText,
    kind: changeKind.optional(),
    /** Only lines that cannot be made, or only those left out. */
    show: z.enum(['all', 'problems', 'left-out']).default('all'),
    q: z.string().max(100, '検索のことばは100文字以内にしてください').default(''),
    ...pageInput,
  }),
  output: z.object({ total: z.int(), changes: z.array(changeLine) }),
})

export const saveTransfer = operation({
  name: 'organisation.save-transfer',
  kind: 'command',
  summary: '人事異動・組織改正の案を作る、件名と発令日を直す',
  who,
  input: z.object({ planId: idText.optional(), title: boundedText(100), effectiveOn: dateText }),
  output: z.object({ planId: z.string() }),
})

export const addTransferChanges = operation({
  name: 'organisation.add-transfer-changes',
  kind: 'command',
  summary: '案に異動を加える',
  who,
  input: z.object({ planId: idText, changes: z.array(transferChange).min(1).max(1000) }),
  output: z.object({ added: z.int() }),
})

export const takeTransferChanges = operation({
  name: 'organisation.take-transfer-changes',
  kind: 'command',
  summary: '発令に含める行を選ぶ',
  who,
  input: z.object({
    planId: idText,
    taken: z.boolean(),
    which: z.union([
      z.strictObject({ ids: z.array(idText).min(1).max(1000) }),
      z.strictObject({ kind: changeKind }),
      z.strictObject({ all: z.enum(['all', 'problems']) }),
    ]),
  }),
  output: z.object({ changed: z.int(), taken: z.int() }),
})

export const discardTransfer = operation({
  name: 'organisation.discard-transfer',
  kind: 'command',
  summary: '確定していない案を消す',
  who,
  input: z.object({ planId: idText }),
  output: z.object({}),
})

export const rehearseTransfer = operation({
  name: 'organisation.rehearse-transfer',
  kind: 'command',
  summary: '案の予行を裏で始める(組織は変わらない)',
  who,
  input: z.object({ planId: idText }),
  output: z.object({ jobId: z.string() }),
})

const finding = z.object({
  place: z.int(),
  kind: z.string(),
  personId: nullableText,
  unitId: nullableText,
  label: z.string(),
  unit: z.string(),
  before: z.string(),
  after: z.string(),
  note: z.string(),
  href: nullableText,
})
export type FindingLine = z.output<typeof finding>

const findingFilter = {
  planId: idText,
  tab: findingTab,
  kind: z.string().max(60).optional(),
  q: z.string().max(100, '検索のことばは100文字以内にしてください').default(''),
}

export const transferFindings = operation({
  name: 'organisation.transfer-findings',
  kind: 'query',
  summary: '予行の結果を見る',
  who,
  input: z.object({ ...findingFilter, ...pageInput }),
  output: z.object({
    total: z.int(),
    kinds: z.array(z.object({ kind: z.string(), count: z.int() })),
    findings: z.array(finding),
  }),
})

export const transferSheet = operation({
  name: 'organisation.transfer-sheet',
  kind: 'query',
  summary: '予行の結果をExcelで受け取る',
  who,
  input: z.object(findingFilter),
  output: fileOutput,
})

export const confirmTransfer = operation({
  name: 'organisation.confirm-transfer',
  kind: 'command',
  summary: '案を確定する(発令日の0時に効力を生じる)',
  who,
  input: z.object({
    planId: idText,
    /** The rehearsal the person looked at; another one since means: look again. */
    rehearsalId: idText,
    /** The number of people who leave, typed in where it is very large. */
    removes: z.int().min(0).optional(),
  }),
  output: z.object({ jobId: z.string() }),
})

export const undoTransfer = operation({
  name: 'organisation.undo-transfer',
  kind: 'command',
  summary: '確定した案を発令日より前に取り消す',
  who,
  input: z.object({ planId: idText }),
  output: z.object({ rows: z.int() }),
})

export const transferEffects = operation({
  name: 'organisation.transfer-effects',
  kind: 'query',
  summary: '発令日に行ったことを見る',
  who,
  input: z.object({ planId: idText, kind: z.string().max(60).optional(), ...pageInput }),
  output: z.object({
    total: z.int(),
    effects: z.array(
      z.object({
        kind: z.string(),
        label: z.string(),
        what: z.string(),
        href: nullableText,
        at: z.string(),
      }),
    ),
  }),
})
