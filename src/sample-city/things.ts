import {
  decideApplication,
  noteOpening,
  fileApplication,
  followApplication,
  showApplication,
} from '#engine/procedure/contract.ts'
import type { Form } from '#engine/procedure/definition.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'
import { storeNew } from '#engine/register/store.ts'
import type { settableClock } from '#ground/clock/clock.ts'
import { addDays, addOpenDays, fiscalYearEnd } from '#ground/clock/calendar.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { mediumRegister } from '#rooms/2-assets/medium/definition.ts'
import { placeRegister } from '#rooms/2-assets/place/definition.ts'
import { deviceRegister } from '#rooms/4-physical/device/definition.ts'
import type { Keys } from './make.ts'

type Stage = {
  readonly runner: Runner
  readonly clock: ReturnType<typeof settableClock>
  readonly tenantId: string
  readonly keys: Keys
  readonly today: string
}

/** The section in which the guide tries things. */
const SECTION = '0404'

/**
 * Media and devices of 長寿支援課: a good cabinet and a shelf without a lock, a loan that runs, a laptop at the repairer
 * under an agreement, an old disk that was disposed of with a certificate. Answers what is still there to be asked for.
 */
export async function playThings(stage: Stage): Promise<{ readonly talk: string; readonly laptop: string }> {
  const { runner, clock, tenantId, today } = stage
  const day = (days: number, time: string): void => clock.set(`${addDays(today, days)}T${time}:00+09:00`)
  const save = (definition: RegisterDefinition, lines: readonly Values[]): Promise<string[]> =>
    runner.perform('sample.things', { tenantId, actor: maker }, async (act) => {
      const unitId = keyed(stage.keys.unit, SECTION)
      const entries = await storeNew(
        act,
        definition,
        { origin: 'import', why: '台帳の取込み' },
        lines.map((values) => ({ unitId, values })),
      )
      act.recorder.describe({
        act: '台帳の取込み',
        subject: { kind: `register:${definition.key}`, id: tenantId, label: `${entries.length}件` },
      })
      return entries.map((entry) => entry.entryId)
    })
  const people = new Map<string, Actor>()
  const as = (key: string): { tenantId: string; actor: Actor } => {
    const personId = keyed(stage.keys.person, key)
    const actor = people.get(key) ?? {
      kind: 'person',
      personId,
      accountId: personId,
      rights: new Set<string>(),
    }
    people.set(key, actor)
    return { tenantId, actor }
  }
  const later = (minutes: number): void =>
    clock.set(new Date(clock.now().getTime() + minutes * 60_000).toISOString())
  // The manager was away in the days before.
  const asked = addOpenDays(today, -3)
  /** Files a case, lets the manager grant it, and starts it. */
  const begun = async (who: string, procedure: string, form: Form): Promise<string> => {
    const filed = fileApplication.output.parse(
      await runner.run(fileApplication.name, as(who), { procedure, form }),
    )
    const { applicationId } = filed
    later(25)
    await runner.run(noteOpening.name, as('kiritani'), { applicationId })
    const { contentHash } = showApplication.output.parse(
      await runner.run(showApplication.name, as('kiritani'), { applicationId }),
    )
    later(6)
    await runner.run(decideApplication.name, as('kiritani'), { applicationId, act: 'grant', contentHash })
    later(30)
    await runner.run(followApplication.name, as(who), { applicationId, act: 'start' })
    return applicationId
  }
  const until = (days: number): string => {
    const wanted = addDays(today, days)
    const last = fiscalYearEnd(asked)
    return wanted < last ? wanted : last
  }

  day(-90, '09:10')
  const [cabinet, shelf] = await save(placeRegister, [
    {
      name: '長寿支援課 耐火保管庫',
      kind: 'cabinet',
      building: '本庁舎',
      floor: '2階',
      locked: true,
      fireproof: true,
      waterproof: true,
      hazard: 'low',
      site: 'inside',
    },
    {
      name: '長寿支援課 書類棚',
      kind: 'office',
      building: '本庁舎',
      floor: '2階',
      locked: false,
      hazard: 'low',
      site: 'inside',
    },
  ])
  const keptIn = (place: string | undefined) => (place === undefined ? {} : { place })
  const [daily = '', talk = '', , old = ''] = await save(mediumRegister, [
    {
      name: '訪問調査用USBメモリ',
      kind: 'usb',
      sticker: '長寿-01',
      serial: 'KG-2211',
      capacity: 16,
      use: 'daily',
      encrypted: true,
      holds: [keyed(stage.keys.asset, '0404-09')],
      ...keptIn(cabinet),
    },
    {
      name: '説明会用USBメモリ',
      kind: 'usb',
      sticker: '長寿-02',
      serial: 'KG-2212',
      capacity: 16,
      use: 'daily',
      holds: [keyed(stage.keys.asset, '0404-11')],
      ...keptIn(shelf),
    },
    {
      name: '認定資料の長期保存ディスク',
      kind: 'optical',
      sticker: '長寿-03',
      use: 'archive',
      long_term: true,
      holds: [keyed(stage.keys.asset, '0404-04')],
      ...keptIn(cabinet),
    },
    { name: '古い外付けディスク', kind: 'disk', sticker: '長寿-04', serial: 'ED-0093', use: 'daily' },
  ])
  const [, laptop = ''] = await save(deviceRegister, [
    {
      name: '窓口端末1号',
      kind: 'pc',
      model: 'KP-500',
      serial: 'P500-118',
      os: '業務端末用OS 11',
      support_until: addDays(today, 900),
      storage: true,
      encrypted: true,
      fixed: true,
      user: keyed(stage.keys.person, 'fujishiro'),
      ...keptIn(shelf),
    },
    {
      name: '訪問調査用ノート端末',
      kind: 'pc',
      model: 'KN-14',
      serial: 'N14-027',
      storage: true,
      encrypted: true,
      support_until: addDays(today, -30),
      ...keptIn(cabinet),
    },
    { name: '課内プリンタ', kind: 'printer', model: 'PR-30', storage: false, ...keptIn(shelf) },
  ])

  clock.set(`${asked}T09:10:00+09:00`)
  await begun('fujishiro', 'medium-loan', {
    media: [daily],
    purpose: '訪問調査の結果を持ち帰るため',
    where: 'outside',
    destination: '市内の調査対象者宅',
    from: asked,
    to: until(3),
    measures: ['encryption', 'locked-case'],
  })
  const disposal = await begun('usami', 'dispose-medium', {
    things: [old],
    purpose: '古くなり、読み書きができなくなったため',
    my_number: 'no',
    method: 'destroy',
    vendor: '架空リサイクル株式会社',
  })
  await begun('natori', 'repair-out', {
    things: [laptop],
    purpose: '画面が映らない',
    vendor: '架空修理株式会社',
    from: asked,
    to: addDays(today, 8),
    contents: 'kept',
    nda: '長寿契約第12号',
    regime: ['people', 'return', 'subcontract'],
  })
  clock.set(`${addOpenDays(today, -2)}T15:40:00+09:00`)
  await runner.run(followApplication.name, as('kiritani'), {
    applicationId: disposal,
    act: 'finish',
    answers: {
      done_on: addOpenDays(today, -2),
      done_time: '14:30',
      method: 'destroy',
      done_by: '架空リサイクル株式会社 作業員',
      vendor: '架空リサイクル株式会社',
      witness: keyed(stage.keys.person, 'yoshii'),
      certificate: '第2026-118号',
    },
  })
  return { talk, laptop }
}

const maker: Actor = { kind: 'system', job: 'sample-city' }

function keyed(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the sample city has no "${key}"`)
  return id
}
