import { join } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { ConfigError, readConfig, type Config } from '#ground/config/config.ts'
import { EmbeddedServerError } from '#ground/database/embedded.ts'
import { MigrationChanged } from '#ground/database/migrate.ts'
import { RoleTooStrong } from '#ground/database/roles.ts'
import { randomSecret } from '#ground/ids/ids.ts'
import { buildServer } from './http/server.ts'
import { CannotStart } from './cannot-start.ts'
import { AlreadyRunning } from './instance-lock.ts'
import { openEverything, type Opened } from './open.ts'

const root = join(import.meta.dirname, '..', '..')

/** `npm start`: everything up, one URL printed, everything down again in order when the signal comes. */
async function main(args: readonly string[]): Promise<void> {
  const config = readConfig(process.env, root)
  const signal = awaitSignal()
  let opened: Opened
  try {
    opened = await openEverything(config)
  } catch (error) {
    // Ctrl-C reaches the programs that prepare the database too, and their failing is then no news.
    if (signal.asked()) return
    throw error
  }
  try {
    if (!signal.asked()) await serve(config, opened, args, signal.arrived)
  } finally {
    await opened.close()
  }
}

async function serve(
  config: Config,
  opened: Opened,
  args: readonly string[],
  end: Promise<void>,
): Promise<void> {
  const setupCode = randomSecret(9)
  const app = await buildServer(opened.house, {
    webFolder: join(root, 'dist', 'web'),
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    logLevel: config.logLevel,
    version: packageJson.version,
    setupCode,
  })
  const welcome = async (): Promise<void> => {
    if (args.includes('--demo')) await makeDemo(opened)
    const { host, publicUrl } = config
    const port = portOf(app.server.address(), config.port)
    // Behind a proxy everybody comes from elsewhere, whatever address Kijun itself listens on.
    const reachable = publicUrl !== null || !['127.0.0.1', '::1', 'localhost'].includes(host)
    const url = publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}/`
    await announce(opened, url, reachable ? setupCode : null)
    await end
  }
  try {
    try {
      await app.listen({ host: config.host, port: config.port })
    } catch (error) {
      throw listenError(error, config)
    }
    await Promise.race([end, welcome()])
  } finally {
    await app.close()
  }
}

async function makeDemo({ house }: Opened): Promise<void> {
  await house.setup.startDemo()
  await house.setup.demoReady((done, total) =>
    process.stdout.write(`\r見本の市を作っています… ${done}/${total} `),
  )
  process.stdout.write('\n')
}

async function announce(opened: Opened, url: string, setupCode: string | null): Promise<void> {
  const { canStartCity } = await opened.house.setup.state()
  console.log(`\nKijun を始めました。ブラウザーで開いてください:\n\n  ${url}\n`)
  if (canStartCity && setupCode !== null)
    console.log(`  ほかの機械から始めるときの設定コード: ${setupCode}\n`)
  console.log('止めるには Ctrl-C を押します。')
}

/** Ctrl-C, a closed terminal, or being told to end, at any moment from now on. A second one changes nothing. */
function awaitSignal(): { asked(): boolean; arrived: Promise<void> } {
  let begun = false
  const arrived = new Promise<void>((done) => {
    const ask = (): void => {
      if (begun) return
      begun = true
      console.log('\n終わっています…')
      done()
    }
    process.on('SIGINT', ask)
    process.on('SIGTERM', ask)
    process.on('SIGHUP', ask)
    // A terminal that was closed takes no more words; that must not keep the database from being closed.
    process.stdout.on('error', () => undefined)
    process.stderr.on('error', () => undefined)
  })
  return { asked: () => begun, arrived }
}

function portOf(address: ReturnType<import('node:net').Server['address']>, fallback: number): number {
  return typeof address === 'object' && address !== null ? address.port : fallback
}

function listenError(error: unknown, { host, port }: Config): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'EADDRINUSE') {
    return new CannotStart(
      `ポート ${port} は別のプログラムが使っています。そのプログラムを止めるか、KIJUN_PORT=8461 のように別の番号を指定してください。`,
    )
  }
  if (error.code === 'EACCES') {
    return new CannotStart(
      `ポート ${port} を使う権限がありません。KIJUN_PORT に 1024 以上の番号を指定してください。`,
    )
  }
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(String(error.code))) {
    return new CannotStart(
      `KIJUN_HOST の ${host} は、この機械のアドレスではありません。127.0.0.1 か、この機械のアドレスを指定してください。`,
    )
  }
  return error
}

function fail(error: unknown): never {
  const known =
    error instanceof CannotStart ||
    error instanceof ConfigError ||
    error instanceof AlreadyRunning ||
    error instanceof EmbeddedServerError ||
    error instanceof MigrationChanged ||
    error instanceof RoleTooStrong
  if (known) console.error(`\n${error.message}\n`)
  else console.error('\n始められませんでした。次の内容を添えて開発元に知らせてください。\n', error)
  process.exit(1)
}

main(process.argv.slice(2)).then(() => process.exit(0), fail)
