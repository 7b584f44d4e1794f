/*
 * 入庁・異動・退職の手続: which items a checklist of each event has, and the place where the city's own clause belongs.
 * Browser-safe.
 */

export const checklistEvents = ['join', 'move', 'leave'] as const
export type ChecklistEvent = (typeof checklistEvents)[number]

export const eventWords: Readonly<Record<ChecklistEvent, string>> = {
  join: '採用・転入',
  move: '異動',
  leave: '退職・任期満了',
}

/** What can be held and has to come back, by where it is read. */
export const heldKinds = ['carry', 'asset', 'medium', 'account', 'card'] as const
export type HeldKind = (typeof heldKinds)[number]

export const heldWords: Readonly<Record<HeldKind, string>> = {
  carry: '持ち出しているもの',
  asset: '預かっている機器・資産',
  medium: '預かっている記録媒体',
  account: '使えるままのID',
  card: 'ICカード',
}

export type ChecklistItem = {
  readonly key: string
  readonly label: string
  /** What whoever confirms has made sure of. */
  readonly means: string
  readonly slot: string
  readonly events: readonly ChecklistEvent[]
  /** Asked of 会計年度任用・臨時・派遣 only. */
  readonly signersOnly?: true
  /** What is read from the record books for it … */
  readonly reads?: readonly HeldKind[]
  /** … and at which events nothing of it may be left. Elsewhere it is shown for whoever judges. */
  readonly zeroAt?: readonly ChecklistEvent[]
  /** It is settled by a signature on the edition in force, not by hand. */
  readonly bySignature?: true
}

export const checklistItems: readonly ChecklistItem[] = [
  {
    key: 'explain',
    label: '守る条項の説明',
    means: '適用される条項を説明し、理解したことを確かめた',
    slot: 'explain',
    events: ['join'],
    signersOnly: true,
  },
  {
    key: 'sign',
    label: '同意の署名',
    means: '施行中の版への同意の署名を得た',
    slot: 'sign',
    events: ['join'],
    signersOnly: true,
    bySignature: true,
  },
  {
    key: 'services',
    label: 'インターネット・電子メールの利用の停止',
    means: '仕事で使わないインターネットと電子メールを、使えないようにした',
    slot: 'services',
    events: ['join'],
    signersOnly: true,
  },
  {
    key: 'train',
    label: '研修',
    means: '情報セキュリティの研修を受けた',
    slot: 'train',
    events: ['join'],
  },
  {
    key: 'return',
    label: '機器・記録媒体・資産の返却',
    means: '使っていた機器、記録媒体、資産が返された',
    slot: 'return',
    events: ['move', 'leave'],
    reads: ['carry', 'asset', 'medium'],
    zeroAt: ['move', 'leave'],
  },
  {
    key: 'ids',
    label: '使わなくなるIDの抹消',
    means: '使わなくなるIDの抹消を届け出て、抹消されたことを確かめた',
    slot: 'ids',
    events: ['move', 'leave'],
    reads: ['account'],
    zeroAt: ['leave'],
  },
  {
    key: 'cards',
    label: 'ICカードの返却',
    means: 'ICカードが返された',
    slot: 'cards',
    events: ['leave'],
    reads: ['card'],
    zeroAt: ['leave'],
  },
  {
    key: 'silence',
    label: '知った秘密を守ることの説明',
    means: '職を離れた後も秘密を漏らしてはならないことを説明した',
    slot: 'silence',
    events: ['move', 'leave'],
  },
]

/** The items of a checklist. `signer`: the person is one of whom a signature is asked. */
export function itemsFor(event: ChecklistEvent, signer: boolean): ChecklistItem[] {
  return checklistItems.filter((item) => item.events.includes(event) && (item.signersOnly !== true || signer))
}

export const joiningSlots = [
  { slot: 'explain', need: '会計年度任用・臨時の職員に守る条項を説明することを定める条文' },
  { slot: 'sign', need: '同意の署名を求めることを定める条文' },
  { slot: 'services', need: '使わないインターネットと電子メールを止めることを定める条文' },
  { slot: 'train', need: '新たに採用した職員等の研修を定める条文' },
  { slot: 'return', need: '異動・退職のときに資産を返すことを定める条文' },
  { slot: 'ids', need: '使わなくなったIDの抹消の届出を定める条文' },
  { slot: 'cards', need: 'ICカードの扱いを定める条文' },
  { slot: 'silence', need: '職を離れた後も秘密を守ることを定める条文' },
] as const

/** The name under which its clauses are bound. */
export const JOINING_MECHANISM = 'checklist:joining'
export const joiningName = '入庁・異動・退職の手続'

/** Days from the day of the event until a checklist is overdue: 研修 within a month, what is handed back at once. */
export const dueAfterDays: Readonly<Record<ChecklistEvent, number>> = { join: 30, move: 7, leave: 0 }
