import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setRole } from '#engine/procedure/contract.ts'
import { policyNormBindings } from '#policy/contract-norms.ts'
import { withoutSeeds } from '#test/seed-norms.ts'
import { makeCity, makeWorld } from '#test/world.ts'
import { mechanisms, procedures } from '../../src/mechanisms.ts'
import { giveKawaguchi } from './kawaguchi-city.ts'
import { openDesk, ways } from './permit-desk.ts'

/*
 * A city that begins from the whole 対策基準 of Kawaguchi and does nothing but accept what is proposed: which of the
 * house's procedures it can use, and who grants each. Nothing is bound by hand.
 */

/** Procedures the text has no clause for: they stay closed until the city finds one, and say so. */
const withoutClause: Readonly<Record<string, string>> = {
  'social-media': 'ソーシャルメディアの定めがない',
  'medium-found': '紛失の届出の定めがない(事故の報告は事案の手続の根拠になる)',
  'device-found': '紛失の届出の定めがない(事故の報告は事案の手続の根拠になる)',
}

const world = withoutSeeds === false ? await makeWorld({ after }) : null
const city =
  world === null
    ? null
    : await makeCity(world.house, world.db, await world.newTenant('川の市'), giveKawaguchi)
const desk = world === null || city === null ? null : await openDesk(world, city)

test(
  'of the mechanisms of the house only the named ones are without a clause of the text',
  {
    skip: withoutSeeds,
  },
  async (t) => {
    if (world === null || city === null) return
    const bound = await world.db.readTenant(city.tenantId, (tx) =>
      tx.selectFrom('binding').select('mechanism').execute(),
    )
    const has = new Set(bound.map(({ mechanism }) => mechanism))
    for (const kind of ['procedure', 'register', 'check']) {
      const of = mechanisms.filter(({ key }) => key.startsWith(`${kind}:`))
      const left = of.filter(({ key }) => !has.has(key))
      t.diagnostic(
        `${kind}: ${of.length - left.length} of ${of.length} rest on a clause; not: ${left.map(({ name }) => name).join('、')}`,
      )
    }
    assert.deepEqual(
      procedures.map(({ key }) => key).filter((key) => !has.has(`procedure:${key}`)),
      procedures.map(({ key }) => key).filter((key) => withoutClause[key] !== undefined),
    )
  },
)

test(
  'every norm on classification, permission and ledgers rests on something that runs, and the page says so by kind',
  { skip: withoutSeeds },
  async (t) => {
    if (city === null) return
    const { kinds, counts } = await city.run('officer', policyNormBindings, { editionId: city.editionId })
    for (const { kind, bound, planned, gap, total } of kinds) {
      t.diagnostic(`${kind}: ${bound} of ${total} run, ${planned} are to come, ${gap} without`)
    }
    for (const wanted of ['classification', 'permit', 'ledger'] as const) {
      const stands = kinds.find(({ kind }) => kind === wanted)
      assert.equal(stands?.bound, stands?.total, wanted)
    }
    assert.equal(counts.gap, 0)
    assert.equal(
      kinds.reduce((sum, { total }) => sum + total, 0),
      counts.total,
    )
  },
)

for (const { key, name } of procedures) {
  const way = ways[key]
  if (way === undefined) continue
  if (withoutClause[key] !== undefined) {
    test(
      `${name}: without a clause it stays closed (${withoutClause[key]})`,
      { skip: withoutSeeds },
      async () => {
        if (desk === null) return
        await desk.freshThings(key.endsWith('-found'))
        await assert.rejects(desk.file(key), /根拠となる条文がまだ対応付けられていない/)
      },
    )
    continue
  }
  test(
    `${name}: filed on the clause of the text, and granted by those it names`,
    { skip: withoutSeeds },
    async (t) => {
      if (desk === null || city === null) return
      if (key === 'remote-access') {
        await city.run('officer', setRole, { procedure: '*', role: 'system-admin', office: 'sec-manager' })
      }
      await desk.freshThings(false)
      const id = await desk.file(key)
      for (const [who, did] of way) await desk.act(who, id, did)
      const granted = await city.show('auditor', id)
      assert.equal(granted.state, 'granted')
      assert.deepEqual(
        granted.decisions.map(({ decider }) => decider.personId).toSorted(),
        way.map(([who]) => city.ids.person[who]).toSorted(),
      )
      assert.ok(granted.cites.length > 0)
      t.diagnostic(granted.cites.map(({ label }) => label).join('、'))
      assert.ok(granted.cites.every(({ editionId }) => editionId === city.editionId))
    },
  )
}
