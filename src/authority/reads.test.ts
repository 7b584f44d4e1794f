import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#ground/ids/ids.ts'
import type { Tx } from '#ground/database/database.ts'
import { testDatabase } from '#test/database.ts'
import { anyFacts, away, type Facts, people, places, smallCity } from './authority-example.ts'
import { decidersIn } from './deciders.ts'
import { frameOf } from './frame.ts'
import {
  decidersOf,
  personNames,
  placesOf,
  rightsOf,
  standingsOf,
  stepFor,
  unitNames,
  unitsAbove,
} from './reads.ts'
import { routeStep } from './route.ts'
import { personRow, unitRow } from './rows.ts'
import { deriveStandings } from './standing.ts'

const { db, tenantId, newTenant } = await testDatabase({ after })
const on = '2026-11-24'

type Ids = { of(name: string): string; name(id: string): string }

/**
 * Writes an example into the database; returns the id of each name and the name of each id. The ids stand in the order
 * of the names, since the rules settle what is equal in all else by the id.
 */
async function write(tx: Tx, tenant_id: string, facts: Facts): Promise<Ids> {
  const byName = new Map<string, string>()
  const of = (name: string): string => {
    const known = byName.get(name)
    if (known !== undefined) return known
    const id = newId()
    byName.set(name, id)
    return id
  }
  for (const { personId } of facts.holdings.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)))
    of(personId)
  const valid = { valid_from: '2026-04-01', valid_to: null }
  const body_id = newId()
  await tx
    .insertInto('body')
    .values({ tenant_id, id: body_id, name: '市長部局', ...valid })
    .execute()
  for (const unit of facts.units) {
    const parent_id = unit.parentId === null ? null : of(unit.parentId)
    const { name, kind, policyOffice: policy_office } = unit
    const id = of(unit.id)
    const row = {
      tenant_id,
      id,
      body_id,
      parent_id,
      code: name,
      name,
      kind,
      symbol: null,
      policy_office,
      ...valid,
    }
    await tx.insertInto('unit').values(unitRow(row)).execute()
  }
  for (const { id, unitId, title, rank } of facts.posts) {
    const unit_id = unitId === null ? null : of(unitId)
    await tx
      .insertInto('post')
      .values({ tenant_id, id: of(id), body_id, unit_id, title, rank, ...valid })
      .execute()
  }
  const names = new Set([...facts.holdings, ...facts.absences].map((each) => each.personId))
  for (const each of facts.acting) if (each.holderPersonId !== null) names.add(each.holderPersonId)
  for (const { rule } of facts.rules) if (rule.by === 'person') names.add(rule.personId)
  for (const name of names) {
    const left = facts.rules.some(({ rule }) => rule.by === 'person' && rule.personId === name)
    const gone = left && !facts.serving.includes(name)
    const row = personRow({
      tenant_id,
      id: of(name),
      number: name,
      family: name,
      mail: null,
      extension: null,
      ...valid,
    })
    await tx
      .insertInto('person')
      .values({ ...row, valid_to: gone ? '2026-11-24' : null })
      .execute()
  }
  for (const { personId, postId, kind } of facts.holdings) {
    const row = { tenant_id, id: newId(), person_id: of(personId), post_id: of(postId), kind, ...valid }
    await tx.insertInto('appointment').values(row).execute()
  }
  for (const { personId, until, reason } of facts.absences) {
    const row = { tenant_id, id: newId(), person_id: of(personId), reason, valid_from: on, valid_to: until }
    await tx.insertInto('absence').values(row).execute()
  }
  for (const { postId, place, deputyPostId, basis, eid } of facts.deputies) {
    const posts = { post_id: of(postId), deputy_post_id: of(deputyPostId) }
    await tx
      .insertInto('deputy_order')
      .values({ tenant_id, id: newId(), ...posts, place, basis, eid, ...valid })
      .execute()
  }
  for (const right of facts.acting) {
    await tx
      .insertInto('acting_right')
      .values({
        tenant_id,
        id: of(right.id),
        kind: right.kind,
        post_id: of(right.postId),
        holder_post_id: right.holderPostId === null ? null : of(right.holderPostId),
        holder_person_id: right.holderPersonId === null ? null : of(right.holderPersonId),
        applies_when: right.when,
        scope: right.scope,
        basis: right.basis,
        eid: right.eid,
        ...valid,
      })
      .execute()
  }
  for (const { office, word, scope, rule, eid } of facts.rules) {
    const given =
      rule.by === 'post'
        ? { ...rule, postId: of(rule.postId) }
        : rule.by === 'members'
          ? { ...rule, unitId: of(rule.unitId) }
          : rule.by === 'person'
            ? { ...rule, personId: of(rule.personId) }
            : rule
    await tx
      .insertInto('office_rule')
      .values({ tenant_id, id: newId(), office, word, scope, rule: given, eid, ...valid })
      .execute()
  }
  const byId = new Map([...byName].map(([name, id]) => [id, name]))
  return { of, name: (id) => byId.get(id) ?? id }
}

