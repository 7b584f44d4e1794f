import { offices } from '#authority/offices.ts'
import { readScopeOf, reachOf, type OrganisationPort, type Reach } from '#engine/register/access.ts'
import type { Scope } from '#engine/register/list.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { CheckDefinition } from './definition.ts'

export type Sight = {
  readonly reach: Reach
  /** The units whose lines of this check the viewer reads. */
  scopeOf(definition: CheckDefinition): Scope
  /** Why the viewer may not have checks run; undefined when he may. */
  readonly mayNotRun: string | undefined
}

const running: ReadonlySet<string> = new Set([
  'sec-leader',
  'sec-manager',
  'dept-iso',
  'chief-iso',
  'ciso',
  'policy-office',
])

/** What the actor sees of the checks, and whether he may have them run. */
export async function sightOf(act: Act, organisation: OrganisationPort): Promise<Sight> {
  const reach = await reachOf(act, organisation)
  const { actor } = act
  const may =
    actor.kind === 'operator' ||
    actor.kind === 'system' ||
    (actor.kind === 'person' &&
      (actor.rights.has('policy.manage') ||
        actor.rights.has('audit.read') ||
        reach.standings.some((standing) => running.has(standing.office))))
  return {
    reach,
    scopeOf: (definition) => readScopeOf(reach, definition.of.readableBy),
    mayNotRun: may
      ? undefined
      : `点検をいま行えるのは、${offices['sec-manager'].word}などの役割の人と情報政策課です。毎朝、自動で行われます。`,
  }
}

/** The check of a key. @throws Refusal 'not-found'. */
export function requireCheck(checks: ReadonlyMap<string, CheckDefinition>, key: string): CheckDefinition {
  return checks.get(key) ?? refuse('not-found', 'その点検はありません。点検の一覧から選び直してください。')
}
