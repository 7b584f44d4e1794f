import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { openEverything } from '#doors/open.ts'
import { buildServer } from '#doors/http/server.ts'
import { addDays } from '#ground/clock/calendar.ts'
import { jstDate, systemClock } from '#ground/clock/clock.ts'
import { readConfig } from '#ground/config/config.ts'
import { withClient } from '#ground/database/roles.ts'
import { newId } from '#ground/ids/ids.ts'
import { policyAcceptProposals, policyConfirmNorms, policyNorms } from '#policy/contract-norms.ts'
import {
  policyBind,
  policyEdition,
  policyImport,
  policyProvisions,
  policyPutInForce,
} from '#policy/contract.ts'
import { bindings } from '../src/sample-city/bindings.ts'
import { serverFlags } from '../scripts/prepare.mjs'
import { benchPassword, makeLargeCity, size } from './large-city.ts'
import { connectionOf } from './measuring.ts'

/*
 * Server time and queries per page at the size of a 政令市, through the HTTP door with real sign-ins.
 *
 *     npm run bench -- pages [scale]        scale 1 = 20,000 staff, 1,500 units, 100,000 assets, 300,000 cases
 */

const scale = Number(process.argv[2] ?? 1)
const rounds = 60
const folder = await mkdtemp(join(tmpdir(), 'kijun-bench-'))
const config = { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' as const }
const opened = await openEverything(config)
const { house } = opened
const { database, ownerPool } = house
const owner = connectionOf(ownerPool)
let queries = 0

const query = pg.Client.prototype.query
// Counting at the driver: what really goes to the server, whoever asks.
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...args: unknown[]) {
    queries++
    return Reflect.apply(query, this, args)
  },
})

