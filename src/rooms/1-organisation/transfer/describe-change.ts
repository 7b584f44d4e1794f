import type { Tx } from '#ground/database/database.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { unitNames } from '#authority/units.ts'
import type { ChangeRow } from './apply.ts'
import type { TransferChange, UnitRef } from './change.ts'

/** What each change does, as one line. Names of units are those of the day of the plan. One query. */
export async function describeChanges(
  tx: Tx,
  rows: readonly Pick<ChangeRow, 'change'>[],
  on: string,
): Promise<string[]> {
  const refs = rows.flatMap(({ change }) => unitRefsOf(change))
  const names = await unitNames(
    tx,
    refs.flatMap((ref) => ('id' in ref ? ref.id : [])),
    on,
  )
  const nameOf = (ref: UnitRef | null): string => {
    if (ref === null) return ''
    return 'id' in ref ? (names.get(ref.id) ?? '') : ref.code
  }
  return rows.map(({ change }) => sentence(change, nameOf))
}

/** Every unit a change speaks of. */
export function unitRefsOf(change: TransferChange): UnitRef[] {
  switch (change.kind) {
    case 'hire':
    case 'move':
    case 'promote':
    case 'add-post':
    case 'end-post':
      return change.unit === null ? [] : [change.unit]
    case 'create-unit':
      return change.parent === null ? [] : [change.parent]
    case 'move-unit':
      return change.parent === null ? [change.unit] : [change.unit, change.parent]
    case 'abolish-unit':
      return change.successor === null ? [change.unit] : [change.unit, change.successor]
    case 'rename-unit':
      return [change.unit]
    case 'merge-units':
      return [...change.units, change.into]
    case 'split-unit':
      return [change.unit, ...change.into]
    case 'retire':
    case 'extend':
    case 'rename':
    case 'leave':
    case 'return':
      return []
  }
}

function sentence(change: TransferChange, nameOf: (ref: UnitRef | null) => string): string {
  const until = (day: string | null): string =>
    day === null ? '' : `(${formatDate(day)}まで、その日を含まない)`
  switch (change.kind) {
    case 'hire':
    case 'move':
    case 'promote':
    case 'add-post': {
      const kind = change.appointment === '本務' ? '' : ` ${change.appointment}`
      return `${nameOf(change.unit)} ${change.title}${kind}${until(change.until)}`.trim()
    }
    case 'end-post':
      return `${nameOf(change.unit)} ${change.title} を解く`.trim()
    case 'retire':
      return change.reason === '' ? '退職' : change.reason
    case 'extend':
      return change.until === null
        ? '任期を定めない'
        : `任期を${formatDate(change.until)}までに延ばす(その日を含まない)`
    case 'rename':
      return `${change.family} ${change.given}`.trim()
    case 'leave':
      return `${change.reason}${until(change.until)}`
    case 'return':
      return '復職'
    case 'create-unit':
      return change.parent === null ? change.unitKind : `${nameOf(change.parent)}に置く${change.unitKind}`
    case 'abolish-unit':
      return change.successor === null ? '引き継ぐ所属なし' : `${nameOf(change.successor)}が引き継ぐ`
    case 'rename-unit':
      return `${nameOf(change.unit)} → ${change.name}`
    case 'move-unit':
      return change.parent === null ? '機関の直下に移す' : `${nameOf(change.parent)}に移す`
    case 'merge-units':
      return `${change.units.map(nameOf).join('、')} → ${nameOf(change.into)}`
    case 'split-unit':
      return `${nameOf(change.unit)} → ${change.into.map(nameOf).join('、')}`
  }
}
