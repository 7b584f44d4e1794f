import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkForm } from '#engine/procedure/form.ts'
import { changeProblems, compileOwn, declarationProblems } from './compile.ts'
import { ownDeclaration, type OwnDeclaration } from './declaration.ts'
import { ownExample } from './own-example.ts'

const registers = new Set(['asset'])
const context = { today: '2026-11-24', entries: [], parameters: {} }
const paths = (said: OwnDeclaration) => declarationProblems(said, registers).map((problem) => problem.at)
const first = (said: OwnDeclaration) => said.parts[0]?.fields ?? []

/** The example with its first part's fields changed. */
const withFields = (fields: OwnDeclaration['parts'][number]['fields']): OwnDeclaration => ({
  ...ownExample,
  parts: ownExample.parts.map((part, index) => (index === 0 ? { ...part, fields } : part)),
})

test('a design without faults compiles to a procedure that checks forms as designed', () => {
  assert.deepEqual(paths(ownExample), [])
  const definition = compileOwn('own-1', ownExample)
  const good = { f1: '映写機', f2: 'c1', f4: '2026-11-25', f5: '2026-11-26' }
  const problems = (form: Record<string, string>) =>
    checkForm(definition, form, context).problems.map((problem) => problem.at)
  assert.deepEqual(problems(good), [])
  assert.deepEqual(problems({ ...good, f1: '' }), ['f1'])
  assert.deepEqual(problems({ ...good, f2: 'c2' }), ['f3'])
  assert.deepEqual(problems({ ...good, f5: '2026-11-24' }), ['f5'])
  assert.deepEqual(definition.period(good, context.today), { from: '2026-11-25', to: '2026-11-26' })
  assert.equal(definition.title(good, []), '映写機')
})

test('every fault of a design is named where it stands', () => {
  const [name, use, why] = first(ownExample)
  assert.ok(name !== undefined && use !== undefined && why !== undefined)
  assert.deepEqual(paths(withFields([name, name, use, why])), ['parts.0.fields.1.label'])
  assert.deepEqual(paths(withFields([name, { ...use, choices: [] }, why])), ['parts.0.fields.1.choices'])
  assert.deepEqual(
    paths(
      withFields([
        name,
        use,
        why,
        { key: 'f9', label: '資産', type: 'entries', optional: false, register: 'x' },
      ]),
    ),
    ['parts.0.fields.3.register'],
  )
  assert.deepEqual(
    paths(withFields([{ key: 'f8', label: '数', type: 'number', optional: true, min: 5, max: 4 }, use, why])),
    ['parts.0.fields.0.max'],
  )
  assert.deepEqual(paths(withFields([name, use])), ['rules.2'])
  assert.deepEqual(paths({ ...ownExample, rules: [{ rule: 'not-past', field: 'f1' }] }), ['rules.0'])
  const unanswered = ownDeclaration.parse({
    ...ownExample,
    rules: [
      { rule: 'needed-when', field: 'f3', when: { field: 'f2', is: [] }, message: '理由を書いてください' },
    ],
  })
  assert.deepEqual(paths(unanswered), ['rules.0.when'], 'it may be saved, and does not run')
  assert.deepEqual(paths({ ...ownExample, validity: { lasts: 'period', from: 'f1', to: 'f5' } }), [
    'validity',
  ])
})

test('a route must end in an answer, and a notice in somebody who receives it', () => {
  const pass = { act: 'pass' as const, needs: 'all' as const, seats: [{ office: 'sec-leader' as const }] }
  const receive = { ...pass, act: 'receive' as const }
  assert.deepEqual(paths({ ...ownExample, route: [...ownExample.route, pass] }), ['route'])
  assert.deepEqual(paths({ ...ownExample, notice: true }), ['route.0', 'route'])
  assert.deepEqual(paths({ ...ownExample, notice: true, route: [pass, receive] }), [])
  const twice = { ...pass, act: 'decide' as const, seats: [...pass.seats, ...pass.seats] }
  assert.deepEqual(paths({ ...ownExample, route: [twice] }), ['route.0'])
  const from = {
    ...pass,
    act: 'decide' as const,
    seats: [{ office: 'sec-manager' as const, from: { field: 'f1' } }],
  }
  assert.deepEqual(paths({ ...ownExample, route: [from] }), ['route.0'])
})

