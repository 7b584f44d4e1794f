import { fold, grams } from '#ground/words/fold.ts'

import type {
  Column,
  dateSlots,
  numberSlots,
  RegisterDefinition,
  SlotName,
  textSlots,
  Value,
  Values,
} from './definition.ts'
import { displayText, idsIn, isReference } from './display.ts'
import type { Names } from './display.ts'

type TextSlot = (typeof textSlots)[number]
type NumberSlot = (typeof numberSlots)[number]
type DateSlot = (typeof dateSlots)[number]

/** The typed copies of one line's values. Text is folded, so that 「Ａ棟」 and 「a棟」 filter and sort as one. */
export type Slots = Readonly<
  Record<TextSlot, string | null> & Record<NumberSlot, number | null> & Record<DateSlot, string | null>
>

// What a B-tree entry surely holds: folding can lengthen a text (㌔ becomes キロ).
const longestSlotText = 400

/** The value of one column as its slot keeps it. */
export function slotValue(column: Column, value: Value): string | number {
  // A column of several persons or lines takes no slot (see definition-check); its first would be a lie.
  if (typeof value === 'object') throw new TypeError('several values cannot be kept in a slot')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (column.type === 'text')
    return Array.from(fold(String(value)))
      .slice(0, longestSlotText)
      .join('')
  return value
}

/** Copies the values into the slots the definition names; every other slot is empty. */
export function slotsOf(definition: RegisterDefinition, values: Values): Slots {
  const texts = new Map<SlotName, string>()
  const numbers = new Map<SlotName, number>()
  for (const column of definition.columns) {
    const value = values[column.key]
    if (column.slot === undefined || value === undefined) continue
    const kept = slotValue(column, value)
    if (typeof kept === 'number') numbers.set(column.slot, kept)
    else texts.set(column.slot, kept)
  }
  return {
    text_1: texts.get('text_1') ?? null,
    text_2: texts.get('text_2') ?? null,
    text_3: texts.get('text_3') ?? null,
    text_4: texts.get('text_4') ?? null,
    text_5: texts.get('text_5') ?? null,
    text_6: texts.get('text_6') ?? null,
    number_1: numbers.get('number_1') ?? null,
    number_2: numbers.get('number_2') ?? null,
    number_3: numbers.get('number_3') ?? null,
    date_1: texts.get('date_1') ?? null,
    date_2: texts.get('date_2') ?? null,
    date_3: texts.get('date_3') ?? null,
    date_4: texts.get('date_4') ?? null,
  }
}

/** What the search box finds a line by: each part folded by itself, one per line, so that no hit spans two parts. */
export type SearchText = { readonly search: string; readonly grams: string[] }

/** Parts beyond this are not searched; a line of a register is not a document. */
const longestSearchText = 4_000

/** The folded search text of a line, and the characters and pairs of characters it is indexed by. */
export function searchTextOf(
  definition: RegisterDefinition,
  line: { readonly number: string; readonly values: Values; readonly names: Names },
): SearchText {
  const parts = [fold(line.number)]
  for (const column of definition.columns) {
    if (column.search !== true) continue
    parts.push(fold(displayText(column, line.values[column.key], line.names)))
  }
  const present = [...new Set(parts.filter((part) => part !== ''))]
  const kept: string[] = []
  let length = 0
  for (const part of present) {
    const room = longestSearchText - length
    if (room <= 0) break
    const taken = Array.from(part).slice(0, room).join('')
    kept.push(taken)
    length += taken.length + 1
  }
  return {
    search: kept.join('\n'),
    grams: [...new Set(kept.flatMap((part) => [...Array.from(part), ...grams(part)]))],
  }
}

/** Ids that a line points to, by column; for looking up their names. */
export function referencesOf(
  definition: RegisterDefinition,
  values: Values,
): { column: Column; id: string }[] {
  return definition.columns.flatMap((column) => {
    return isReference(column) ? idsIn(values[column.key]).map((id) => ({ column, id })) : []
  })
}
