import { casesFollowUnits, openCasesOfUnits } from '#engine/procedure/follow-units.ts'
import { entriesFollowUnits, entriesOfUnits } from '#engine/register/follow-units.ts'
import { handOverTasks } from '#engine/task/hand-over.ts'
import { readersFollowUnits } from '#policy/documents/follow-units.ts'
import type { UnitFollower } from '#rooms/1-organisation/units/follow.ts'
import { registers } from './mechanisms.ts'

/** Everything that hangs on units and goes to the heir when one of them ends. */
export const unitFollowers: readonly UnitFollower[] = [
  {
    key: 'register',
    label: '台帳の登録',
    follow: (act, heirs, { why }) => entriesFollowUnits(act, registers, heirs, why),
    count: (tx, unitIds) => entriesOfUnits(tx, registers, unitIds),
  },
  {
    key: 'application',
    label: '手続中の申請と有効な許可',
    follow: (act, heirs, { note }) => casesFollowUnits(act, heirs, note),
    count: async (tx, unitIds) => [
      { label: '手続中の申請と有効な許可', count: await openCasesOfUnits(tx, unitIds) },
    ],
  },
  {
    key: 'task',
    label: 'やること',
    follow: (act, heirs) => handOverTasks(act, { left: [], units: heirs }),
    count: async (tx, unitIds) => {
      const { count } = await tx
        .selectFrom('task')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('unit_id', 'in', [...unitIds])
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow()
      return [{ label: 'やること', count }]
    },
  },
  {
    key: 'document',
    label: '文書を読める組織',
    follow: (act, heirs) => readersFollowUnits(act, heirs),
    count: async () => [],
  },
]
