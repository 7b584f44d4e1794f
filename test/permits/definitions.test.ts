import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkForm } from '#engine/procedure/form.ts'
import type { EntryFacts, Form, ProcedureDefinition } from '#engine/procedure/definition.ts'
import { routeFaults } from '#engine/procedure/route-definition.ts'
import { addDays } from '#ground/clock/calendar.ts'
import { permits } from '../../src/permits.ts'
import { procedures } from '../../src/mechanisms.ts'
import { completeForm } from './complete-form.ts'

const root = join(import.meta.dirname, '../..')
const today = '2026-11-24'
const id = (tail: string) => `0193d3a0-0000-7000-8000-0000000000${tail}`
const line = (confidentiality: string): EntryFacts => ({
  entryId: id('a1'),
  number: 'A-00001',
  label: '台帳の1行',
  version: 1,
  values: { confidentiality },
})
/** What a permission is about: what was found is a thing that was missing. */
const subjectOf = ({ key }: Pick<ProcedureDefinition, 'key'>, confidentiality: string): EntryFacts => {
  const found = line(confidentiality)
  return key.endsWith('-found') ? { ...found, values: { ...found.values, whereabouts: 'lost' } } : found
}
const everything = [...new Set([...permits, ...procedures])]

const formOf = (definition: ProcedureDefinition): Form =>
  completeForm(definition, today, { entries: () => [id('a1')], person: id('b1'), unit: id('c1') })

function problemsOf(definition: ProcedureDefinition, form: Form, confidentiality = '3'): string[] {
  const parameters = Object.fromEntries(definition.parameters.map(({ key, standard }) => [key, standard]))
  const entries = definition.fields.some(({ type }) => type === 'entries')
    ? [subjectOf(definition, confidentiality)]
    : []
  return checkForm(definition, form, { today, entries, parameters }).problems.map(({ at }) => at ?? '')
}

test('a complete form of every permission has no problem', () => {
  for (const definition of everything)
    assert.deepEqual(problemsOf(definition, formOf(definition)), [], definition.key)
})

test('whatever a permission demands is missed by name when it is left out', () => {
  for (const definition of everything) {
    const whole = formOf(definition)
    for (const field of definition.fields.filter(({ required }) => required)) {
      const { [field.key]: _, ...rest } = whole
      assert.deepEqual(problemsOf(definition, rest), [field.key], `${definition.key} ${field.key}`)
    }
  }
})

test('確認事項 have to be ticked one and all', () => {
  const asked = everything.flatMap((definition) =>
    definition.fields.filter(({ everyCheck }) => everyCheck === true).map((field) => ({ definition, field })),
  )
  assert.ok(asked.length >= 12)
  for (const { definition, field } of asked) {
    const [first = '', ...others] = (field.choices ?? []).map(({ value }) => value)
    assert.notEqual(others.length, 0)
    const some = { ...formOf(definition), [field.key]: [first] }
    assert.deepEqual(problemsOf(definition, some), [field.key], `${definition.key} ${field.key}`)
  }
})

/** What each rule of each permission has to find: the change, and the field it is said at. */
const rules: readonly (readonly [key: string, changes: Form, at: string, confidentiality?: string])[] = [
  ['transport', { from: '2026-11-23' }, 'from'],
  ['transport', { to: '2026-11-24' }, 'to'],
  ['transport', { to: '2027-04-01' }, 'to'],
  ['transport', { measures: ['always-carried'] }, 'measures', '2'],
  ['provide', { on: '2026-11-23' }, 'on'],
  ['provide', { measures: [] }, 'measures'],
  ['provide', { key_delivery: '' }, 'key_delivery'],
  ['outside-work', { to: '2027-04-01' }, 'to'],
  ['private-pc', { antivirus: 'none' }, 'antivirus'],
  ['private-pc', { shared: 'family' }, 'shared'],
  ['private-device', { system: '' }, 'system'],
  ['private-device', { to: '2027-04-01' }, 'to'],
  ['setting-change', { to: '' }, 'to'],
  ['setting-change', { to: '2026-11-24' }, 'to'],
  ['hand-back', { rest: 'some' }, 'rest'],
  ['exchange', { paper: 'none' }, 'paper'],
  ['external-network', { effect: 'unknown' }, 'effect'],
  ['external-network', { effect: 'limited', effect_text: '' }, 'effect_text'],
  ['external-network', { liability: 'none', liability_text: '' }, 'liability_text'],
  ['wireless-lan', { cipher: 'old' }, 'cipher'],
  ['wireless-lan', { login: 'shared' }, 'login'],
  ['software-install', { on: '2026-11-23' }, 'on'],
  ['equipment-change', { worker: 'vendor', vendor: '' }, 'vendor'],
  ['equipment-change', { memory: 'yes', memory_text: '' }, 'memory_text'],
  ['network-connect', { to: '2026-11-24' }, 'to'],
  ['privileged-id', { sharing: 'shared', sharing_text: '' }, 'sharing_text'],
  ['privileged-id', { to: '2027-04-01' }, 'to'],
  ['remote-access', { identity: 'password' }, 'identity'],
  ['remote-access', { line: 'plain' }, 'line'],
  ['public-server', { apart: 'inside' }, 'apart'],
  ['sending-method', { listed: 'no' }, 'listed'],
  ['procedure-opinion', { on: '2026-11-23' }, 'on'],
  ['exception', { to: '2026-11-24' }, 'to'],
]

