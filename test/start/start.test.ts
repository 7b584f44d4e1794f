import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { dataFolder, noPostgresOf, postgresOf, start, type Ended, type Started } from './kijun.ts'

const skip = process.platform === 'linux' ? false : 'processes are looked up in /proc'
/** One data folder for most tests: a first start takes longer than the others. */
const folder = await dataFolder({ after })

/** Ended with exit code 1 and a sentence for the operator, without a stack or anything of the inside. */
function assertSentence(ended: Ended, sentence: RegExp): void {
  assert.match(ended.err, sentence)
  assert.match(ended.err, /。/u)
  assert.doesNotMatch(ended.err, /\bat .*\.ts:\d+|node:internal|開発元/)
  assert.equal(ended.out, '')
  assert.equal(ended.code, 1)
}

/** What is printed when all is well, apart from the address. */
async function goodbye(kijun: Started, signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  kijun.kill(signal)
  const { code, out, err } = await kijun.ended
  assert.equal(code, 0, err)
  assert.equal(err, '')
  const lines = out.split('\n').filter((line) => line.trim() !== '')
  assert.equal(lines.length, 4, out)
  assert.match(lines[0] ?? '', /Kijun を始めました/)
  assert.match(lines[1] ?? '', /^ {2}http:\/\/127\.0\.0\.1:\d+\/$/)
  assert.match(lines[3] ?? '', /終わっています/)
  assert.ok(await noPostgresOf(folder), 'PostgreSQL was left running')
}

test(
  'the first start prints one URL and serves; a second one in the same folder says so and harms nothing',
  { skip },
  async (t) => {
    const first = start(t, folder)
    const url = await first.url()
    const health = async (): Promise<unknown> => (await fetch(new URL('/health', url))).json()
    assert.deepEqual(await health(), { state: 'ok', tenants: 0 })
    assert.equal((await postgresOf(folder)).length, 1)

    const second = start(t, folder)
    assertSentence(await second.ended, /すでに動いています/)
    assert.deepEqual(await health(), { state: 'ok', tenants: 0 })
    await goodbye(first)
  },
)

test('the passwords of the database lie in the data folder, closed to everybody else', { skip }, async () => {
  const { stat } = await import('node:fs/promises')
  assert.equal((await stat(join(folder, 'secrets.json'))).mode & 0o077, 0)
  assert.equal((await stat(join(folder, 'cluster'))).mode & 0o077, 0)
})

test(
  'after kill -9 the orphaned PostgreSQL is stopped and the next start is like any other',
  { skip },
  async (t) => {
    const killed = start(t, folder)
    await killed.url()
    killed.kill('SIGKILL')
    assert.equal((await killed.ended).signal, 'SIGKILL')
    const orphans = await postgresOf(folder)
    assert.equal(orphans.length, 1, 'the test needs an orphan')

    const next = start(t, folder)
    assert.equal((await fetch(new URL('/health', await next.url()))).status, 200)
    const now = await postgresOf(folder)
    assert.equal(now.length, 1)
    assert.notDeepEqual(now, orphans)
    await goodbye(next, 'SIGTERM')
  },
)

test('killed together with its PostgreSQL it starts again like any other time', { skip }, async (t) => {
  const killed = start(t, folder)
  await killed.url()
  killed.kill('SIGKILL')
  await killed.ended
  for (const pid of await postgresOf(folder)) process.kill(pid, 'SIGKILL')
  assert.ok(await noPostgresOf(folder))
  assert.ok(existsSync(join(folder, 'cluster', 'postmaster.pid')), 'the test needs a stale pid file')
  const next = start(t, folder)
  await next.url()
  await goodbye(next)
})

test('a closed terminal ends everything in order', { skip }, async (t) => {
  const kijun = start(t, folder)
  await kijun.url()
  kijun.closeOutput()
  kijun.kill('SIGHUP')
  assert.equal((await kijun.ended).code, 0)
  assert.ok(await noPostgresOf(folder), 'PostgreSQL was left running')
})

test('a stale pid file that names a living stranger blocks nothing and hurts nobody', { skip }, async (t) => {
  const pidFile = join(folder, 'cluster', 'postmaster.pid')
  await writeFile(pidFile, `${process.pid}\n${join(folder, 'cluster')}\n0\n5432\n`)
  const next = start(t, folder)
  await next.url()
  assert.notEqual((await readFile(pidFile, 'utf8')).split('\n')[0], String(process.pid))
  await goodbye(next)
})

