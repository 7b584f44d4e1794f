import { z } from 'zod'
import { dateText, fileOutput, idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { document } from './contract-parts.ts'

const manage = { right: 'policy.manage' } as const

/*
 * 文書
 */

export const reader = z.object({ kind: z.enum(['person', 'unit', 'office']), id: boundedText(120) })
/** 機関 of the organisation, or one that is only named. */
const bodyRef = z.object({ bodyId: z.string().nullable(), name: z.string() })
/** Who may read what is not public: everybody who works here, or only the readers named. */
export const audience = z.enum(['staff', 'named'])

const publication = z.object({
  publicationId: z.string(),
  editionId: z.string(),
  label: z.string(),
  adoptedOn: z.string().nullable(),
  publishedOn: z.string(),
  place: z.string(),
  state: z.enum(['current', 'replaced', 'withdrawn']),
  endedOn: z.string().nullable(),
  reason: z.string().nullable(),
})

/** 文書の体系: 基本方針 → 対策基準 → 実施手順, of every body. At most 500 documents. */
export const policyDocuments = operation({
  name: 'policy.documents',
  kind: 'query',
  summary: '文書の体系(基本方針・対策基準・実施手順)を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    documents: z.array(
      document.extend({
        basedOn: z.string().nullable(),
        /** 機関; null is the whole body (首長部局). */
        body: bodyRef.nullable(),
        audience,
        /** Steps below the top of the tree, from 0; documents come in the order of the tree. */
        depth: z.int(),
        /** False: the title is shown, the words are not. */
        mayRead: z.boolean(),
        current: z.object({ editionId: z.string(), label: z.string(), effectiveFrom: z.string() }).nullable(),
      }),
    ),
    mayManage: z.boolean(),
  }),
})

/** 一つの文書: its readers, what it rests on, 附則, its publications. */
export const policyDocument = operation({
  name: 'policy.document',
  kind: 'query',
  summary: '文書の説明・閲覧できる人・公表の記録を見る',
  who: 'signed-in',
  input: z.object({ policyId: idText }),
  output: z.object({
    document: document.extend({ basedOn: z.string().nullable(), body: bodyRef.nullable(), audience }),
    above: z.array(z.object({ policyId: z.string(), title: z.string(), documentMark: z.string() })),
    below: z.array(z.object({ policyId: z.string(), title: z.string(), documentMark: z.string() })),
    /** Only for those who may change it; empty otherwise. */
    readers: z.array(reader.extend({ name: z.string() })),
    /** 附則 of the editions, newest first. */
    supplements: z.array(
      z.object({
        editionId: z.string(),
        label: z.string(),
        wid: z.string(),
        number: z.string(),
        heading: z.string().nullable(),
        text: z.string(),
      }),
    ),
    publications: z.array(publication),
    mayPublish: z.boolean(),
    /** Why not, in Japanese, where `mayPublish` is false. */
    whyNot: z.string().nullable(),
    /** Days since the edition in force was decided without having been published; null when nothing is owed. */
    unpublishedDays: z.int().nullable(),
    /** For the form: bodies and what may be chosen as readers. Only for those who may change it. */
    choices: z.object({
      bodies: z.array(z.object({ bodyId: z.string(), name: z.string() })),
      units: z.array(z.object({ id: z.string(), name: z.string() })),
      offices: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    mayManage: z.boolean(),
  }),
  positional: ['policyId'],
})

/** 文書の説明を改める: 機関, 上位の文書, 公開・非公開, 閲覧できる人. */
export const policyDescribeDocument = operation({
  name: 'policy.describe-document',
  kind: 'command',
  summary: '文書の題名・機関・上位の文書・公開・閲覧できる人を改める',
  who: manage,
  input: z.object({
    policyId: idText,
    title: boundedText(200).optional(),
    documentMark: boundedText(40).optional(),
    /** Null clears it; left out, it stays. A body without unit is only named. */
    body: z
      .object({ bodyId: idText.optional(), name: boundedText(100) })
      .nullable()
      .optional(),
    basedOn: idText.nullable().optional(),
    public: z.boolean(),
    /** Left out: `named` when readers are given, else as it is. What is public is read by everybody. */
    audience: audience.optional(),
    readers: z.array(reader).max(200, '閲覧できる人は200件までです').default([]),
  }),
  output: z.object({
    document: document.extend({ basedOn: z.string().nullable(), body: bodyRef.nullable(), audience }),
    readers: z.int(),
  }),
})

/*
 * 公表
 */

/** 版を公表したことを記録する. 基本方針, and other documents marked public; 実施手順 never. */
export const policyPublish = operation({
  name: 'policy.publish',
  kind: 'command',
  summary: '版を公表したことを記録する',
  who: manage,
  input: z.object({
    editionId: idText,
    publishedOn: dateText,
    /** URL of the page, or the place of the notice board. */
    place: boundedText(500),
  }),
  output: z.object({ publication }),
})

/** 公表を取り下げる. The history keeps it. */
export const policyWithdrawPublication = operation({
  name: 'policy.withdraw-publication',
  kind: 'command',
  summary: '公表を取り下げたことを記録する',
  who: manage,
  input: z.object({
    publicationId: idText,
    withdrawnOn: dateText,
    reason: boundedText(500, { lines: true }),
  }),
  output: z.object({ publication }),
})

/** 公表する頁. Of the published edition; before it is published, of the edition in force as a proof. */
export const policyPublished = operation({
  name: 'policy.published',
  kind: 'query',
  summary: '公表する頁をHTMLかPDFで書き出す',
  who: 'signed-in',
  input: z.object({ policyId: idText, format: z.enum(['html', 'pdf']) }),
  output: fileOutput,
  positional: ['policyId', 'format'],
})
