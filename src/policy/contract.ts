import { z } from 'zod'
import { dateText, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { reference, termPlace } from './contract-norm.ts'
import {
  kind,
  standing,
  problem,
  confirmedRow,
  unread,
  importedTable,
  edition,
  document,
  outlineNode,
  tableOutput,
  node,
  citedMechanism,
  place,
  range,
  slotBinding,
} from './contract-parts.ts'
import { approval } from './contract-editions.ts'
import { readableFormats } from './sources/source.ts'

const manage = { right: 'policy.manage' } as const

const oneSource = (input: { fileId?: string | undefined; base64?: string | undefined }) =>
  (input.fileId === undefined) !== (input.base64 === undefined)

/** 規程の本文を取り込む. `dryRun` reads and answers without keeping anything. */
export const policyImport = operation({
  name: 'policy.import',
  bodyLimit: 30 * 1024 * 1024,
  kind: 'command',
  summary: '規程の本文を読み取り、新しい版の案にする',
  who: manage,
  input: z
    .object({
      fileId: idText.optional(),
      base64: z
        .string()
        .max(28_000_000, 'ファイルは20MBまでです')
        .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'ファイルの中身の形が正しくありません')
        .optional(),
      fileName: boundedText(200).optional(),
      kind: kind.default('対策基準'),
      /** The document this is an edition of; without it the title decides. */
      policyId: idText.optional(),
      title: boundedText(200).optional(),
      documentMark: boundedText(40).optional(),
      public: z.boolean().default(false),
      label: boundedText(60).optional(),
      decidedBy: boundedText(200).optional(),
      decidedOn: dateText.optional(),
      effectiveFrom: dateText.optional(),
      dryRun: z.boolean().default(false),
      /** Keep it although much could not be read; the edition is marked 確認が必要. */
      acceptUnread: z.boolean().default(false),
    })
    .refine(oneSource, { message: 'ファイルを一つ選んでください', path: ['fileId'] }),
  output: z.object({
    dryRun: z.boolean(),
    /** The same bytes were imported before; nothing was changed. */
    already: z.boolean(),
    needsReview: z.boolean(),
    policyId: z.string().nullable(),
    editionId: z.string().nullable(),
    title: z.string(),
    label: z.string(),
    strategy: z.enum(['flattened', 'lines']),
    /** What the file was, by its content. */
    format: z.enum(readableFormats),
    encoding: z.string(),
    counts: z.object({
      provisions: z.int(),
      byType: z.record(z.string(), z.int()),
      tables: z.int(),
      characters: z.int(),
      unreadCharacters: z.int(),
    }),
    /** Against the edition before it: how many provisions stay, change, come, go. */
    changes: z
      .object({ same: z.int(), renumbered: z.int(), changed: z.int(), added: z.int(), removed: z.int() })
      .nullable(),
    /** Bindings taken over because their provision did not change, and those to be decided anew. */
    bindings: z.object({ carried: z.int(), open: z.int() }),
    /** Norms read; those that go on as decided in the edition before, and those to be confirmed again. */
    norms: z.object({
      total: z.int(),
      kept: z.int(),
      reopened: z.int(),
      added: z.int(),
      parameters: z.int(),
      lints: z.int(),
    }),
    outline: z.array(
      z.object({
        eid: z.string(),
        number: z.string(),
        depth: z.int(),
        label: z.string(),
        heading: z.string(),
      }),
    ),
    tables: z.array(importedTable),
    unread: z.array(unread),
    notices: z.array(problem),
  }),
  positional: ['fileId'],
})

/** 規程と版の一覧. Drafts are shown to those who may change them. */
export const policyList = operation({
  name: 'policy.list',
  kind: 'query',
  summary: '規程と版の一覧を見る',
  who: 'signed-in',
  input: z.object({ ...pageInput }),
  output: z.object({
    policies: z.array(document.extend({ editions: z.array(edition) })),
    total: z.int(),
    page: z.int(),
    size: z.int(),
    mayManage: z.boolean(),
  }),
})

