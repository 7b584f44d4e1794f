import type { ProcedureKind } from '#engine/procedure/contract.ts'
import type { Declaration } from './design.ts'

/**
 * The form of a design as the applicant will meet it: what the real form is drawn from. Nameless things are shown by
 * `nameless`, so that a half-finished design can be looked at.
 */
export function kindOf(said: Declaration, nameless: string): ProcedureKind {
  const named = (label: string): string => (label.trim() === '' ? nameless : label)
  return {
    key: 'own-1',
    name: named(said.name),
    purpose: said.purpose,
    formNumber: said.formNumber,
    grantWord: said.verb,
    refusalWord: '',
    groups: said.parts.map((part, index) => ({ key: `part-${index + 1}`, label: named(part.label) })),
    fields: said.parts.flatMap((part, index) =>
      part.fields.map(({ optional, choices, maxLength, ...field }) => ({
        ...field,
        label: named(field.label),
        group: `part-${index + 1}`,
        required: !optional && field.gone !== true,
        ...(choices === undefined
          ? {}
          : { choices: choices.map((choice) => ({ ...choice, label: named(choice.label) })) }),
        ...(maxLength === undefined || Number.isNaN(maxLength) ? {} : { maxLength }),
      })),
    ),
    parameters: [],
    afterwards: [],
    cites: [],
    missing: [],
    roles: [],
    tiers: [],
    tiered: false,
    notice: said.notice,
    live: false,
    closed: null,
  }
}
