import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  decideApplication,
  fileApplication,
  followApplication,
  renewableApplications,
  renewApplication,
  renewManyApplications,
} from '#engine/procedure/contract.ts'
import { newId } from '#ground/ids/ids.ts'
import { mailJobName } from '#ground/mail/mail-job.ts'
import { decidedBy, passing } from '#engine/procedure/route-definition.ts'
import { refused } from '#test/council-city.ts'
import { bindProcedures, ownProcedure } from '#test/own-procedures.ts'
import { makeWorld, type Who } from '#test/world.ts'

/** Handed on by the リーダー's 課長, decided by the 統括: a 課長 may ask for it in the place of his people. */
const above = ownProcedure(
  'above',
  '統括の年度の許可',
  [passing('sec-manager'), decidedBy('chief-iso', '許可')],
  {
    validity: { lasts: 'fiscal-year' },
    renewable: true,
  },
)
/** Decided by the 課長. */
const within = ownProcedure('within', '課の年度の許可', [decidedBy('sec-manager', '許可')], {
  validity: { lasts: 'fiscal-year' },
  renewable: true,
})
/** Used for a time, and seen to its end by somebody else. */
const used = ownProcedure('used', '使用の許可', [decidedBy('sec-manager', '許可')], {
  afterwards: [
    { act: 'start', word: '使用の開始', by: 'applicant' },
    { act: 'finish', word: '返却の確認', by: { offices: ['sec-manager', 'sec-leader'] } },
  ],
})
/** Used from a day on, with nothing to be given back. */
const begun = ownProcedure('begun', '開始の許可', [decidedBy('sec-manager', '許可')], {
  afterwards: [{ act: 'start', word: '利用の開始', by: 'applicant' }],
})
const procedures = [above, within, used, begun]
const world = await makeWorld({ after }, { procedures })
const { city } = world
before(() => bindProcedures(city, procedures))

const file = async (who: Who, procedure: string): Promise<string> =>
  (await city.run(who, fileApplication, { procedure, form: { purpose: '年度の利用' } })).applicationId
const act = async (who: Who, applicationId: string, did: 'pass' | 'grant') => {
  const { contentHash } = await city.show('auditor', applicationId)
  return city.run(who, decideApplication, { applicationId, act: did, contentHash })
}
const granted = async (who: Who, procedure = above.key): Promise<string> => {
  const id = await file(who, procedure)
  if (procedure === above.key) await act('manager', id, 'pass')
  await act(procedure === above.key ? 'chief' : 'manager', id, 'grant')
  return id
}
const renew = (who: Who, applicationIds: string[]) => city.run(who, renewManyApplications, { applicationIds })

test('a 課長 and a リーダー see the permissions of their people that end soon; others see none', async () => {
  const [one, two] = [await granted('applicant'), await granted('colleague')]
  const of = async (who: Who) => city.run(who, renewableApplications, { withinDays: 200, of: 'unit' })
  for (const who of ['manager', 'leader'] as const) {
    const { rows, represents, total } = await of(who)
    assert.equal(represents, true)
    assert.equal(total, rows.length)
    assert.deepEqual(
      rows
        .filter((row) => [one, two].includes(row.applicationId))
        .map((row) => row.applicantName)
        .toSorted(),
      ['森下 由佳', '田辺 彩'],
    )
  }
  assert.deepEqual(await of('applicant'), { rows: [], total: 0, represents: false })
  assert.deepEqual((await of('strangerManager')).rows, [])
})

test('what is renewed for somebody stays his case, names who filed it, and is not decided by him', async () => {
  const ids = [await granted('applicant'), await granted('colleague')]
  const { results } = await renew('manager', ids)
  assert.ok(results.every(({ refusal }) => refusal === null))
  const renewal = results[0]?.renewal?.applicationId ?? ''
  const seen = await city.show('applicant', renewal)
  assert.equal(seen.state, 'waiting')
  assert.equal(seen.applicant.name, '田辺 彩')
  assert.equal(seen.filedBy?.name, '佐伯 真由美')
  assert.equal(seen.events.at(-1)?.actor?.name, '佐伯 真由美')
  assert.match(seen.events.at(-1)?.note ?? '', /更新 申請者に代わって申請/)
  const mails = await world.db.readTenant(city.tenantId, (tx) =>
    tx.selectFrom('job').select('data').where('name', '=', mailJobName).execute(),
  )
  const told = mails.map(({ data }) => JSON.stringify(data)).filter((text) => text.includes('代わって'))
  assert.equal(told.length, 2, 'each of them is told')
  assert.ok(told.some((text) => text.includes('applicant@shiken.example') && text.includes('佐伯 真由美')))
  await act('manager', renewal, 'pass')
  assert.equal((await act('chief', renewal, 'grant')).state, 'granted')
  await refused(renew('leader', [ids[0] ?? '']), 'conflict', /申請済み/)
})

