import { z } from 'zod'

/** How a directory is reached. Never in the clear: `ldaps`, or `ldap` that is raised to TLS before anything is said. */
export type DirectorySettings = {
  readonly host: string
  readonly port: number
  readonly security: 'ldaps' | 'starttls'
  /** The certificate of the office's own authority (PEM); null = those the system trusts. */
  readonly authorityPem: string | null
  /** Who asks, and its password. The password is in memory for the time of a connection and in no message. */
  readonly bindDn: string
  readonly password: string
  /** Below which entry is searched. */
  readonly base: string
  /** Milliseconds until a connection, and each answer, is given up. */
  readonly timeoutMs?: number
}

/** Longest filter that is sent. */
export const FILTER_LENGTH = 1000

const address = /^(ldaps?):\/\/(\[[0-9a-f:.]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?\/?$/iu

/**
 * Takes the address of a directory apart: `ldaps://host[:636]`, or `ldap://host[:389]` with StartTLS.
 * Undefined for whatever else it is (another scheme, a path, a user in the address).
 */
export function readAddress(text: string): Pick<DirectorySettings, 'host' | 'port' | 'security'> | undefined {
  const match = address.exec(text.trim())
  if (match === null) return undefined
  const [, scheme = '', host = '', port] = match
  const security = scheme.toLowerCase() === 'ldaps' ? 'ldaps' : 'starttls'
  const number = port === undefined ? (security === 'ldaps' ? 636 : 389) : Number(port)
  return number < 1 || number > 65_535 ? undefined : { host: host.toLowerCase(), port: number, security }
}

/** The name of an attribute as a person writes it: `sn`, `sn;lang-ja`, `msDS-phoneticDisplayName`. */
export const attributeName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z][A-Za-z0-9-]*(?:;[A-Za-z0-9-]+)*$/u, '属性の名前は英数字と「-」で入れてください。')