test('every rule of every permission finds what it is there for', () => {
  for (const [key, changes, at, confidentiality] of rules) {
    const definition = permits.find((each) => each.key === key)
    assert.ok(definition !== undefined, key)
    const problems = problemsOf(definition, { ...formOf(definition), ...changes }, confidentiality)
    assert.deepEqual(problems, [at], `${key} ${JSON.stringify(changes)}`)
  }
})

test('only what stands as missing can be told to be found', () => {
  for (const key of ['medium-found', 'device-found']) {
    const definition = procedures.find((each) => each.key === key)
    assert.ok(definition !== undefined)
    const check = (entry: EntryFacts) =>
      checkForm(definition, formOf(definition), { today, entries: [entry], parameters: {} }).problems
    assert.deepEqual(check(subjectOf(definition, '2')), [])
    const [problem, ...others] = check(line('2'))
    assert.deepEqual([problem?.at, others.length], ['things', 0])
    assert.match(problem?.message ?? '', /A-00001 台帳の1行 は、紛失・不足として記録されていません/)
  }
})

test('a shared key is only for the wireless LAN of visitors', () => {
  const wireless = permits.find(({ key }) => key === 'wireless-lan')
  assert.ok(wireless !== undefined)
  assert.deepEqual(problemsOf(wireless, { ...formOf(wireless), login: 'shared', zone: 'guest' }), [])
})

test('every permission has a way that ends in an answer, a clause to rest on, and a form number of its own', () => {
  for (const definition of everything) {
    assert.deepEqual(routeFaults(definition), [], definition.key)
    for (const { slot, need, takes = [], words = [] } of definition.slots) {
      assert.ok(need.length > 0 && takes.length > 0 && words.length > 0, `${definition.key} ${slot}`)
    }
  }
  for (const part of ['key', 'name', 'formNumber'] as const) {
    const all = everything.map((definition) => definition[part])
    assert.deepEqual(
      all.filter((each, index) => all.indexOf(each) !== index),
      [],
      `two procedures of one ${part}`,
    )
  }
  for (const { formNumber } of everything) assert.match(formNumber, /^様式第[0-9]+号(?:の[0-9]+)?$/)
})

test('whatever lasts ends within what its rule says: never after the fiscal year where it may not', () => {
  for (const definition of everything) {
    const until = definition.validUntil(formOf(definition), today)
    assert.ok(until === null || until > today, definition.key)
    assert.ok(until === null || until <= addDays(today, 366), definition.key)
  }
})

test('a permission is declared in at most 60 lines', (t) => {
  const declared = globSync('src/rooms/**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/= permit\(\{\n[\s\S]*?\n\}\)\n/gu)].map(
        ([text]) => ({
          name: /name: '([^']*)'/u.exec(text)?.[1] ?? file,
          lines: text.trimEnd().split('\n').length,
        }),
      ),
    )
  for (const { name, lines } of declared) t.diagnostic(`${String(lines).padStart(3)} ${name}`)
  assert.ok(declared.length >= permits.length)
  assert.deepEqual(
    declared.filter(({ lines }) => lines > 60),
    [],
  )
})
