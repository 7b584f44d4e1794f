import {
  afterTheFact,
  outOfHours,
  quickDecision,
  sameHand,
  unopened,
  unreadDeputy,
} from './decision-signs.ts'
import type { SignDefinition } from './definition.ts'
import { inOneGo, neverRefused, samePair } from './habit-signs.ts'
import { backDated, hollowText, refusedAttempt } from './other-signs.ts'
import type { SourceKey } from './rows.ts'

/** The twelve signs, in the order an auditor reads them. */
export const signs: readonly SignDefinition[] = [
  quickDecision,
  inOneGo,
  samePair,
  afterTheFact,
  sameHand,
  unreadDeputy,
  backDated,
  neverRefused,
  outOfHours,
  unopened,
  hollowText,
  refusedAttempt,
]

const habits: ReadonlySet<SourceKey> = new Set(['pair', 'decider'])

/** Whether a sign is about a habit, which only a longer time shows. */
export function isHabit({ of }: Pick<SignDefinition, 'of'>): boolean {
  return habits.has(of)
}
