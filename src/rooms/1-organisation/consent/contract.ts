import { z } from 'zod'
import { dateText, fileOutput, idText, operation, pageInput } from '#ground/operation/contract.ts'

/** Where somebody stands with the edition in force: never signed, signed an older one, signed this one. */
export const consentStates = ['unsigned', 'older', 'signed'] as const
export type ConsentState = (typeof consentStates)[number]

export const consentWayWords: Readonly<Record<'screen' | 'paper' | 'link', string>> = {
  screen: '画面で署名',
  paper: '紙に署名',
  link: 'リンクで署名',
}

const way = z.enum(['screen', 'paper', 'link'])

const clause = z.object({ number: z.string(), heading: z.string(), text: z.string() })

/** What is agreed to, as whoever signs sees it. */
export const consentContent = z.object({
  editionId: z.string(),
  title: z.string(),
  label: z.string(),
  effectiveFrom: z.string(),
  documentSha256: z.string(),
  statement: z.string(),
  clauses: z.array(clause),
  contentHash: z.string(),
})
export type ConsentContentView = z.output<typeof consentContent>

const signature = z.object({
  consentId: z.string(),
  editionLabel: z.string(),
  how: way,
  signedOn: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  capacity: z.string(),
  contentHash: z.string(),
  fileId: z.string().nullable(),
})

const openLink = z.object({ issuedAt: z.string(), expiresAt: z.string(), openedAt: z.string().nullable() })

const signer = z.object({
  personId: z.string(),
  name: z.string(),
  number: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string(),
  appointment: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  state: z.enum(consentStates),
  signature: signature.nullable(),
  link: openLink.nullable(),
})
export type Signer = z.output<typeof signer>

/** 署名の一覧: who has to sign in the units the viewer answers for. */
export const listSigners = operation({
  name: 'consent.list',
  kind: 'query',
  summary: '同意の署名の一覧を見る',
  who: 'signed-in',
  input: z.object({
    unitId: idText.optional(),
    state: z.enum(['missing', ...consentStates]).optional(),
    ...pageInput,
  }),
  output: z.object({
    on: z.string(),
    /** The edition to sign today; null when nobody can sign, and `closed` says why. */
    edition: z
      .object({ editionId: z.string(), title: z.string(), label: z.string(), contentHash: z.string() })
      .nullable(),
    closed: z.string().nullable(),
    rows: z.array(signer),
    total: z.int(),
    counts: z.object({ unsigned: z.int(), older: z.int(), signed: z.int() }),
    page: z.int(),
    size: z.int(),
  }),
})

/** What the signed-in person himself has to sign, if anything. */
export const ownConsent = operation({
  name: 'consent.mine',
  kind: 'query',
  summary: '自分が同意の署名をする内容を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    /** The appointment that asks for it; null when nothing is asked. */
    appointment: z.string().nullable(),
    name: z.string(),
    state: z.enum(consentStates),
    content: consentContent.nullable(),
    closed: z.string().nullable(),
    signature: signature.nullable(),
  }),
})

const agreed = z.literal(true, '同意するときは、確認の欄に印を付けてください')
const contentHash = z.string().regex(/^[0-9a-f]{64}$/, '内容の番号の形が正しくありません')

export const signConsent = operation({
  name: 'consent.sign',
  kind: 'command',
  summary: '画面で同意の署名をする',
  who: 'signed-in',
  input: z.object({ editionId: idText, contentHash, agreed }),
  output: z.object({ consentId: z.string() }),
})

export const consentForm = operation({
  name: 'consent.form',
  kind: 'query',
  summary: '同意書の用紙を作る',
  who: 'signed-in',
  input: z.object({ personId: idText }),
  output: fileOutput,
  positional: ['personId'],
})

/** Largest scan, in bytes. */
export const SCAN_LIMIT = 10 * 1024 * 1024

export const savePaperConsent = operation({
  name: 'consent.save-paper',
  kind: 'command',
  summary: '紙の同意書を登録する',
  who: 'signed-in',
  input: z.object({
    personId: idText,
    /** The edition printed on the paper. */
    editionId: idText,
    /** The hash printed at its foot. */
    contentHash,
    signedOn: dateText,
    /** Of `file.keep`: PDF, PNG or JPEG, at most 10 MB, uploaded by whoever records it. */
    fileId: idText,
  }),
  output: z.object({ consentId: z.string() }),
})

export const consentScan = operation({
  name: 'consent.scan',
  kind: 'query',
  summary: '紙の同意書の写しを開く',
  who: 'signed-in',
  input: z.object({ consentId: idText }),
  output: fileOutput,
  positional: ['consentId'],
})

export const withdrawConsent = operation({
  name: 'consent.withdraw',
  kind: 'command',
  summary: '取り違えた同意の署名を取り消す',
  who: 'signed-in',
  input: z.object({
    consentId: idText,
    reason: z.string().trim().min(5, '理由を5文字以上で書いてください').max(500, '理由は500文字までです'),
  }),
  output: z.object({}),
})

export const issueConsentLink = operation({
  name: 'consent.issue-link',
  kind: 'command',
  summary: '署名のための一度だけ使えるリンクを作る',
  who: 'signed-in',
  input: z.object({ personId: idText }),
  /** The secret is told once, here; the house keeps its hash only. */
  output: z.object({ path: z.string(), expiresAt: z.string() }),
})

export const revokeConsentLink = operation({
  name: 'consent.revoke-link',
  kind: 'command',
  summary: '署名のためのリンクを無効にする',
  who: 'signed-in',
  input: z.object({ personId: idText }),
  output: z.object({}),
})

const token = z.string().max(200, 'リンクの形が正しくありません')

/** The link opened by whoever has no account. A command, so that the secret stands in no address and no log. */
export const openConsentLink = operation({
  name: 'consent.open-link',
  kind: 'command',
  summary: '署名のリンクを開く',
  who: 'anyone',
  input: z.object({ token }),
  output: z.object({ city: z.string(), name: z.string(), expiresAt: z.string(), content: consentContent }),
})

export const signByLink = operation({
  name: 'consent.sign-link',
  kind: 'command',
  summary: 'リンクで同意の署名をする',
  who: 'anyone',
  input: z.object({
    token,
    contentHash,
    /** As typed; must be the name the link was made for. */
    name: z.string().trim().min(1, '氏名を入れてください').max(120, '氏名は120文字までです'),
    agreed,
  }),
  output: z.object({ signedAt: z.string(), label: z.string() }),
})

/** The tenant a link names, so that it can be looked up behind row-level security. Null for what is no link. */
export function tenantOfLink(text: unknown): string | null {
  if (typeof text !== 'string') return null
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[A-Za-z0-9_-]{40,100}$/.exec(text)?.[1] ?? null
}
