import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { decideApplication, listApplications, procedureKinds } from '#engine/procedure/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { withClient } from '#ground/database/roles.ts'
import { policyDecideImpact, policyImpact } from '#policy/contract-editions.ts'
import { policyImport, policyPutInForce, policySlots, policyUnbind } from '#policy/contract.ts'
import { makeWorld } from '#test/world.ts'

/**
 * Fifteen ways in which approvals are known to fail in the field, each tried here. The numbers are those of the
 * project's list of defects.
 */
const world = await makeWorld({ after })
const { city, house } = world

const refused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  return true
}
const asOwner = <T extends object>(text: string) =>
  withClient(world.owner, async (client) => (await client.query<T>(text)).rows)

test('1 self-approval is refused by the server, and by the database if the server were wrong', async () => {
  const id = await city.file('manager')
  await assert.rejects(city.decide('manager', id), refused('forbidden'))
  const { contentHash } = await city.show('manager', id)
  const { person } = city.ids
  await assert.rejects(
    world.db.inTenant(world.tenantId, (tx) =>
      sql`insert into decision (tenant_id, decision_id, application_id, applicant_id, round, act, content_hash,
                                decider_id, capacity, office, because, decided_at)
          values (${world.tenantId}, gen_random_uuid(), ${id}, ${person.manager}, 1, 'grant', ${contentHash},
                  ${person.manager}, '本人', 'sec-manager', '-', now())`.execute(tx),
    ),
    /decision_separation/,
  )
})

test('2 the decider is who is signed in; an identity in the body is not even read', async () => {
  const id = await city.file()
  const { contentHash } = await city.show('manager', id)
  const forged = {
    applicationId: id,
    act: 'grant',
    contentHash,
    deciderId: city.ids.person.manager,
    personId: city.ids.person.manager,
  }
  await assert.rejects(
    house.runner.run(
      decideApplication.name,
      { tenantId: world.tenantId, actor: await city.actorOf('colleague') },
      forged,
    ),
    (error: unknown) =>
      error instanceof Refusal && (error.code === 'not-found' || error.code === 'forbidden'),
  )
  assert.equal((await city.show('manager', id)).state, 'waiting')
})

