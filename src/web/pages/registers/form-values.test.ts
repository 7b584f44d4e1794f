import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byColumn, formProblems, formValuesOf, rawValuesOf } from './form-values.ts'
import { filterFormOf, viewOf, wrongFields } from './filter-form.ts'
import { emptyView, type RegisterColumn } from './list-address.ts'
import { csvText } from './problems-file.ts'
import { valueText } from './value-words.ts'

const plain: Omit<RegisterColumn, 'key' | 'label' | 'type'> = {
  required: false,
  choices: [],
  list: true,
  filter: true,
  sort: true,
  byEvents: false,
  own: false,
  retired: false,
  search: false,
}
const name: RegisterColumn = {
  ...plain,
  key: 'name',
  label: '名称',
  type: 'text',
  required: true,
  maxLength: 3,
}
const people: RegisterColumn = {
  ...plain,
  key: 'people',
  label: '件数',
  type: 'number',
  max: 1000,
  counter: '人',
}
const year: RegisterColumn = { ...plain, key: 'year', label: '年度', type: 'number' }
const safe: RegisterColumn = { ...plain, key: 'safe', label: '暗号化', type: 'flag' }
const due: RegisterColumn = { ...plain, key: 'due', label: '期限', type: 'date' }
const columns = [name, people, year, safe, due]
const words = {
  needed: 'needed',
  unchosen: 'unchosen',
  wrongNumber: 'no number',
  atLeast: (min: string) => `>= ${min}`,
  atMost: (max: string) => `<= ${max}`,
  tooLong: (max: number) => `<= ${max} signs`,
}

test('what stands in a form is what was stored, and goes back unchanged', () => {
  const stored = { name: '表', people: 0, year: 2030, safe: false, due: '2026-11-25' }
  assert.deepEqual(rawValuesOf(columns, formValuesOf(columns, stored)), stored)
})

test('an emptied field is sent as empty and not left out', () => {
  assert.deepEqual(rawValuesOf([people, safe], { people: ' ', safe: '' }), { people: null, safe: null })
})

test('figures and days are taken as people type them', () => {
  const raw = rawValuesOf([people, due], { people: '1,0００', due: '令和8年11月25日' })
  assert.deepEqual(raw, { people: 1000, due: '2026-11-25' })
})

test('each wrong field is named with what is wrong', () => {
  const found = (form: Record<string, string>) =>
    formProblems(columns, { name: '表', ...form }, words).map(({ at, message }) => `${at} ${message}`)
  assert.deepEqual(found({}), [])
  assert.deepEqual(found({ name: ' ' }), ['name needed'])
  assert.deepEqual(found({ name: '𠮷田三郎' }), ['name <= 3 signs'])
  assert.deepEqual(found({ name: '𠮷田三' }), [])
  assert.deepEqual(found({ people: '三' }), ['people no number'])
  assert.deepEqual(found({ people: '-1' }), ['people >= 0'])
  assert.deepEqual(found({ people: '1001' }), ['people <= 1,000'])
  assert.equal(found({ due: '2月30日' }).length, 1)
})

test('a choice that is missing is to be chosen, a text to be typed', () => {
  const choice: RegisterColumn = { ...plain, key: 'kind', label: '種別', type: 'choice', required: true }
  assert.deepEqual(formProblems([choice, name], {}, words), [
    { at: 'kind', message: 'unchosen' },
    { at: 'name', message: 'needed' },
  ])
})

test('problems of the server find their field with and without its path', () => {
  assert.deepEqual(
    byColumn([{ at: 'values.name', message: 'a' }, { at: 'people', message: 'b' }, { message: 'c' }]),
    [{ at: 'name', message: 'a' }, { at: 'people', message: 'b' }, { message: 'c' }],
  )
})

test('filters go into the address and come back into their fields', () => {
  const values = {
    'people..from': '１,0',
    'people..to': '',
    safe: 'yes',
    'due..from': '',
    'due..to': 'R8.11.25',
  }
  const view = viewOf(
    { ...emptyView, page: 4, open: 'x' },
    { word: ' a ', unit: '', state: 'all', values },
    columns,
  )
  assert.deepEqual(view, {
    ...emptyView,
    word: 'a',
    state: 'all',
    where: { people: { from: '10' }, safe: { any: ['yes'] }, due: { to: '2026-11-25' } },
  })
  assert.equal(filterFormOf(view).values['due..to'], '2026-11-25')
  assert.deepEqual([...wrongFields({ word: '', unit: '', state: 'all', values }, columns)], [])
  const wrong = { 'people..from': 'x', 'due..to': 'y' }
  assert.deepEqual(
    [...wrongFields({ word: '', unit: '', state: 'all', values: wrong }, columns)],
    ['people..from', 'due..to'],
  )
})

test('a quantity is grouped and counted, a year is not, and nothing is not zero', () => {
  const said = { yes: 'はい', no: 'いいえ', unnamed: '?' }
  assert.equal(valueText(people, 4210, {}, said), '4,210人')
  assert.equal(valueText(people, 0, {}, said), '0人')
  assert.equal(valueText(people, undefined, {}, said), undefined)
  assert.equal(valueText(year, 2030, {}, said), '2030')
  assert.equal(valueText(safe, false, {}, said), 'いいえ')
})

test('a list of errors opened in a spreadsheet runs no formula and keeps its columns', () => {
  assert.equal(
    csvText([
      ['場所', '入力'],
      ['3行', '=1+1'],
      ['4行', 'a,"b"\nc'],
    ]),
    '\uFEFF場所,入力\r\n3行,\'=1+1\r\n4行,"a,""b""\nc"\r\n',
  )
})
