import type { Client } from 'ldapts'
import { OwnFault, withDirectory } from './connection.ts'
import { DirectoryRefusal } from './faults.ts'
import { filterFault } from './filter.ts'
import type { DirectorySettings } from './settings.ts'

/** One entry; attributes under the names that were asked for, in lower case, several values in their order. */
export type DirectoryEntry = {
  readonly dn: string
  readonly values: ReadonlyMap<string, readonly string[]>
}

export type DirectoryAnswer = {
  readonly entries: readonly DirectoryEntry[]
  /** References to other servers, which are not followed: who stands there is missing, and that is said. */
  readonly referrals: number
  /** More than `most` were there; the rest was not read. */
  readonly cut: boolean
}

export type DirectoryQuestion = {
  readonly filter: string
  readonly attributes: readonly string[]
  /** Most entries that are read; reading stops behind them. */
  readonly most: number
  readonly pageSize?: number
  progress?(read: number): Promise<void>
}

/** Reads all entries below the base that meet the filter, page by page (RFC 2696). Throws `DirectoryRefusal`. */
export async function searchDirectory(
  settings: DirectorySettings,
  question: DirectoryQuestion,
): Promise<DirectoryAnswer> {
  const fault = filterFault(question.filter)
  if (fault !== undefined) throw new DirectoryRefusal('refused', fault)
  return withDirectory(settings, { dn: settings.bindDn, password: settings.password }, (client) =>
    readPages(client, settings.base, question),
  )
}

/** The same within a connection that is open already. */
export async function readPages(
  client: Client,
  base: string,
  question: DirectoryQuestion,
): Promise<DirectoryAnswer> {
  const { filter, attributes, most, pageSize = 500 } = question
  const entries: DirectoryEntry[] = []
  let referrals = 0
  const pages = client.searchPaginated(base, {
    scope: 'sub',
    filter,
    attributes: attributes.length === 0 ? ['1.1'] : [...attributes],
    // One more than the most tells whether there are more.
    paged: { pageSize: Math.min(pageSize, most + 1) },
  })
  for await (const page of pages) {
    referrals += page.searchReferences.length
    for (const { dn, ...found } of page.searchEntries)
      entries.push({ dn: String(dn), values: textsOf(found) })
    await question.progress?.(Math.min(entries.length, most)).catch((error: unknown) => {
      throw new OwnFault(error)
    })
    if (entries.length > most) break
  }
  return { entries: entries.slice(0, most), referrals, cut: entries.length > most }
}

function textsOf(found: Readonly<Record<string, unknown>>): Map<string, readonly string[]> {
  return new Map(
    Object.entries(found).map(([name, value]) => {
      const all: unknown[] = Array.isArray(value) ? value : [value]
      // Bytes that are no text (a picture, a number of the system) are no value for us.
      return [name.toLowerCase(), all.filter((each) => typeof each === 'string')] as const
    }),
  )
}