test('a port that is taken is named, and nothing is left running', { skip }, async (t) => {
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  t.after(() => taken.close())
  const address = taken.address()
  assert.ok(typeof address === 'object' && address !== null)
  const { port } = address
  assertSentence(
    await start(t, folder, { KIJUN_PORT: String(port) }).ended,
    new RegExp(`ポート ${port} .*KIJUN_PORT`),
  )
  assert.ok(await noPostgresOf(folder), 'PostgreSQL was left running')
  const next = start(t, folder)
  await next.url()
  await goodbye(next)
})

test('Ctrl-C while it is still starting ends everything too', { skip }, async (t) => {
  const kijun = start(t, folder)
  while ((await postgresOf(folder)).length === 0) await sleep(5)
  kijun.kill('SIGINT')
  const { code, out, err } = await kijun.ended
  assert.equal(err, '')
  assert.equal(code, 0)
  assert.equal(out.trim(), '終わっています…')
  assert.ok(await noPostgresOf(folder), 'PostgreSQL was left running')
})

test('Ctrl-C while the sample city is being made ends in order', { skip }, async (t) => {
  const kijun = start(t, folder, {}, ['--demo'])
  await kijun.printed('見本の市を作っています')
  kijun.kill('SIGINT')
  const { code, out, err } = await kijun.ended
  assert.equal(err, '')
  assert.equal(code, 0)
  assert.doesNotMatch(out, /http/)
  assert.ok(await noPostgresOf(folder), 'PostgreSQL was left running')
  const next = start(t, folder)
  const state: unknown = await (await fetch(new URL('/api/setup.state', await next.url()))).json()
  assert.deepEqual(Object(state).tenants, [], 'the half-made city is not shown')
  await goodbye(next)
})

test('a data folder that cannot be written is named, with what to do', { skip }, async (t) => {
  const file = join(dirname(folder), 'a-file')
  await writeFile(file, '')
  const below = join(file, 'data')
  assertSentence(await start(t, below).ended, /書き込めません。.*KIJUN_DATA/)
  assertSentence(await start(t, file).ended, /書き込めません。.*KIJUN_DATA/)
})

test(
  'started by root, a folder closed to the user of PostgreSQL is named',
  { skip: process.getuid?.() !== 0 && 'not root' },
  async (t) => {
    const closed = join(dirname(folder), 'closed')
    await mkdir(closed)
    await chmod(closed, 0o700)
    assertSentence(await start(t, join(closed, 'data')).ended, /閉じられている.*KIJUN_DATA/)
  },
)

test('settings that cannot be right are named in Japanese', { skip }, async (t) => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ KIJUN_PORT: 'abc' }, /KIJUN_PORT: .*[ぁ-ん]/],
    [{ KIJUN_PORT: '70000' }, /KIJUN_PORT: .*[ぁ-ん]/],
    [{ KIJUN_LOG: 'loud' }, /KIJUN_LOG: .*[ぁ-ん]/],
    [{ KIJUN_PUBLIC_URL: 'kijun' }, /KIJUN_PUBLIC_URL: .*[ぁ-ん]/],
    [{ DATABASE_URL: 'kijun' }, /DATABASE_URL の形が正しくありません/],
    [{ DATABASE_URL: 'mysql://kijun@127.0.0.1/kijun' }, /DATABASE_URL の形が正しくありません/],
    [{ DATABASE_URL: 'postgres://kijun:x@127.0.0.1:9/kijun' }, /DATABASE_URL .*つながりません/],
    [{ DATABASE_URL: 'postgres://kijun:x@no-such-host.invalid/kijun' }, /DATABASE_URL .*つながりません/],
    [{ KIJUN_HOST: '203.0.113.1' }, /KIJUN_HOST/],
    [{ KIJUN_HOST: 'no-such-host.invalid' }, /KIJUN_HOST/],
  ]
  for (const [env, sentence] of wrong) {
    const ended = await start(t, folder, env).ended
    assertSentence(ended, sentence)
    assert.doesNotMatch(ended.err, /kijun:x/, 'a password was printed')
  }
  assert.ok(await noPostgresOf(folder), 'PostgreSQL was left running')
})

test(
  'broken or lost passwords of the database are named, and the data is left alone',
  { skip },
  async (t) => {
    const secrets = join(folder, 'secrets.json')
    const kept = `${secrets}.kept`
    await rename(secrets, kept)
    await writeFile(secrets, '{"ownerPassword":')
    assertSentence(await start(t, folder).ended, /secrets\.json .*読み取れません/)
    await writeFile(
      secrets,
      (await readFile(kept, 'utf8')).replace(/"ownerPassword":"..../, '"ownerPassword":"zzzz'),
    )
    assertSentence(await start(t, folder).ended, /secrets\.json を元に戻して/)
    assert.ok(await noPostgresOf(folder), 'PostgreSQL was left running')
    await rename(kept, secrets)
    const next = start(t, folder)
    await next.url()
    await goodbye(next)
  },
)
