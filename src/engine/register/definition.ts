import { confirmationColumns, type SecondPerson } from '#engine/confirmation/second-person.ts'
import { gateColumns, gateFaults, type Gates } from '#engine/register-gate/gate.ts'
import type { Likeness } from '#engine/register-similar/likeness.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import type { NormKind } from '#policy/norms/types.ts'
import { checkDefinition } from './definition-check.ts'

/**
 * What a column holds. `class` is a choice whose choices are ordered from the strictest to the mildest; `people` are
 * several persons and `entries` several lines of one register, in the order they were chosen;
 * `files` are kept files (certificates, photos): forms and events attach them, spreadsheets only name them.
 */
export type ColumnType =
  | 'text'
  | 'long-text'
  | 'number'
  | 'date'
  | 'choice'
  | 'class'
  | 'flag'
  | 'person'
  | 'people'
  | 'unit'
  | 'entry'
  | 'entries'
  | 'application'
  | 'files'

export const textSlots = ['text_1', 'text_2', 'text_3', 'text_4', 'text_5', 'text_6'] as const
export const numberSlots = ['number_1', 'number_2', 'number_3'] as const
export const dateSlots = ['date_1', 'date_2', 'date_3', 'date_4'] as const
export const slotNames = [...textSlots, ...numberSlots, ...dateSlots] as const
/** A typed column of the one table, kept beside the values so that a list can be filtered and sorted by it. */
export type SlotName = (typeof slotNames)[number]
export type TextSlotName = (typeof textSlots)[number]

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
  /** For `class`: words of classes that lines of the past still say; shown and never offered. */
  readonly former?: readonly Choice[]
  /** For `class`: only these choices are taken; otherwise every class of the same levels is, whatever its scheme. */
  readonly exact?: boolean
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
  /** For `entry` and `entries`: the register the lines belong to. */
  readonly register?: string
  /** For `entries`: how many lines at most, where it is not the usual number. */
  readonly most?: number
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
  /** Written by what happens (an approval, an import), never by hand: forms do not ask for it, files cannot bring it. */
  readonly byEvents?: boolean
  /** For `entry` and `entries`: only records what happened to the line, and does not keep it from being closed. */
  readonly record?: boolean
  /** For `date`: a day by which something is due; passed in a line in force, the line wants attention. */
  readonly due?: boolean
  /** Added by the city (`own-columns.ts`), never by a definition. */
  readonly own?: boolean
  /** The city has stopped using its column: it is read in histories and asked nowhere. */
  readonly retired?: boolean
}

export type Scalar = string | number | boolean
/** One value; of a `people` or `entries` column the ids of the persons or lines, of `files` those of the kept files. */
export type Value = Scalar | readonly string[]
/** What one line says; a column without a value is absent. */
export type Values = Readonly<Record<string, Value>>

/**
 * A place in the definition where the city's own clause belongs, with what such clauses look like: their kinds, and
 * words of which one occurs (of a list all). Only proposals are made from these; a person confirms each.
 */
export type CitationSlot = {
  readonly slot: string
  readonly need: string
  readonly takes?: readonly NormKind[]
  readonly words?: readonly (string | readonly string[])[]
}

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
  /** Where no hand may strike a line off: the sentence that says what does, and what to do about a mistake. */
  readonly closedBy?: string
  /** What one person wrote another one confirms; brings its own columns. */
  readonly secondPerson?: SecondPerson
  /** Gates a line passes in order, each confirmed by somebody; brings its own column. */
  readonly gates?: Gates
  /** From one line the like of before is found. */
  readonly similar?: Likeness
  /** Completes checked values: what follows from others by the scheme in force. Pure. */
  readonly settle?: (values: Values) => Values
  /**
   * What lies in a line of this register: columns of other registers that point at it. Its class columns are then the
   * strictest of theirs, computed; where nothing lies in it, the mildest.
   */
  readonly holds?: readonly { readonly register: string; readonly column: string }[]
  /** The same the other way round: the `entries` column of this register that lists what lies in a line. */
  readonly contains?: string
  /** The `entry` column that points at the original: a line is never milder than it, and rises with it. */
  readonly inherits?: string
  /** Years a closed line is kept, counted from the 年度 after it was closed; the city may set another number. */
  readonly retentionYears: number
  /** Why a line may not be disposed of although its years are over, as a sentence; undefined when it may. Pure. */
  readonly retentionLock?: (values: Values) => string | undefined
  readonly editableBy: EditRule
  readonly readableBy: ReadRule
  /** How often the lines are held against the things themselves (棚卸), and the citation slot of the clause that wants it. */
  readonly stockTake?: StockTakeDuty
  /** Wants a plot of how many lines were in force at the end of each month on its first page. */
  readonly inForce?: InForcePlot
}

/** Lines that begin and end on days of their own (接続を始めた日, 接続を終えた日), counted over time. */
export type InForcePlot = {
  /** What is counted: 「続いている接続点の数」. */
  readonly label: string
  /** Date columns with a slot: the first day, and the last. A line without a last day goes on. */
  readonly from: string
  readonly until: string
  /** The citation slot of the clause that wants the number looked at. */
  readonly slot: string
}

export const stockTakeCadences = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const
export type StockTakeCadence = keyof typeof stockTakeCadences
export type StockTakeDuty = { readonly every: StockTakeCadence; readonly slot: string }

/**
 * Declares a register (台帳) and checks the declaration when the program loads.
 * @throws TypeError naming every fault of the definition.
 */
export function register(said: RegisterDefinition): RegisterDefinition {
  const definition = {
    ...said,
    columns: [...said.columns, ...gateColumns(said.gates), ...confirmationColumns(said.secondPerson)],
  }
  const faults = [...checkDefinition(definition), ...gateFaults(definition)]
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
/** Persons a `people` column takes, and lines an `entries` column unless told. */
export const mostPeople = 50
export const mostEntries = 50
/** Files a `files` column takes. */
export const mostFiles = 20
export const defaultMaxNumber = 999_999_999_999

/** Longest text a column takes, in characters. */
export function maxLengthOf(column: Column): number {
  return column.maxLength ?? (column.type === 'long-text' ? defaultLongTextLength : defaultTextLength)
}
