import type { Who, World } from '#test/world.ts'
import { applicationExamples } from './application-examples.ts'
import { checkExamples } from './check-examples.ts'
import { signExamples } from './sign-examples.ts'
import { entryExamples } from './entry-examples.ts'
import { classificationExamples } from './classification-examples.ts'
import { councilExamples } from './council-examples.ts'
import { editionExamples } from './edition-examples.ts'
import { houseExamples } from './house-examples.ts'
import { hrExamples } from './hr-examples.ts'
import { idExamples } from './id-examples.ts'
import { normExamples } from './norm-examples.ts'
import { organisationExamples } from './organisation-examples.ts'
import { ownProcedureExamples } from './own-procedure-examples.ts'
import { paperExamples } from './paper-examples.ts'
import { policyExamples } from './policy-examples.ts'
import { providerExamples } from './provider-examples.ts'
import { gateExamples } from './gate-examples.ts'
import { registerExamples } from './register-examples.ts'
import { rightsExamples } from './rights-examples.ts'
import { joiningExamples } from './joining-examples.ts'
import { stocktakeExamples } from './stocktake-examples.ts'
import { taskExamples } from './task-examples.ts'
import { transferExamples } from './transfer-examples.ts'
import { signInExamples } from './sign-in-examples.ts'
import { unitExamples } from './unit-examples.ts'

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
  ...signInExamples,
  ...policyExamples,
  ...editionExamples,
  ...normExamples,
  ...organisationExamples,
  ...hrExamples,
  ...councilExamples,
  ...rightsExamples,
  ...providerExamples,
  ...registerExamples,
  ...gateExamples,
  ...applicationExamples,
  ...idExamples,
  ...stocktakeExamples,
  ...ownProcedureExamples,
  ...paperExamples,
  ...taskExamples,
  ...checkExamples,
  ...signExamples,
  ...entryExamples,
  ...transferExamples,
  ...joiningExamples,
  ...unitExamples,
  ...classificationExamples,
}
