import type { Column, ColumnType, RegisterDefinition, SlotName } from './definition.ts'

const slotKind: Readonly<Record<ColumnType, 'text' | 'number' | 'date' | undefined>> = {
  text: 'text',
  'long-text': undefined,
  number: 'number',
  date: 'date',
  choice: 'text',
  class: 'text',
  flag: 'text',
  person: 'text',
  people: undefined,
  unit: 'text',
  entry: 'text',
  entries: undefined,
  application: 'text',
  files: undefined,
}

/** Headings a spreadsheet of the register uses itself; a column may not take them. */
export const reservedHeadings = ['管理番号', '部・課', '状態', '更新日'] as const

// A B-tree entry holds about 2,700 bytes; 400 characters of three bytes leave room for tenant and register.
const longestSlottedText = 400

/** Faults of a definition, for the programmer; empty when it is well formed. */
export function checkDefinition(definition: RegisterDefinition): string[] {
  const faults: string[] = []
  const say = (fault: string): void => void faults.push(fault)

  if (!/^[a-z][a-z0-9-]{0,39}$/.test(definition.key)) say('key must be lower-case letters, digits and -')
  if (definition.name.trim() === '') say('name is empty')
  if (definition.noun.trim() === '') say('noun is empty')
  if (!/^[^\s\d]{0,10}$/u.test(definition.numberPrefix)) say('numberPrefix must not hold digits or spaces')
  const digits = definition.numberDigits ?? 5
  if (!Number.isInteger(digits) || digits < 1 || digits > 12) say('numberDigits must be 1 to 12')
  if (!Number.isInteger(definition.retentionYears) || definition.retentionYears < 1) {
    say('retentionYears must be a whole number of at least 1')
  }
  if (definition.columns.length === 0) say('has no columns')
  if ('offices' in definition.editableBy && definition.editableBy.offices.length === 0) {
    say('editableBy names no office, so nobody could ever write')
  }
  for (const twice of repeated(definition.columns.map((column) => column.key))) {
    say(`column key "${twice}" is used twice`)
  }
  for (const twice of repeated(definition.columns.map((column) => column.label))) {
    say(`label "${twice}" is used twice`)
  }
  for (const twice of repeated(definition.columns.flatMap((column) => column.slot ?? []))) {
    say(`slot "${twice}" is used twice`)
  }
  for (const twice of repeated(definition.slots.map((slot) => slot.slot))) {
    say(`citation slot "${twice}" is used twice`)
  }
  for (const column of definition.columns) {
    for (const fault of columnFaults(column)) say(`column "${column.key}": ${fault}`)
  }
  if (definition.inherits !== undefined) {
    const original = definition.columns.find((column) => column.key === definition.inherits)
    if (original?.type !== 'entry') say('inherits must name an entry column')
  }
  if (definition.contains !== undefined) {
    const listed = definition.columns.find((column) => column.key === definition.contains)
    if (listed?.type !== 'entries') say('contains must name an entries column')
  }
  if (definition.holds !== undefined || definition.contains !== undefined) {
    const typed = definition.columns.filter((column) => column.type === 'class' && column.byEvents !== true)
    if (typed.length > 0) say('the class columns of what holds others are computed (byEvents)')
  }
  if (definition.labelColumn !== undefined) {
    if (!definition.columns.some((column) => column.key === definition.labelColumn)) {
      say(`labelColumn "${definition.labelColumn}" is not a column`)
    }
  }
  const { stockTake } = definition
  if (stockTake !== undefined && !definition.slots.some(({ slot }) => slot === stockTake.slot)) {
    say(`stockTake cites the slot "${stockTake.slot}", which the register does not have`)
  }
  const { inForce } = definition
  if (inForce !== undefined) {
    if (!definition.slots.some(({ slot }) => slot === inForce.slot)) {
      say(`inForce cites the slot "${inForce.slot}", which the register does not have`)
    }
    for (const key of [inForce.from, inForce.until]) {
      const column = definition.columns.find((each) => each.key === key)
      if (column?.type !== 'date' || column.slot === undefined) {
        say(`inForce counts by "${key}", which is no date with a slot`)
      }
    }
    if (inForce.label.trim() === '' || inForce.from === inForce.until) say('inForce counts nothing')
  }
  return faults
}

function columnFaults(column: Column): string[] {
  const faults: string[] = []
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(column.key)) faults.push('key must be lower-case letters, digits and _')
  if (column.key.startsWith('own_')) faults.push('own_… are the columns of the city')
  if (column.label.trim() === '') faults.push('label is empty')
  if (reservedHeadings.some((heading) => heading === column.label)) {
    faults.push(`label "${column.label}" is a heading every register has`)
  }

  const isChoice = column.type === 'choice' || column.type === 'class'
  if (isChoice) {
    const choices = column.choices ?? []
    if (choices.length === 0) faults.push('has no choices')
    for (const twice of repeated(choices.map((choice) => choice.value)))
      faults.push(`choice "${twice}" twice`)
    for (const twice of repeated(choices.map((choice) => choice.label)))
      faults.push(`choice "${twice}" twice`)
    if (choices.some((choice) => choice.value.trim() === '' || choice.label.trim() === '')) {
      faults.push('has an empty choice')
    }
  } else if (column.choices !== undefined) faults.push('only choice and class columns have choices')

  const isText = column.type === 'text' || column.type === 'long-text'
  if (column.maxLength !== undefined) {
    if (!isText) faults.push('only text has a maxLength')
    else if (!Number.isInteger(column.maxLength) || column.maxLength < 1 || column.maxLength > 20_000) {
      faults.push('maxLength must be 1 to 20000')
    }
  }
  const isNumber = column.type === 'number'
  if (!isNumber && [column.min, column.max, column.decimals, column.counter].some((it) => it !== undefined)) {
    faults.push('only numbers have min, max, decimals and counter')
  }
  if (isNumber && (column.min ?? 0) > (column.max ?? Number.POSITIVE_INFINITY))
    faults.push('min is above max')
  if (column.decimals !== undefined && ![0, 1, 2, 3].includes(column.decimals)) {
    faults.push('decimals must be 0 to 3')
  }
  if ((column.type === 'entry' || column.type === 'entries') !== (column.register !== undefined)) {
    faults.push('a register is named for entry and entries columns, and for no others')
  }
  if (column.most !== undefined) {
    if (column.type !== 'entries') faults.push('only entries columns say how many lines at most')
    else if (!Number.isInteger(column.most) || column.most < 1 || column.most > 1_000) {
      faults.push('most must be 1 to 1000')
    }
  }
  if (column.record === true && column.register === undefined) faults.push('only entry columns are records')
  if (column.due === true && (column.type !== 'date' || column.slot === undefined)) {
    faults.push('a day something is due by is a date with a slot')
  }
  faults.push(...slotFaults(column))
  return faults
}

function slotFaults(column: Column): string[] {
  if (column.slot === undefined) return column.filter === true ? ['a filter needs a slot'] : []
  const kind = slotKind[column.type]
  if (kind === undefined) return [`${column.type} cannot be kept in a slot`]
  if (!slotIs(column.slot, kind)) return [`${column.type} needs a ${kind} slot, not ${column.slot}`]
  if (column.type === 'text' && (column.maxLength ?? 0) > longestSlottedText) {
    return [`text in a slot is at most ${longestSlottedText} characters`]
  }
  return []
}

function slotIs(slot: SlotName, kind: string): boolean {
  return slot.startsWith(`${kind}_`)
}

function repeated(keys: readonly string[]): string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const key of keys) {
    if (seen.has(key)) twice.add(key)
    seen.add(key)
  }
  return [...twice]
}
