import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accountKinds, accountStates } from './definition.ts'
import { reconcile, type Account, type Person, type SeenAccount, type System } from './reconcile.ts'
import { naively } from './reconcile-oracle.ts'

const on = '2026-11-24'
const account = (given: Partial<Account> = {}): Account => ({
  entryId: 'e1',
  systemId: 's1',
  login: 'sato',
  key: 'sato',
  unitId: 'u1',
  kind: 'personal',
  state: 'live',
  holder: 'p1',
  users: [],
  approvedBy: null,
  approvedOn: null,
  approvedUntil: null,
  company: null,
  contract: null,
  projectEnd: null,
  mail: null,
  internet: null,
  since: '2025-04-01',
  ...given,
})
const line = (given: Partial<SeenAccount> = {}): SeenAccount => ({
  login: 'sato',
  key: 'sato',
  enabled: true,
  lastUsed: '2026-11-20',
  privileged: false,
  mail: null,
  internet: null,
  ...given,
})
const system = (lines: readonly SeenAccount[] | null, complete = true): System => ({
  systemId: 's1',
  unitId: 'u9',
  seen: lines === null ? null : { lines, complete, hasLastUsed: true },
})
const people = new Map<string, Person>([
  ['p1', { from: '2020-04-01', to: null, sectionId: 'u1' }],
  ['gone', { from: '2010-04-01', to: on, sectionId: null }],
  ['tomorrow', { from: '2010-04-01', to: '2026-11-25', sectionId: 'u1' }],
])
const kindsOf = (accounts: readonly Account[], systems: readonly System[], dormantDays = 90): string[] =>
  reconcile(accounts, systems, people, { dormantDays }, on).map((each) => each.kind)

test('an ID in order makes no difference', () => {
  assert.deepEqual(kindsOf([account()], [system([line()])]), [])
})

test('whoever left has no live ID from the day he is no longer there, and not a day before', () => {
  assert.deepEqual(kindsOf([account({ holder: 'gone' })], [system([line()])]), ['leaver-live'])
  assert.deepEqual(kindsOf([account({ holder: 'tomorrow' })], [system([line()])]), [])
  assert.deepEqual(kindsOf([account({ holder: 'gone' })], [system([line({ enabled: false })])]), [])
})

test('a system that cannot be read hides nobody who left', () => {
  assert.deepEqual(kindsOf([account({ holder: 'gone' })], [system(null)]), ['leaver-live'])
})

test('an ID counts as unused when more days than the value have gone by, and not on the last of them', () => {
  const used = (lastUsed: string | null) => kindsOf([account()], [system([line({ lastUsed })])])
  assert.deepEqual(used('2026-08-26'), [])
  assert.deepEqual(used('2026-08-25'), ['dormant'])
  assert.deepEqual(used(null), ['never-used'])
})

test('a privilege needs somebody else who approved it, and ends with its last day', () => {
  const of = (given: Partial<Account>) =>
    kindsOf([account({ kind: 'privileged', ...given })], [system([line({ privileged: true })])])
  assert.deepEqual(of({}), ['privilege-unapproved'])
  const approved = { approvedBy: 'boss', approvedOn: '2026-04-01', approvedUntil: on }
  assert.deepEqual(of(approved), [])
  assert.deepEqual(of({ ...approved, approvedUntil: '2026-11-23' }), ['privilege-expired'])
  assert.deepEqual(of({ ...approved, approvedBy: 'p1' }), ['privilege-unapproved'])
  assert.deepEqual(of({ ...approved, approvedOn: '2026-12-01' }), ['privilege-unapproved'])
})

test('a personal ID in a group of administrators is privileged, whatever the register calls it', () => {
  assert.deepEqual(kindsOf([account()], [system([line({ privileged: true })])]), ['privilege-unapproved'])
})

test('a contractor in a group of administrators is found, also with an approval', () => {
  const vendor = account({ kind: 'vendor', holder: null, company: '架空システム', contract: '令和8年度保守' })
  const approved = { approvedBy: 'boss', approvedUntil: '2027-03-31' }
  const list = [system([line({ privileged: true })])]
  assert.deepEqual(kindsOf([{ ...vendor, ...approved }], list), ['vendor-privileged'])
})

test('an ID that a list with unread lines does not show is not said to be gone', () => {
  assert.deepEqual(kindsOf([account()], [system([])]), ['gone'])
  assert.deepEqual(kindsOf([account()], [system([], false)]), [])
})