try {
  const tenantId = newId()
  await database.shared
    .insertInto('tenant')
    .values({
      tenant_id: tenantId,
      code: 'bench',
      name: '計測市',
      kind: 'city',
      created_at: systemClock.now().toISOString(),
    })
    .execute()

  const began = performance.now()
  const city = await withClient(owner, (client) => makeLargeCity(house, client, tenantId, scale))
  await importStandard()
  await withClient(owner, (client) => client.query('vacuum analyze'))
  console.log(
    `職員 ${size.staff * scale}、組織 ${size.units * scale}、資産 ${size.assets * scale}、申請 ${size.applications * scale} を ${((performance.now() - began) / 1000).toFixed(0)}秒で用意しました`,
  )
  const app = await buildServer(house, {
    webFolder: folder,
    secureCookies: false,
    logLevel: 'silent',
    version: 'bench',
    setupCode: '',
  })

  const signIn = async (login: string): Promise<Record<string, string>> => {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/session.sign-in',
      payload: { login, password: benchPassword },
    })
    if (reply.statusCode !== 200) throw new Error(`sign-in failed: ${reply.body}`)
    return Object.fromEntries(reply.cookies.map((cookie) => [cookie.name, cookie.value]))
  }
  const get = async (cookies: Record<string, string>, name: string, input: object): Promise<unknown> => {
    const reply = await app.inject({
      method: 'GET',
      url: `/api/${name}`,
      query: { input: JSON.stringify(input) },
      cookies,
    })
    if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
    const body: unknown = reply.json()
    return body
  }
  const post = async (cookies: Record<string, string>, name: string, payload: object): Promise<unknown> => {
    const reply = await app.inject({
      method: 'POST',
      url: `/api/${name}`,
      payload,
      cookies,
      headers: { 'x-csrf-token': cookies['kijun_csrf'] ?? '' },
    })
    if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.body}`)
    const body: unknown = reply.json()
    return body
  }

  console.log('\n画面                                p50 ms   p95 ms   問合せ')
  const measure = async (
    name: string,
    work: (round: number) => Promise<unknown>,
    times = rounds,
  ): Promise<void> => {
    for (let round = 0; round < 3; round++) await work(round)
    const took: number[] = []
    queries = 0
    for (let round = 0; round < times; round++) {
      const start = performance.now()
      await work(round + 3)
      took.push(performance.now() - start)
    }
    took.sort((a, b) => a - b)
    const at = (share: number): string =>
      (took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(1)
    const width = 34 - [...name].length
    console.log(
      `${name}${' '.repeat(Math.max(1, width))} ${at(0.5).padStart(8)} ${at(0.95).padStart(8)} ${(queries / times).toFixed(1).padStart(8)}`,
    )
  }

  await measure('サインイン', () => signIn('staff'), 20)
  const staff = await signIn('staff')
  const manager = await signIn('manager')
  const director = await signIn('director')
  const chief = await signIn('chief')
  await measure('今日やること(課長)', () => get(manager, 'home.today', {}))
  await measure('今日やること(部長)', () => get(director, 'home.today', {}))
  await measure('今日やること(統括)', () => get(chief, 'home.today', {}))
  await measure('決裁の一覧(課長)', () => get(manager, 'application.list', { view: 'inbox' }))
  await measure('申請の一覧(部長の所管)', () => get(director, 'application.list', { view: 'office' }))
  await measure('申請の盤面(課長)', () => get(manager, 'application.board', { view: 'office' }))
  await measure('申請の盤面(部長の所管)', () => get(director, 'application.board', { view: 'office' }))
  await measure('申請の盤面(全庁)', () => get(chief, 'application.board', { view: 'office' }))
  await measure('申請の一覧(全庁)', () => get(chief, 'application.list', { view: 'office' }))
  await measure('申請の一覧(全庁・返却の遅れ)', () =>
    get(chief, 'application.list', { view: 'office', overdue: true }),
  )
  await measure('申請の一覧(全庁・200頁目)', () =>
    get(chief, 'application.list', { view: 'office', page: 190 }),
  )
  await measure('台帳(課)', () => get(manager, 'register.list', { register: 'asset' }))
  await measure('台帳(全庁)', () => get(chief, 'register.list', { register: 'asset' }))
  await measure('台帳(全庁・2文字の検索)', () =>
    get(chief, 'register.list', { register: 'asset', search: '学籍' }),
  )
  await measure('組織図', () => get(staff, 'organisation.chart', {}))
  await measure('条文', () => get(staff, 'policy.edition', { kind: '対策基準' }))
  const reading = policyEdition.output.parse(await get(staff, 'policy.edition', { kind: '対策基準' }))
  const { editionId } = reading.edition
  const chapter = reading.outline.find((node) => node.eid === '第8')?.wid ?? reading.outline[0]?.wid ?? ''
  await measure('条文の全文', () => get(staff, 'policy.provisions', { editionId }))
  await measure('一つの条文', () => get(staff, 'policy.provision', { editionId, wid: chapter }))
  await measure('規範の確認(全体)', () => get(chief, 'policy.norms', { editionId }), 20)
  await measure('規範の確認(一章)', () => get(chief, 'policy.norms', { editionId, chapter }))
  await measure('規範の対応付け', () => get(chief, 'policy.norm-bindings', { editionId }), 20)
  await measure('定める値', () => get(chief, 'policy.parameters', { editionId }))
  await measure('気づき', () => get(chief, 'policy.lints', { editionId }))
  await measure('用語集', () => get(chief, 'policy.terms', { editionId }))
  await measure('申請の種類', () => get(staff, 'procedure.kinds', {}))

  const today = jstDate(systemClock.now())
  const assets = await database.readTenant(tenantId, async (tx) => {
    const place = await tx
      .selectFrom('application')
      .select('unit_id')
      .where('applicant_id', '=', city.staff.personId)
      .limit(1)
      .executeTakeFirst()
    const post = await tx
      .selectFrom('appointment')
      .innerJoin('post', (join) =>
        join
          .onRef('post.tenant_id', '=', 'appointment.tenant_id')
          .onRef('post.id', '=', 'appointment.post_id'),
      )
      .select('post.unit_id')
      .where('appointment.person_id', '=', city.staff.personId)
      .executeTakeFirstOrThrow()
    const unitId = post.unit_id ?? place?.unit_id ?? ''
    return tx.selectFrom('register_entry').select('entry_id').where('unit_id', '=', unitId).limit(1).execute()
  })
  const form = {
    assets: assets.map((row) => row.entry_id),
    purpose: '計測のため',
    destination: '市内',
    means: 'walk',
    from: addDays(today, 1),
    to: addDays(today, 3),
    measures: ['encryption'],
  }
  const filed: string[] = []
  await measure('申請する', async () => {
    const output = await post(staff, 'application.file', { procedure: 'carry-out', form })
    filed.push(String((output as { applicationId: string }).applicationId))
  })
  await measure('申請の内容(課長)', (round) =>
    get(manager, 'application.show', { applicationId: filed[round] ?? '' }),
  )
  const hashes: string[] = []
  for (const applicationId of filed) {
    const view = await get(manager, 'application.show', { applicationId })
    hashes.push(String((view as { contentHash: string }).contentHash))
  }
  await measure('許可する', (round) =>
    post(manager, 'application.decide', {
      applicationId: filed[round] ?? '',
      act: 'grant',
      contentHash: hashes[round] ?? '',
    }),
  )
  await house.sequencer.settled()
  await app.close()
  await opened.close()
  await measureServerMemory()

  /** A server of its own over the same data, as `npm start` runs it, after 300 pages. */
  async function measureServerMemory(): Promise<void> {
    const child = spawn(
      process.execPath,
      [...serverFlags, join(import.meta.dirname, '../src/doors/start.ts')],
      {
        env: { ...process.env, KIJUN_DATA: folder, KIJUN_PORT: '0', KIJUN_LOG: 'silent' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    try {
      const url = await new Promise<string>((done, fail) => {
        let output = ''
        child.once('exit', () => fail(new Error(`the server did not start: ${output}`)))
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          output += text
          const found = /http:\/\/\S+/.exec(output)
          if (found !== null) done(found[0])
        })
      })
      const reply = await fetch(`${url}api/session.sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ login: 'chief', password: benchPassword }),
      })
      const cookie = reply.headers
        .getSetCookie()
        .map((line) => line.split(';', 1)[0])
        .join('; ')
      const pages: [string, object][] = [
        ['home.today', {}],
        ['application.list', { view: 'office' }],
        ['register.list', { register: 'asset', search: '学籍' }],
        ['policy.edition', { kind: '対策基準' }],
        ['organisation.chart', {}],
      ]
      for (let round = 0; round < 60; round++) {
        for (const [name, input] of pages) {
          const answer = await fetch(`${url}api/${name}?input=${encodeURIComponent(JSON.stringify(input))}`, {
            headers: { cookie },
          })
          if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
          await answer.arrayBuffer()
        }
      }
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0)
      console.log(`\nサーバの常駐メモリ(300画面のあと) ${(kilobytes / 1024).toFixed(0)} MB`)
    } finally {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGINT')
      await ended
    }
  }

  async function importStandard(): Promise<void> {
    const scope = { tenantId, actor: { kind: 'system', job: 'bench' } as const }
    const bytes = await readFile(join(import.meta.dirname, '../src/sample-city/text/standard.txt'))
    const decision = { decidedBy: '計測市', decidedOn: '2024-04-01', effectiveFrom: '2024-04-01' }
    const { editionId } = policyImport.output.parse(
      await house.runner.run(policyImport.name, scope, {
        fileName: 'standard.txt',
        base64: bytes.toString('base64'),
        ...decision,
      }),
    )
    if (editionId === null) throw new Error('not imported')
    const approval = { kind: 'council', meeting: decision.decidedBy, resolvedOn: decision.decidedOn }
    await house.runner.run(policyPutInForce.name, scope, { editionId, ...decision, approval })
    const { nodes } = policyProvisions.output.parse(
      await house.runner.run(policyProvisions.name, scope, { editionId }),
    )
    for (const { mechanism, slot, eid } of bindings) {
      const wid = nodes.find((node) => node.eid === eid)?.wid
      await house.runner.run(policyBind.name, scope, { editionId, wid, mechanism, slot })
    }
    const { norms } = policyNorms.output.parse(await house.runner.run(policyNorms.name, scope, { editionId }))
    await house.runner.run(policyConfirmNorms.name, scope, {
      editionId,
      norms: norms.slice(0, 500).map(({ normId, revision }) => ({ normId, revision })),
    })
    await house.runner.run(policyAcceptProposals.name, scope, { editionId })
    await withClient(owner, (client) =>
      client.query('update application set edition_id = $1 where tenant_id = $2', [editionId, tenantId]),
    )
  }
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await opened.close()
  await rm(folder, { recursive: true, force: true })
}
