import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { acting, anyFacts, away, city, holds, people, places } from './authority-example.ts'
import { decidersIn } from './deciders.ts'
import { frameOf } from './frame.ts'
import { offices } from './offices.ts'
import { occupants, routeStep } from './route.ts'
import { mayDecide } from './rules.ts'
import { deriveStandings } from './standing.ts'

test('from a 係 the case climbs to the 課, and says so', () => {
  const step = routeStep(city(), { office: 'sec-manager', unitId: '介護係', applicantId: '小川' })
  assert.deepEqual(step, {
    kind: 'step',
    office: 'sec-manager',
    unitId: '長寿支援課',
    raised: false,
    why: '長寿支援課のsec-managerが決定します。',
  })
})

test('when the applicant is the 管理者 the case goes one office up by itself, and up again when he holds that too', () => {
  const one = routeStep(city(), { office: 'sec-manager', unitId: '長寿支援課', applicantId: '佐伯' })
  assert.partialDeepStrictEqual(one, { kind: 'step', office: 'dept-iso', unitId: '福祉部', raised: true })
  const both = city((facts) => facts.holdings.push(holds('大木', '子育て支援課長', '事務取扱')))
  const two = routeStep(both, { office: 'sec-manager', unitId: '子育て支援課', applicantId: '大木' })
  assert.partialDeepStrictEqual(two, { kind: 'step', office: 'chief-iso', unitId: null, raised: true })
  const three = routeStep(city(), { office: 'dept-iso', unitId: '企画財政部', applicantId: '長谷部' })
  assert.partialDeepStrictEqual(three, { kind: 'step', office: 'ciso', raised: true })
})

test('a 部長, who has no 課長 over him, and a vice-mayor, who has no unit, are decided above', () => {
  const head = routeStep(city(), { office: 'sec-manager', unitId: '福祉部', applicantId: '白石' })
  assert.partialDeepStrictEqual(head, { kind: 'step', office: 'dept-iso', unitId: '福祉部', raised: true })
  const vice = routeStep(city(), { office: 'sec-manager', unitId: null, applicantId: '篠田' })
  assert.partialDeepStrictEqual(vice, { kind: 'step', office: 'chief-iso', raised: true })
})

test('a vacant seat is a gap that names it; it is neither skipped nor open (10)', () => {
  const gap = routeStep(city(), { office: 'sec-manager', unitId: '子育て支援課', applicantId: '小川' })
  assert.equal(gap.kind, 'gap')
  assert.match(gap.kind === 'gap' ? gap.reason : '', /子育て支援課長が空席/)
  const filled = city((facts) => facts.holdings.push(holds('大木', '子育て支援課長', '事務取扱')))
  assert.equal(
    routeStep(filled, { office: 'sec-manager', unitId: '子育て支援課', applicantId: '小川' }).kind,
    'step',
  )
  const lent = city((facts) =>
    facts.acting.push(acting('職務代理', '子育て支援課長', '長寿支援課長', '欠員')),
  )
  assert.equal(
    routeStep(lent, { office: 'sec-manager', unitId: '子育て支援課', applicantId: '小川' }).kind,
    'step',
  )
})

test('without a rule for the office, or without a unit above that has it, nothing is open (10)', () => {
  const none = city((facts) => (facts.rules = []))
  assert.equal(routeStep(none, { office: 'sec-manager', unitId: '介護係', applicantId: '小川' }).kind, 'gap')
  const lone = routeStep(city(), { office: 'sec-manager', unitId: '会計課', applicantId: '武藤' })
  assert.equal(lone.kind, 'gap')
  assert.match(lone.kind === 'gap' ? lone.reason : '', /会計課.*dept-iso/)
  assert.equal(
    routeStep(city(), { office: 'sec-manager', unitId: 'unknown', applicantId: '小川' }).kind,
    'gap',
  )
})

test('the highest officer’s own case has no seat above: a gap that says who would have to make the exception', () => {
  const gap = routeStep(city(), { office: 'ciso', unitId: null, applicantId: '宮原' })
  assert.partialDeepStrictEqual(gap, { kind: 'gap', onlyApplicant: { office: 'ciso', unitId: null } })
})

test('somebody else of a collective office decides for one of its members', () => {
  const step = routeStep(city(), { office: 'policy-office', unitId: '情報政策課', applicantId: '西田' })
  assert.partialDeepStrictEqual(step, { kind: 'step', office: 'policy-office', raised: false })
})

test('deciders come in order: the holder, deputies by place, then delegates; the absent are named with their return', () => {
  const seat = { office: 'chief-iso' as const, unitId: null }
  const here = decidersIn(city(), seat, '小川')
  assert.deepEqual(
    here.deciders.map((each) => `${each.personId} ${each.standing.capacity}`),
    ['長谷部 本人', '三輪 事務委任'],
  )
  const manager = { office: 'sec-manager' as const, unitId: '長寿支援課' }
  const gone = decidersIn(
    city((facts) => facts.absences.push(away('佐伯', '2026-11-28'))),
    manager,
    '小川',
  )
  assert.deepEqual(
    gone.deciders.map((each) => `${each.personId} ${each.standing.capacity}`),
    ['今井 代決'],
  )
  assert.deepEqual(gone.away, [{ personId: '佐伯', until: '2026-11-28', reason: '出張' }])
})

test('whoever is offered as decider may decide, and whoever may decide and is there is offered', () => {
  fc.assert(
    fc.property(
      anyFacts,
      fc.constantFrom(...people),
      fc.constantFrom('ciso', 'chief-iso', 'dept-iso', 'sec-manager', 'policy-office', 'council'),
      fc.option(fc.constantFrom(...places)),
      fc.option(fc.constantFrom('carry', 'dispose'), { nil: undefined }),
      (facts, applicantId, office, unitId, matter) => {
        const frame = frameOf(facts)
        const seat = { office, unitId, ...(matter === undefined ? {} : { matter }) }
        const offered = decidersIn(frame, seat, applicantId).deciders.map((each) => each.personId)
        const may = people.filter(
          (actorId) =>
            !frame.absences.has(actorId) &&
            mayDecide({ step: seat, standings: deriveStandings(frame, actorId), applicantId, actorId })
              .allowed,
        )
        assert.deepEqual(offered.toSorted(), may.toSorted())
      },
    ),
    { numRuns: 2000 },
  )
})

test('a route never ends at the applicant’s own seat, and never at a seat nobody holds', () => {
  fc.assert(
    fc.property(
      anyFacts,
      fc.constantFrom(...people),
      fc.constantFrom('ciso', 'chief-iso', 'dept-iso', 'sec-manager', 'policy-office'),
      fc.option(fc.constantFrom(...places)),
      (facts, applicantId, office, unitId) => {
        const frame = frameOf(facts)
        const step = routeStep(frame, { office, unitId, applicantId })
        if (step.kind === 'gap') return
        const { owners, people: able } = occupants(frame, step)
        if (!offices[step.office].collective) assert.ok(!owners.has(applicantId))
        assert.ok([...able].some((personId) => personId !== applicantId))
      },
    ),
    { numRuns: 2000 },
  )
})
