import type { SeatAct } from '#engine/procedure/step-machine.ts'
import type { TFunction } from 'i18next'

/** What can be done to a case, as the server names it. */
export type ActName = SeatAct | 'resolve' | 'revoke' | 'pull-back' | 'withdraw' | 'start' | 'finish' | 'file'

const capacityKeys = {
  本人: 'own',
  代決: 'deputy',
  専決: 'delegated',
  職務代理: 'acting',
  事務委任: 'entrusted',
  会議議決: 'council',
  不在: 'away',
} as const

/** The word for a capacity in the language of the screen; one the screens do not know stays as the server wrote it. */
export function capacityWord(t: TFunction, capacity: string): string {
  const known = Object.entries(capacityKeys).find(([word]) => word === capacity)
  return known === undefined ? capacity : t(`caseFile.capacities.${known[1]}`)
}

/** 「返却の確認」 said as something one does: 「返却を確認」. */
export function asDoing(word: string): string {
  return word.replace(/の(?=\p{Script=Han}+$)/u, 'を')
}

/** An answer is written and sent as the thing it is; everything else is something one does. */
const said = (act: ActName, word: string): string => (act === 'answer' ? word : asDoing(word))

/** The label of a button: the clause's own verb, with the capacity unless it is one's own: 「許可する(代決)」. */
export function verbOf(t: TFunction, act: ActName, word: string, capacity: string | null): string {
  const verb = t(`caseFile.verbs.${act}`, { word: said(act, word) })
  if (capacity === null || capacity === '本人') return verb
  return t('caseFile.inCapacity', { verb, capacity: capacityWord(t, capacity) })
}

/** What has been done, for the notice afterwards. */
export function didWords(t: TFunction, act: Exclude<ActName, 'file'>, word: string): string {
  return t(`caseFile.did.${act}`, { word: said(act, word) })
}
