import { join } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { ConfigError, readConfig } from '#ground/config/config.ts'
import { EmbeddedServerError } from '#ground/database/embedded.ts'
import { MigrationChanged } from '#ground/database/migrate.ts'
import { randomSecret } from '#ground/ids/ids.ts'
import { buildServer } from './http/server.ts'
import { AlreadyRunning } from './instance-lock.ts'
import { CannotStart, openEverything, type Opened } from './open.ts'

const root = join(import.meta.dirname, '..', '..')

/** `npm start`: everything up, one URL printed, everything down again in order. */
async function main(args: readonly string[]): Promise<void> {
  const config = readConfig(process.env, root)
  const opened = await openEverything(config)
  const { house } = opened
  const setupCode = randomSecret(9)
  const app = await buildServer(house, {
    webFolder: join(root, 'dist', 'web'),
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    logLevel: config.logLevel,
    version: packageJson.version,
    setupCode,
  })
  const end = ending(async () => {
    await app.close()
    await opened.close()
  })
  process.on('SIGINT', end)
  process.on('SIGTERM', end)

  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await app.close()
    await opened.close()
    throw portError(error, config.port)
  }
  const url =
    config.publicUrl ??
    `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${portOf(app.server.address(), config.port)}/`
  if (args.includes('--demo')) {
    await house.setup.startDemo()
    await house.setup.demoReady((done, total) =>
      process.stdout.write(`\r見本の市を作っています… ${done}/${total} `),
    )
    process.stdout.write('\n')
  }
  // Behind a proxy everybody comes from elsewhere, whatever address Kijun itself listens on.
  const reachable = config.publicUrl !== null || !['127.0.0.1', '::1', 'localhost'].includes(config.host)
  await announce(opened, url, reachable ? setupCode : null)
}

async function announce(opened: Opened, url: string, setupCode: string | null): Promise<void> {
  const { canStartCity } = await opened.house.setup.state()
  console.log(`\nKijun を始めました。ブラウザーで開いてください:\n\n  ${url}\n`)
  if (canStartCity && setupCode !== null)
    console.log(`  ほかの機械から始めるときの設定コード: ${setupCode}\n`)
  console.log('止めるには Ctrl-C を押します。')
}

/** A second Ctrl-C does not start a second ending; the first one runs to its end. */
function ending(close: () => Promise<void>): () => void {
  let begun = false
  return () => {
    if (begun) return
    begun = true
    console.log('\n終わっています…')
    close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
}

function portOf(address: ReturnType<import('node:net').Server['address']>, fallback: number): number {
  return typeof address === 'object' && address !== null ? address.port : fallback
}

function portError(error: unknown, port: number): unknown {
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
  return error
}

function fail(error: unknown): never {
  const known =
    error instanceof CannotStart ||
    error instanceof ConfigError ||
    error instanceof AlreadyRunning ||
    error instanceof EmbeddedServerError ||
    error instanceof MigrationChanged
  if (known) console.error(`\n${error.message}\n`)
  else console.error('\n始められませんでした。次の内容を添えて開発元に知らせてください。\n', error)
  process.exit(1)
}

main(process.argv.slice(2)).catch(fail)
