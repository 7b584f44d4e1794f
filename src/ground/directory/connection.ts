import { connect as connectPlain, isIP } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { Client } from 'ldapts'
import { DirectoryRefusal, directoryRefusal } from './faults.ts'
import type { DirectorySettings } from './settings.ts'

const SHORT_MS = 10_000

/**
 * Connects (TLS only), binds as the settings say, does the work, and lets go, whatever happens.
 * A connection is made once: the library would mend a lost one by itself, in the clear and as nobody, so a second
 * one is refused. Any fault is a `DirectoryRefusal` in Japanese.
 */
export async function withDirectory<T>(
  settings: DirectorySettings,
  who: { readonly dn: string; readonly password: string },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  refuseEmpty(who)
  const { host, port, security, timeoutMs = SHORT_MS } = settings
  const bare = host.replace(/^\[|\]$/gu, '')
  const tls: ConnectionOptions = {
    host: bare,
    ...(isIP(bare) === 0 ? { servername: bare } : {}),
    ...(settings.authorityPem === null ? {} : { ca: settings.authorityPem }),
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
  }
  let opened: { destroy(): void } | undefined
  const once = <S extends { destroy(): void }>(socket: () => S): S => {
    if (opened !== undefined) throw new Error('Connection closed and not made again')
    const made = socket()
    opened = made
    return made
  }
  const client = new Client({
    url: `${security === 'ldaps' ? 'ldaps' : 'ldap'}://${host}:${port}`,
    timeout: timeoutMs,
    connectTimeout: timeoutMs,
    ...(security === 'ldaps'
      ? {
          tlsOptions: tls,
          createSecureConnection: () => once(() => connectTls({ ...tls, port })),
        }
      : { createConnection: () => once(() => connectPlain({ host: bare, port })) }),
  })
  try {
    if (security === 'starttls') await inTime(timeoutMs, client.startTLS(tls), () => opened?.destroy())
    await client.bind(who.dn, who.password)
    return await work(client)
  } catch (error) {
    if (error instanceof OwnFault) throw error.cause
    throw directoryRefusal(error)
  } finally {
    await client.unbind().catch(() => undefined)
    opened?.destroy()
  }
}

/** What went wrong on our side while a directory was read: no word about the directory. */
export class OwnFault extends Error {
  override readonly name = 'OwnFault'
  constructor(cause: unknown) {
    super('not the directory', { cause })
  }
}

/** A bind without a password is answered with success by every directory, as nobody (RFC 4513, 5.1.2). */
function refuseEmpty(who: { readonly dn: string; readonly password: string }): void {
  if (who.password === '') {
    throw new DirectoryRefusal('credentials', 'パスワードが空です。パスワードを入れてください。')
  }
  // A name without one of these is no account: the empty name is nobody, `EXTERNAL` and the like are mechanisms.
  if (!/[=@\\]/u.test(who.dn)) {
    throw new DirectoryRefusal(
      'credentials',
      '接続用の利用者は「cn=kijun,dc=city」または「kijun@city」の形で入れてください。',
    )
  }
}

async function inTime<T>(ms: number, work: Promise<T>, giveUp: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          giveUp()
          reject(new Error('Connection timeout'))
        }, ms)
      }),
    ])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}
