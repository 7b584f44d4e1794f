import { fold } from '#ground/words/fold.ts'

/** What a list of users can tell, and the heading under which it does. `login` is the only one that must be there. */
export const exportFields = [
  'login',
  'name',
  'state',
  'last_used',
  'groups',
  'mail',
  'internet',
  'person_number',
  'address',
] as const
export type ExportField = (typeof exportFields)[number]

/** How the lists of one system are read; kept per system. */
export type Mapping = {
  /** Heading of the column that tells each field; a field that is absent is not told. */
  readonly columns: Readonly<Partial<Record<ExportField, string>>>
  /** Groups or roles that make an ID privileged. */
  readonly privilegedGroups: readonly string[]
}

/** Headings by which directories and business systems call the fields. */
const usualHeadings: Readonly<Record<ExportField, readonly string[]>> = {
  login: [
    'sAMAccountName',
    'SamAccountName',
    '利用者ID',
    'ユーザーID',
    'ユーザID',
    'ログインID',
    'アカウント',
    'アカウント名',
    'uid',
    'userPrincipalName',
    'ID',
    'login',
    'user',
  ],
  name: ['displayName', 'Name', 'cn', '氏名', '利用者名', '名前', 'ユーザー名'],
  state: ['Enabled', 'userAccountControl', '状態', '利用状態', '有効', '有効/無効', 'ステータス', 'status'],
  last_used: [
    'LastLogonDate',
    'lastLogonTimestamp',
    'lastLogon',
    '最終ログイン',
    '最終ログイン日',
    '最終ログイン日時',
    '最終利用日',
    '最終使用日',
    '最終アクセス',
    'lastLogin',
  ],
  groups: ['MemberOf', 'グループ', '所属グループ', '権限', 'ロール', '権限区分', 'role', 'groups'],
  mail: ['メール利用', '電子メールの利用', '電子メール利用', 'メール'],
  internet: ['インターネット利用', 'インターネットの利用', 'インターネット'],
  person_number: ['EmployeeNumber', 'EmployeeID', '職員番号', '職員コード', '社員番号'],
  address: ['mail', 'EmailAddress', 'メールアドレス', 'Eメール'],
}

/** Groups that administer a directory or a system, by their usual names. */
export const usualPrivilegedGroups: readonly string[] = [
  'Domain Admins',
  'Enterprise Admins',
  'Schema Admins',
  'Administrators',
  'Account Operators',
  'Server Operators',
  'Backup Operators',
  '管理者',
  'システム管理者',
  '特権',
]

/** The mapping a heading row suggests: each field the first heading of its own. */
export function guessMapping(header: readonly string[]): Mapping {
  const byFold = new Map(header.map((heading) => [fold(heading), heading]))
  const columns: Partial<Record<ExportField, string>> = {}
  const taken = new Set<string>()
  for (const field of exportFields) {
    for (const usual of usualHeadings[field]) {
      const heading = byFold.get(fold(usual))
      if (heading === undefined || taken.has(heading)) continue
      columns[field] = heading
      taken.add(heading)
      break
    }
  }
  return { columns, privilegedGroups: usualPrivilegedGroups }
}

/** Which of the mapping's headings the file does not have. */
export function missingHeadings(mapping: Mapping, header: readonly string[]): string[] {
  const there = new Set(header)
  return Object.values(mapping.columns).filter((heading) => !there.has(heading))
}
