import { refuse } from '#ground/errors/refusal.ts'
import type { Actor } from './act.ts'

/**
 * Refuses a person whose last proof of who he is has grown old. Who acts outside a session (the command line, jobs)
 * has proved it elsewhere. @throws Refusal 'step-up'.
 */
export function requireStepUp(actor: Actor, at: string): void {
  if (actor.kind !== 'person' || actor.sessionId === undefined) return
  if (actor.freshUntil !== undefined && Date.parse(actor.freshUntil) > Date.parse(at)) return
  refuse(
    'step-up',
    '大切な操作のため、もう一度、本人であることを確かめてください。確かめると、そのまま続けられます。',
  )
}
