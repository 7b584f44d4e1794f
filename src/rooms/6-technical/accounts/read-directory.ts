import { searchDirectory } from '#ground/directory/search.ts'
import { readAddress } from '#ground/directory/settings.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Sheet } from '#ground/paper/sheet.ts'
import { exportFields, type Mapping } from './mapping.ts'

/** What a directory says of an account, under the names directories use. */
export const usualAttributes = [
  'sAMAccountName',
  'uid',
  'displayName',
  'cn',
  'userAccountControl',
  'lastLogonTimestamp',
  'memberOf',
  'employeeNumber',
  'mail',
] as const

const MOST = 100_000

export type DirectoryAsk = {
  readonly address: string
  readonly base: string
  readonly filter: string
  readonly bindDn: string
  readonly password: string
  readonly authorityPem?: string | undefined
  readonly mapping?: Mapping | undefined
}

/**
 * The accounts of a directory as a table under attribute names; several values stand line by line in one cell.
 * References to other servers, and more entries than may be read, make the list incomplete and are problems of it.
 * @throws DirectoryRefusal in Japanese when it cannot be asked.
 */
export async function directorySheet(ask: DirectoryAsk): Promise<Sheet> {
  const address = readAddress(ask.address)
  if (address === undefined) {
    return refuse('invalid', '接続先は「ldaps://サーバ名」か「ldap://サーバ名」の形で入れてください。', {
      problems: [{ at: 'address', message: '接続先の形を直してください。' }],
    })
  }
  const mapped = exportFields.flatMap((field) => ask.mapping?.columns[field] ?? [])
  const attributes = [...new Set(mapped.length === 0 ? usualAttributes : mapped)]
  const answer = await searchDirectory(
    {
      ...address,
      authorityPem: ask.authorityPem ?? null,
      bindDn: ask.bindDn,
      password: ask.password,
      base: ask.base,
    },
    { filter: ask.filter, attributes, most: MOST },
  )
  const seen = attributes.filter((name) =>
    answer.entries.some((entry) => (entry.values.get(name.toLowerCase()) ?? []).length > 0),
  )
  // A directory that shows an attribute of nobody does not tell it; except who never signed in, which is no value.
  const header = seen
  const problems = []
  if (answer.cut) {
    problems.push({
      line: MOST,
      message: `${MOST.toLocaleString('ja-JP')}件より後は読んでいません。条件で絞ってください。`,
    })
  }
  if (answer.referrals > 0) {
    problems.push({
      line: MOST + 1,
      message: `ほかのサーバへの参照が${answer.referrals}件あり、読んでいません。`,
    })
  }
  return {
    header,
    rows: answer.entries.map((entry, index) => ({
      line: index + 1,
      cells: header.map((name) => (entry.values.get(name.toLowerCase()) ?? []).join('\n')),
    })),
    blankLines: [],
    problems,
    warnings: [],
  }
}
