import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { afterHand } from '#engine/confirmation/second-person.ts'
import { registerExport, registerImport } from '#engine/register/contract.ts'
import type { Column, RegisterDefinition, Value, Values } from '#engine/register/definition.ts'
import { labelColumnOf, maxLengthOf } from '#engine/register/definition.ts'
import { valuesChecker } from '#engine/register/schema.ts'
import { registerOperations } from '#engine/register/service.ts'
import { applyChanges, lockEntries, storeNew } from '#engine/register/store.ts'
import { makeCity, operator, perform } from '#engine/register/testing/city.ts'
import { addDays } from '#ground/clock/date.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { readExcel } from '#ground/paper/excel.ts'
import { testDatabase } from '#test/database.ts'
import { gateFacts } from './house-ports.ts'
import { registers } from './mechanisms.ts'

/*
 * For every register of the house: what is exported and imported again changes nothing, and brings back what was
 * changed meanwhile, to the byte. A new register is covered by being in the list.
 */

const { db, tenantId } = await testDatabase({ after })
const city = await makeCity(db, tenantId)
const operations = new Map(
  registerOperations({
    definitions: registers,
    organisation: city.organisation,
    citations: async () => [],
    gateFacts,
    applications: async (_tx, ids) => new Map(ids.map((id) => [id, `申第${id.slice(0, 6)}号`])),
  }).map((each) => [each.contract.name, each]),
)
const units = Object.values(city.units)
const people = Object.values(city.people)
const linesEach = 12

/** A figure out of a place and a salt, the same at every run. */
function figure(place: number, salt: string): number {
  let hash = 2_166_136_261 ^ place
  for (const character of salt) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return Math.abs(Math.imul(hash ^ (hash >>> 13), 1_274_126_177))
}
const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** What spreadsheets spoil: zeros in front, formulas, quotes, commas, variants, dates that are none, spaces inside. */
const nasty = [
  '007',
  '=1+1',
  "'書類",
  '+81',
  '-',
  '@名',
  'あ、い,う',
  '"引用"',
  '髙橋と﨑',
  '1-2',
  '12,345',
  '全角　空白',
  'TRUE',
  '1E5',
]

/** Closed lines of each register for others to point to. */
const targets = new Map<string, string[]>()
for (const definition of registers) {
  const name = labelColumnOf(definition)
  const made = await perform(db, tenantId, operator, async (act) => {
    const lines = await storeNew(
      act,
      definition,
      { origin: 'event', why: '指されるもの' },
      ['甲、乙', '丙 丁', '戊'].map((word, at) => ({
        unitId: pick(units, at),
        values: name?.type === 'text' ? { [name.key]: word } : {},
      })),
    )
    const closed = lines.map((current) => ({ ...current, current, state: 'closed' as const }))
    return applyChanges(act, definition, { origin: 'event', why: '片付け' }, closed)
  })
  targets.set(
    definition.key,
    made.map((entry) => entry.entryId),
  )
}

function valueOf(column: Column, seed: number): Value | undefined {
  const dice = figure(seed, column.key)
  if (column.required !== true && dice % 5 === 0) return undefined
  const several = <T>(list: readonly T[]): T[] => list.slice(0, 1 + (dice % Math.min(3, list.length)))
  switch (column.type) {
    case 'text':
      return `${pick(nasty, dice)}${dice % 97}`.slice(0, maxLengthOf(column))
    case 'long-text':
      return `${pick(nasty, dice)}\n${pick(nasty, dice + 3)}`.slice(0, maxLengthOf(column))
    case 'number': {
      const { min = 0, max = 9_999, decimals = 0 } = column
      const steps = 10 ** decimals
      return min + (dice % Math.max(1, Math.floor(Math.min(max - min, 9_999) * steps))) / steps
    }
    case 'date':
      return addDays('2020-01-01', dice % 3_000)
    case 'choice':
    case 'class':
      return pick(column.choices ?? [], dice).value
    case 'flag':
      return dice % 2 === 0
    case 'person':
      return pick(people, dice)
    case 'people':
      return several(people)
    case 'unit':
      return pick(units, dice)
    case 'entry':
      return pick(targets.get(column.register ?? '') ?? [], dice)
    case 'entries':
      return several(targets.get(column.register ?? '') ?? [])
    case 'application':
      return newId()
    case 'files':
      return undefined
  }
}

