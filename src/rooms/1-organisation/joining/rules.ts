import { addDays, formatDate } from '#ground/clock/calendar.ts'
import { heldWords, type ChecklistEvent, type ChecklistItem, type HeldKind } from './definition.ts'
import type { Held } from './ports.ts'
import type { ItemState } from './tables.ts'

/** What was read for one person: things by kind; a kind without an entry has no record book to read. */
export type HeldThings = ReadonlyMap<HeldKind, readonly Held[]>

/** One item as it stands, with what was read for it at this moment. */
export type ItemNow = {
  readonly definition: ChecklistItem
  readonly state: ItemState
  /** For an item that a signature settles: there is one on the edition in force. */
  readonly signed: boolean
}

/** Must nothing of it be left at this event? */
export function mustBeZero(item: ChecklistItem, event: ChecklistEvent): boolean {
  return item.zeroAt?.includes(event) === true
}

/** What of the things read belongs to an item, with its kind. */
export function heldFor(item: ChecklistItem, things: HeldThings): { kind: HeldKind; held: Held }[] {
  return (item.reads ?? []).flatMap((kind) => (things.get(kind) ?? []).map((held) => ({ kind, held })))
}

/** Kinds of record books an item would read and the house does not have. */
export function unreadFor(item: ChecklistItem, things: HeldThings): HeldKind[] {
  return (item.reads ?? []).filter((kind) => !things.has(kind))
}

/**
 * Things that go with a person to another unit are not owed to the one he leaves. What belongs to no unit is.
 * `left` is the unit of the checklist with everything below it; null = everything counts.
 */
export function owedTo(left: ReadonlySet<string> | null, things: readonly Held[]): Held[] {
  return things.filter(
    (held) => left === null || (held.unitId ?? null) === null || left.has(held.unitId ?? ''),
  )
}

/**
 * What stands in the way of closing, as sentences; none = it may be closed. Computed from what is held at the moment
 * of closing, whatever was confirmed before. Pure.
 */
export function closingBlocks(ask: {
  event: ChecklistEvent
  effectiveOn: string
  today: string
  backAgain: boolean
  items: readonly ItemNow[]
  things: HeldThings
}): string[] {
  const blocks: string[] = []
  if (ask.event === 'leave' && ask.backAgain) {
    blocks.push(
      'この人は今日、在職しています。退職が取り消されたか再び任用されたときは、理由を書いて手続を取りやめてください。',
    )
  }
  if (ask.today < addDays(ask.effectiveOn, -1)) {
    blocks.push(`${formatDate(addDays(ask.effectiveOn, -1))}より前には終えられません。`)
  }
  for (const { definition, state, signed } of ask.items) {
    if (mustBeZero(definition, ask.event)) {
      const left = heldFor(definition, ask.things)
      if (left.length > 0) blocks.push(`${definition.label}: ${leftSentence(left)}`)
    }
    if (definition.bySignature === true && state === 'done' && !signed) {
      blocks.push(`${definition.label}: 施行中の版への署名がありません。`)
    }
    const settled = state !== 'open' || (definition.bySignature === true && signed)
    if (!settled) blocks.push(`${definition.label}: まだ確認されていません。`)
  }
  return blocks
}

/** 「持ち出しているもの 2件(甲、乙)が残っています。」 */
export function leftSentence(left: readonly { kind: HeldKind; held: Held }[]): string {
  const kinds = [...new Set(left.map((each) => each.kind))]
  const parts = kinds.map((kind) => {
    const of = left.filter((each) => each.kind === kind).map((each) => each.held.label)
    const named = of.length > 3 ? `${of.slice(0, 3).join('、')} ほか` : of.join('、')
    return `${heldWords[kind]} ${of.length}件(${named})`
  })
  return `${parts.join('、')}が残っています。`
}
