import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const environment = z.object({
  KIJUN_DATA: z.string().optional(),
  KIJUN_HOST: z.string().default('127.0.0.1'),
  KIJUN_PORT: z.coerce.number().int().min(0).max(65535).default(8460),
  KIJUN_PUBLIC_URL: z.url().optional(),
  KIJUN_TRUSTED_PROXY: z.string().optional(),
  KIJUN_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  DATABASE_URL: z.string().optional(),
  KIJUN_SMTP_URL: z.string().optional(),
  KIJUN_MAIL_FROM: z.string().default('kijun@localhost'),
})

export type Config = {
  readonly dataFolder: string
  readonly host: string
  readonly port: number
  readonly publicUrl: string | null
  /** Addresses of the proxy whose X-Forwarded-For is believed; null believes nobody. */
  readonly trustedProxy: string | null
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  readonly databaseUrl: string | null
  readonly smtpUrl: string | null
  readonly mailFrom: string
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the settings once, from the environment. The only place that looks at process.env. */
export function readConfig(env: NodeJS.ProcessEnv = process.env, root: string = process.cwd()): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`設定を読み取れません。環境変数を直してください。\n${lines.join('\n')}`)
  }
  const value = parsed.data
  return {
    dataFolder: value.KIJUN_DATA === undefined ? defaultDataFolder(root) : resolve(value.KIJUN_DATA),
    host: value.KIJUN_HOST,
    port: value.KIJUN_PORT,
    publicUrl: value.KIJUN_PUBLIC_URL ?? null,
    trustedProxy: value.KIJUN_TRUSTED_PROXY ?? null,
    logLevel: value.KIJUN_LOG,
    databaseUrl: value.DATABASE_URL ?? null,
    smtpUrl: value.KIJUN_SMTP_URL ?? null,
    mailFrom: value.KIJUN_MAIL_FROM,
  }
}

/** `./data`, but a clone in root's own home is closed to the user PostgreSQL runs as: then a system folder. */
function defaultDataFolder(root: string): string {
  const home = homedir()
  const isRoot = process.getuid?.() === 0
  return isRoot && (root === home || root.startsWith(`${home}/`)) ? '/var/lib/kijun' : join(root, 'data')
}
