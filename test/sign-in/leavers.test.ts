import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { myStanding } from '#rooms/1-organisation/contract.ts'
import { Browser, openDoor } from '#test/http/browser.ts'
import { makeWorld } from '#test/world.ts'

const world = await makeWorld({ after })
const { city, db, tenantId } = world
const { app } = await openDoor({ after }, world.house)

test('whoever leaves is out at 00:00 of the day: in an open session, in every act, and at the door', async () => {
  await city.perform(async (act) => {
    const row = await act.tx
      .selectFrom('person')
      .selectAll()
      .where('id', '=', city.ids.person.second)
      .executeTakeFirstOrThrow()
    await act.recorder.save('person', { ...row, valid_to: '2026-11-25' })
    act.recorder.describe({ act: '退職', subject: { kind: 'person', id: row.id } })
  })
  world.at('2026-11-24T23:59:58+09:00')
  const browser = new Browser(app)
  assert.equal((await browser.signIn('second')).status, 200, 'the last evening is still his')
  assert.match((await browser.query('session.me', {})).text, /西村 恵/u)
  await city.run('second', myStanding, {})

  world.at('2026-11-25T00:00:00+09:00')
  assert.equal((await browser.query('session.me', {})).text, 'null')
  await assert.rejects(city.run('second', myStanding, {}), /退職または任期の満了/u)
  const again = await new Browser(app).signIn('second')
  assert.equal(again.status, 403)
  assert.match(again.text, /退職または任期の満了/u)
  const noted = await db.readTenant(tenantId, (tx) =>
    tx.selectFrom('ledger_entry').select('body').where('operation', '=', 'session.sign-in').execute(),
  )
  assert.ok(noted.some(({ body }) => /退職・任期満了/u.test(body ?? '')))
})