test('where cases exist, nothing that was asked for is taken away or turned into something else', () => {
  const [name, use, why] = first(ownExample)
  assert.ok(name !== undefined && use !== undefined && why !== undefined)
  const count = (after: OwnDeclaration) => changeProblems(ownExample, after).length
  assert.equal(count(ownExample), 0)
  assert.equal(count(withFields([name, use])), 1)
  assert.equal(count(withFields([{ ...name, type: 'date' }, use, why])), 1)
  assert.equal(count(withFields([name, { ...use, choices: (use.choices ?? []).slice(1) }, why])), 1)
  assert.equal(count(withFields([{ ...name, gone: true }, use, why])), 0)
  assert.equal(
    count(withFields([name, use, why, { key: 'f9', label: '台数', type: 'number', optional: true }])),
    0,
  )
})

test('a field no longer asked for is missed by nobody, and takes the rules about it along', () => {
  const [name, use, why] = first(ownExample)
  assert.ok(name !== undefined && use !== undefined && why !== undefined)
  const said = withFields([name, { ...use, gone: true }, why])
  const definition = compileOwn('own-1', { ...said, rules: said.rules })
  const form = { f1: '映写機', f4: '2026-11-25', f5: '2026-11-26' }
  assert.deepEqual(checkForm(definition, form, context).problems, [])
})

test('whatever a designer sends: it is refused by its shape, or named as a fault, or it compiles', () => {
  const offices = fc.constantFrom('ciso', 'chief-iso', 'dept-iso', 'sec-manager', 'sec-leader')
  const keys = fc.constantFrom('f1', 'f2', 'f3')
  const field = fc.record(
    {
      label: fc.constantFrom('甲', '乙', '丙', '丁', ''),
      type: fc.constantFrom('text', 'number', 'date', 'date', 'choice', 'entries', 'unit'),
      optional: fc.boolean(),
      choices: fc.constantFrom([{ value: 'c1', label: '一' }], [{ value: 'c1', label: '一' }], []),
      register: fc.constantFrom('asset', 'asset', 'nothing'),
      gone: fc.constantFrom(false, false, true),
    },
    { requiredKeys: ['label', 'type', 'optional', 'choices', 'register'] },
  )
  const fields = fc
    .array(field, { minLength: 1, maxLength: 3 })
    .map((list) => list.map((each, index) => ({ ...each, key: `f${index + 1}` })))
  const step = fc.record({
    act: fc.constantFrom('decide', 'decide', 'pass', 'agree', 'opinion', 'receive'),
    needs: fc.constantFrom('all', 'any'),
    seats: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.record({ office: offices }) },
        { weight: 1, arbitrary: fc.record({ office: offices, from: fc.record({ field: keys }) }) },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  })
  const design = fc.record({
    parts: fields.map((list) => [{ label: '部分', fields: list }]),
    rules: fc.array(
      fc.oneof(
        fc.record({ rule: fc.constant('not-past'), field: keys }),
        fc.record({ rule: fc.constant('in-order'), from: keys, to: keys }),
      ),
      { maxLength: 1 },
    ),
    route: fc.array(step, { minLength: 1, maxLength: 2 }),
    notice: fc.constantFrom(false, false, false, true),
    validity: fc.oneof(
      fc.constant({ lasts: 'once' }),
      fc.constant({ lasts: 'standing' }),
      fc.record({ lasts: fc.constant('period'), from: keys, to: keys }),
    ),
  })
  let compiled = 0
  fc.assert(
    fc.property(design, (part) => {
      const read = ownDeclaration.safeParse({ ...ownExample, ...part })
      if (!read.success || declarationProblems(read.data, registers).length > 0) return
      compiled += 1
      compileOwn('own-1', read.data)
    }),
    { numRuns: 2000, seed: 20261124 },
  )
  assert.ok(compiled > 20, `only ${compiled} designs were sound enough to compile`)
})