test('who would decide a permission does not ask for it in the place of its holder, and never decides what he filed', async () => {
  const id = await granted('applicant', within.key)
  const shown = async (who: Who) =>
    (await city.run(who, renewableApplications, { withinDays: 200, of: 'unit' })).rows.find(
      (row) => row.applicationId === id,
    )?.decidedByMe
  assert.deepEqual([await shown('manager'), await shown('leader')], [true, false])
  await refused(renew('manager', [id]), 'forbidden', /あなたが決定する許可/)
  const { results } = await renew('leader', [id])
  const renewal = results[0]?.renewal?.applicationId ?? ''
  // The one who filed it comes to the office of who decides after all.
  await city.perform(async (doing) => {
    await doing.recorder.save('acting_right', {
      tenant_id: city.tenantId,
      id: newId(),
      kind: '事務委任',
      post_id: city.ids.post.manager,
      holder_post_id: null,
      holder_person_id: city.ids.person.leader,
      applies_when: '常時',
      scope: { matters: [within.key], offices: null },
      giver_person_id: null,
      basis: '試験の委任',
      eid: null,
      valid_from: '2024-04-01',
      valid_to: null,
    })
    doing.recorder.describe({ act: '委任', subject: { kind: 'person', id: city.ids.person.leader } })
  })
  await refused(act('leader', renewal, 'grant'), 'forbidden', /代わって出した申請/)
  assert.equal((await act('manager', renewal, 'grant')).state, 'granted')
})

test('a renewal that cannot be is named and keeps no other from it; what is twice or foreign is refused', async () => {
  const [good, done] = [await granted('applicant'), await granted('applicant')]
  await city.run('applicant', renewApplication, { applicationId: done })
  const { results } = await renew('applicant', [done, good, newId()])
  assert.deepEqual(
    results.map((each) => each.refusal?.code ?? 'filed'),
    ['conflict', 'filed', 'not-found'],
  )
  await refused(renew('applicant', [good, good]), 'invalid', /2回選ばれています/)
  await refused(renew('applicant', []), 'invalid', /更新する許可を選んでください/)
  await refused(renew('colleague', [good]), 'not-found', /見つかりません/)
  await refused(renew('strangerManager', [good]), 'not-found', /見つかりません/)
})

test('a permission in use is taken back: what is out has to come back by the end of the day', async () => {
  const id = await granted('applicant', used.key)
  await city.follow('applicant', id, 'start')
  await refused(city.follow('leader', id, 'revoke', '誤り'), 'forbidden', /情報セキュリティ管理者/)
  await refused(city.follow('manager', id, 'revoke'), 'invalid', /理由/)
  assert.equal((await city.follow('manager', id, 'revoke', '前提が変わったため')).state, 'in-use')
  const seen = await city.show('manager', id)
  assert.notEqual(seen.revokedAt, null)
  assert.equal(seen.periodTo, '2026-11-24')
  assert.equal(
    seen.acts.some((each) => each.act === 'revoke'),
    false,
  )
  await refused(
    city.follow('manager', id, 'revoke', 'もう一度'),
    'conflict',
    /すでに取り消され、返却を待っています/,
  )
  world.at('2026-11-26T10:00:00+09:00')
  assert.equal((await city.show('manager', id)).overdueDays, 2)
  const done = await city.run('leader', followApplication, { applicationId: id, act: 'finish' })
  assert.equal(done.state, 'done')
})

test('a permission in use with nothing to give back ends at once, and is not asked for again', async () => {
  const id = await granted('applicant', begun.key)
  await city.follow('applicant', id, 'start')
  assert.equal((await city.follow('manager', id, 'revoke', '前提が変わったため')).state, 'revoked')
  await refused(city.follow('manager', id, 'revoke', 'もう一度'), 'conflict', /取り消されています/)
  await refused(city.run('applicant', renewApplication, { applicationId: id }), 'conflict', /更新できません/)
})
