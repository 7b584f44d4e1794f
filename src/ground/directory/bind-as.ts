import { withDirectory } from './connection.ts'
import { DirectoryRefusal } from './faults.ts'
import { escapeFilterValue } from './filter.ts'
import { searchDirectory } from './search.ts'
import type { DirectorySettings } from './settings.ts'

/** Where the login stands, and what must hold of an entry beside it. */
export type LoginRule = {
  /** `sAMAccountName`, `uid` … */
  readonly attribute: string
  /** Such as (objectClass=person); together with the login it must leave one entry. */
  readonly filter: string
  /** Attributes to bring along of whoever was let in. */
  readonly bring: readonly string[]
}

export type BindAnswer =
  | { readonly let: 'in'; readonly dn: string; readonly values: ReadonlyMap<string, readonly string[]> }
  /** Unknown login, several of that name, wrong password: not told apart to whoever signs in. */
  | { readonly let: 'out'; readonly why: 'empty' | 'unknown' | 'ambiguous' | 'password' }

const LONGEST = 256

/**
 * Whether somebody is who he says: finds the one entry with this login as the settings' own account, then binds as
 * that entry with the password he gave. An empty password is refused here, before anything is sent: a directory
 * answers a bind without a password with success, as nobody.
 *
 * @throws DirectoryRefusal when the directory cannot be asked. That is no answer about the person.
 */
export async function bindAs(
  settings: DirectorySettings,
  rule: LoginRule,
  login: string,
  password: string,
): Promise<BindAnswer> {
  if (login.trim() === '' || password === '') return { let: 'out', why: 'empty' }
  if (login.length > LONGEST || password.length > 4 * LONGEST || `${login}${password}`.includes('\0'))
    return { let: 'out', why: 'unknown' }
  const { entries } = await searchDirectory(settings, {
    filter: `(&${rule.filter}(${rule.attribute}=${escapeFilterValue(login)}))`,
    attributes: rule.bring,
    most: 2,
  })
  const [found, other] = entries
  if (found === undefined || found.dn === '') return { let: 'out', why: 'unknown' }
  if (other !== undefined) return { let: 'out', why: 'ambiguous' }
  try {
    await withDirectory(settings, { dn: found.dn, password }, async () => undefined)
  } catch (error) {
    if (error instanceof DirectoryRefusal && error.fault === 'credentials')
      return { let: 'out', why: 'password' }
    throw error
  }
  return { let: 'in', dn: found.dn, values: found.values }
}
