import type { Problem } from '#ground/errors/refusal.ts'
import { checkDefinition } from './definition-check.ts'

/** What a column holds. `class` is a choice whose choices are ordered from the strictest to the mildest. */
export type ColumnType =
  | 'text'
  | 'long-text'
  | 'number'
  | 'date'
  | 'choice'
  | 'class'
  | 'flag'
  | 'person'
  | 'unit'
  | 'entry'
  | 'application'

export const textSlots = ['text_1', 'text_2', 'text_3', 'text_4', 'text_5', 'text_6'] as const
export const numberSlots = ['number_1', 'number_2', 'number_3'] as const
export const dateSlots = ['date_1', 'date_2', 'date_3', 'date_4'] as const
export const slotNames = [...textSlots, ...numberSlots, ...dateSlots] as const
/** A typed column of the one table, kept beside the values so that a list can be filtered and sorted by it. */
export type SlotName = (typeof slotNames)[number]

export type Choice = { readonly value: string; readonly label: string }

export type Column = {
  /** Name in `values`; lower-case letters, digits and `_`. */
  readonly key: string
  /** Heading on screens, in spreadsheets and in errors. */
  readonly label: string
  readonly type: ColumnType
  readonly required?: boolean
  /** For `choice` and `class`. */
  readonly choices?: readonly Choice[]
  /** Characters (code points), for `text` (200 unless told) and `long-text` (2,000 unless told). */
  readonly maxLength?: number
  /** For `number`: 0 unless told. */
  readonly min?: number
  /** For `number`: 999,999,999,999 unless told. */
  readonly max?: number
  /** For `number`: digits after the point, 0 unless told. */
  readonly decimals?: number
  /** For `number`: 人, 件, 台 … shown after the figure. */
  readonly counter?: string
  /** For `entry`: the register the line belongs to. */
  readonly register?: string
  /** Where the value is copied to for filtering and sorting. A column without a slot is only kept and shown. */
  readonly slot?: SlotName
  /** The value can be found with the search box. */
  readonly search?: boolean
  /** Shown in the list. */
  readonly list?: boolean
  /** Offered as a filter above the list; needs a slot. */
  readonly filter?: boolean
  /** One sentence under the input. */
  readonly hint?: string
}

export type Scalar = string | number | boolean
/** What one line says; a column without a value is absent. */
export type Values = Readonly<Record<string, Scalar>>

/** A place in the definition where the city's own clause belongs. */
export type CitationSlot = { readonly slot: string; readonly need: string }

/** Who may write: holders of an office (for their own unit and those below it, or for all), or of a right. */
export type EditRule =
  | { readonly offices: readonly string[]; readonly of: 'own-unit' | 'every-unit' }
  | { readonly right: string }

export type ReadRule = 'own-unit-and-policy-office' | 'everyone'

export type RegisterDefinition = {
  /** Lower-case letters, digits and `-`; unique in the house. */
  readonly key: string
  /** 「情報資産管理台帳」 */
  readonly name: string
  /** What one line is: 「資産」. */
  readonly noun: string
  /** Before the running number: `A-`. */
  readonly numberPrefix: string
  /** Digits of the running number, padded with zeros; 5 unless told. */
  readonly numberDigits?: number
  /** By people in the register's pages, or only by what happens (permissions, returns). */
  readonly written: 'by-people' | 'by-events'
  readonly columns: readonly Column[]
  /** The column that names a line; the first `text` column unless told. */
  readonly labelColumn?: string
  readonly slots: readonly CitationSlot[]
  /** Rules across columns; `at` of a problem is the column's key. Pure. */
  readonly problems?: (values: Values) => Problem[]
  /** Years a closed line is kept. */
  readonly retentionYears: number
  readonly editableBy: EditRule
  readonly readableBy: ReadRule
}

/**
 * Declares a register (台帳) and checks the declaration when the program loads.
 * @throws TypeError naming every fault of the definition.
 */
export function register(definition: RegisterDefinition): RegisterDefinition {
  const faults = checkDefinition(definition)
  if (faults.length > 0) {
    throw new TypeError(`register "${definition.key}" is not well defined: ${faults.join('; ')}`)
  }
  return definition
}

/** The column whose value names a line, when the register has one. */
export function labelColumnOf(definition: RegisterDefinition): Column | undefined {
  return definition.labelColumn === undefined
    ? definition.columns.find((column) => column.type === 'text')
    : definition.columns.find((column) => column.key === definition.labelColumn)
}

export const defaultTextLength = 200
export const defaultLongTextLength = 2_000
export const defaultMaxNumber = 999_999_999_999

/** Longest text a column takes, in characters. */
export function maxLengthOf(column: Column): number {
  return column.maxLength ?? (column.type === 'long-text' ? defaultLongTextLength : defaultTextLength)
}
