import {
  decideApplication,
  fileApplication,
  noteOpening,
  showApplication,
} from '#engine/procedure/contract.ts'
import type { Values } from '#engine/register/definition.ts'
import { storeNew } from '#engine/register/store.ts'
import type { settableClock } from '#ground/clock/clock.ts'
import { addDays } from '#ground/clock/date.ts'
import { addOpenDays, fiscalYearEnd, isOpenDay } from '#ground/clock/calendar.ts'
import type { Act, Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { areaRegister } from '#rooms/4-physical/area/definition.ts'
import { lineRow, type Said } from '#rooms/4-physical/entry/store.ts'
import type { Keys } from './make.ts'

const SECTION = '0103'
const COMPANY = '架空情報サービス(株)'
const maker: Actor = { kind: 'system', job: 'sample-city' }

const areas: readonly Values[] = [
  {
    name: 'サーバ室',
    building: '本庁舎',
    floor: 4,
    construction: 'fireproof',
    windows: 'none',
    outer_doors: 1,
    locking: 'card',
    monitoring: 'several',
    extinguishing: 'inert',
    earthquake: true,
    water: true,
    openings_closed: true,
    emergency_power: true,
    no_sign: true,
  },
  {
    name: '媒体保管庫',
    building: '分庁舎',
    floor: -1,
    construction: 'fireproof',
    windows: 'none',
    outer_doors: 1,
    locking: 'key',
    monitoring: 'none',
    extinguishing: 'powder',
    earthquake: true,
    water: false,
    openings_closed: true,
  },
]

/**
 * Two controlled areas of 情報政策課, the second of them with much to mend; who may enter the first, asked and granted as
 * everybody does; three weeks at its door, with a visitor, somebody who is not on the list and a going out that nobody
 * wrote. Answers the first of them.
 */
export async function openDoors(stage: {
  readonly runner: Runner
  readonly clock: ReturnType<typeof settableClock>
  readonly tenantId: string
  readonly keys: Omit<Keys, 'asset'>
  readonly today: string
  rightsOf(personId: string, on: string): Promise<ReadonlySet<string>>
}): Promise<string> {
  const { runner, clock, tenantId, keys, today } = stage
  const unitId = keys.unit.get(SECTION) ?? ''
  const [clerk = '', head = ''] = ['hasumi', 'makabe'].map((key) => keys.person.get(key) ?? '')
  const scope = { tenantId, actor: maker }
  const begin = addOpenDays(today, -21)
  clock.set(`${begin}T09:00:00+09:00`)
  const areaIds = await runner.perform('sample.areas', scope, async (act) => {
    const entries = await storeNew(
      act,
      areaRegister,
      { origin: 'import', why: '台帳の取込み' },
      areas.map((values, at) => ({
        unitId,
        values: { ...values, keeper: head, inspected_on: addDays(today, at === 0 ? -60 : -500) },
      })),
    )
    describe(act, '台帳の取込み')
    return entries.map((entry) => entry.entryId)
  })
  const [serverRoom = ''] = areaIds
  const actorOf = async (personId: string): Promise<Actor> => ({
    kind: 'person',
    personId,
    accountId: personId,
    rights: await stage.rightsOf(personId, begin),
  })
  const [asClerk, asHead] = [await actorOf(clerk), await actorOf(head)]
  const later = (minutes: number): void =>
    clock.set(new Date(clock.now().getTime() + minutes * 60_000).toISOString())
  const period = { from: begin, to: fiscalYearEnd(begin) }
  for (const form of [
    { kind: 'staff', person: clerk, purpose: 'サーバの運用' },
    { kind: 'vendor', company: COMPANY, names: '保坂 修\n野々村 圭', purpose: '機器の保守' },
  ]) {
    later(10)
    const filed = await runner.run(
      fileApplication.name,
      { tenantId, actor: asClerk },
      {
        procedure: 'area-entry',
        form: { areas: [serverRoom], ...form, ...period },
      },
    )
    const { applicationId } = fileApplication.output.parse(filed)
    later(35)
    await runner.run(noteOpening.name, { tenantId, actor: asHead }, { applicationId })
    const shown = await runner.run(showApplication.name, { tenantId, actor: asHead }, { applicationId })
    const { contentHash } = showApplication.output.parse(shown)
    later(5)
    await runner.run(
      decideApplication.name,
      { tenantId, actor: asHead },
      {
        applicationId,
        act: 'grant',
        contentHash,
      },
    )
  }
  clock.set(`${today}T08:00:00+09:00`)
  await runner.perform('sample.doors', scope, async (act) => {
    const rows = weeks(today, clerk).map((said) =>
      lineRow(act, { areaId: serverRoom, unitId }, said, { origin: 'typed' }),
    )
    await act.recorder.saveAll('entry_line', rows)
    describe(act, '入退室の記録')
  })
  return serverRoom
}

const describe = (act: Act, deed: string): void =>
  act.recorder.describe({ act: deed, subject: { kind: 'tenant', id: act.tenantId, label: '見本の管理区域' } })

/** Three weeks of goings in and out. */
function weeks(today: string, clerk: string): Said[] {
  const nobody = { personId: null, card: null }
  const lines: Said[] = []
  const stay = (day: string, from: string, to: string | null, said: Omit<Said, 'at' | 'direction'>): void => {
    lines.push({ ...said, at: instant(day, from), direction: 'in' })
    if (to !== null) lines.push({ ...said, at: instant(day, to), direction: 'out' })
  }
  const staff = { kind: 'staff', personId: clerk, name: '蓮見 亮太', company: null, card: null } as const
  const vendor = { ...nobody, kind: 'vendor', name: '保坂 修', company: COMPANY } as const
  // counted in open days, so that everything happens whatever day of the week it is made on
  let open = 0
  for (let back = 21; back >= 1; back--) {
    const day = addDays(today, -back)
    if (!isOpenDay(day)) continue
    open++
    stay(day, '08:40', '09:05', staff)
    if (open % 3 === 1) stay(day, '13:10', open === 4 ? null : '15:30', { ...vendor, purpose: '定期保守' })
    if (open === 6)
      stay(day, '10:00', '10:20', { ...nobody, kind: 'vendor', name: '臨時 作業員', company: COMPANY })
    if (open % 6 === 3) {
      stay(day, '14:00', '14:40', {
        ...nobody,
        kind: 'visitor',
        name: '隣市 職員',
        company: '架空隣市',
        badge: '3',
        escortId: clerk,
        purpose: '機器の見学',
      })
    }
  }
  return lines
}

const instant = (day: string, time: string): string => new Date(`${day}T${time}:00+09:00`).toISOString()