/** Values that the register's own rules let pass; `keep` are those no file can bring. */
function valuesOf(definition: RegisterDefinition, seed: number, keep: Values = {}): Values {
  const check = valuesChecker(definition)
  let last = ''
  for (let round = 0; round < 2_000; round += 1) {
    const values: Record<string, Value> = {}
    for (const column of definition.columns) {
      const kept = keep[column.key]
      const value = kept ?? valueOf(column, seed + round * 1_009)
      if (value !== undefined) values[column.key] = value
    }
    const checked = check(values)
    if (checked.ok) return checked.values
    last = JSON.stringify(checked.problems)
  }
  throw new Error(`no line of "${definition.name}" was found that its rules let pass: ${last}`)
}

const run = <T>(name: string, input: unknown, read: (output: unknown) => T): Promise<T> => {
  const operation = operations.get(name)
  assert.ok(operation)
  return perform(db, tenantId, operator, async (act) => read(await operation.run(act, input)))
}
const exported = (register: string, format: 'csv' | 'xlsx'): Promise<Uint8Array> =>
  run(registerExport.name, registerExport.input.parse({ register, format }), (output) =>
    Uint8Array.from(registerExport.output.parse(output).body),
  )
const imported = (register: string, content: Uint8Array, fileName: string) =>
  run(
    registerImport.name,
    { register, fileName, content: Buffer.from(content).toString('base64'), dryRun: false },
    (output) => registerImport.output.parse(output),
  )

/** What a file cannot bring: written by events, and files and cases. */
const unbrought = (column: Column): boolean =>
  column.byEvents === true || column.type === 'application' || column.type === 'files'

for (const definition of registers) {
  test(`${definition.name}: export, import and export again give the same bytes`, async () => {
    const { key } = definition
    const made = await perform(db, tenantId, operator, (act) =>
      storeNew(
        act,
        definition,
        { origin: 'event', why: '試験' },
        Array.from({ length: linesEach }, (_, at) => ({
          unitId: pick(units, at),
          // a change takes the answer of a second person away, as it must: so the line still waits for it
          values: afterHand(definition, valuesOf(definition, figure(at, key))),
        })),
      ),
    )
    const csv = await exported(key, 'csv')
    const book = await exported(key, 'xlsx')
    assert.equal(new TextDecoder().decode(csv).split('\r\n').length >= linesEach + 1, true)
    const sheet = await readExcel(book)
    assert.equal(sheet.rows.length, linesEach)
    assert.deepEqual(Buffer.from(await exported(key, 'csv')), Buffer.from(csv))
    if (definition.written === 'by-events') {
      await assert.rejects(imported(key, csv, 'a.csv'), (error) => {
        assert.ok(error instanceof Refusal)
        assert.match(error.message, /自動で書かれます/)
        return true
      })
      return
    }
    for (const [bytes, name] of [
      [csv, 'a.csv'],
      [book, 'a.xlsx'],
    ] as const) {
      const same = await imported(key, bytes, name)
      assert.deepEqual(
        [same.unchanged, same.changed, same.added, same.refused],
        [linesEach, 0, 0, 0],
        JSON.stringify(same.problems),
      )
      await perform(db, tenantId, operator, async (act) => {
        const locked = await lockEntries(
          act.tx,
          definition,
          made.map((entry) => entry.entryId),
        )
        const changes = [...locked.values()].map((current, at) => {
          const keep = Object.fromEntries(
            definition.columns.filter(unbrought).flatMap((column): [string, Value][] => {
              const value = current.values[column.key]
              return value === undefined ? [] : [[column.key, value]]
            }),
          )
          const values = valuesOf(definition, figure(at + 7_919, `${key}${name}`), keep)
          // what no file brings must be as it was
          const only = Object.entries(values).filter(
            ([column]) =>
              !unbrought(definition.columns.find((each) => each.key === column) ?? never(column)) ||
              column in keep,
          )
          return {
            current,
            values: Object.fromEntries(only),
            unitId: pick(units, at + 1),
            state: 'current' as const,
          }
        })
        await applyChanges(act, definition, { origin: 'event', why: '変える' }, changes)
      })
      assert.notDeepEqual(Buffer.from(await exported(key, 'csv')), Buffer.from(csv))
      const back = await imported(key, bytes, name)
      assert.deepEqual([back.refused, back.added], [0, 0], JSON.stringify(back.problems))
      assert.equal(new TextDecoder().decode(await exported(key, 'csv')), new TextDecoder().decode(csv))
    }
    const again = await readExcel(await exported(key, 'xlsx'))
    assert.deepEqual(again.rows, sheet.rows)
  })
}

function never(column: string): never {
  throw new Error(`unknown column ${column}`)
}
