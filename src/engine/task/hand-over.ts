import { placesOf } from '#authority/reads.ts'
import type { OfficeCode } from '#authority/offices.ts'
import type { Act } from '#ground/operation/act.ts'
import type { TaskOwner } from './closing.ts'
import { answeringOwner, ownerColumns, ownerOf, type Task } from './seat.ts'

/**
 * Gives open tasks to who answers now, after people left or units were reorganised: what a person owed who works
 * nowhere any more goes to the manager of the unit he left; what an office of a unit without a future owed goes to
 * the same office of its successor; what an office owes about its own holder goes one office up. An office's tasks
 * follow its holder by themselves. Answers how many went to somebody else. Run it on the day it is about.
 */
export async function handOverTasks(
  act: Act,
  after: {
    /** People who left, with the unit they left. */
    readonly left: readonly { readonly personId: string; readonly unitId: string | null }[]
    /** Units that are no more, with the unit that answers for them now. */
    readonly units: ReadonlyMap<string, string>
  },
): Promise<number> {
  const unitOf = new Map(after.left.map((each) => [each.personId, each.unitId]))
  const people = [...unitOf.keys()]
  const gone = [...after.units.keys()]
  if (people.length === 0 && gone.length === 0) return 0
  const rows = await act.tx
    .selectFrom('task')
    .selectAll()
    .where('state', '=', 'open')
    .where((eb) =>
      eb.or([
        ...(people.length === 0 ? [] : [eb('person_id', 'in', people)]),
        ...(gone.length === 0 ? [] : [eb('unit_id', 'in', gone)]),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  const moved: Task[] = []
  for (const row of rows) {
    const owner = await ownerNow(act, ownerOf(row), { unitOf, units: after.units })
    const answers = await answeringOwner(act.tx, owner, row.about_id, act.today)
    const next = { ...row, ...ownerColumns(answers) }
    if (next.person_id !== row.person_id || next.office !== row.office || next.unit_id !== row.unit_id) {
      moved.push(next)
    }
  }
  if (moved.length > 0) await act.recorder.saveAll('task', moved)
  return moved.length
}

const manager: OfficeCode = 'sec-manager'

async function ownerNow(
  act: Act,
  owner: TaskOwner,
  after: {
    unitOf: ReadonlyMap<string, string | null>
    units: ReadonlyMap<string, string>
  },
): Promise<TaskOwner> {
  if (owner.kind === 'office') {
    const successor = owner.unitId === null ? undefined : after.units.get(owner.unitId)
    return successor === undefined ? owner : { ...owner, unitId: successor }
  }
  // Who came back, or was only moved, keeps what he owes.
  const places = await placesOf(act.tx, owner.personId, act.today)
  if (places.length > 0) return owner
  const unitId = after.unitOf.get(owner.personId) ?? null
  if (unitId === null) return { kind: 'office', office: 'policy-office', unitId: null }
  const seat = { kind: 'office' as const, office: manager, unitId: after.units.get(unitId) ?? unitId }
  return answeringOwner(act.tx, seat, owner.personId, act.today)
}
