import { addDays } from '#ground/clock/calendar.ts'
import { classificationOf, handlingFor, type Handling } from '../asset/classification.ts'
import type { Value, Values } from '#engine/register/definition.ts'
import type { handlingStates } from './contract.ts'

export type HandlingState = (typeof handlingStates)[number]

/** What the registers know about a line, beside its own values. */
export type CardFacts = {
  readonly on: string
  /** Keys of its columns: what a register does not ask for it cannot know. */
  readonly columns: readonly string[]
  readonly values: Values
  /** Where it lies; the line itself when it is a place. */
  readonly place: Values | undefined
  /** Copies that should have been given back or destroyed, and all that are still there. */
  readonly copies: { readonly open: number; readonly late: number } | undefined
}

export type CardItem = Handling & { readonly state: HandlingState; readonly says: string }

/** Days after which a backup is too old, by how often it should be made. */
const backupDays: Readonly<Record<string, number>> = { daily: 3, weekly: 14, monthly: 62, yearly: 400 }

/** What must be done with the line, and whether the registers show that it is. Pure. */
export function cardItems(facts: CardFacts): CardItem[] {
  return handlingFor(classificationOf(facts.values)).flatMap((handling) => {
    const found = stateOf(handling, facts)
    return found === null ? [] : [{ ...handling, ...found }]
  })
}

type Found = { readonly state: HandlingState; readonly says: string }
const kept = (says: string): Found => ({ state: 'kept', says })
const broken = (says: string): Found => ({ state: 'broken', says })
const unknown = (says: string): Found => ({ state: 'unknown', says })

/** null where the demand does not concern such a thing: paper is not encrypted. */
function stateOf({ fact }: Handling, facts: CardFacts): Found | null {
  const { values, place } = facts
  const kind = values['kind']
  const paper = kind === 'paper'
  switch (fact) {
    case 'encrypted':
      if (paper) return null
      return flag(
        values['encrypted'],
        '暗号化しています。',
        '暗号化していません。',
        '暗号化しているかどうかの記録がありません。',
      )
    case 'readers':
      return limit(values['readers'], '見られる人')
    case 'writers':
      return limit(values['writers'], '書き換えられる人')
    case 'network':
      if (paper || values['network'] === 'none') return null
      if (values['network'] === 'internet')
        return unknown('インターネットにつながる系統にあります。送り方が適切か、確かめてください。')
      return values['network'] === undefined
        ? unknown('系統の記録がありません。')
        : kept('限られた系統の中にあります。')
    case 'copies':
      if (facts.copies === undefined) return null
      if (facts.copies.late > 0)
        return broken(`使い終わる日を過ぎた複製が${facts.copies.late}件残っています。`)
      return kept(
        facts.copies.open === 0
          ? '残っている複製の記録はありません。'
          : `記録のある複製は${facts.copies.open}件です。`,
      )
    case 'locked-place':
      if (place === undefined) return unknown('保管場所台帳の場所が選ばれていません。')
      return flag(
        place['locked'],
        '鍵のかかる場所にあります。',
        '鍵のかからない場所にあります。',
        '置いてある場所に鍵があるかどうかの記録がありません。',
      )
    case 'safe-place':
      if (!paper && kind !== 'medium' && kind !== undefined && place === undefined) return null
      return safePlace(place)
    case 'backup':
      if (paper) return null
      return backup(facts)
    case 'redundant':
      if (paper || !facts.columns.includes('redundant')) return null
      return flag(
        values['redundant'],
        '二重になっています。',
        '二重になっていません。',
        '二重になっているかどうかの記録がありません。',
      )
    case 'recovery': {
      if (paper || !facts.columns.includes('recovery_hours')) return null
      const hours = values['recovery_hours']
      if (typeof hours !== 'number') return unknown('復旧までの目標時間が決まっていません。')
      const copied = backup(facts)
      return copied.state === 'kept' ? kept(`${hours}時間のうちに戻す計画です。`) : copied
    }
    case 'at-permit':
      return { state: 'at-permit', says: '持出し・提供・廃棄の手続のときに確かめます。' }
  }
}

function flag(value: Value | undefined, yes: string, no: string, none: string): Found {
  if (value === true) return kept(yes)
  return value === false ? broken(no) : unknown(none)
}

function limit(value: Value | undefined, who: string): Found {
  if (value === 'everyone') return broken(`${who}が「庁内のだれでも」になっています。`)
  return value === undefined ? unknown(`${who}の記録がありません。`) : kept(`${who}を限っています。`)
}

function safePlace(place: Values | undefined): Found {
  if (place === undefined) return unknown('保管場所台帳の場所が選ばれていません。')
  const wanted = [
    ['locked', '施錠'],
    ['fireproof', '耐火・耐熱'],
    ['waterproof', '耐水・耐湿'],
  ] as const
  const missing = wanted.filter(([key]) => place[key] === false).map(([, word]) => word)
  if (missing.length > 0) return broken(`置いてある場所に足りないもの:${missing.join('、')}。`)
  const open = wanted.filter(([key]) => place[key] === undefined).map(([, word]) => word)
  return open.length > 0
    ? unknown(`置いてある場所について記録のないもの:${open.join('、')}。`)
    : kept('火・熱・水・湿気に強く鍵のかかる場所にあります。')
}

function backup({ values, on }: CardFacts): Found {
  const every = values['backup']
  if (every === 'none') return broken('控えを取っていません。')
  if (typeof every !== 'string') return unknown('控えを取っているかどうかの記録がありません。')
  const last = values['backup_on']
  if (typeof last !== 'string')
    return kept('控えを取ることになっています(最後に取った日の記録はありません)。')
  return addDays(last, backupDays[every] ?? 400) < on
    ? broken(`最後の控えが古くなっています(${last})。`)
    : kept(`最後の控えは${last}です。`)
}
