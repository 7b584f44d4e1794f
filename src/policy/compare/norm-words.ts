import type { Modality, TriggerType } from '../norms/types.ts'

export const modalityWords: Readonly<Record<Modality, string>> = {
  obligation: '義務',
  prohibition: '禁止',
  permission: '許容',
  effort: '努力義務',
  authority: '権限',
  definition: '定義',
}

/** How hard a norm binds; what cannot be compared has none. */
export const strength: Readonly<Record<Modality, number | null>> = {
  obligation: 2,
  prohibition: 2,
  effort: 1,
  permission: 0,
  authority: null,
  definition: null,
}

const triggers: Readonly<Record<TriggerType, string>> = {
  periodic: '定期',
  'periodic-or-event': '定期又は随時',
  event: '事由のあるとき',
  continuous: '常時',
  none: 'なし',
}

export const normWords = {
  appears: (modality: string) => `${modality}が新しく加わります。`,
  vanishes: (modality: string) => `${modality}がなくなります。`,
  weakens: (from: string, to = '') => `${from}が${to}に弱まります。`,
  strengthens: (from: string, to = '') => `${from}が${to}に強まります。`,
  modality: (from: string, to = '') => `${from}が${to}に変わります。`,
  changed: (what: string, was: string, is: string) =>
    was === ''
      ? `${what}「${is}」が加わります。`
      : is === ''
        ? `${what}「${was}」がなくなります。`
        : `${what}が「${was}」から「${is}」に変わります。`,
  trigger: (was: TriggerType, is: TriggerType) =>
    `行うときが「${triggers[was]}」から「${triggers[is]}」に変わります。`,
} as const

/** P1Y as 1年ごと; empty for none. Anything else is shown as it is. */
export function cadenceWords(cadence: string | null): string {
  if (cadence === null) return ''
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(cadence)
  if (found === null) return cadence
  const [, years, months, weeks, days] = found
  const parts = [
    years === undefined ? '' : `${years}年`,
    months === undefined ? '' : `${months}か月`,
    weeks === undefined ? '' : `${weeks}週`,
    days === undefined ? '' : `${days}日`,
  ].join('')
  return parts === '' ? cadence : `${parts}ごと`
}
