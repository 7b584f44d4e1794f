import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { dateText, idText, operation, pageInput } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { differenceKindNames } from './difference.ts'
import { exportFields } from './mapping.ts'

const nullableText = z.string().nullable()
const named = z.object({ id: z.string(), name: z.string() })
const permission = z.object({ allowed: z.boolean(), because: z.string().optional() })
const kind = z.enum(differenceKindNames)

/** Why nothing can be said about a system, or what its list leaves open. */
export const systemStateView = z.discriminatedUnion('can', [
  z.object({ can: z.literal('fully') }),
  z.object({ can: z.literal('partly'), untold: z.array(z.enum(['lines', 'state', 'last-used', 'groups'])) }),
  z.object({ can: z.literal('cannot'), because: z.enum(['never', 'empty', 'unreadable', 'old']) }),
])

const systemView = z.object({
  systemId: z.string(),
  number: z.string(),
  name: z.string(),
  unit: named,
  exportEvery: z.int(),
  state: systemStateView,
  latest: z
    .object({
      takenOn: z.string(),
      readAt: z.string(),
      fileName: z.string(),
      lines: z.int(),
      refused: z.int(),
      problem: nullableText,
    })
    .nullable(),
  /** Live IDs of the register. */
  accounts: z.int(),
  /** Open differences by kind. A system that cannot be checked has them too: they are what is known without its list. */
  differences: z.array(z.object({ kind, count: z.int() })),
  mayImport: permission,
})
export type SystemView = z.output<typeof systemView>

export const idsOverview = operation({
  name: 'ids.overview',
  kind: 'query',
  summary: '利用者IDの棚卸の様子と、情報システムごとの確認の状態を見る',
  who: 'signed-in',
  input: z.object({}),
  output: z.object({
    on: z.string(),
    systems: z.array(systemView),
    /** Systems about which nothing can be said. */
    unreadable: z.int(),
    /** Open differences in what the viewer sees, by kind. */
    differences: z.array(z.object({ kind, count: z.int() })),
    lastCheck: z
      .object({ at: z.string(), accounts: z.int(), open: z.int(), dormantDays: z.int() })
      .nullable(),
    /** The city has set no value for unused IDs: a usual one is used. */
    usualDormantDays: z.boolean(),
    dormantDays: z.int(),
    review: z
      .object({
        reviewId: z.string(),
        title: z.string(),
        asOf: z.string(),
        dueOn: z.string(),
        state: z.enum(['preparing', 'open', 'closed']),
        sheets: z.int(),
        signed: z.int(),
        lines: z.int(),
        answered: z.int(),
      })
      .nullable(),
    /** The sheets of the running stock-take that the viewer signs. */
    mySheets: z.array(z.object({ unit: named, total: z.int(), answered: z.int(), signedAt: nullableText })),
    mayManage: permission,
    cites: z.array(citation),
  }),
})

const fileInput = {
  systemId: idText,
  /** The day the system wrote the list; today unless told. */
  takenOn: dateText.optional(),
  mapping: z
    .strictObject({
      columns: z.partialRecord(z.enum(exportFields), boundedText(200)),
      privilegedGroups: z.array(boundedText(200)).max(50),
    })
    .optional(),
  /** IDs the register does not have are registered. Unless told: exactly when it has none of this system. */
  register: z.boolean().optional(),
  /** The list looks like that of another system, and whoever brings it says that it is right. */
  sure: z.boolean().default(false),
  /** True reads and reports without writing. */
  dryRun: z.boolean().default(true),
}

const importOutput = z.object({
  dryRun: z.boolean(),
  outcome: z.enum(['read', 'empty', 'unreadable']),
  header: z.array(z.string()),
  mapping: z.object({
    columns: z.partialRecord(z.enum(exportFields), z.string()),
    privilegedGroups: z.array(z.string()),
  }),
  /** Headings of the saved mapping that this file does not have. */
  missingHeadings: z.array(z.string()),
  /** Lines that were not empty. Each was taken (`lines`) or refused. */
  read: z.int(),
  lines: z.int(),
  refused: z.int(),
  privileged: z.int(),
  disabled: z.int(),
  /** Taken lines whose ID the register has, and those it does not. */
  known: z.int(),
  unknown: z.int(),
  /** Live IDs of the register that the list does not have. */
  gone: z.int(),
  /** IDs will be registered. */
  registers: z.boolean(),
  foreign: z.boolean(),
  untold: z.array(z.enum(['state', 'last-used', 'groups'])),
  problems: z.array(
    z.object({ line: z.int(), at: z.string(), message: z.string(), value: z.string().optional() }),
  ),
  moreProblems: z.int(),
  snapshotId: nullableText,
})
export type ImportResult = z.output<typeof importOutput>

