import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { afterFailure, lockedUntil, type Counter } from './failures.ts'
import { createChallenges } from './challenges.ts'
import { needsSecondFactor, rulesFrom, usualRules } from './rules.ts'
import { randomBytes } from '#ground/ids/ids.ts'
import { seal, unseal } from './seal.ts'
import { privilegedIsOver } from './session.ts'

const START = '2026-11-24T01:00:00.000Z'
const later = (minutes: number): string => new Date(Date.parse(START) + minutes * 60_000).toISOString()

test('a session that administers lasts as long as the city’s value says, whatever Kijun’s own setting is', () => {
  const session = { createdAt: START, rules: usualRules }
  const open = (minutes: number, city: number | null): boolean =>
    !privilegedIsOver({ ...session, lastSeenAt: later(minutes - 1) }, city, later(minutes))
  assert.deepEqual(
    [479, 480].map((at) => open(at, null)),
    [true, false],
  )
  assert.deepEqual(
    [59, 60].map((at) => open(at, 60)),
    [true, false],
  )
  const silent = (minutes: number, city: number | null): boolean =>
    !privilegedIsOver({ ...session, lastSeenAt: START }, city, later(minutes))
  assert.deepEqual(
    [29, 30].map((at) => silent(at, null)),
    [true, false],
  )
  assert.deepEqual(
    [9, 10].map((at) => silent(at, 10)),
    [true, false],
    'silence lasts no longer than the whole',
  )
})

test('whatever is stored as a rule, rules come out that can be kept', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...Object.keys(usualRules), 'other'), fc.jsonValue()),
      (stored) => {
        const rules = rulesFrom(stored)
        assert.ok(rules.stepUpMinutes >= 1 && rules.stepUpMinutes <= 120)
        assert.ok(rules.privilegedIdleMinutes >= 5 && rules.privilegedMinutes <= 720)
        assert.equal(typeof needsSecondFactor(rules, { offices: new Set(), rights: new Set() }), 'boolean')
      },
    ),
  )
})

test('a place is closed at its fifth failure, all unknown devices together ever longer but never above a quarter of an hour', () => {
  const run = (place: string, count: number): (string | null)[] => {
    const locks: (string | null)[] = []
    let counter: Counter = { place, failures: 0, lockedUntil: null }
    for (let each = 0; each < count; each++) {
      const after = afterFailure(counter, START)
      counter = { ...counter, ...after }
      locks.push(after.lockedUntil)
    }
    return locks
  }
  assert.deepEqual(
    run('10.0.0.1', 5).map((until) => until !== null),
    [false, false, false, false, true],
  )
  const waits = run('*', 30).map((until) => (until === null ? 0 : Date.parse(until) - Date.parse(START)))
  assert.deepEqual(waits.slice(0, 12), [0, 0, 0, 0, 0, 0, 0, 0, 0, 30_000, 60_000, 120_000])
  assert.equal(Math.max(...waits), 15 * 60_000)
  const counted = { login: 'a', counters: [{ place: '*', failures: 0, lockedUntil: later(1) }] }
  assert.equal(lockedUntil(counted, START), later(1))
  assert.equal(lockedUntil(counted, later(1)), null)
})

test('a challenge comes back once, for what it was made, within five minutes, from nobody’s own hand', () => {
  const challenges = createChallenges()
  const for_ = { purpose: 'step-up', tenantId: 't', whose: 's' } as const
  const fresh = () => challenges.make(for_, START)
  const { challenge, token } = fresh()
  assert.equal(challenges.take(token, { ...for_, whose: 'other' }, START), null)
  assert.equal(challenges.take(token, { ...for_, tenantId: 'other' }, START), null)
  assert.equal(challenges.take(token, { ...for_, purpose: 'sign-in' }, START), null)
  assert.equal(challenges.take(token, for_, later(5)), null)
  assert.equal(challenges.take(token, for_, later(4)), challenge)
  assert.equal(challenges.take(token, for_, later(4)), null, 'once')
  assert.equal(createChallenges().take(fresh().token, for_, START), null, 'of another process')
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(challenges.take(text, for_, START), null)
      assert.equal(challenges.take(`${text}.${text}`, for_, START), null)
    }),
  )
})

test('what is sealed opens with its key at its place alone, and unchanged', () => {
  const key = randomBytes(32)
  const sealed = seal(key, 'row 1', 'himitsu')
  assert.equal(unseal(key, 'row 1', sealed), 'himitsu')
  assert.equal(unseal(key, 'row 2', sealed), null)
  assert.equal(unseal(randomBytes(32), 'row 1', sealed), null)
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.equal(unseal(key, 'row 1', changed), null, `byte ${at}`)
  }
  assert.equal(unseal(key, 'row 1', Buffer.alloc(3)), null)
})
