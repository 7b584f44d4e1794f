import type { Field, ProcedureDefinition } from '#engine/procedure/definition.ts'
import { valuesOf } from '#engine/procedure/form-fields.ts'
import { addDays } from '#ground/clock/calendar.ts'

type FilledIn = string | string[]

/** Procedures that tell of what has happened. */
const past = new Set(['medium-found', 'device-found'])

/** Ids for what a form points to: lines of a register, people, units. */
export type Pointers = {
  readonly entries: (register: string) => readonly string[]
  readonly person: string
  readonly unit: string
}

/**
 * A form with every field filled in and nothing wrong: the first choice of each (which is the good one), every check,
 * days from tomorrow on, or today where the form is about what has happened. Files are left out; none is demanded.
 */
export function completeForm(
  definition: Pick<ProcedureDefinition, 'fields'> & Partial<Pick<ProcedureDefinition, 'key'>>,
  today: string,
  to: Pointers,
): Record<string, FilledIn> {
  const dates = definition.fields.filter((field) => field.type === 'date')
  const valueOf = (field: Field): FilledIn | undefined => {
    switch (field.type) {
      case 'text':
      case 'long-text':
        return `${field.label}の例`
      case 'number':
        return String(Math.max(1, field.min ?? 0))
      case 'date':
        return past.has(definition.key ?? '') ? today : addDays(today, 1 + dates.indexOf(field))
      case 'choice':
        return valuesOf(field)[0]
      case 'checks':
        return valuesOf(field)
      case 'entries':
        return [...to.entries(field.register ?? '')]
      case 'person':
        return to.person
      case 'unit':
        return to.unit
      case 'files':
        return undefined
    }
  }
  return Object.fromEntries(
    definition.fields.flatMap((field): [string, FilledIn][] => {
      const value = valueOf(field)
      return value === undefined || (field.type === 'files' && !field.required) ? [] : [[field.key, value]]
    }),
  )
}
