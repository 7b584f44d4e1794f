import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { buildServer } from '#doors/http/server.ts'
import { withClient } from '#ground/database/roles.ts'
import { policyImport } from '#policy/contract.ts'
import { makeWorld, password } from '#test/world.ts'

const world = await makeWorld({ after })
const { city, house } = world

const text =
  '試験市新基準\n第1 趣旨\nこの基準は、試みのための規程とする。\n第2 持出し\n職員は、持ち出すときは、許可を受けなければならない。\n'
const input = { fileName: 'new.txt', base64: Buffer.from(text).toString('base64') }

const rowsNow = () =>
  withClient(world.owner, async (client) => {
    const { rows } = await client.query<{ editions: number; provisions: number; entries: number }>(
      `select (select count(*) from policy_version)::int as editions, (select count(*) from provision)::int as provisions,
              (select count(*) from ledger_entry)::int as entries`,
    )
    return rows[0]
  })

/** PostgreSQL answers with 53100 when the disk is full; here it does so in the middle of an import. */
const fillDisk = (full: boolean) =>
  withClient(world.owner, async (client) => {
    await client.query('drop trigger if exists disk_full on provision')
    if (!full) return
    await client.query(`create or replace function disk_full() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
    await client.query(
      'create trigger disk_full before insert on provision for each row execute function disk_full()',
    )
  })

test('a disk that fills up during an import leaves nothing half-written, says so, and the import works later', async () => {
  const app = await buildServer(house, {
    webFolder: world.folder,
    secureCookies: false,
    logLevel: 'silent',
    version: 'test',
    setupCode: 'x',
  })
  after(() => app.close())
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/session.sign-in',
    payload: { login: 'officer', password },
  })
  const cookies = Object.fromEntries(signedIn.cookies.map((cookie) => [cookie.name, cookie.value]))
  const before = await rowsNow()

  await fillDisk(true)
  const reply = await app.inject({
    method: 'POST',
    url: `/api/${policyImport.name}`,
    payload: input,
    cookies,
    headers: { 'x-csrf-token': cookies['kijun_csrf'] ?? '' },
  })
  assert.equal(reply.statusCode, 503)
  assert.match(reply.body, /ディスクがいっぱい/)
  assert.deepEqual(await rowsNow(), before)

  await fillDisk(false)
  const imported = await city.run('officer', policyImport, input)
  assert.equal(imported.already, false)
  assert.ok(imported.editionId !== null)
})
