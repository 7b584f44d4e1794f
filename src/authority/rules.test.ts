import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { acting, anyFacts, away, city, people, places } from './authority-example.ts'
import { frameOf, type Frame } from './frame.ts'
import { rightsFrom } from './rights.ts'
import { mayAudit, mayDecide, type Seat, type Verdict } from './rules.ts'
import { authoritySlots } from './slots.ts'
import { deriveStandings } from './standing.ts'

const manager: Seat = { office: 'sec-manager', unitId: '長寿支援課' }

function decide(
  frame: Frame,
  actorId: string,
  applicantId: string,
  step: Seat = manager,
  exception?: { reason: string },
): Verdict {
  const standings = deriveStandings(frame, actorId)
  return mayDecide({
    step,
    standings,
    applicantId,
    actorId,
    ...(exception === undefined ? {} : { exception }),
  })
}

test('the 課長 decides for his 課 in his own right, and nobody decides for another 課', () => {
  const verdict = decide(city(), '佐伯', '小川')
  assert.ok(verdict.allowed)
  assert.equal(verdict.standing.capacity, '本人')
  assert.equal(decide(city(), '三輪', '小川').allowed, false)
  assert.equal(decide(city(), '大木', '小川').allowed, false)
})

test('nobody decides his own case, holder of the seat or not (1)', () => {
  const verdict = decide(city(), '佐伯', '佐伯')
  assert.ok(!verdict.allowed)
  assert.deepEqual(verdict.cites, [authoritySlots.separationOfApproval])
  assert.match(verdict.reason, /あなた自身の申請/)
})

test('a deputy may not use the applicant’s own right on the applicant’s case (1, 8)', () => {
  const frame = city((facts) => facts.absences.push(away('佐伯')))
  assert.ok(decide(frame, '今井', '小川').allowed)
  const verdict = decide(frame, '今井', '佐伯')
  assert.ok(!verdict.allowed)
  assert.match(verdict.reason, /申請者本人の権限を代決/)
})

test('the right of a post two people share is the applicant’s right when he is one of them', () => {
  const frame = city((facts) => {
    facts.holdings.push({ personId: '加納', postId: '長寿支援課長', kind: '兼務', since: '2026-05-01' })
    facts.absences.push(away('佐伯'), away('加納'))
  })
  assert.equal(decide(frame, '今井', '加納').allowed, false)
  assert.equal(decide(frame, '今井', '佐伯').allowed, false)
})

test('identity comes from standings of the actor alone: the same standings under another name give nothing (2)', () => {
  const own = deriveStandings(city(), '佐伯')
  const asSomebody = mayDecide({ step: manager, standings: own, applicantId: '佐伯', actorId: '佐伯' })
  assert.equal(asSomebody.allowed, false)
  assert.equal(decide(city(), '見知らぬ人', '小川').allowed, false)
})

test('deputies and delegates count: the modelled deputy can really act (7)', () => {
  const frame = city((facts) => facts.absences.push(away('佐伯'), away('宮原')))
  const deputy = decide(frame, '今井', '小川')
  assert.ok(
    deputy.allowed && deputy.standing.capacity === '代決' && deputy.standing.rightOf.personId === '佐伯',
  )
  const ciso = decide(frame, '篠田', '小川', { office: 'ciso', unitId: null })
  assert.ok(ciso.allowed && ciso.standing.capacity === '職務代理')
})

test('a delegation carries only what its scope names, and the verdict says in what capacity (8)', () => {
  const frame = city((facts) => {
    facts.acting.push({
      ...acting('事務委任', '長寿支援課長', '介護係長', '常時'),
      scope: { offices: null, matters: ['carry-out'] },
    })
  })
  const covered = decide(frame, '谷', '小川', { ...manager, matter: 'carry-out' })
  assert.ok(covered.allowed && covered.standing.capacity === '事務委任')
  for (const matter of ['disposal', undefined]) {
    const outside = decide(frame, '谷', '小川', { ...manager, ...(matter === undefined ? {} : { matter }) })
    assert.ok(!outside.allowed)
    assert.deepEqual(outside.cites, [authoritySlots.delegation])
  }
})

