import { createHash } from 'node:crypto'
import type { Column, RegisterDefinition, Values } from '#engine/register/definition.ts'
import { displayText, idsIn, type Names } from '#engine/register/display.ts'
import type { CampaignFilters } from './contract.ts'

/** A line as the register said it on the day of the stock-take. */
export type FrozenLine = {
  readonly entryId: string
  /** The section that counts it. */
  readonly unitId: string
  /** The unit that stands in the line, which may be a 係 of the section. */
  readonly ownUnitId: string
  readonly number: string
  readonly label: string
  readonly version: number
  readonly classes: string
  readonly place: string
}

/** The columns that say where a thing is: those that point to a 保管場所, and a text called `place`. */
export function placeColumnsOf(definition: RegisterDefinition): Column[] {
  return definition.columns.filter(
    (column) => column.register === 'place' || (column.key === 'place' && column.type === 'text'),
  )
}

/** Where the cases about a thing say it is now (貸出中), when that is not where it belongs; null otherwise. Pure. */
export function awayOf(definition: RegisterDefinition, values: Values): string | null {
  const column = definition.columns.find(({ key, type }) => key === 'whereabouts' && type === 'choice')
  const [atHome] = column?.choices ?? []
  const value = column === undefined ? undefined : values[column.key]
  return column === undefined || value === undefined || value === atHome?.value
    ? null
    : displayText(column, value)
}

/** Columns by which a stock-take may be narrowed. */
export function filterColumnsOf(definition: RegisterDefinition): Column[] {
  return definition.columns.filter(({ type }) => type === 'choice' || type === 'class')
}

/** Whether a line belongs to what is counted. Pure. */
export function isCounted(values: Values, filters: CampaignFilters): boolean {
  return Object.entries(filters).every(([key, wanted]) => {
    const value = values[key]
    return (
      value !== undefined &&
      idsIn(typeof value === 'boolean' ? String(value) : value).some((each) => wanted.includes(each))
    )
  })
}

/** The classes of a line as one text: 「機密性3 完全性2 可用性1」. */
export function classesOf(definition: RegisterDefinition, values: Values): string {
  return definition.columns
    .filter((column) => column.type === 'class')
    .map((column) => displayText(column, values[column.key]))
    .filter((text) => text !== '')
    .join(' ')
}

/** Where the line says the thing is. */
export function placeOf(definition: RegisterDefinition, values: Values, names: Names): string {
  return placeColumnsOf(definition)
    .map((column) => displayText(column, values[column.key], names))
    .filter((text) => text !== '')
    .join(' ')
}

/** The fingerprint of a sheet as it was laid out, whatever the order of its lines. */
export function sheetDigest(lines: readonly FrozenLine[]): string {
  const texts = lines.map((line) =>
    JSON.stringify([
      line.entryId,
      line.ownUnitId,
      line.number,
      line.label,
      line.version,
      line.classes,
      line.place,
    ]),
  )
  return createHash('sha256').update(texts.toSorted().join('\n')).digest('hex')
}
