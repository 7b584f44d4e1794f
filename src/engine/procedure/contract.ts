import { z } from 'zod'
import { citation, type Citation } from '#engine/citation.ts'
import { fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { caseView, entryFacts, seatView } from './contract-case.ts'
import { formInput, procedureKind, tier } from './contract-kind.ts'
import { officeCodes } from '#authority/offices.ts'
import { applicationStates } from './states.ts'
import { seatActs } from './step-machine.ts'

export { citation, type Citation }
export { caseView, seatView, type CaseView, type SeatView } from './contract-case.ts'
export { formInput, procedureKind, type ProcedureKind } from './contract-kind.ts'

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

export const setRole = operation({
  name: 'procedure.set-role',
  kind: 'command',
  summary: '条文にだけ名のある役割を、どの役割が担うか定める',
  who: { right: 'policy.manage' },
  input: z.object({
    /** A procedure, or `*` for every one. */
    procedure: z.string().max(60),
    role: z.string().max(60),
    office: z.enum(officeCodes),
  }),
  output: z.object({}),
})

export const setTiers = operation({
  name: 'procedure.set-tiers',
  kind: 'command',
  summary: '専決区分を定める',
  who: { right: 'policy.manage' },
  input: z.object({
    procedure: z.string().max(60),
    /** The first that fits decides; none: the office of the clause decides everything. */
    tiers: z.array(tier).max(10),
  }),
  output: z.object({}),
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
      z.object({ kind: z.literal('steps'), steps: z.array(seatView) }),
      z.object({ kind: z.literal('gap'), reason: z.string() }),
    ]),
  }),
})