/** Which edition: one by id, or the one of a document (or of a kind) in force on a date. */
const whichEdition = {
  editionId: idText.optional(),
  policyId: idText.optional(),
  kind: kind.optional(),
  on: dateText.optional(),
}

/** Where each clause stands in the text in force on a day: for whatever names clauses by their place (`eid`). */
export const policyClauses = operation({
  name: 'policy.clauses',
  kind: 'query',
  summary: '施行中の版の条文の番号を見る',
  who: 'signed-in',
  input: z.object({ kind: kind.optional(), on: dateText.optional() }),
  output: z.object({
    /** null: no text is in force on the day, or none that the viewer may read. */
    editionId: z.string().nullable(),
    clauses: z.array(z.object({ eid: z.string(), wid: z.string(), number: z.string() })),
  }),
})

/** 版の情報と目次. */
export const policyEdition = operation({
  name: 'policy.edition',
  kind: 'query',
  summary: '版の情報と目次を見る',
  who: 'signed-in',
  input: z.object(whichEdition),
  output: z.object({
    policy: document,
    edition: edition.extend({
      strategy: z.enum(['flattened', 'lines']),
      sourceName: z.string(),
      sourceSha256: z.string(),
      format: z.enum(readableFormats),
      encoding: z.string(),
      importedBy: z.string(),
      /** Put in force only by the council's resolution, or as 軽微・緊急. */
      needsApproval: z.boolean(),
      /** The council's own recorded resolution on this draft, for those who may put it in force. */
      resolution: z
        .object({
          itemId: z.string(),
          meetingId: z.string(),
          meeting: z.string(),
          resolvedOn: z.string(),
          number: z.string().nullable(),
          state: z.enum(['holds', 'changed', 'amended']),
        })
        .nullable(),
    }),
    editions: z.array(
      z.object({ editionId: z.string(), label: z.string(), standing, effectiveFrom: z.string().nullable() }),
    ),
    outline: z.array(outlineNode),
    tables: z.array(tableOutput),
    unread: z.array(unread),
    notices: z.array(problem),
    mayManage: z.boolean(),
  }),
})

/** 版の本文. Whole, or one chapter (a provision with everything below it). */
export const policyProvisions = operation({
  name: 'policy.provisions',
  kind: 'query',
  summary: '版の本文を読む',
  who: 'signed-in',
  input: z.object({ editionId: idText, chapter: z.string().max(200).optional() }),
  output: z.object({
    editionId: z.string(),
    documentMark: z.string(),
    /** Each with the pointers of its own words that lead somewhere in this edition. */
    nodes: z.array(node.extend({ refs: z.array(reference) })),
    total: z.int(),
  }),
})

/** 一つの条文と、それに結び付くもの. By permanent id, or by number as the city writes it in ids. */
export const policyProvision = operation({
  name: 'policy.provision',
  kind: 'query',
  summary: '条文と、それに結び付く仕掛けを見る',
  who: 'signed-in',
  input: z
    .object({ editionId: idText, wid: idText.optional(), eid: z.string().min(1).max(200).optional() })
    .refine((input) => (input.wid === undefined) !== (input.eid === undefined), {
      message: '条文を一つ選んでください',
      path: ['wid'],
    }),
  output: z.object({
    editionId: z.string(),
    editionLabel: z.string(),
    documentMark: z.string(),
    node,
    sentences: z.array(z.string()),
    path: z.array(place),
    children: z.array(place),
    previous: place.nullable(),
    next: place.nullable(),
    mechanisms: z.array(citedMechanism),
    /** Pointers and defined words in the provision's own words; ranges of `node.text`. */
    refs: z.array(reference),
    terms: z.array(termPlace),
    /** The same provision in other editions. */
    history: z.array(
      z.object({
        editionId: z.string(),
        label: z.string(),
        standing,
        eid: z.string(),
        sameText: z.boolean(),
      }),
    ),
    mayManage: z.boolean(),
  }),
})

