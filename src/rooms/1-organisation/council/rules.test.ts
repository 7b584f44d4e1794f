import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  neededOf,
  outcomeOf,
  presidingOf,
  quorumOf,
  shareWord,
  votersOf,
  writtenOutcome,
  type CouncilRules,
  type Share,
  type Sitting,
} from './rules.ts'
import { after, attendances, choices, meetingActs, meetingStates, seatRoles } from './states.ts'

const rules: CouncilRules = {
  quorum: { by: 'share', over: true, num: 1, den: 2 },
  deputies: 'count',
  majority: { over: true, num: 1, den: 2, of: 'attending' },
  chairVotes: false,
  castingVote: true,
  chairAbsent: 'vice-chair',
  written: 'all',
  writtenDays: 3,
  writtenCounts: false,
  namesVotes: false,
  excludeConcerned: true,
}

const sitting = (count: number, attendance: Sitting['attendance'] = 'present'): Sitting[] =>
  Array.from({ length: count }, (_, at) => ({
    personId: `p${at}`,
    role: at === 0 ? ('chair' as const) : at === 1 ? ('vice-chair' as const) : ('member' as const),
    attendance,
  }))

const anyShare = fc
  .tuple(fc.boolean(), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .filter(([over, num, den]) => (over ? num < den : num <= den))
  .map(([over, num, den]): Share => ({ over, num, den }))

const anyRules = fc.record({
  quorum: fc.oneof(
    anyShare.map((share) => ({ by: 'share' as const, ...share })),
    fc.integer({ min: 1, max: 12 }).map((number) => ({ by: 'number' as const, number })),
  ),
  deputies: fc.constantFrom('none' as const, 'attend' as const, 'count' as const),
  majority: fc
    .tuple(anyShare, fc.constantFrom('attending' as const, 'cast' as const))
    .map(([share, of]) => ({ ...share, of })),
  chairVotes: fc.boolean(),
  castingVote: fc.boolean(),
  chairAbsent: fc.constantFrom('vice-chair' as const, 'elected' as const),
  written: fc.constantFrom('none' as const, 'all' as const, 'majority' as const),
  writtenDays: fc.integer({ min: 0, max: 10 }),
  writtenCounts: fc.boolean(),
  namesVotes: fc.boolean(),
  excludeConcerned: fc.boolean(),
})

const anyMembers = fc
  .array(
    fc.record({
      role: fc.constantFrom(...seatRoles),
      attendance: fc.option(fc.constantFrom(...attendances), { nil: null }),
    }),
    { maxLength: 12 },
  )
  .map((rows) => rows.map((row, at): Sitting => ({ ...row, personId: `p${at}` })))

test('a share is counted as its clause says, and never comes to nobody', () => {
  const half = { over: true, num: 1, den: 2 }
  assert.deepEqual(
    [1, 2, 3, 10, 11].map((of) => neededOf(half, of)),
    [1, 2, 2, 6, 6],
  )
  assert.deepEqual(
    [3, 10, 12].map((of) => neededOf({ over: false, num: 2, den: 3 }, of)),
    [2, 7, 8],
  )
  assert.equal(neededOf({ over: false, num: 1, den: 2 }, 0), 1)
  assert.equal(shareWord(half), '過半数')
  assert.equal(shareWord({ over: false, num: 2, den: 3 }), '3分の2以上')
  fc.assert(
    fc.property(anyShare, fc.integer({ min: 1, max: 300 }), (share, of) => {
      // slowly, person by person: the first number that reaches the share
      let needed = 1
      const reached = (n: number) =>
        share.over ? n * share.den > of * share.num : n * share.den >= of * share.num
      while (!reached(needed)) needed += 1
      assert.equal(neededOf(share, of), needed)
      assert.ok(needed <= of || share.over)
    }),
  )
})

test('a quorum agrees with counting heads one by one, and a council without members has none', () => {
  fc.assert(
    fc.property(anyRules, anyMembers, fc.array(fc.integer({ min: 0, max: 12 })), (given, members, out) => {
      const excluded = new Set(out.map((at) => `p${at}`))
      let entitled = 0
      let there = 0
      for (const member of members) {
        if (excluded.has(member.personId)) continue
        entitled += 1
        if (member.attendance === 'present') there += 1
        if (member.attendance === 'deputy' && given.deputies === 'count') there += 1
        if (member.attendance === 'written' && given.writtenCounts) there += 1
      }
      const { quorum } = given
      const met =
        there > 0 &&
        (quorum.by === 'number'
          ? there >= quorum.number
          : quorum.over
            ? there * quorum.den > entitled * quorum.num
            : there * quorum.den >= entitled * quorum.num)
      const found = quorumOf(given, members, excluded)
      assert.deepEqual([found.entitled, found.attending, found.met], [entitled, there, met])
    }),
  )
  assert.equal(quorumOf(rules, []).met, false)
  assert.match(
    quorumOf(rules, sitting(11)).reason,
    /構成員11人のうち11人が出席.*定足数は6人\(過半数\)なので、満たしています/,
  )
  assert.match(quorumOf(rules, sitting(4, 'absent')).reason, /足りません/)
})

test('who presides: the chair in person, else a vice-chair, else nobody or whoever was elected of those present', () => {
  const all = sitting(4)
  const [chair, vice, member, last] = all
  assert.ok(chair !== undefined && vice !== undefined && member !== undefined && last !== undefined)
  const away = (...who: Sitting[]): Sitting[] =>
    all.map((each) => (who.includes(each) ? { ...each, attendance: 'absent' as const } : each))
  assert.equal(presidingOf(rules, all), 'p0')
  assert.equal(presidingOf(rules, away(chair)), 'p1')
  // a deputy of the chair sits for him but does not preside
  assert.equal(presidingOf(rules, [{ ...chair, attendance: 'deputy' }, vice]), 'p1')
  assert.equal(presidingOf(rules, away(chair, vice), 'p2'), null)
  const elected: CouncilRules = { ...rules, chairAbsent: 'elected' }
  assert.equal(presidingOf(elected, away(chair, vice)), null)
  assert.equal(presidingOf(elected, away(chair, vice), 'p2'), 'p2')
  assert.equal(presidingOf(elected, away(chair, vice, member), 'p2'), null)
  assert.equal(presidingOf(elected, away(chair, vice), 'stranger'), null)
})

test('a majority needs more votes for than its share, and a tie needs the chair', () => {
  const tally = { for: 5, against: 5, abstain: 0, casting: null }
  assert.equal(outcomeOf(rules, tally, 10).kind, 'needs-casting')
  const cast = (casting: 'for' | 'against') => outcomeOf(rules, { ...tally, casting }, 10)
  assert.deepEqual(
    [cast('for'), cast('against')].map((each) => each.kind === 'decided' && each.outcome),
    ['可決', '否決'],
  )
  const decided = (given: CouncilRules, votes: [number, number, number], voters: number) => {
    const [yes, no, abstain] = votes
    const found = outcomeOf(given, { for: yes, against: no, abstain, casting: null }, voters)
    return found.kind === 'decided' ? found.outcome : found.kind
  }
  // abstaining counts against where the base is those who take part, and not where it is the votes cast
  assert.equal(decided(rules, [5, 1, 4], 10), '否決')
  assert.equal(decided({ ...rules, majority: { ...rules.majority, of: 'cast' } }, [5, 1, 4], 10), '可決')
  const two: CouncilRules = { ...rules, majority: { over: false, num: 2, den: 3, of: 'attending' } }
  assert.equal(decided(two, [7, 3, 0], 10), '可決')
  assert.equal(decided(two, [6, 4, 0], 10), '否決')
  assert.equal(decided({ ...rules, castingVote: false }, [5, 5, 0], 10), '否決')
  // nobody voted: nothing is resolved
  assert.equal(
    decided({ ...rules, castingVote: false, majority: { ...rules.majority, of: 'cast' } }, [0, 0, 3], 3),
    '否決',
  )
})

test('whoever is excluded, away or a chair without a vote does not vote', () => {
  fc.assert(
    fc.property(anyRules, anyMembers, (given, members) => {
      const excluded = new Set(['p1'])
      const voters = votersOf(given, members, 'p0', excluded).map((one) => one.personId)
      assert.ok(!voters.includes('p1'))
      if (!given.chairVotes) assert.ok(!voters.includes('p0'))
      for (const id of voters) {
        const { attendance } = members.find((one) => one.personId === id) ?? {}
        assert.ok(attendance !== 'absent' && attendance !== null)
      }
      assert.ok(voters.length <= quorumOf(given, members, excluded).attending)
    }),
  )
})

test('in writing silence is no consent, and answers of others than members count for nothing', () => {
  const members = sitting(4, null)
  const yes = (...who: number[]) => who.map((at) => ({ personId: `p${at}`, choice: 'for' as const }))
  const none: ReadonlySet<string> = new Set()
  assert.equal(writtenOutcome(rules, members, yes(0, 1, 2, 3), none).outcome, '可決')
  assert.equal(writtenOutcome(rules, members, yes(0, 1, 2), none).outcome, '否決')
  const most: CouncilRules = { ...rules, written: 'majority' }
  assert.equal(writtenOutcome(most, members, yes(0, 1, 2), none).outcome, '可決')
  assert.equal(writtenOutcome(most, members, yes(0, 1), none).outcome, '否決')
  assert.equal(
    writtenOutcome(most, members, [...yes(0, 1), { personId: 'stranger', choice: 'for' }], none).outcome,
    '否決',
  )
  assert.equal(writtenOutcome({ ...rules, written: 'none' }, members, yes(0, 1, 2, 3), none).outcome, '否決')
  // of the excluded nobody waits for an answer, nor is it counted
  const without = writtenOutcome(rules, members, yes(0, 1, 2, 3), new Set(['p3']))
  assert.deepEqual([without.outcome, without.tally.for], ['可決', 3])
  fc.assert(
    fc.property(anyRules, anyMembers, fc.array(fc.constantFrom(...choices)), (given, all, given2) => {
      const answers = given2.map((choice, at) => ({ personId: `p${at}`, choice }))
      const found = writtenOutcome(given, all, answers, none)
      if (found.outcome !== '可決') return
      assert.ok(found.tally.for > 0 && found.tally.for <= all.length)
      if (given.written === 'all') assert.equal(found.tally.for, all.length)
    }),
  )
})

test('a meeting goes one way only, and nothing follows its approved minutes', () => {
  for (const act of meetingActs) {
    assert.equal(after('approved', act), null)
    assert.equal(after('cancelled', act), null)
    if (act !== 'decide' && act !== 'attend' && act !== 'write') continue
    for (const state of meetingStates) {
      const then = after(state, act)
      assert.ok(then === null || then === state, `${act} does not move the meeting`)
    }
  }
  assert.equal(after('opened', 'plan'), null)
  assert.equal(after('closed', 'decide'), null)
  assert.equal(after('closed', 'cancel'), null)
})
