import type { ReadDocument } from '../norms/context.ts'
import { lintCodes, type Lint } from '../norms/types.ts'
import { absentAreas } from './areas.ts'
import { duplicatedDuties, duplicatedHeadings, missingSubjects } from './duties.ts'
import { numbering } from './numbering.ts'
import { openValueFindings } from './open-values.ts'
import {
  circularReferences,
  externalReferences,
  missingReferences,
  numeralReferences,
  repealedReferences,
} from './references.ts'
import { nameVariants, ownApprovals, undefinedRoles } from './roles.ts'
import { doubledCharacters, termDrift } from './wording.ts'
import type { LintRule } from './finding.ts'

const rules: readonly LintRule[] = [
  undefinedRoles,
  doubledCharacters,
  nameVariants,
  duplicatedDuties,
  missingSubjects,
  missingReferences,
  externalReferences,
  repealedReferences,
  numeralReferences,
  ownApprovals,
  termDrift,
  openValueFindings,
  absentAreas,
  numbering,
  duplicatedHeadings,
  circularReferences,
]

/**
 * 気づき: places of a text an officer should look at, each with its reason, in the order of the text; what the whole
 * text lacks stands last. Nothing is mended.
 */
export function lintsOf(doc: ReadDocument): readonly Lint[] {
  const order = (id: string | null) =>
    id === null ? Number.MAX_SAFE_INTEGER : (doc.byId.get(id)?.order ?? 0)
  const code = new Map(lintCodes.map((c, i) => [c, i]))
  return rules
    .flatMap((rule) => rule(doc))
    .toSorted(
      (a, b) =>
        order(a.node) - order(b.node) ||
        (a.range?.[0] ?? 0) - (b.range?.[0] ?? 0) ||
        (code.get(a.code) ?? 0) - (code.get(b.code) ?? 0),
    )
}