/** 条文を探す. Full and half width, kana and letter case do not matter; a clause number is found too. */
export const policySearch = operation({
  name: 'policy.search',
  kind: 'query',
  summary: '条文を探す',
  who: 'signed-in',
  input: z.object({
    query: boundedText(100),
    on: dateText.optional(),
    /** Only this edition; otherwise all editions in force on the date. */
    editionId: idText.optional(),
    ...pageInput,
  }),
  output: z.object({
    hits: z.array(
      place.extend({
        editionId: z.string(),
        editionLabel: z.string(),
        documentMark: z.string(),
        text: z.string(),
        /** Places of the words in `heading` and `text`, for marking them. */
        inHeading: z.array(range),
        inText: z.array(range),
      }),
    ),
    total: z.int(),
    page: z.int(),
    size: z.int(),
  }),
  positional: ['query'],
})

/** 版を施行する. The edition in force before it ends on that day. */
export const policyPutInForce = operation({
  name: 'policy.put-in-force',
  kind: 'command',
  summary: '版を施行する',
  who: manage,
  stepUp: true,
  input: z.object({
    editionId: idText,
    effectiveFrom: dateText,
    decidedBy: boundedText(200),
    decidedOn: dateText,
    /** The council's resolution, or 軽微・緊急; asked for by 基本方針 and 対策基準. */
    approval: approval.optional(),
    /** 確認が必要 with which it was imported has been cleared. */
    reviewed: z.boolean().default(false),
  }),
  output: z.object({ edition, supersedes: z.string().nullable(), openSlots: z.int() }),
})

/** 仕掛けが必要とする根拠条文の一覧. Without an edition: what is in force on the date. */
export const policySlots = operation({
  name: 'policy.slots',
  kind: 'query',
  summary: '仕掛けと根拠条文の対応を見る',
  who: 'signed-in',
  input: z.object({ editionId: idText.optional(), on: dateText.optional(), ...pageInput }),
  output: z.object({
    slots: z.array(
      z.object({
        mechanism: z.string(),
        mechanismName: z.string(),
        kind: z.string(),
        slot: z.string(),
        need: z.string(),
        /** 'gap' is shown as 未整備. */
        state: z.enum(['bound', 'gap']),
        bindings: z.array(slotBinding),
      }),
    ),
    gaps: z.int(),
    total: z.int(),
    page: z.int(),
    size: z.int(),
    mayManage: z.boolean(),
  }),
})

/** 条文を仕掛けに対応付ける. */
export const policyBind = operation({
  name: 'policy.bind',
  kind: 'command',
  summary: '条文を仕掛けの根拠として対応付ける',
  who: manage,
  input: z.object({
    editionId: idText,
    wid: idText,
    mechanism: z.string().min(1).max(120),
    slot: z.string().min(1).max(120),
    /** Which sentence of the provision, from 1. */
    sentence: z.int().min(1).max(200).default(1),
  }),
  output: z.object({ bindingId: z.string(), quote: z.string(), already: z.boolean() }),
})

/** 対応付けを外す. */
export const policyUnbind = operation({
  name: 'policy.unbind',
  kind: 'command',
  summary: '条文と仕掛けの対応付けを外す',
  who: manage,
  input: z.object({ bindingId: idText }),
  output: z.object({ bindingId: z.string() }),
})

/** 表を書式で確かめる. The rows become provisions below the one that holds the table. */
export const policyConfirmTable = operation({
  name: 'policy.confirm-table',
  kind: 'command',
  summary: '表の内容を書式で確かめる',
  who: manage,
  input: z.object({
    editionId: idText,
    wid: idText,
    rows: z.array(confirmedRow).min(1, '1行以上入れてください').max(200, '200行までです'),
  }),
  output: z.object({
    rows: z.int(),
    provisions: z.array(z.object({ wid: z.string(), eid: z.string(), number: z.string() })),
  }),
})

/** 版の案を取り消す. Only a draft; what has been in force stays. */
export const policyDiscard = operation({
  name: 'policy.discard',
  kind: 'command',
  summary: '取り込んだ版の案を取り消す',
  who: manage,
  input: z.object({ editionId: idText }),
  output: z.object({ editionId: z.string() }),
})