test('no standing, no decision: an empty organisation refuses everybody (10)', () => {
  const frame = city((facts) => {
    facts.rules = []
  })
  for (const actorId of ['佐伯', '宮原', '西田']) assert.equal(decide(frame, actorId, '小川').allowed, false)
})

test('the policy office administers everything and decides nothing (11)', () => {
  const standings = deriveStandings(city(), '西田')
  assert.deepEqual([...rightsFrom(standings)].toSorted(), [
    'ledger.read',
    'organisation.manage',
    'policy.manage',
    'settings.manage',
  ])
  assert.equal(decide(city(), '西田', '小川').allowed, false)
})

test('rights come with an office one holds, not with one lent', () => {
  assert.deepEqual([...rightsFrom(deriveStandings(city(), '監査人'))], ['ledger.read', 'audit.read'])
  assert.deepEqual([...rightsFrom(deriveStandings(city(), '佐伯'))], [])
  const lent = deriveStandings(city(), '西田').map((each) => ({ ...each, capacity: '代決' as const }))
  assert.deepEqual([...rightsFrom(lent)], [])
})

test('やむを得ない場合 needs a reason and a seat; the verdict carries the reason for the record', () => {
  const ciso: Seat = { office: 'ciso', unitId: null }
  assert.equal(decide(city(), '宮原', '宮原', ciso, { reason: '  ' }).allowed, false)
  assert.equal(decide(city(), '小川', '小川', ciso, { reason: '災害対応' }).allowed, false)
  const verdict = decide(city(), '宮原', '宮原', ciso, { reason: ' 災害対応 ' })
  assert.ok(verdict.allowed)
  assert.deepEqual(verdict.exception, { reason: '災害対応' })
})

test('mayDecide agrees with a naive oracle on random organisations', () => {
  fc.assert(
    fc.property(
      anyFacts,
      fc.constantFrom(...people),
      fc.constantFrom(...people),
      fc.constantFrom('ciso', 'chief-iso', 'dept-iso', 'sec-manager', 'policy-office', 'council'),
      fc.option(fc.constantFrom(...places)),
      fc.option(fc.constantFrom('carry', 'dispose'), { nil: undefined }),
      (facts, actorId, applicantId, office, unitId, matter) => {
        const standings = deriveStandings(frameOf(facts), actorId)
        const step = { office, unitId, ...(matter === undefined ? {} : { matter }) }
        const fit = standings.filter(
          (s) =>
            s.fault === null &&
            s.office === office &&
            s.unitId === unitId &&
            (s.matters === null || (matter !== undefined && s.matters.includes(matter))),
        )
        const holdsPost = (postId: string | null): boolean =>
          facts.holdings.some((each) => each.personId === applicantId && each.postId === postId)
        const expected =
          actorId !== applicantId && fit.some((s) => s.capacity === '本人' || !holdsPost(s.rightOf.postId))
        assert.equal(mayDecide({ step, standings, applicantId, actorId }).allowed, expected)
      },
    ),
    { numRuns: 3000 },
  )
})

test('an auditor audits neither his own unit nor what he answers for, unless with a recorded reason', () => {
  const standings = deriveStandings(city(), '監査人')
  const ask = {
    auditorId: '監査人',
    standings,
    auditorUnitIds: ['情報政策課', '企画財政部'],
    auditedUnitIds: ['長寿支援課'],
    auditedPersonIds: ['佐伯', '大木'],
  }
  assert.ok(mayAudit(ask).allowed)
  const own = mayAudit({ ...ask, auditedUnitIds: ['情報政策課'] })
  assert.ok(!own.allowed)
  assert.deepEqual(own.cites, [authoritySlots.separationOfAudit])
  assert.equal(mayAudit({ ...ask, auditedPersonIds: ['監査人'] }).allowed, false)
  const excepted = mayAudit({
    ...ask,
    auditedUnitIds: ['情報政策課'],
    exception: { reason: '他に監査人がいない' },
  })
  assert.ok(excepted.allowed && excepted.exception !== undefined)
  assert.equal(mayAudit({ ...ask, standings: deriveStandings(city(), '西田') }).allowed, false)
})
