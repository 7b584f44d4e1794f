import { z } from 'zod'
import { officeCodes } from '#authority/offices.ts'
import { fileOutput, idText, operation } from '#ground/operation/contract.ts'
import { numbering } from './contract-numbering.ts'
import { paperDocuments, paperTemplate } from './contract-template.ts'

const manage = { right: 'policy.manage' } as const
const procedure = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/, '手続を選び直してください')
const document = z.enum(paperDocuments)
const paper = { procedure, document }
const problem = z.object({ at: z.string().optional(), message: z.string() })

export const paperForms = operation({
  name: 'paper-form.list',
  kind: 'query',
  summary: '手続ごとの様式の一覧を見る',
  who: manage,
  input: z.object({}),
  output: z.object({
    procedures: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        formNumber: z.string(),
        /** Of the city's own making. */
        own: z.boolean(),
        ended: z.boolean(),
        papers: z.array(
          z.object({
            document,
            edited: z.boolean(),
            version: z.number(),
            changedAt: z.string().nullable(),
            changedBy: z.string(),
            /** Problems in it, after the form itself was changed. */
            problems: z.number(),
          }),
        ),
      }),
    ),
  }),
})

export const showPaperForm = operation({
  name: 'paper-form.show',
  kind: 'query',
  summary: '手続の様式を見る',
  who: manage,
  input: z.strictObject(paper),
  output: z.object({
    key: z.string(),
    name: z.string(),
    document,
    /** 0 while it was never saved. */
    version: z.number(),
    edited: z.boolean(),
    template: paperTemplate,
    problems: z.array(problem),
    /** What its texts can name, in the order of the picker. */
    placeholders: z.array(z.object({ name: z.string(), means: z.string() })),
    fields: z.array(z.object({ key: z.string(), label: z.string() })),
    /** Offices of the way first, then the others. */
    offices: z.array(z.object({ office: z.enum(officeCodes), word: z.string(), onTheWay: z.boolean() })),
    /** There can be a 通知書: the procedure is answered. */
    answered: z.boolean(),
    /** Cases filed since this version, and before it. */
    cases: z.object({ by: z.number(), before: z.number() }),
  }),
})

export const checkPaperForm = operation({
  name: 'paper-form.check',
  kind: 'query',
  summary: '様式の案の誤りを調べる',
  who: manage,
  input: z.strictObject({ ...paper, template: paperTemplate }),
  output: z.object({ problems: z.array(problem) }),
})

/** 試し刷り: nothing is stored. By a made-up case, or by one the viewer may see. */
export const previewPaperForm = operation({
  name: 'paper-form.preview',
  kind: 'query',
  summary: '様式の案を試しに刷る',
  who: manage,
  input: z.strictObject({
    ...paper,
    template: paperTemplate,
    applicationId: idText.optional(),
    as: z.enum(['pdf', 'picture']),
  }),
  output: fileOutput,
})

export const savePaperForm = operation({
  name: 'paper-form.save',
  kind: 'command',
  summary: '手続の様式を変える',
  who: manage,
  input: z.strictObject({
    ...paper,
    /** The version the designer saw; another one was saved meanwhile. */
    version: z.int().min(0).max(1_000_000),
    template: paperTemplate,
  }),
  output: z.object({ version: z.number() }),
})

export const resetPaperForm = operation({
  name: 'paper-form.reset',
  kind: 'command',
  summary: '手続の様式を標準に戻す',
  who: manage,
  input: z.strictObject({ ...paper, version: z.int().min(1).max(1_000_000) }),
  output: z.object({ version: z.number() }),
})

export const paperFormHistory = operation({
  name: 'paper-form.history',
  kind: 'query',
  summary: '手続の様式の版を見る',
  who: manage,
  input: z.strictObject(paper),
  output: z.object({
    versions: z.array(
      z.object({
        version: z.number(),
        at: z.string(),
        by: z.string(),
        /** null: back to the standard. */
        template: paperTemplate.nullable(),
      }),
    ),
  }),
})

export const showNumbering = operation({
  name: 'paper-form.numbering',
  kind: 'query',
  summary: '文書番号の付け方を見る',
  who: manage,
  input: z.object({}),
  output: z.object({
    version: z.number(),
    numbering,
    /** What an example is made of: a unit with its symbol, and this 年度. */
    example: z.object({ symbol: z.string(), year: z.number(), running: z.number() }),
    versions: z.array(z.object({ version: z.number(), at: z.string(), by: z.string(), example: z.string() })),
  }),
})

export const saveNumbering = operation({
  name: 'paper-form.save-numbering',
  kind: 'command',
  summary: '文書番号の付け方を変える',
  who: manage,
  input: z.strictObject({ version: z.int().min(0).max(1_000_000), numbering }),
  output: z.object({ version: z.number() }),
})

export const showNotice = operation({
  name: 'application.notice',
  kind: 'query',
  summary: '申請の通知書(許可通知書など)の発行を確かめる',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  output: z.object({
    possible: z.boolean(),
    number: z.string().nullable(),
    issuedAt: z.string().nullable(),
    may: z.boolean(),
    reason: z.string().nullable(),
  }),
})

export const issueNotice = operation({
  name: 'application.issue-notice',
  kind: 'command',
  summary: '申請の通知書に文書番号を付けて発行する',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  output: z.object({ number: z.string() }),
})

export const noticeSheet = operation({
  name: 'application.notice-sheet',
  kind: 'query',
  summary: '発行した通知書を紙(PDF)にする',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  output: fileOutput,
})