// Base64 is four characters for three bytes.
const largestFile = 20 * 1024 * 1024

export const idsImport = operation({
  name: 'ids.import',
  bodyLimit: 30 * 1024 * 1024,
  kind: 'command',
  summary: '情報システムの利用者の書出しを読み込む(まず試し読み)',
  who: 'signed-in',
  input: z.strictObject({
    ...fileInput,
    fileName: boundedText(200),
    /** The file's bytes in base64. */
    content: z
      .base64('ファイルを読み取れません。もう一度選び直してください。')
      .max(Math.ceil(largestFile / 3) * 4, '20MBまでのファイルを選んでください。'),
  }),
  output: importOutput,
})

export const idsReadDirectory = operation({
  name: 'ids.read-directory',
  kind: 'command',
  summary: 'ディレクトリ(LDAP)に問い合わせて、利用者の一覧を読み込む(まず試し読み)',
  who: { right: 'policy.manage' },
  input: z.strictObject({
    ...fileInput,
    /** `ldaps://host[:636]`, or `ldap://host[:389]` raised to TLS. */
    address: boundedText(200),
    base: boundedText(300),
    filter: boundedText(1000),
    bindDn: boundedText(300),
    /** Used once, kept nowhere. */
    password: z.string().min(1, 'パスワードを入れてください。').max(1_000),
    authorityPem: z.string().max(20_000).optional(),
  }),
  output: importOutput,
})

export const idsCheck = operation({
  name: 'ids.check',
  kind: 'command',
  summary: '利用者IDを、台帳・書出し・人事で突き合わせる',
  who: { right: 'policy.manage' },
  input: z.object({}),
  output: z.object({
    accounts: z.int(),
    found: z.int(),
    resolved: z.int(),
    open: z.int(),
    systems: z.int(),
    unreadable: z.int(),
  }),
})

/** One part of registering what a list brought; the house calls it until nothing is left. */
export const idsTakeIn = operation({
  name: 'ids.take-in',
  kind: 'command',
  summary: '書出しにあって台帳にない利用者IDを登録する',
  who: { right: 'system' },
  input: z.object({ snapshotId: idText }),
  output: z.object({ added: z.int(), left: z.int() }),
})

const differenceRow = z.object({
  differenceId: z.string(),
  kind,
  slot: z.string(),
  system: named,
  entryId: nullableText,
  login: z.string(),
  unit: named,
  person: named.nullable(),
  since: nullableText,
  foundAt: z.string(),
  /** The newest list of its system says so; false: the system cannot be checked now. */
  checkable: z.boolean(),
})
export type DifferenceRow = z.output<typeof differenceRow>

export const idsDifferences = operation({
  name: 'ids.differences',
  kind: 'query',
  summary: '利用者IDの食い違いを見る',
  who: 'signed-in',
  input: z.object({
    kind: z.enum(differenceKindNames).optional(),
    systemId: idText.optional(),
    unitId: idText.optional(),
    ...pageInput,
  }),
  output: z.object({
    on: z.string(),
    rows: z.array(differenceRow),
    total: z.int(),
    counts: z.array(z.object({ kind, count: z.int() })),
    /** Systems in sight about which nothing can be said: 0 differences is then not "nothing wrong". */
    unreadable: z.array(z.object({ systemId: z.string(), name: z.string() })),
    cites: z.array(citation),
    page: z.int(),
    size: z.int(),
  }),
})

export const idsRemove = operation({
  name: 'ids.remove',
  kind: 'command',
  summary: '利用者IDを抹消したことを台帳に書く',
  who: 'signed-in',
  input: z.strictObject({
    entryIds: z.array(idText).min(1).max(100),
    removedOn: dateText.optional(),
    note: boundedText(200).optional(),
  }),
  output: z.object({ removed: z.int() }),
})

export const idsApprovePrivilege = operation({
  name: 'ids.approve-privilege',
  kind: 'command',
  summary: '特権IDを使う者を、期限を定めて承認する',
  who: 'signed-in',
  input: z.strictObject({ entryId: idText, until: dateText, reason: boundedText(200) }),
  output: z.object({ entryId: z.string(), until: z.string(), capacity: z.string() }),
})
