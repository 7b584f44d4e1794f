import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold } from '#ground/words/fold.ts'
import { newId } from '#ground/ids/ids.ts'
import {
  dateSlots,
  numberSlots,
  register,
  textSlots,
  type Column,
  type RegisterDefinition,
  type Scalar,
} from './definition.ts'
import { checkedValues, valuesChecker } from './schema.ts'
import { readCell } from './sheet.ts'
import { displayText } from './display.ts'
import { searchTextOf, slotsOf } from './slots.ts'
import { toolRegister } from './testing/sample-register.ts'

const id = newId()
const good = { name: 'ノートＰＣ', secrecy: '2' }
const check = valuesChecker(toolRegister)

function problemsOf(raw: Record<string, unknown>): string[] {
  const checked = check(raw)
  return checked.ok ? [] : checked.problems.map((problem) => `${problem.at ?? ''}:${problem.message}`)
}

test('every wrong value is refused at its own column, in Japanese', () => {
  const wrong: [Record<string, unknown>, RegExp][] = [
    [{ name: '' }, /^name:入力してください。$/],
    [{ name: null }, /^name:入力してください。$/],
    [{ name: 'あ'.repeat(201) }, /^name:200文字以内/],
    [{ name: 'あ\u0000い' }, /^name:2文字目/],
    [{ name: '一行\n二行' }, /^name:改行/],
    [{ name: 12 }, /^name:文字で/],
    [{ kind: 'パソコン' }, /^kind:「パソコン」「USBメモリ」のどれか/],
    [{ kind: 'toString' }, /^kind:/],
    [{ secrecy: '4' }, /^secrecy:「機密性3」/],
    [{ pieces: -1 }, /^pieces:0から10,000まで/],
    [{ pieces: 10_001 }, /^pieces:0から10,000まで/],
    [{ pieces: 1.5 }, /^pieces:小数点のない/],
    [{ pieces: Number.NaN }, /^pieces:数字で/],
    [{ pieces: Number.POSITIVE_INFINITY }, /^pieces:/],
    [{ pieces: '3' }, /^pieces:数字で/],
    [{ weight: 1.234 }, /^weight:小数点以下は2桁/],
    [{ bought: '2026-02-30' }, /^bought:日付は/],
    [{ bought: '1026-01-01' }, /^bought:日付は、1900年から/],
    [{ bought: '9999-12-31' }, /^bought:/],
    [{ bought: '令和8年' }, /^bought:/],
    [{ locked: 'はい' }, /^locked:「はい」か「いいえ」/],
    [{ keeper: 'さえき' }, /^keeper:/],
    [{ keeper: `${id}x` }, /^keeper:/],
    [{ note: 'あ'.repeat(101) }, /^note:100文字以内/],
    [{ kind: 'usb', locked: false }, /^locked:USBメモリは施錠/],
    [{ unknown: '値' }, /:「備品台帳」にない欄です:unknown$/],
  ]
  for (const [change, message] of wrong) {
    const problems = problemsOf({ ...good, ...change })
    assert.equal(problems.length, 1, `${JSON.stringify(change)} → ${problems.join(' / ')}`)
    assert.match(problems[0] ?? '', message)
    assert.doesNotMatch(problems[0] ?? '', /[A-Za-z]{6,}:.*(?:Invalid|expected)/)
  }
})

test('keys of the prototype are no columns', () => {
  for (const raw of [
    JSON.parse('{"__proto__": "x", "name": "a", "secrecy": "1"}'),
    { ...good, constructor: 'x' },
  ]) {
    assert.equal(check(raw).ok, false)
  }
})

test('a refusal tells every problem at once', () => {
  assert.throws(
    () => checkedValues(toolRegister, { pieces: -1, bought: 'x', name: '', secrecy: '9' }),
    (error: unknown) =>
      error instanceof Error &&
      'problems' in error &&
      Array.isArray(error.problems) &&
      error.problems.length === 4 &&
      /備品の内容に誤りがあります/.test(error.message),
  )
})

test('columns without a value are absent, and text is kept as typed', () => {
  assert.deepEqual(
    checkedValues(toolRegister, { name: '髙橋のＰＣ', secrecy: '1', note: ' ', pieces: null }),
    {
      name: '髙橋のＰＣ',
      secrecy: '1',
    },
  )
})

const text = fc
  .string({ unit: fc.constantFrom(...'あいｱＡa1①髙𠮷 　-ー'), minLength: 1, maxLength: 30 })
  .filter((it) => it.trim() !== '')
const date = fc
  .date({ min: new Date('1900-01-02'), max: new Date('2200-12-30'), noInvalidDate: true })
  .map((it) => it.toISOString().slice(0, 10))
const choices = [
  { value: 'a', label: '甲' },
  { value: 'b', label: '乙' },
  { value: 'c', label: '丙' },
]

type Made = { readonly column: Column; readonly value: fc.Arbitrary<Scalar> }
const kinds: readonly ((
  key: string,
  label: string,
  filter: boolean,
) => Made & { readonly slots: readonly string[] })[] = [
  (key, label, search) => ({ column: { key, label, type: 'text', search }, value: text, slots: textSlots }),
  (key, label, search) => ({
    column: { key, label, type: 'choice', choices, search },
    value: fc.constantFrom('a', 'b', 'c'),
    slots: textSlots,
  }),
  (key, label) => ({
    column: { key, label, type: 'class', choices },
    value: fc.constantFrom('a', 'b', 'c'),
    slots: textSlots,
  }),
  (key, label) => ({ column: { key, label, type: 'flag' }, value: fc.boolean(), slots: textSlots }),
  (key, label) => ({ column: { key, label, type: 'person' }, value: fc.uuid(), slots: textSlots }),
  (key, label) => ({
    column: { key, label, type: 'number', min: -1000, decimals: 2 },
    value: fc.integer({ min: -1000, max: 99_999 }).map((it) => it / 1),
    slots: numberSlots,
  }),
  (key, label) => ({ column: { key, label, type: 'date' }, value: date, slots: dateSlots }),
]

