import type { ChangeKind } from './contract.ts'
import type { FrozenLine } from './snapshot.ts'

export type Change = {
  readonly kind: ChangeKind
  readonly entryId: string
  readonly unitId: string
  readonly number: string
  readonly label: string
  readonly was: string
  readonly now: string
}

/**
 * What became of the lines since the stock-take before: new ones, those that are gone, moved to another unit or place,
 * and those whose classes changed. A line may be moved and reclassed at once. Pure; `unitName` names units for reading.
 */
export function compareLines(
  before: readonly FrozenLine[],
  after: readonly FrozenLine[],
  unitName: (unitId: string) => string,
): Change[] {
  const earlier = new Map(before.map((line) => [line.entryId, line]))
  const changes: Change[] = []
  const add = (kind: ChangeKind, line: FrozenLine, was: string, now: string): void => {
    const { entryId, unitId, number, label } = line
    changes.push({ kind, entryId, unitId, number, label, was, now })
  }
  const whereOf = (line: FrozenLine): string =>
    [unitName(line.ownUnitId), line.place].filter((part) => part !== '').join(' ')
  for (const line of after) {
    const was = earlier.get(line.entryId)
    earlier.delete(line.entryId)
    if (was === undefined) {
      add('new', line, '', whereOf(line))
      continue
    }
    if (was.ownUnitId !== line.ownUnitId || was.place !== line.place) {
      add('moved', line, whereOf(was), whereOf(line))
    }
    if (was.classes !== line.classes) add('reclassed', line, was.classes, line.classes)
  }
  for (const line of earlier.values()) add('gone', line, whereOf(line), '')
  return changes
}