const spell = (ids: Ids, value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'string' ? ids.name(each) : each))
const sorted = (values: readonly unknown[]): string[] => values.map((each) => JSON.stringify(each)).toSorted()

test('the slice read for one person gives what the whole organisation would, on random organisations', async () => {
  await fc.assert(
    fc.asyncProperty(anyFacts, async (raw) => {
      // somebody who has left holds nothing: the pure example knows that only for people named by rules
      const facts = raw.serving.includes('戊') ? raw : withoutPerson(raw, '戊')
      const tenant = await newTenant()
      const ids = await db.inTenant(tenant, (tx) => write(tx, tenant, facts))
      const frame = frameOf(facts)
      await db.readTenant(tenant, async (tx) => {
        for (const person of people) {
          const read = await standingsOf(tx, ids.of(person), on)
          assert.deepEqual(
            sorted(read.map((each) => spell(ids, each))),
            sorted(deriveStandings(frame, person)),
          )
        }
      })
    }),
    { numRuns: 40 },
  )
})

test('the slice read around one unit routes and lists deciders as the whole organisation would', async () => {
  await fc.assert(
    fc.asyncProperty(anyFacts, async (raw) => {
      const facts = raw.serving.includes('戊') ? raw : withoutPerson(raw, '戊')
      const tenant = await newTenant()
      const ids = await db.inTenant(tenant, (tx) => write(tx, tenant, facts))
      const frame = frameOf(facts)
      await db.readTenant(tenant, async (tx) => {
        for (const place of [...places, null]) {
          for (const office of ['sec-manager', 'policy-office'] as const) {
            const applicantId = '甲'
            const unitId = place === null ? null : ids.of(place)
            const step = await stepFor(tx, { office, unitId, applicantId: ids.of(applicantId), on })
            const whole = routeStep(frame, { office, unitId: place, applicantId })
            assert.partialDeepStrictEqual(spell(ids, step), JSON.parse(JSON.stringify(whole)))
            if (whole.kind === 'gap') continue
            const asked = {
              office: whole.office,
              unitId: whole.unitId === null ? null : ids.of(whole.unitId),
            }
            const read = await decidersOf(tx, { ...asked, applicantId: ids.of(applicantId) }, on)
            const expected = decidersIn(frame, whole, applicantId)
            assert.deepEqual(sorted(read.deciders.map((each) => spell(ids, each))), sorted(expected.deciders))
            assert.deepEqual(sorted(read.away.map((each) => spell(ids, each))), sorted(expected.away))
          }
        }
      })
    }),
    { numRuns: 25 },
  )
})

function withoutPerson(facts: Facts, person: string): Facts {
  return {
    ...facts,
    holdings: facts.holdings.filter((each) => each.personId !== person),
    acting: facts.acting.filter((each) => each.holderPersonId !== person),
    absences: facts.absences.filter((each) => each.personId !== person),
  }
}

test('standings change at the boundary of each validity: the first day counts, the last one does not', async () => {
  const facts = smallCity()
  facts.absences.push(away('佐伯', '2026-11-27'))
  const tenant = await newTenant()
  const ids = await db.inTenant(tenant, (tx) => write(tx, tenant, facts))
  const capacities = (date: string): Promise<string[]> =>
    db.readTenant(tenant, async (tx) =>
      (await standingsOf(tx, ids.of('今井'), date)).map((each) => each.capacity),
    )
  assert.deepEqual(await capacities('2026-11-23'), [])
  assert.deepEqual(await capacities('2026-11-24'), ['代決'])
  assert.deepEqual(await capacities('2026-11-26'), ['代決'])
  assert.deepEqual(await capacities('2026-11-27'), [])
  assert.deepEqual(await db.readTenant(tenant, (tx) => standingsOf(tx, ids.of('佐伯'), '2026-03-31')), [])
})

