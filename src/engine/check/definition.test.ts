import assert from 'node:assert/strict'
import { test } from 'node:test'
import { register } from '#engine/register/definition.ts'
import { check, type CheckDefinition } from './definition.ts'
import { definitionFaults } from './definition-faults.ts'

const book = register({
  key: 'test-book',
  name: '試験の台帳',
  noun: '行',
  numberPrefix: 'T-',
  written: 'by-people',
  columns: [
    { key: 'name', label: '名称', type: 'text', required: true },
    { key: 'kind', label: '種別', type: 'choice', choices: [{ value: 'a', label: 'あ' }] },
    { key: 'other', label: '相手', type: 'entry', register: 'test-book' },
  ],
  slots: [{ slot: 'keep', need: '条文' }],
  retentionYears: 1,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'everyone',
})

const good: CheckDefinition = {
  key: 'test-check',
  name: '名称のない行',
  what: '名称を見ます。',
  of: book,
  violation: ({ values }) => (values['name'] === undefined ? '名称がありません。' : null),
  severity: 'attention',
  owner: 'sec-manager',
  slots: [{ slot: 'rule', need: '条文' }],
  examples: { violating: [{ values: {} }], fine: [{ values: { name: '名' } }] },
}

test('a check that can fail and can pass is taken as it is', () => {
  assert.equal(check(good), good)
})

test('a check whose examples do not behave is refused when the program loads', () => {
  const never = { ...good, violation: () => null }
  assert.throws(() => check(never), /violating example 1 is not found/)
  const always = { ...good, violation: () => '違反です。' }
  assert.throws(() => check(always), /fine example 1 is found wrong/)
  const blank = { ...good, violation: () => ' ' }
  assert.throws(() => check(blank), /violating example 1 is not found/)
})

test('a check without an example that violates, or one that does not, is refused', () => {
  assert.throws(() => check({ ...good, examples: { ...good.examples, violating: [] } }), /never fail/)
  assert.throws(() => check({ ...good, examples: { ...good.examples, fine: [] } }), /never pass/)
})

test('an example that the register could not hold proves nothing', () => {
  const strays = (values: Record<string, string>) =>
    definitionFaults({ ...good, examples: { violating: [{ values }], fine: good.examples.fine } })
  assert.match(strays({ kind: 'b' }).join(), /no choice of "kind"/)
  assert.match(strays({ colour: 'red' }).join(), /which "test-book" has not/)
})

test('refers names columns that point at a line', () => {
  assert.match(definitionFaults({ ...good, refers: ['name'] }).join(), /points at no register/)
  assert.match(definitionFaults({ ...good, refers: ['gone'] }).join(), /has no column/)
  assert.deepEqual(definitionFaults({ ...good, refers: ['other'] }), [])
})

test('a parameter lies between its bounds, and a clause has its place', () => {
  const parameter = { key: 'days', label: '日数', counter: '日', default: 5, min: 6, max: 9 }
  assert.match(definitionFaults({ ...good, parameters: [parameter] }).join(), /outside its bounds/)
  assert.match(definitionFaults({ ...good, slots: [] }).join(), /no place for a clause/)
})
