import { z } from 'zod'
import { citation, type Citation } from '#engine/citation.ts'
import { fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { applicationStates } from './states.ts'

export { citation, type Citation }

const formValue = z.union([z.string().max(4000), z.array(z.string().max(200)).max(100)])
export const formInput = z.record(z.string().max(60), formValue)

const field = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(['text', 'long-text', 'date', 'choice', 'checks', 'entries']),
  group: z.string(),
  required: z.boolean(),
  maxLength: z.number().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  register: z.string().optional(),
  maxEntries: z.number().optional(),
  hint: z.string().optional(),
})

const afterwards = z.object({
  act: z.enum(['start', 'finish']),
  word: z.string(),
  remark: z.object({ label: z.string(), choices: z.array(z.string()) }).optional(),
})

export const procedureKind = z.object({
  key: z.string(),
  name: z.string(),
  purpose: z.string(),
  formNumber: z.string(),
  grantWord: z.string(),
  refusalWord: z.string(),
  groups: z.array(z.object({ key: z.string(), label: z.string() })),
  fields: z.array(field),
  parameters: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      unit: z.string(),
      value: z.number(),
      standard: z.number(),
      slot: z.string(),
    }),
  ),
  afterwards: z.array(afterwards),
  cites: z.array(citation),
  /** Slots without a confirmed clause; while the first one is missing nothing can be filed. */
  missing: z.array(z.object({ slot: z.string(), need: z.string() })),
  live: z.boolean(),
})
export type ProcedureKind = z.output<typeof procedureKind>

export const procedureKinds = operation({
  name: 'procedure.kinds',
  kind: 'query',
  summary: '申請の種類と様式を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({ kinds: z.array(procedureKind) }),
})

export const setParameter = operation({
  name: 'procedure.set-parameter',
  kind: 'command',
  summary: '定める値を変える',
  who: { right: 'policy.manage' },
  input: z.object({
    procedure: z.string().max(60),
    key: z.string().max(60),
    value: z.int().min(1).max(3660),
  }),
  output: z.object({}),
})

/** Somebody who will or can decide. */
const decider = z.object({
  personId: z.string(),
  name: z.string(),
  postTitle: z.string(),
  capacity: z.string(),
  /** Set while the person is away. */
  awayUntil: z.string().nullable(),
})

const entryFacts = z.object({
  entryId: z.string(),
  number: z.string(),
  label: z.string(),
  version: z.number(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

/** What follows from the form as typed so far: handling, route, problems. Nothing is stored. */
export const previewApplication = operation({
  name: 'application.preview',
  kind: 'query',
  summary: '申請の決裁の流れと取扱いを、出す前に見る',
  who: 'signed-in',
  input: z.object({ procedure: z.string().max(60), form: formInput }),
  output: z.object({
    problems: z.array(
      z.object({ at: z.string().optional(), message: z.string(), value: z.string().optional() }),
    ),
    entries: z.array(entryFacts),
    validUntil: z.string().nullable(),
    route: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('step'),
        office: z.string(),
        officeWord: z.string(),
        unitName: z.string().nullable(),
        raised: z.boolean(),
        why: z.string(),
        deciders: z.array(decider),
      }),
      z.object({ kind: z.literal('gap'), reason: z.string() }),
    ]),
  }),
})

/** The form of the applicant's last case of this kind, dates left out. */
export const lastForm = operation({
  name: 'application.last-form',
  kind: 'query',
  summary: '前回の申請の内容を写す',
  who: 'signed-in',
  input: z.object({ procedure: z.string().max(60) }),
  output: z.object({ form: formInput, entries: z.array(entryFacts), filedOn: z.string() }).nullable(),
})

export const saveDraft = operation({
  name: 'application.save-draft',
  kind: 'command',
  summary: '申請を下書きに保存する',
  who: 'signed-in',
  input: z.object({ procedure: z.string().max(60), applicationId: idText.optional(), form: formInput }),
  output: z.object({ applicationId: z.string() }),
})

export const fileApplication = operation({
  name: 'application.file',
  kind: 'command',
  summary: '申請する',
  who: 'signed-in',
  input: z.object({
    procedure: z.string().max(60),
    /** Given when a draft, sent-back or pulled-back case is filed (again). */
    applicationId: idText.optional(),
    form: formInput,
  }),
  output: z.object({ applicationId: z.string(), number: z.string() }),
})

const reasonText = z.string().trim().max(1000, '理由は1,000文字までです')

export const decideApplication = operation({
  name: 'application.decide',
  kind: 'command',
  summary: '申請を許可・不許可・差戻しにする',
  who: 'signed-in',
  input: z.object({
    applicationId: idText,
    act: z.enum(['grant', 'refuse', 'send-back']),
    /** The content the decider saw; another content is not decided by mistake. */
    contentHash: z.string().length(64),
    reason: reasonText.optional(),
    /** 「やむを得ない場合」: the only way around the separation of applicant and approver. */
    exceptionReason: z
      .string()
      .trim()
      .min(5, 'やむを得ない理由を5文字以上で書いてください')
      .max(1000)
      .optional(),
  }),
  output: z.object({ state: z.enum(applicationStates) }),
})

export const followApplication = operation({
  name: 'application.follow',
  kind: 'command',
  summary: '申請を引き戻す・取り下げる・持ち出す・返却を確認する',
  who: 'signed-in',
  input: z.object({
    applicationId: idText,
    act: z.enum(['pull-back', 'withdraw', 'start', 'finish']),
    remark: reasonText.optional(),
  }),
  output: z.object({ state: z.enum(applicationStates) }),
})

