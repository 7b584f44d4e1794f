import type { Problem } from '#ground/errors/refusal.ts'
import type { CitationSlot, Scalar } from '#engine/register/definition.ts'

/** One thing the applicant writes. `entries` picks lines of a register (the assets the case is about). */
export type Field = {
  readonly key: string
  readonly label: string
  readonly type: 'text' | 'long-text' | 'date' | 'choice' | 'checks' | 'entries'
  readonly group: string
  readonly required: boolean
  /** Characters, for texts. */
  readonly maxLength?: number
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  /** For `entries`: which register, and how many lines at most. */
  readonly register?: string
  readonly maxEntries?: number
  readonly hint?: string
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
  readonly values: Readonly<Record<string, Scalar>>
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
}

/** One line of a record book per asset of the case, written by the events and never by hand. */
export type Book = {
  readonly register: string
  values(facts: BookFacts): Readonly<Record<string, Scalar>>
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
  /** The office that decides, looked for from the applicant's unit upwards. */
  readonly decidedBy: string
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
  /** First day on which it may be used, and the day it must be finished by. */
  period(form: Form): { readonly from: string; readonly to: string } | null
  /** Last day the permission holds. */
  validUntil(form: Form): string
  readonly afterwards: readonly Afterwards[]
  readonly book: Book | null
}

const keyForm = /^[a-z][a-z0-9_-]*$/

/**
 * Declares a procedure and checks the declaration when the program loads.
 * @throws TypeError naming every fault.
 */
export function procedure(definition: ProcedureDefinition): ProcedureDefinition {
  const faults: string[] = []
  if (!keyForm.test(definition.key)) faults.push('key')
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
  const slots = new Set(definition.slots.map((slot) => slot.slot))
  for (const parameter of definition.parameters) {
    if (!slots.has(parameter.slot)) faults.push(`parameter ${parameter.key} cites an unknown slot`)
  }
  if (faults.length > 0)
    throw new TypeError(`procedure "${definition.key}" is not well defined: ${faults.join('; ')}`)
  return definition
}

/** The field that lists the assets, when the procedure has one. */
export function entriesField(definition: ProcedureDefinition): Field | undefined {
  return definition.fields.find((field) => field.type === 'entries')
}

export function entryIdsOf(definition: ProcedureDefinition, form: Form): readonly string[] {
  const field = entriesField(definition)
  const value = field === undefined ? undefined : form[field.key]
  return Array.isArray(value) ? value : []
}
