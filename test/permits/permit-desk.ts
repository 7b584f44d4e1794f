import type { Afterwards, Field } from '#engine/procedure/definition.ts'
import { decideApplication, fileApplication, followApplication } from '#engine/procedure/contract.ts'
import type { SeatAct } from '#engine/procedure/step-machine.ts'
import { addDays } from '#ground/clock/calendar.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import type { City, Who, World } from '#test/world.ts'
import { procedures } from '../../src/mechanisms.ts'
import { completeForm } from './complete-form.ts'
import { addLine } from './permit-city.ts'

export type Turn = readonly [who: Who, act: SeatAct]

/*
 * Who has a case in his hands, one after another, as the clauses have it. The system is kept by 市民課, so that whoever
 * answers for it is another than the applicant's own section manager.
 */
const section: readonly Turn[] = [['manager', 'grant']]
const bySection: readonly Turn[] = [['manager', 'pass']]
const chief: Turn = ['chief', 'grant']
const keeper: Turn = ['strangerManager', 'grant']
const highest: Turn = ['ciso', 'grant']
export const ways: Readonly<Record<string, readonly Turn[]>> = {
  // 情報セキュリティ管理者 of the applicant's section
  'carry-out': section,
  transport: section,
  provide: section,
  'outside-work': section,
  'private-pc': section,
  'setting-change': section,
  'hand-back': section,
  'medium-loan': section,
  'dispose-asset': section,
  'medium-found': section,
  'device-found': section,
  'dispose-medium': section,
  'dispose-device': section,
  'lease-return': section,
  'repair-out': section,
  'repair-medium': section,
  // 統括, alone or by way of the section
  'network-connect': [chief],
  'private-device': [...bySection, chief],
  'wireless-lan': [...bySection, chief],
  'public-server': [...bySection, chief],
  // 最高, alone or by way of the section
  'sending-method': [highest],
  'off-site': [highest],
  exchange: [...bySection, highest],
  exception: [...bySection, highest],
  // 最高 及び 統括
  'external-network': [...bySection, chief, highest],
  // 統括 及び 所管の管理者; the third names a role the text never defines
  'software-install': [chief, keeper],
  'equipment-change': [keeper, chief],
  'remote-access': [chief, keeper],
  // 統括 又は 所管の管理者
  'privileged-id': [keeper],
  // no permission: an opinion, and notices
  'procedure-opinion': [['chief', 'answer']],
  // 所管の管理者 of the area
  'area-entry': [keeper],
  'carry-in': [keeper],
  'account-removal': [['strangerManager', 'receive']],
  'social-media': [['officer', 'receive']],
}

/**
 * The desk of a test city: files a complete form of any procedure, decides and follows it as somebody. What forms point
 * to is made here: an asset, a system and an area that 市民課 keeps.
 */
export async function openDesk(world: World, city: City) {
  /** Lines of each register a form may point to. */
  const lines = new Map<string, string>()
  lines.set('asset', city.assets.survey)
  lines.set('system', await addLine(city, 'system', 'civil', { name: '住民記録システム' }))
  lines.set('area', await addLine(city, 'area', 'civil', { name: 'サーバ室', building: '本庁舎', floor: 4 }))

  const formOf = (key: string) => {
    const definition = procedures.find((each) => each.key === key)
    if (definition === undefined) throw new Error(`no procedure ${key}`)
    return completeForm(definition, '2026-11-24', {
      entries: (register) => [lines.get(register) ?? ''],
      person: city.ids.person.colleague,
      unit: city.ids.unit.longevity,
    })
  }
  /** Media and devices are used up by what is granted: each case has its own. */
  const things = {
    medium: { name: 'USBメモリ 16GB', kind: 'usb', use: 'daily' },
    device: { name: '貸出用パソコン', kind: 'pc' },
  } as const
  const freshThings = async (found: boolean): Promise<void> => {
    for (const [register, values] of Object.entries(things)) {
      const line = found ? { ...values, whereabouts: 'lost' } : values
      lines.set(register, await addLine(city, register, 'longevity', line))
    }
  }

  const file = async (key: string, who: Who = 'applicant'): Promise<string> =>
    (await city.run(who, fileApplication, { procedure: key, form: { ...formOf(key) } })).applicationId

  const act = async (who: Who, applicationId: string, did: SeatAct) => {
    const { contentHash, step } = await city.show('auditor', applicationId)
    return city.run(who, decideApplication, {
      applicationId,
      act: did,
      contentHash,
      ...(did === 'grant' ? { confirmed: step?.confirms.map(({ key }) => key) ?? [] } : {}),
      ...(did === 'answer' ? { reason: '案のとおりで差し支えありません' } : {}),
    })
  }
  /** Does what follows a grant, and says whatever it asks for: today's day, the first choice. */
  const follow = (who: Who, applicationId: string, stage: Afterwards) => {
    const today = world.clock.now().toISOString().slice(0, 10)
    const people = [city.ids.person.colleague, city.ids.person.second, city.ids.person.deputy]
    const asked = completeForm({ fields: stage.asks ?? [] }, addDays(today, -1), {
      entries: () => [],
      person: people[0] ?? '',
      unit: city.ids.unit.longevity,
    })
    const said = ({ key, type }: Field) => {
      if (type === 'date') return today
      if (type === 'files') return []
      // Whoever does it and whoever stands by are two.
      if (type === 'person') return people.shift() ?? ''
      return key.endsWith('_time') ? '09:30' : (asked[key] ?? '')
    }
    const answers = Object.fromEntries((stage.asks ?? []).map((field) => [field.key, said(field)]))
    const remark = stage.remark?.choices[0]
    return city.run(who, followApplication, {
      applicationId,
      act: stage.act,
      ...(remark === undefined ? {} : { remark }),
      ...(stage.asks === undefined ? {} : { answers }),
    })
  }
  return { lines, freshThings, file, act, follow }
}

/** That a refusal has one of these codes. */
export const refusal =
  (...codes: readonly string[]) =>
  (error: unknown): boolean =>
    error instanceof Refusal && codes.includes(error.code)
