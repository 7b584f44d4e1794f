import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEverything } from '#doors/open.ts'
import { verifyTenantLedger } from '#doors/ledger-commands.ts'
import { addDays } from '#ground/clock/calendar.ts'
import { jstDate, systemClock } from '#ground/clock/clock.ts'
import { readConfig } from '#ground/config/config.ts'
import { withClient } from '#ground/database/roles.ts'
import { newId } from '#ground/ids/ids.ts'
import { makeCity, password } from '#test/world.ts'

const KILLS = 50
const root = join(import.meta.dirname, '..', '..')
const folder = await mkdtemp(join(tmpdir(), 'kijun-crash-'))
const config = { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' as const }
after(() => rm(folder, { recursive: true, force: true }))

/** A small generator with a fixed seed, so that the moments of death are the same every time. */
let state = 20261124
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

type Server = { process: ChildProcess; url: string }

async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, [join(root, 'src/doors/start.ts')], {
    cwd: root,
    env: { ...process.env, KIJUN_DATA: folder, KIJUN_PORT: '0', KIJUN_LOG: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const url = await new Promise<string>((done, fail) => {
    const read = (text: string): void => {
      output += text
      const found = /http:\/\/\S+/.exec(output)
      if (found !== null) done(found[0].replace(/\/$/, ''))
    }
    child.stdout.setEncoding('utf8').on('data', read)
    child.stderr.setEncoding('utf8').on('data', read)
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${output}`)))
  })
  return { process: child, url }
}

async function kill(server: Server, withDatabase: boolean): Promise<void> {
  const ended = new Promise((done) => server.process.once('exit', done))
  if (withDatabase) {
    const pid = Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n', 1)[0])
    process.kill(pid, 'SIGKILL')
  }
  server.process.kill('SIGKILL')
  await ended
}

type Session = { cookie: string; csrf: string }

async function signIn(url: string, login: string): Promise<Session> {
  const reply = await fetch(`${url}/api/session.sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  assert.equal(reply.status, 200, await reply.clone().text())
  const cookies = reply.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  const csrf = cookies.find((each) => each.startsWith('kijun_csrf='))?.slice('kijun_csrf='.length) ?? ''
  return { cookie: cookies.join('; '), csrf }
}

/** The answer of an acknowledged command, or null when it was refused or the connection broke. */
async function send(
  url: string,
  session: Session,
  name: string,
  body: object,
): Promise<Record<string, unknown> | null> {
  try {
    const reply = await fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: session.cookie, 'x-csrf-token': session.csrf },
      body: JSON.stringify(body),
    })
    if (reply.status !== 200) return null
    const answer: unknown = await reply.json()
    return typeof answer === 'object' && answer !== null ? { ...answer } : null
  } catch {
    return null
  }
}

async function view(url: string, session: Session, applicationId: string): Promise<string | null> {
  try {
    const input = encodeURIComponent(JSON.stringify({ applicationId }))
    const reply = await fetch(`${url}/api/application.show?input=${input}`, {
      headers: { cookie: session.cookie },
    })
    if (reply.status !== 200) return null
    const answer: unknown = await reply.json()
    return typeof answer === 'object' && answer !== null && 'contentHash' in answer
      ? String(answer.contentHash)
      : null
  } catch {
    return null
  }
}

test('killed at random moments under load, the house loses nothing it acknowledged and keeps nothing half', async () => {
  const seeded = await openEverything(config)
  const tenantId = newId()
  await seeded.house.database.shared
    .insertInto('tenant')
    .values({
      tenant_id: tenantId,
      code: 'crash',
      name: '落ちる市',
      kind: 'city',
      created_at: systemClock.now().toISOString(),
    })
    .execute()
  const city = await makeCity(seeded.house, seeded.house.database, tenantId)
  await seeded.close()

  const today = jstDate(systemClock.now())
  const form = city.form({ from: addDays(today, 1), to: addDays(today, 5) })
  const filed = new Set<string>()
  const decided = new Map<string, string>()
  const withdrawn = new Set<string>()
  let sessions: { applicant: Session; manager: Session } | null = null

  for (let round = 0; round < KILLS; round++) {
    const server = await startServer()
    sessions ??= {
      applicant: await signIn(server.url, 'applicant'),
      manager: await signIn(server.url, 'manager'),
    }
    const { applicant, manager } = sessions
    let alive = true
    const work = async (): Promise<void> => {
      while (alive) {
        const made = await send(server.url, applicant, 'application.file', { procedure: 'carry-out', form })
        if (made === null) return
        const applicationId = String(made['applicationId'])
        filed.add(applicationId)
        if (random() < 0.2) {
          if (
            (await send(server.url, applicant, 'application.follow', { applicationId, act: 'withdraw' })) !==
            null
          ) {
            withdrawn.add(applicationId)
          }
          continue
        }
        const contentHash = await view(server.url, manager, applicationId)
        if (contentHash === null) return
        const act = random() < 0.7 ? 'grant' : 'refuse'
        const answer = await send(server.url, manager, 'application.decide', {
          applicationId,
          act,
          contentHash,
          reason: '理由の例',
        })
        if (answer !== null) decided.set(applicationId, act)
      }
    }
    const load = [work(), work(), work()]
    // early enough to hit the first commands, late enough that most rounds have acknowledged some
    await sleep(80 + random() * 900)
    await kill(server, round % 5 === 4)
    alive = false
    await Promise.all(load)
  }

  const opened = await openEverything(config)
  try {
    const rows = await withClient(
      { ...opened.house.database.connection, ...ownerOf(opened) },
      async (client) => {
        const { rows: found } = await client.query<{
          application_id: string
          state: string
          number: string | null
          events: string[]
          acts: string[]
          books: number
        }>(
          `select a.application_id, a.state, a.number,
                array(select e.act from application_event e where e.application_id = a.application_id order by e.place) as events,
                array(select d.act from decision d where d.application_id = a.application_id) as acts,
                (select count(*) from application_item i where i.application_id = a.application_id and i.book_entry_id is not null)::int as books
           from application a where a.tenant_id = $1`,
          [tenantId],
        )
        return found
      },
    )
    const byId = new Map(rows.map((row) => [row.application_id, row]))
    for (const id of filed) assert.ok(byId.has(id), `an acknowledged application was lost: ${id}`)
    for (const [id, act] of decided)
      assert.deepEqual(byId.get(id)?.acts, [act], `an acknowledged decision was lost: ${id}`)
    for (const id of withdrawn) assert.equal(byId.get(id)?.state, 'withdrawn')
    for (const row of rows) {
      const whole = {
        waiting: row.acts.length === 0 && row.events.length === 1 && row.books === 0,
        withdrawn: row.acts.length === 0 && row.events.length === 2,
        granted: row.acts[0] === 'grant' && row.events.length === 2 && row.books === 1,
        refused: row.acts[0] === 'refuse' && row.events.length === 2 && row.books === 0,
      }[row.state]
      assert.equal(whole, true, `a command was kept by half: ${JSON.stringify(row)}`)
    }
    const numbers = rows.map((row) => row.number)
    assert.equal(new Set(numbers).size, numbers.length, 'no number was given twice')
    const verification = await verifyTenantLedger(opened.house, tenantId)
    assert.deepEqual(verification.findings, [])
    assert.equal(verification.pending, 0)
    console.log(
      `強制終了 ${KILLS}回(うちデータベースごと ${KILLS / 5}回) 受理した申請 ${filed.size}件・決裁 ${decided.size}件・取下げ ${withdrawn.size}件 失われたもの 0件 半端なもの 0件 記録 ${verification.size}件 照合 一致`,
    )
    assert.ok(filed.size > KILLS, 'the load was real')
  } finally {
    await opened.close()
  }
})

function ownerOf(opened: Awaited<ReturnType<typeof openEverything>>): { user: string; password: string } {
  const { user, password: secret } = opened.house.ownerPool.options
  return { user: user ?? '', password: String(secret ?? '') }
}
