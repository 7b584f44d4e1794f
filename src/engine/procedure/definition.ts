import type { Problem } from '#ground/errors/refusal.ts'
import type { CitationSlot, Value, Values } from '#engine/register/definition.ts'
import { routeFaults, type RouteStep } from './route-definition.ts'

export const fieldTypes = [
  'text',
  'long-text',
  'number',
  'date',
  'choice',
  'checks',
  'entries',
  'person',
  'unit',
  'files',
] as const

/**
 * One thing the applicant writes. `entries` picks lines of a register (the assets the case is about), `person` and
 * `unit` one of the city's own, `files` papers that go with the case.
 */
export type Field = {
  readonly key: string
  readonly label: string
  readonly type: (typeof fieldTypes)[number]
  readonly group: string
  readonly required: boolean
  /** Characters, for texts. */
  readonly maxLength?: number
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  /** For `checks`: every one has to be ticked before anything can be filed (確認事項). */
  readonly everyCheck?: boolean
  /** For `number`: whole numbers from 0 unless told. */
  readonly min?: number
  readonly max?: number
  /** For `number`: 人, 件, 台 … */
  readonly counter?: string
  /** For `entries`: which register, and how many lines at most. For `files`: how many. */
  readonly register?: string
  readonly maxEntries?: number
  /** For `entries`: lines of every unit may be chosen (a system another 課 keeps), not only those of one's own place. */
  readonly anyUnit?: boolean
  readonly hint?: string
  /** No longer asked for; what old cases say there is still shown. */
  readonly gone?: boolean
}

export type FormValue = string | readonly string[]
/** The form as filed: texts and dates as text, checks and entries as lists of values or entry ids. */
export type Form = Readonly<Record<string, FormValue>>

/** What the rules know of an asset the case is about, as it stood when the case was filed. */
export type EntryFacts = {
  readonly entryId: string
  readonly number: string
  readonly label: string
  readonly version: number
  readonly values: Values
  /** The unit that keeps the line; absent in cases of before it was noted. */
  readonly unitId?: string
}

/** The parameter with the 開庁日 a step should be done in. */
export const ANSWER_WITHIN = 'answer-within'

/** The parameter with how many cases may be granted at once; 1: each by itself. */
export const BULK_AT_ONCE = 'bulk-at-once'

/** A paper that goes with a case, and exactly which. */
export type FileFacts = {
  readonly fileId: string
  readonly name: string
  /** As found in the content. */
  readonly type: string
  readonly size: number
  readonly sha256: string
}

/** A number the city sets (定める値), with the slot of the clause that leaves it open. */
export type Parameter = {
  readonly key: string
  readonly label: string
  readonly unit: string
  readonly standard: number
  readonly slot: string
}

export type FormContext = {
  readonly today: string
  readonly entries: readonly EntryFacts[]
  readonly parameters: Readonly<Record<string, number>>
}

/** Something to be done after the case was granted: taking out, giving back. */
export type Afterwards = {
  /** The state it leads to is `in-use` for `start` and `done` for `finish`. */
  readonly act: 'start' | 'finish'
  /** 「持出し」「返却の確認」 */
  readonly word: string
  /** The applicant himself, or an office of his unit: somebody else confirms that it came back. */
  readonly by: 'applicant' | { readonly offices: readonly string[] }
  /** Asks for a remark (異常の有無). */
  readonly remark?: { readonly label: string; readonly choices: readonly string[] }
  /** What has to be said with it (日時, 処理内容, 立会い): fields as a form has them, kept in the record book. */
  readonly asks?: readonly Field[]
  /** Rules across those; `at` of a problem is a field key. Pure. */
  check?(answers: Form, context: FormContext & { readonly form: Form }): Problem[]
}

/** The acts that can change the lines a case is about. */
export type EffectAct = 'grant' | Afterwards['act']

/**
 * What an act does to each line the case is about, in columns only happenings write:
 * - `take`: the case has the line from now on, and no other case can take it
 * - `give-back`: it is free again
 * - `note`: something is written, whoever has it
 * - `close`: it is struck off for good
 */
export type LineEffect = {
  readonly does: 'take' | 'give-back' | 'note' | 'close'
  /** `null` empties a column. */
  readonly values: Readonly<Record<string, Value | null>>
}

/** A line as it stands when the act is done. */
export type LineNow = { readonly number: string; readonly label: string; readonly values: Values }

/** The act cannot be done to the line, and why. */
export type Refused = { readonly refused: string }

/** One line of a record book per asset of the case, written by the events. */
export type Book = {
  readonly register: string
  /** What only begins with its use is written from that act on; from the grant on unless told. */
  readonly since?: 'start'
  values(facts: BookFacts): Values
}

export type BookFacts = {
  readonly applicationId: string
  readonly number: string
  readonly applicantId: string
  readonly form: Form
  readonly entry: EntryFacts
  readonly decidedOn: string
  readonly deciderId: string
  readonly capacity: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly confirmerId: string | null
  readonly remark: string | null
  /** What was said with the act that is written now; empty at the grant. */
  readonly answers: Form
}