export const readAfterwards = operation({
  name: 'application.read-afterwards',
  kind: 'command',
  summary: '代決された申請を後閲する',
  who: 'signed-in',
  input: z.object({ decisionId: idText }),
  output: z.object({}),
})

/** An act the viewer may do now, or why not: the screen shows the reason beside the button. */
const possibleAct = z.object({
  act: z.enum(['file', 'grant', 'refuse', 'send-back', 'pull-back', 'withdraw', 'start', 'finish']),
  word: z.string(),
  allowed: z.boolean(),
  capacity: z.string().nullable(),
  reason: z.string().nullable(),
  cites: z.array(z.string()),
})

const person = z.object({
  personId: z.string(),
  name: z.string(),
  postTitle: z.string(),
  unitName: z.string(),
})

export const caseView = z.object({
  applicationId: z.string(),
  procedure: z.string(),
  procedureName: z.string(),
  formNumber: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  state: z.enum(applicationStates),
  round: z.number(),
  contentHash: z.string(),
  unit: z.object({ unitId: z.string(), name: z.string() }),
  applicant: person,
  form: formInput,
  entries: z.array(entryFacts),
  edition: z.object({ editionId: z.string(), label: z.string() }),
  filedAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  periodFrom: z.string().nullable(),
  periodTo: z.string().nullable(),
  validUntil: z.string().nullable(),
  overdueDays: z.number(),
  step: z
    .object({
      office: z.string(),
      officeWord: z.string(),
      raised: z.boolean(),
      why: z.string(),
      deciders: z.array(decider),
    })
    .nullable(),
  /** In what right the viewer could act, one line per standing that was looked at. */
  standings: z.array(z.object({ capacity: z.string(), usable: z.boolean(), text: z.string() })),
  acts: z.array(possibleAct),
  decisions: z.array(
    z.object({
      decisionId: z.string(),
      act: z.enum(['grant', 'refuse', 'send-back']),
      decider: person,
      capacity: z.string(),
      rightOf: z.string().nullable(),
      office: z.string(),
      officeWord: z.string(),
      reason: z.string().nullable(),
      exceptionReason: z.string().nullable(),
      decidedAt: z.string(),
      round: z.number(),
      /** Of 代決: whether the absent holder has read it since. */
      afterReading: z
        .object({ holderName: z.string(), readAt: z.string().nullable(), mine: z.boolean() })
        .nullable(),
    }),
  ),
  events: z.array(
    z.object({
      place: z.number(),
      act: z.string(),
      actor: person.nullable(),
      capacity: z.string().nullable(),
      note: z.string().nullable(),
      at: z.string(),
      /** Labels of the fields that changed against the round before. */
      changed: z.array(z.string()),
    }),
  ),
  cites: z.array(citation),
  /** Clauses of the rules of who decides (兼務の禁止, 代決 …); `acts[].cites` name their slots. */
  rules: z.array(citation),
})
export type CaseView = z.output<typeof caseView>

export const showApplication = operation({
  name: 'application.show',
  kind: 'query',
  summary: '申請の内容・経過・できることを見る',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  output: caseView,
})

export const caseRow = z.object({
  applicationId: z.string(),
  procedure: z.string(),
  procedureName: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  state: z.enum(applicationStates),
  unitName: z.string(),
  applicantName: z.string(),
  purpose: z.string(),
  /** Strictest class among the assets, as the register's choice label; null when there is none. */
  classLabel: z.string().nullable(),
  personal: z.number(),
  filedAt: z.string().nullable(),
  periodTo: z.string().nullable(),
  overdueDays: z.number(),
  /** 開庁日 since filing, for waiting cases. */
  waitingDays: z.number(),
  reminders: z.number(),
  raised: z.boolean(),
  mine: z.boolean(),
})
export type CaseRow = z.output<typeof caseRow>

export const listApplications = operation({
  name: 'application.list',
  kind: 'query',
  summary: '申請の一覧を見る',
  who: 'signed-in',
  input: z.object({
    /** inbox: waiting for me; mine: filed by me; office: everything I may see. */
    view: z.enum(['inbox', 'mine', 'office']),
    state: z.enum(applicationStates).optional(),
    overdue: z.boolean().optional(),
    procedure: z.string().max(60).optional(),
    unitId: idText.optional(),
    search: z.string().trim().max(100).optional(),
    ...pageInput,
  }),
  output: z.object({ rows: z.array(caseRow), total: z.number(), page: z.number(), size: z.number() }),
})

export const today = operation({
  name: 'home.today',
  kind: 'query',
  summary: '今日やることを見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    on: z.string(),
    /** The offices the viewer stands for today, in words. */
    standingWords: z.array(z.string()),
    waiting: z.object({ total: z.number(), rows: z.array(caseRow) }),
    overdue: z.object({ total: z.number(), rows: z.array(caseRow) }),
    afterReadings: z.array(
      z.object({
        decisionId: z.string(),
        applicationId: z.string(),
        number: z.string().nullable(),
        title: z.string(),
        deciderName: z.string(),
        decidedAt: z.string(),
      }),
    ),
    /** My own cases that still move. */
    mine: z.object({ total: z.number(), rows: z.array(caseRow) }),
    /** Clauses without a mechanism and the like: shown to who may mend them. */
    gaps: z.array(z.object({ kind: z.string(), text: z.string() })),
    counts: z.object({
      waiting: z.number(),
      overdue: z.number(),
      afterReadings: z.number(),
      mine: z.number(),
    }),
  }),
})

export const formSheet = operation({
  name: 'application.sheet',
  kind: 'query',
  summary: '申請を様式の紙(PDF)にする',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  output: fileOutput,
})