/** The form of an earlier case of the applicant's own of this kind, dates left out; of his last one unless told. */
export const lastForm = operation({
  name: 'application.last-form',
  kind: 'query',
  summary: '前回までの自分の申請の内容を写す',
  who: 'signed-in',
  input: z.object({ procedure: z.string().max(60), applicationId: idText.optional() }),
  output: z
    .object({
      form: formInput,
      entries: z.array(entryFacts),
      /** Names of people and units in the form, by id. */
      names: z.record(z.string(), z.string()),
      filedOn: z.string(),
    })
    .nullable(),
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
  summary: '申請を許可・不許可・差戻しにする、経由・合議・協議・届出に答える',
  who: 'signed-in',
  input: z.object({
    applicationId: idText,
    act: z.enum(seatActs),
    /** The content the decider saw; another content is not decided by mistake. */
    contentHash: z.string().length(64),
    reason: reasonText.optional(),
    /** Keys of what the step asks to be confirmed one by one before it is granted. */
    confirmed: z.array(z.string().max(60)).max(40).optional(),
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

/** Where the city allows it, and never for the strictest class; one that cannot be granted does not keep the others. */
export const decideManyApplications = operation({
  name: 'application.decide-many',
  kind: 'command',
  summary: '申請をまとめて許可する',
  who: 'signed-in',
  input: z.object({
    cases: z
      .array(z.object({ applicationId: idText, contentHash: z.string().length(64) }))
      .min(1, 'まとめて許可する申請を選んでください')
      .max(100, '一度に選べるのは100件までです'),
  }),
  output: z.object({
    bundleId: z.string(),
    results: z.array(
      z.object({
        applicationId: z.string(),
        number: z.string().nullable(),
        title: z.string().nullable(),
        /** The state after the decision; null when there was none. */
        state: z.enum(applicationStates).nullable(),
        refusal: z
          .object({ code: z.string(), message: z.string(), problems: z.array(z.string()) })
          .nullable(),
      }),
    ),
  }),
})

/** The page of a case says that whoever decides has it before him; the first time in a round stays. */
export const noteOpening = operation({
  name: 'application.note-opening',
  kind: 'command',
  summary: '決裁する人が申請を開いたことを記録する',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  /** Null when the case had been decided before. */
  output: z.object({ openedAt: z.string().nullable() }),
})

export const followApplication = operation({
  name: 'application.follow',
  kind: 'command',
  summary: '申請を引き戻す・取り下げる・持ち出す・返却を確認する、許可を取り消す',
  who: 'signed-in',
  input: z.object({
    applicationId: idText,
    act: z.enum(['pull-back', 'withdraw', 'start', 'finish', 'revoke']),
    remark: reasonText.optional(),
    /** What the act asks for, like a form. */
    answers: formInput.optional(),
  }),
  output: z.object({ state: z.enum(applicationStates) }),
})

/** 更新: permissions that end soon, one's own or of the units one files for. */
export const renewableApplications = operation({
  name: 'application.renewable',
  kind: 'query',
  summary: '期限の近い許可を見る',
  who: 'signed-in',
  input: z.object({
    withinDays: z.int().min(1).max(366).default(90),
    /** unit: of the people for whom the viewer files as their 課長 or リーダー. */
    of: z.enum(['mine', 'unit']).default('mine'),
  }),
  output: z.object({
    /** The viewer files for somebody at all. */
    represents: z.boolean(),
    /** How many there are; the first of them are shown. */
    total: z.number(),
    rows: z.array(
      z.object({
        applicationId: z.string(),
        procedureName: z.string(),
        number: z.string().nullable(),
        title: z.string(),
        applicantName: z.string(),
        /** The viewer decides such permissions himself, and so does not ask for them in the place of another. */
        decidedByMe: z.boolean(),
        validUntil: z.string(),
        /** The case it is asked for again with. */
        renewal: z.object({ applicationId: z.string(), number: z.string().nullable() }).nullable(),
      }),
    ),
  }),
})

/** 更新: the same form once more, for the time after the permission. */
export const renewApplication = operation({
  name: 'application.renew',
  kind: 'command',
  summary: '許可の更新を申請する',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  output: z.object({ applicationId: z.string(), number: z.string() }),
})

/** The same for several, each a case of its own; one that cannot be does not keep the others. */
export const renewManyApplications = operation({
  name: 'application.renew-many',
  kind: 'command',
  summary: '許可の更新をまとめて申請する',
  who: 'signed-in',
  input: z.object({
    applicationIds: z
      .array(idText)
      .min(1, '更新する許可を選んでください')
      .max(100, '一度に選べるのは100件までです'),
  }),
  output: z.object({
    results: z.array(
      z.object({
        applicationId: z.string(),
        renewal: z.object({ applicationId: z.string(), number: z.string() }).nullable(),
        refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
      }),
    ),
  }),
})

/** A question to the applicant, or his answer; the case stays as it is. */
export const commentOn = operation({
  name: 'application.comment',
  kind: 'command',
  summary: '申請について質問する・答える',
  who: 'signed-in',
  input: z.object({
    applicationId: idText,
    text: z.string().trim().min(1, '内容を書いてください').max(1000, '1,000文字までです'),
  }),
  output: z.object({ commentId: z.string() }),
})

/** 議決: the resolution of a council is tied to the case that waits for it. */
export const resolveApplication = operation({
  name: 'application.resolve',
  kind: 'command',
  summary: '会議の議決を申請に結び付ける',
  who: 'signed-in',
  input: z.object({ applicationId: idText, contentHash: z.string().length(64) }),
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
  /** The content that may be granted together with others, and how many at once; null where it is decided by itself. */
  bulk: z.object({ contentHash: z.string(), atMost: z.number() }).nullable(),
  /** What the case waits for now: 許可, 合議, 意見 … Null when it waits for nobody. */
  turn: z.string().nullable(),
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
    gaps: z.array(
      z.object({
        kind: z.string(),
        text: z.string(),
        /** Where it can be mended: an address of the web. */
        href: z.string().optional(),
      }),
    ),
    counts: z.object({
      waiting: z.number(),
      overdue: z.number(),
      afterReadings: z.number(),
      mine: z.number(),
    }),
  }),
})

/** A paper of a case, for whoever may see the case. */
export const readFile = operation({
  name: 'application.file-of',
  kind: 'query',
  summary: '申請に添付されたファイルを受け取る',
  who: 'signed-in',
  input: z.object({ applicationId: idText, fileId: idText }),
  output: fileOutput,
})

export const formSheet = operation({
  name: 'application.sheet',
  kind: 'query',
  summary: '申請を様式の紙(PDF)にする',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  output: fileOutput,
})
