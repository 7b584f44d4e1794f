import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  dayFault,
  filesLock,
  gateFaults,
  keptUntil,
  laterKept,
  missingFor,
  nextGate,
  whyNotPass,
  yearsIn,
} from './gate.ts'
import type { GateFacts, Gates } from './gate.ts'

const gates: Gates = {
  word: '工程',
  slot: 'text_4',
  list: [
    { key: 'plan', name: '計画', asks: '計画した。', needs: ['plan'] },
    { key: 'test', name: '試験', asks: '試験した。', file: true, keepYears: 3 },
    { key: 'approve', name: '承認', asks: '認めた。', notBy: ['test'], offices: ['sec-manager'] },
  ],
}
const columns = [{ key: 'plan', label: '計画の内容', type: 'text' as const }]
const facts = (more: Partial<GateFacts> = {}): GateFacts => ({
  today: '2026-11-24',
  closed: false,
  values: {},
  passes: [],
  personId: 'a',
  offices: ['sec-manager'],
  mayNotWrite: undefined,
  inTheWay: [],
  ...more,
})

test('whoever tries, only the first gate that is open can ever be passed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('plan', 'test', 'approve'), { maxLength: 12 }), (tries) => {
      const passes: { gate: string; on: string; by: string }[] = []
      for (const key of tries) {
        const gate = gates.list.find((each) => each.key === key)
        assert.ok(gate)
        const next = nextGate(gates, passes)
        const allowed =
          whyNotPass(gates, gate, facts({ passes, personId: `p${passes.length}` })) === undefined
        assert.equal(allowed, next?.key === key)
        if (allowed) passes.push({ gate: key, on: '2026-11-24', by: `p${passes.length}` })
      }
      assert.deepEqual(
        passes.map((pass) => pass.gate),
        gates.list.slice(0, passes.length).map((gate) => gate.key),
      )
    }),
  )
})

test('who tested does not approve, and an office that is asked for must be held', () => {
  const [plan, trial, approve] = gates.list
  assert.ok(plan && trial && approve)
  const passes = [
    { gate: 'plan', on: '2026-11-01', by: 'a' },
    { gate: 'test', on: '2026-11-10', by: 'a' },
  ]
  assert.match(whyNotPass(gates, approve, facts({ passes })) ?? '', /「試験」を確認した人/)
  assert.equal(whyNotPass(gates, approve, facts({ passes, personId: 'b' })), undefined)
  assert.match(
    whyNotPass(gates, approve, facts({ passes, personId: 'b', offices: ['sec-leader'] })) ?? '',
    /役割の人/,
  )
  assert.match(whyNotPass(gates, plan, facts({ mayNotWrite: '書けません。' })) ?? '', /書けません/)
  assert.match(whyNotPass(gates, plan, facts({ closed: true })) ?? '', /抹消/)
  assert.match(whyNotPass(gates, plan, facts({ passes })) ?? '', /もう済んで/)
})

test('a gate says what it still wants: empty columns by their name, and what the house found', () => {
  const [plan] = gates.list
  assert.ok(plan)
  assert.deepEqual(missingFor(plan, columns, facts({ inTheWay: ['IDが残っています。'] })), [
    '「計画の内容」を入れてください。',
    'IDが残っています。',
  ])
  for (const empty of [false, []]) {
    assert.equal(missingFor(plan, columns, facts({ values: { plan: empty } })).length, 1)
  }
  assert.deepEqual(missingFor(plan, columns, facts({ values: { plan: '済' } })), [])
})

test('days do not run backwards nor ahead', () => {
  const passes = [{ gate: 'plan', on: '2026-11-10', by: 'a' }]
  assert.match(dayFault('2026-11-25', facts()) ?? '', /先の日付/)
  assert.match(dayFault('2026-11-09', facts({ passes })) ?? '', /前の工程/)
  assert.equal(dayFault('2026-11-10', facts({ passes })), undefined)
})

test('a file is kept as long as the definition says, longer when the city says so, never shorter', () => {
  const [, trial, approve] = gates.list
  assert.ok(trial && approve)
  assert.equal(keptUntil(trial, '2026-11-24', undefined), '2029-11-24')
  assert.equal(keptUntil(trial, '2026-11-24', 5), '2031-11-24')
  assert.equal(keptUntil(trial, '2026-11-24', 1), '2029-11-24')
  assert.equal(keptUntil(trial, '2024-02-29', undefined), '2027-03-01')
  assert.equal(keptUntil(approve, '2026-11-24', 9), null)
  assert.deepEqual(
    [yearsIn('5'), yearsIn('５年'), yearsIn('当分の間'), yearsIn(undefined)],
    [5, 5, undefined, undefined],
  )
})

test('a declaration with a gate twice, an unknown column or a gate that checks a later one is refused', () => {
  const bad: Gates = {
    ...gates,
    list: [
      { key: 'a', name: 'A', asks: 'A。', needs: ['nowhere'], notBy: ['b'], keepYears: 1 },
      { key: 'a', name: 'B', asks: 'B。' },
    ],
  }
  assert.equal(gateFaults({ gates: bad, columns }).length, 4)
  assert.deepEqual(gateFaults({ gates, columns }), [])
})

test('a line is kept as long as its longest kept file, and disposal is refused until that day', () => {
  assert.deepEqual(laterKept({}, '2029-11-24'), { files_kept_until: '2029-11-24' })
  assert.deepEqual(laterKept({ files_kept_until: '2031-04-01' }, '2029-11-24'), {})
  assert.deepEqual(laterKept({}, null), {})
  assert.match(filesLock({ files_kept_until: '2029-11-24' }, '2029-11-23') ?? '', /廃棄できません/)
  assert.equal(filesLock({ files_kept_until: '2029-11-24' }, '2029-11-24'), undefined)
  assert.equal(filesLock({}, '2026-11-24'), undefined)
})