/** A kind of permit (手続): form, rules, who decides, how long it holds, what it writes. Browser-safe. */
export type ProcedureDefinition = {
  readonly key: string
  /** 「持出許可」 */
  readonly name: string
  /** One sentence for the head of the form. */
  readonly purpose: string
  /** 「様式第4号」 */
  readonly formNumber: string
  /** The clause's own verb: 許可, 承認, … and its negative. */
  readonly grant: { readonly word: string; readonly refusal: string }
  readonly groups: readonly { readonly key: string; readonly label: string }[]
  readonly fields: readonly Field[]
  readonly parameters: readonly Parameter[]
  /** Clauses the procedure rests on. Without a confirmed binding of the first one nothing can be filed. */
  readonly slots: readonly CitationSlot[]
  /** Whose hands the case goes through, in order; the last step that decides makes it a permission. */
  readonly route: readonly RouteStep[]
  /** Rules across fields; `at` of a problem is a field key. Pure. */
  check(form: Form, context: FormContext): Problem[]
  /** Fields whose rules are checked once more on the facts of the day of the grant (classes may have changed). */
  readonly recheckedAtGrant: readonly string[]
  /** What a line in a list says about the case: purpose, strictest class, people whose data it holds. */
  summarise(
    form: Form,
    entries: readonly EntryFacts[],
  ): { readonly purpose: string; readonly classLabel: string | null; readonly personal: number }
  /** 「要介護認定調査票ほか」 */
  title(form: Form, entries: readonly EntryFacts[]): string
  /** First day on which it may be used, and the day it must be finished by. `on` is the day of filing. */
  period(form: Form, on: string): { readonly from: string; readonly to: string } | null
  /** Last day the permission holds; null for one that holds until it is taken back. */
  validUntil(form: Form, on: string): string | null
  readonly afterwards: readonly Afterwards[]
  readonly book: Book | null
  /** What the acts of a case do to the lines it is about. */
  readonly effects?: Readonly<
    Partial<Record<EffectAct, (facts: BookFacts, line: LineNow) => LineEffect | Refused>>
  >
  /** 開庁日 until a step should be done; the city may change it. Reminders start when they have passed. */
  readonly answerWithin?: number
  /** Held for a year or for good, it can be asked for again in bulk at the year's end. */
  readonly renewable?: boolean
  /** Approvers may decide several at once where the city allows it; never for the strictest class. */
  readonly bulk?: boolean
  /** What else ends a permission that is not in use: an asset of it classified anew, another edition in force. */
  readonly lapsesWhen?: { readonly classChanges?: boolean; readonly editionChanges?: boolean }
  /** What is filed without wanting an answer (届出): it holds from its filing on, and the office takes note of it. */
  readonly notice?: boolean
  /** No longer asked for; its cases are still read and finished. */
  readonly ended?: boolean
  /**
   * What a permission does when its holder goes to another unit. It lapses, unless the clause gives it to the person
   * whatever his work; whoever leaves the city loses it in any case.
   */
  readonly whenHolderMoves?: 'lapses' | 'stays'
}

const keyForm = /^[a-z][a-z0-9_-]*$/

/**
 * Declares a procedure and checks the declaration when the program loads.
 * @throws TypeError naming every fault.
 */
export function procedure(definition: ProcedureDefinition): ProcedureDefinition {
  const faults: string[] = []
  if (!keyForm.test(definition.key)) faults.push('key')
  faults.push(...routeFaults(definition))
  const groups = new Set(definition.groups.map((group) => group.key))
  const seen = new Set<string>()
  for (const field of definition.fields) {
    if (!keyForm.test(field.key) || seen.has(field.key)) faults.push(`field key ${field.key}`)
    seen.add(field.key)
    if (!groups.has(field.group)) faults.push(`field ${field.key} names an unknown group`)
    if (field.type === 'entries' && field.register === undefined)
      faults.push(`field ${field.key} needs a register`)
    if ((field.type === 'choice' || field.type === 'checks') && (field.choices ?? []).length === 0) {
      faults.push(`field ${field.key} needs choices`)
    }
  }
  if (definition.slots.length === 0) faults.push('a procedure without a clause')
  for (const { act, asks = [] } of definition.afterwards) {
    const twice = asks.find((field, index) => asks.findIndex((other) => other.key === field.key) < index)
    if (twice !== undefined) faults.push(`${act} asks for ${twice.key} twice`)
  }
  const slots = new Set(definition.slots.map((slot) => slot.slot))
  for (const parameter of definition.parameters) {
    if (!slots.has(parameter.slot)) faults.push(`parameter ${parameter.key} cites an unknown slot`)
  }
  if (faults.length > 0)
    throw new TypeError(`procedure "${definition.key}" is not well defined: ${faults.join('; ')}`)
  return definition
}

/** The field that lists what the case is about; of several the first. */
export function entriesField(definition: ProcedureDefinition): Field | undefined {
  return definition.fields.find((field) => field.type === 'entries')
}

/** The lines of registers a form names, field by field. */
export function entryFieldsOf(
  definition: ProcedureDefinition,
  form: Form,
): { readonly field: Field; readonly register: string; readonly ids: readonly string[] }[] {
  return definition.fields.flatMap((field) => {
    if (field.type !== 'entries' || field.register === undefined) return []
    const value = form[field.key]
    return [
      { field, register: field.register, ids: value === undefined || typeof value === 'string' ? [] : value },
    ]
  })
}

export function entryIdsOf(definition: ProcedureDefinition, form: Form): readonly string[] {
  const field = entriesField(definition)
  const value = field === undefined ? undefined : form[field.key]
  return value === undefined || typeof value === 'string' ? [] : value
}