test('what the register calls removed and the system lets in is found', () => {
  assert.deepEqual(kindsOf([account({ state: 'removed' })], [system([line()])]), ['removed-live'])
  assert.deepEqual(kindsOf([account({ state: 'removed' })], [system(null)]), [])
})

const day = fc.integer({ min: -400, max: 400 }).map((n) => {
  return new Date(Date.parse(on) + n * 86_400_000).toISOString().slice(0, 10)
})
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null, freq: 2 })
const who = fc.constantFrom('p1', 'p2', 'p3', 'p4')
const login = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const anAccount = fc
  .record({
    systemId: fc.constantFrom('s1', 's2', 's3'),
    login,
    unitId: fc.constantFrom('u1', 'u2'),
    kind: fc.constantFrom(...accountKinds),
    state: fc.constantFrom(...accountStates, 'live' as const, 'live' as const),
    holder: maybe(who),
    users: fc.uniqueArray(who, { maxLength: 3 }),
    approvedBy: maybe(who),
    approvedOn: maybe(day),
    approvedUntil: maybe(day),
    company: maybe(fc.constant('会社')),
    contract: maybe(fc.constant('契約')),
    projectEnd: maybe(day),
    mail: maybe(fc.boolean()),
    internet: maybe(fc.boolean()),
    since: day,
  })
  .map((each) => ({ ...each, key: each.login, entryId: '' }))
const aSystem = (systemId: string): fc.Arbitrary<System> =>
  fc.record({
    systemId: fc.constant(systemId),
    unitId: fc.constantFrom('u1', 'u2'),
    seen: maybe(
      fc.record({
        lines: fc
          .uniqueArray(
            fc.record({
              login,
              enabled: maybe(fc.boolean()),
              lastUsed: maybe(day),
              privileged: maybe(fc.boolean()),
              mail: maybe(fc.boolean()),
              internet: maybe(fc.boolean()),
            }),
            { selector: (each) => each.login, maxLength: 5 },
          )
          .map((lines) => lines.map((each) => ({ ...each, key: each.login }))),
        complete: fc.boolean(),
        hasLastUsed: fc.boolean(),
      }),
    ),
  })
const cities = fc.record({
  accounts: fc
    .array(anAccount, { maxLength: 12 })
    .map((all) => all.map((each, at) => ({ ...each, entryId: `e${at}` }))),
  systems: fc.tuple(aSystem('s1'), aSystem('s2')),
  people: fc
    .array(fc.record({ from: day, to: maybe(day), sectionId: maybe(fc.constantFrom('u1', 'u2')) }), {
      minLength: 3,
      maxLength: 4,
    })
    .map((all) => new Map(all.map((each, at) => [`p${at + 1}`, each]))),
  dormantDays: fc.integer({ min: 1, max: 200 }),
})

test('on every city the differences are those of the naive reading', () => {
  const bare = (
    all: readonly { kind: string; entryId: string | null; login: string; personId: string | null }[],
  ) => all.map(({ kind, entryId, login: name, personId }) => `${kind} ${entryId} ${name} ${personId}`).sort()
  fc.assert(
    fc.property(cities, ({ accounts, systems, people: all, dormantDays }) => {
      const values = { dormantDays }
      assert.deepEqual(
        bare(reconcile(accounts, systems, all, values, on)),
        bare(naively(accounts, systems, all, values, on)),
      )
    }),
    { numRuns: 3000 },
  )
})

test('a list that can no longer be read takes no leaver away and adds nothing but what it hid', () => {
  fc.assert(
    fc.property(cities, ({ accounts, systems, people: all, dormantDays }) => {
      const with_ = reconcile(accounts, systems, all, { dormantDays }, on)
      const without = reconcile(
        accounts,
        systems.map((each) => ({ ...each, seen: null })),
        all,
        { dormantDays },
        on,
      )
      const leavers = (found: typeof with_) =>
        new Set(found.filter((each) => each.kind === 'leaver-live').map((each) => each.entryId))
      for (const entryId of leavers(with_)) assert.ok(leavers(without).has(entryId))
      assert.ok(without.every((each) => each.kind !== 'dormant' && each.kind !== 'unregistered'))
    }),
    { numRuns: 500 },
  )
})