test('3 a decision and its decider can be neither erased nor changed nor cascaded away', async () => {
  const id = await city.file()
  await city.decide('manager', id)
  for (const statement of ['delete from decision', 'update decision set decider_id = applicant_id']) {
    await assert.rejects(
      world.db.inTenant(world.tenantId, (tx) => sql.raw(statement).execute(tx)),
      /permission denied/,
    )
  }
  const rules = await asOwner<{ delete_rule: string }>(
    `select distinct confdeltype as delete_rule from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  assert.deepEqual(rules, [{ delete_rule: 'a' }], 'no foreign key cascades or sets null')
})

test('4 a new edition does not touch what was decided under the old one', async () => {
  const id = await city.file()
  await city.decide('manager', id)
  const before = await city.show('auditor', id)
  const text =
    '試験市情報セキュリティ対策基準\n第1 趣旨\nこの基準は、改めた試験のための規程とする。\n第2 持出し\n職員は、持ち出すときは、許可を受けなければならない。\n'
  const maker = { kind: 'system', job: 'test' } as const
  const decision = { decidedBy: '試験市情報化推進会議', decidedOn: '2026-11-24', effectiveFrom: '2027-04-01' }
  const imported = await city.run(maker, policyImport, {
    fileName: 'new.txt',
    base64: Buffer.from(text).toString('base64'),
    ...decision,
  })
  const editionId = imported.editionId ?? ''
  const { items } = await city.run(maker, policyImpact, { editionId, size: 100 })
  // The case that is already decided is no open one; what the new text no longer says is dropped.
  const decisions = items
    .filter((item) => item.required)
    .map(({ item, options }) => ({
      item,
      choice: options.includes('drop') ? ('drop' as const) : ('carry' as const),
    }))
  await city.run(maker, policyDecideImpact, { editionId, decisions })
  const approval = { kind: 'council', meeting: '試験市情報化推進会議', resolvedOn: '2026-11-24' } as const
  await city.run(maker, policyPutInForce, { editionId, ...decision, approval })
  const afterwards = await city.show('auditor', id)
  assert.deepEqual(afterwards.decisions, before.decisions)
  assert.equal(afterwards.edition.editionId, before.edition.editionId)
})

test('5 a decision is bound to the content that was seen', async () => {
  const id = await city.file()
  await assert.rejects(
    city.decide('manager', id, 'grant', { contentHash: '0'.repeat(64) }),
    refused('conflict'),
  )
  await withClient(world.owner, (client) =>
    client.query(
      `update application set form = jsonb_set(form, '{destination}', '"別の場所"') where application_id = '${id}'`,
    ),
  )
  await assert.rejects(city.decide('manager', id), refused('conflict'))
})

test('6 refusing and sending back ask for the same right as granting', async () => {
  const id = await city.file()
  for (const who of ['colleague', 'leader', 'officer', 'auditor', 'stranger'] as const) {
    for (const act of ['refuse', 'send-back'] as const) {
      await assert.rejects(city.decide(who, id, act), (error: unknown) => error instanceof Refusal)
    }
  }
  const nobody = { kind: 'nobody' } as const
  const { contentHash } = await city.show('manager', id)
  await assert.rejects(
    city.run(nobody, decideApplication, { applicationId: id, act: 'refuse', contentHash, reason: 'x' }),
    refused('unauthenticated'),
  )
  assert.equal((await city.show('manager', id)).state, 'waiting')
})

test('7 deputies are not only modelled: they decide while the holder is away, and only then', async () => {
  const id = await city.file()
  await assert.rejects(city.decide('deputy', id), refused('not-found'))
  world.at('2027-02-03T10:00:00+09:00')
  await city.absent('manager', '2027-02-03', '2027-02-04')
  const late = await city.file('applicant', { from: '2027-02-03', to: '2027-02-05' })
  assert.equal((await city.decide('deputy', late)).state, 'granted')
  world.at('2027-02-04T10:00:00+09:00')
  const next = await city.file('applicant', { from: '2027-02-04', to: '2027-02-05' })
  await assert.rejects(city.decide('deputy', next), refused('not-found'))
  world.at('2026-11-24T10:00:00+09:00')
})

test('8 the right that was used is recorded with the decision', async () => {
  const rows = await asOwner<{ capacity: string; right_of_person_id: string; right_of_post_id: string }>(
    `select capacity, right_of_person_id, right_of_post_id from decision where capacity = '代決'`,
  )
  assert.ok(rows.length > 0)
  for (const row of rows) {
    assert.equal(row.right_of_person_id, city.ids.person.manager)
    assert.equal(row.right_of_post_id, city.ids.post.manager)
  }
})

test('9 of many decisions at once exactly one counts, and the others are told', async () => {
  const id = await city.file()
  const attempts = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => city.decide('manager', id, index % 2 === 0 ? 'grant' : 'refuse')),
  )
  const won = attempts.filter((each) => each.status === 'fulfilled')
  assert.equal(won.length, 1)
  for (const each of attempts) {
    if (each.status === 'rejected') assert.ok(refused('conflict')(each.reason))
  }
  const decisions = await asOwner<{ count: number }>(
    `select count(*) as count from decision where application_id = '${id}'`,
  )
  assert.equal(Number(decisions[0]?.count), 1)
})

test('10 without a clause bound to it a procedure is closed, not open', async () => {
  const other = await world.secondCity()
  const maker = { kind: 'system', job: 'test' } as const
  const { slots } = await other.run(maker, policySlots, {})
  const permit = slots.find((each) => each.mechanism === 'procedure:carry-out' && each.slot === 'permit')
  await other.run(maker, policyUnbind, { bindingId: permit?.bindings[0]?.bindingId ?? '' })
  await assert.rejects(other.file(), refused('unavailable'))
  const { kinds } = await other.run('applicant', procedureKinds, {})
  assert.equal(kinds[0]?.live, false)
})

test('11 whoever administers Kijun decides nothing and sees no case by that right', async () => {
  const id = await city.file()
  for (const who of ['officer', 'officeHead'] as const) {
    await assert.rejects(city.decide(who, id), refused('not-found'))
    const { total } = await city.run(who, listApplications, { view: 'inbox' })
    assert.equal(total, 0)
  }
})

test('12 the record of what was done is never pruned: the application may add to it and no more', async () => {
  for (const table of ['ledger_entry', 'ledger_leaf', 'ledger_checkpoint', 'application_event']) {
    const [rights] = await asOwner<{ change: boolean; erase: boolean; cut: boolean }>(
      `select has_table_privilege('kijun_app', '${table}', 'update') as change,
              has_table_privilege('kijun_app', '${table}', 'delete') as erase,
              has_table_privilege('kijun_app', '${table}', 'truncate') as cut`,
    )
    assert.deepEqual(rights, { change: false, erase: false, cut: false }, table)
  }
})

test('13 the chain names the actor, is encoded without ambiguity, and is complete to its end', async () => {
  const id = await city.file()
  await house.sequencer.settled()
  const rows = await asOwner<{ body: string; seq: number | null }>(
    `select e.body, l.seq from ledger_entry e left join ledger_leaf l using (tenant_id, entry_id)
      where e.subject_id = '${id}'`,
  )
  assert.equal(rows.length, 1)
  assert.ok(rows[0]?.body.includes(city.ids.person.applicant))
  assert.notEqual(rows[0]?.seq, null)
})

test('14 an empty list is said to be empty, and never a hundred per cent of anything', async () => {
  const { rows, total } = await city.run('stranger', listApplications, { view: 'inbox' })
  assert.deepEqual({ rows, total }, { rows: [], total: 0 })
})

test('15 what cannot be read is an error, and nothing is written over it', async () => {
  const id = await city.file()
  await withClient(world.owner, (client) =>
    client.query(`update application set facts = '{"entries": "こわれた"}' where application_id = '${id}'`),
  )
  await assert.rejects(city.decide('manager', id))
  const [row] = await asOwner<{ facts: unknown }>(
    `select facts from application where application_id = '${id}'`,
  )
  assert.deepEqual(row?.facts, { entries: 'こわれた' })
})