const lines: fc.Arbitrary<{ definition: RegisterDefinition; values: Record<string, Scalar> }> = fc
  .array(fc.tuple(fc.nat(kinds.length - 1), fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 16 })
  .chain((picked) => {
    const taken = new Set<string>()
    const made = picked.flatMap(([kind, slotted, flag], index) => {
      const make = kinds[kind]
      if (make === undefined) return []
      const { column, value, slots } = make(`c${index}`, `欄${index}`, flag)
      const slot = [...textSlots, ...numberSlots, ...dateSlots].find(
        (it) => slots.includes(it) && !taken.has(it),
      )
      if (!slotted || slot === undefined) return [{ column, value }]
      taken.add(slot)
      return [{ column: { ...column, slot, filter: flag }, value }]
    })
    const definition = register({ ...toolRegister, columns: made.map((it) => it.column), problems: () => [] })
    return fc
      .record(Object.fromEntries(made.map((it) => [it.column.key, fc.option(it.value, { nil: undefined })])))
      .map((record) => ({
        definition,
        values: Object.fromEntries(
          Object.entries(record).flatMap(([key, value]) =>
            value === undefined ? [] : [[key, value] as const],
          ),
        ),
      }))
  })

test('definition → schema → slots: each value stands in its own slot, every other slot is empty', () => {
  fc.assert(
    fc.property(lines, ({ definition, values }) => {
      const checked = checkedValues(definition, values)
      assert.deepEqual(Object.keys(checked).toSorted(), Object.keys(values).toSorted())
      const slots = slotsOf(definition, checked)
      const filled = Object.entries(slots).filter(([, value]) => value !== null)
      const expected = definition.columns.filter(
        (column) => column.slot !== undefined && checked[column.key] !== undefined,
      )
      assert.equal(filled.length, expected.length)
      for (const column of expected) {
        const value = checked[column.key]
        const kept = slots[column.slot ?? 'text_1']
        if (column.type === 'text') assert.equal(kept, fold(String(value)))
        else if (column.type === 'flag') assert.equal(kept, value === true ? 'yes' : 'no')
        else assert.equal(kept, value)
      }
    }),
  )
})

test('checking what was checked changes nothing', () => {
  fc.assert(
    fc.property(lines, ({ definition, values }) => {
      const once = checkedValues(definition, values)
      assert.deepEqual(checkedValues(definition, once), once)
    }),
  )
})

test('what a cell shows is read back as the same value', () => {
  fc.assert(
    fc.property(lines, ({ definition, values }) => {
      const checked = checkedValues(definition, values)
      for (const column of definition.columns) {
        if (column.type === 'person') continue
        const value = checked[column.key]
        const read = readCell(column, displayText(column, value))
        assert.deepEqual(read, value === undefined ? { kind: 'empty' } : { kind: 'value', value })
      }
    }),
  )
})

test('a line is found by any part of its searched columns and by nothing across two of them', () => {
  fc.assert(
    fc.property(lines, fc.nat(20), fc.nat(6), ({ definition, values }, start, length) => {
      const checked = checkedValues(definition, values)
      const { search, grams } = searchTextOf(definition, {
        number: 'T-00001',
        values: checked,
        names: new Map(),
      })
      for (const column of definition.columns.filter((it) => it.search === true)) {
        const folded = fold(displayText(column, checked[column.key]))
        const part = Array.from(folded)
          .slice(start, start + length)
          .join('')
        assert.ok(search.includes(part))
        const pairs = Array.from(part)
          .slice(1)
          .map((it, at) => `${Array.from(part)[at] ?? ''}${it}`)
        assert.ok(pairs.every((pair) => grams.includes(pair)))
      }
      assert.ok(grams.every((pair) => !pair.includes('\n')))
    }),
  )
})

test('cells are read as people fill them', () => {
  const column = (key: string): Column => {
    const found = toolRegister.columns.find((it) => it.key === key)
    assert.ok(found)
    return found
  }
  const same: [string, string, Scalar][] = [
    ['pieces', '１，２３４台', 1234],
    ['pieces', '007', 7],
    ['weight', '1.50', 1.5],
    ['bought', '令和8年11月24日', '2026-11-24'],
    ['bought', 'R8.11.24', '2026-11-24'],
    ['bought', '2026/11/24', '2026-11-24'],
    ['kind', 'usbﾒﾓﾘ', 'usb'],
    ['kind', 'PC', 'pc'],
    ['secrecy', '３', '3'],
    ['locked', '○', true],
    ['locked', '無', false],
  ]
  for (const [key, cell, value] of same) {
    assert.deepEqual(readCell(column(key), cell), { kind: 'value', value }, `${key} ${cell}`)
  }
  for (const [key, cell] of [
    ['pieces', '三'],
    ['pieces', '1e9'],
    ['secrecy', '高'],
    ['bought', '2026-02-30'],
    ['locked', 'たぶん'],
  ] as const) {
    assert.equal(readCell(column(key), cell).kind, 'problem', `${key} ${cell}`)
  }
})
