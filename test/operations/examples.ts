import type { Who, World } from '#test/world.ts'
import { applicationExamples } from './application-examples.ts'
import { houseExamples } from './house-examples.ts'
import { organisationExamples } from './organisation-examples.ts'
import { policyExamples } from './policy-examples.ts'
import { registerExamples } from './register-examples.ts'

/**
 * How one operation is rightly used, from which the suite derives who else must be refused. A new operation
 * without an example makes the suite fail.
 */
export type Example = {
  /** Somebody who may. 'nobody' is who has not signed in; 'system' is the house's own daily work. */
  readonly as: Who | 'nobody' | 'system'
  /** A right input; prepares what it names. Called once. */
  readonly input: (world: World) => unknown
  /** Somebody signed in whom this very input is refused. Wanted when the input names a thing by its id … */
  readonly refusedFor?: Who
  /** … unless everybody in the city may: why. */
  readonly everybody?: string
  /** A draft: what it names need not exist yet, since filing it asks again. */
  readonly mayBeHalfDone?: true
}
export type Examples = Readonly<Record<string, Example>>

export const examples: Examples = {
  ...houseExamples,
  ...policyExamples,
  ...organisationExamples,
  ...registerExamples,
  ...applicationExamples,
}
