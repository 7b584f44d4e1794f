import type { Problem } from '#ground/errors/refusal.ts'
import { STRICTEST } from './class-level.ts'
import type { ApplicationState } from './states.ts'

/*
 * When cases may be granted together. One rule for the list, which offers it, and for the server, which does it. Pure.
 */

/** What the rule asks about a case. */
export type BulkFacts = {
  /** How many of its procedure the city lets be granted at once; 1 or less: each by itself. */
  readonly atMost: number
  readonly state: ApplicationState
  /** Every open seat is there to decide. */
  readonly decides: boolean
  /** The viewer's own. */
  readonly own: boolean
  /** The strictest confidentiality of what it is about, as filed and as it stands today; unclassified is the strictest. */
  readonly strictest: number
}

/** Why a case is decided by itself, as a sentence; null when it may be granted together with others. */
export function bulkFault(facts: BulkFacts): string | null {
  if (facts.atMost <= 1) return 'この手続は、1件ずつ決めることになっています。開いて決めてください。'
  if (facts.own) return 'あなた自身の申請のため、あなたは決定できません。'
  if (facts.strictest >= STRICTEST) {
    return '機密性3の情報資産(分類の決まっていないものを含む)を含むため、まとめて決められません。開いて決めてください。'
  }
  if (facts.state !== 'waiting' || !facts.decides) {
    return '今は、まとめて決められる段にありません。開いて、今の状態を確かめてください。'
  }
  return null
}

/**
 * What is wrong with a bundle as such: a case named twice, or more of them than the city allows at once. Where
 * procedures with different limits are mixed the smallest one holds for the whole bundle.
 */
export function bundleProblems(ids: readonly string[], limits: readonly number[]): Problem[] {
  const problems: Problem[] = []
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index)
  if (twice >= 0) {
    problems.push({ at: `cases.${twice}`, message: '同じ申請が2回選ばれています。1回だけ選んでください' })
  }
  const allowed = limits.filter((limit) => limit > 1)
  const atMost = Math.min(...allowed)
  if (allowed.length > 0 && ids.length > atMost) {
    problems.push({
      at: 'cases',
      message: `一度にまとめて決められるのは${atMost}件までです(今は${ids.length}件)。減らしてください`,
    })
  }
  return problems
}