test('when a unit or a post is abolished, the appointment somebody forgot to end gives nothing', async () => {
  const tenant = await newTenant()
  const ids = await db.inTenant(tenant, (tx) => write(tx, tenant, smallCity()))
  const standings = (name: string) => db.readTenant(tenant, (tx) => standingsOf(tx, ids.of(name), on))
  assert.equal((await standings('佐伯')).length, 1)
  await db.inTenant(tenant, (tx) =>
    tx.updateTable('unit').set({ valid_to: '2026-10-01' }).where('id', '=', ids.of('長寿支援課')).execute(),
  )
  assert.deepEqual(await standings('佐伯'), [])
  await db.inTenant(tenant, (tx) =>
    tx.updateTable('post').set({ valid_to: '2026-10-01' }).where('id', '=', ids.of('福祉部長')).execute(),
  )
  assert.deepEqual(await standings('大木'), [])
})

test('rights follow the policy office and the auditors, names and places are one query away', async () => {
  const ids = await db.inTenant(tenantId, (tx) => write(tx, tenantId, smallCity()))
  await db.readTenant(tenantId, async (tx) => {
    const rights = await rightsOf(tx, ids.of('西田'), on)
    assert.ok(rights.has('organisation.manage') && !rights.has('audit.read'))
    assert.deepEqual([...(await rightsOf(tx, ids.of('監査長'), on))], ['ledger.read', 'audit.read'])
    assert.deepEqual([...(await rightsOf(tx, ids.of('小川'), on))], [])
    assert.equal((await personNames(tx, [ids.of('西田')])).get(ids.of('西田')), '西田')
    assert.equal((await unitNames(tx, [ids.of('福祉部'), newId()], on)).size, 1)
    const places = await placesOf(tx, ids.of('宮原'), on)
    assert.deepEqual(
      places.map((each) => [each.unitName, each.title, each.kind]),
      [
        ['市長部局', '副市長A', '本務'],
        ['推進会議', '議長', '兼務'],
      ],
    )
    assert.deepEqual(
      new Set((await unitsAbove(tx, [ids.of('介護係')], on)).map((id) => ids.name(id))),
      new Set(['介護係', '長寿支援課', '福祉部']),
    )
  })
})

test('another tenant’s person, unit and names are nobody and nothing', async () => {
  const [mine, other] = [await newTenant(), await newTenant()]
  const ids = await db.inTenant(other, (tx) => write(tx, other, smallCity()))
  await db.readTenant(mine, async (tx) => {
    assert.deepEqual(await standingsOf(tx, ids.of('佐伯'), on), [])
    const ask = {
      office: 'sec-manager' as const,
      unitId: ids.of('長寿支援課'),
      applicantId: ids.of('小川'),
      on,
    }
    assert.equal((await stepFor(tx, ask)).kind, 'gap')
    assert.equal((await personNames(tx, [ids.of('佐伯')])).size, 0)
    assert.equal((await unitNames(tx, [ids.of('福祉部')], on)).size, 0)
  })
})

test('each read runs the number of queries it promises', async () => {
  const tenant = await newTenant()
  const ids = await db.inTenant(tenant, (tx) => write(tx, tenant, smallCity()))
  const [person, unitId] = [ids.of('佐伯'), ids.of('長寿支援課')]
  const counts: Record<string, number> = {}
  await db.readTenant(tenant, async (tx) => {
    const counted = async (name: string, work: (tx: Tx) => Promise<unknown>): Promise<void> => {
      let count = 0
      const counting = tx.withPlugin({
        transformQuery: ({ node }) => {
          count += 1
          return node
        },
        transformResult: async ({ result }) => result,
      })
      await work(counting)
      counts[name] = count
    }
    const ask = { office: 'sec-manager' as const, unitId, applicantId: ids.of('小川'), on }
    await counted('standingsOf', (each) => standingsOf(each, person, on))
    await counted('rightsOf', (each) => rightsOf(each, person, on))
    await counted('stepFor', (each) => stepFor(each, ask))
    await counted('decidersOf', (each) => decidersOf(each, ask, on))
    await counted('placesOf', (each) => placesOf(each, person, on))
    await counted('personNames', (each) => personNames(each, [person]))
  })
  assert.deepEqual(counts, {
    standingsOf: 1,
    rightsOf: 1,
    stepFor: 1,
    decidersOf: 1,
    placesOf: 1,
    personNames: 1,
  })
})
