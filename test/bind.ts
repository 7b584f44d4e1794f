import { policyBind, policyProvisions } from '#policy/contract.ts'
import type { World } from './world.ts'

/** Binds slots (`procedure:medium-loan lend`) of the test city to a clause whose norm is confirmed: 第2-2-(4). */
export async function bindSlots({ house, city }: Pick<World, 'house' | 'city'>, slots: readonly string[]) {
  const { tenantId, editionId } = city
  const scope = { tenantId, actor: { kind: 'system', job: 'test' } as const }
  const { nodes } = policyProvisions.output.parse(
    await house.runner.run(policyProvisions.name, scope, { editionId }),
  )
  const wid = nodes.find((node) => node.eid === '第2-2-(4)')?.wid
  for (const each of slots) {
    const [mechanism, slot] = each.split(' ')
    await house.runner.run(policyBind.name, scope, { editionId, wid, mechanism, slot })
  }
}
