import { fold } from '#ground/words/fold.ts'
import type { UnitKind } from '#authority/tables.ts'
import type { UnitRef } from '../transfer/change.ts'
import { kindOfName } from '../import/titles.ts'
import type { Difference } from './difference.ts'
import { type UnitFact, unitIndex } from './organisation.ts'
import type { StaffRow } from './staff-row.ts'

/** A unit that a row speaks of: one there is, or one the file speaks of and nobody has set up yet. */
export type Where = {
  readonly ref: UnitRef
  /** null for one that is not there yet. */
  readonly id: string | null
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
}

/** `body`: no unit, the post belongs to the body itself (副市長). `nothing`: the row does not say. */
export type Place = Where | 'body' | 'nothing'

export type PlaceFinder = {
  /** The unit of a row; undefined when the row is wrong about it, which is said in the row. */
  find(row: StaffRow): Place | undefined
  /** The unit a row says somebody was in; undefined when it says nothing or nothing that is known. */
  old(row: StaffRow): UnitFact | undefined
  nameOf(unitId: string | null): string
  kindOf(unitId: string | null): UnitKind | null
  /** 所属新設, upper ones first, for every unknown unit that a right row spoke of. */
  proposals(used: ReadonlySet<string>): Difference[]
}

type Proposal = { where: Where; line: number; parentCode: string | undefined }

/** Finds units by code or name, and proposes those the file speaks of and the city does not have yet. */
export function placeFinder(units: readonly UnitFact[]): PlaceFinder {
  const { byId, byCode, byName } = unitIndex(units)
  const proposed = new Map<string, Proposal>()
  const proposedNames = new Map<string, Proposal>()
  const known = (unit: UnitFact): Where => ({ ref: { id: unit.id }, ...unit })

  const propose = (row: StaffRow, code: string): Where | undefined => {
    const already = proposed.get(code)
    if (already !== undefined) {
      if (row.unitName !== '' && fold(row.unitName) !== fold(already.where.name)) {
        const message = `所属コード「${code}」が、${already.line}行では「${already.where.name}」、この行では「${row.unitName}」です。どちらかを直してください。`
        row.wrong('unitName', message, row.unitName)
        return undefined
      }
      return already.where
    }
    if (row.unitName === '') {
      const message = `所属コード「${code}」の所属は登録されていません。コードを確かめるか、所属の名称の列を対応付けてください(新設として扱います)。`
      row.wrong('unitCode', message, code)
      return undefined
    }
    const kind = kindOfName(row.unitName)
    if (kind === undefined) {
      const message = `所属「${row.unitName}」は登録されていません。名称から部・課・係などの別が分からないため、先に組織図で新設してください。`
      row.wrong('unitName', message, row.unitName)
      return undefined
    }
    const where: Where = { ref: { code }, id: null, code, name: row.unitName, kind }
    const proposal = { where, line: row.line, parentCode: row.parentCode === '' ? undefined : row.parentCode }
    proposed.set(code, proposal)
    if (row.unitCode === '') proposedNames.set(fold(row.unitName), proposal)
    row.note(
      'unitName',
      `所属「${row.unitName}」は登録されていません。所属の新設として扱います。`,
      row.unitName,
    )
    return where
  }

  return {
    find: (row) => {
      if (row.unitCode !== '') {
        const unit = byCode.get(row.unitCode)
        return unit === undefined ? propose(row, row.unitCode) : known(unit)
      }
      if (row.unitName === '') return 'nothing'
      const found = byName.get(fold(row.unitName)) ?? []
      const [unit] = found
      if (unit !== undefined && found.length === 1) return known(unit)
      if (unit !== undefined) {
        const codes = found.map((each) => each.code).join('、')
        const message = `所属「${row.unitName}」は${found.length}つあります(コード ${codes})。「所属コード」の列を対応付けてください。`
        row.wrong('unitName', message, row.unitName)
        return undefined
      }
      const again = proposedNames.get(fold(row.unitName))
      return again?.where ?? propose(row, [...row.unitName].slice(0, 40).join(''))
    },
    old: (row) => {
      if (row.oldUnitCode !== '') return byCode.get(row.oldUnitCode)
      const found = row.oldUnitName === '' ? [] : (byName.get(fold(row.oldUnitName)) ?? [])
      return found.length === 1 ? found[0] : undefined
    },
    nameOf: (unitId) => (unitId === null ? '' : (byId.get(unitId)?.name ?? '')),
    kindOf: (unitId) => (unitId === null ? null : (byId.get(unitId)?.kind ?? null)),
    proposals: (used) => {
      const made: Difference[] = []
      const done = new Set<string>()
      const add = (code: string, below: readonly string[]): void => {
        const proposal = proposed.get(code)
        if (proposal === undefined || done.has(code)) return
        const { where, line } = proposal
        const said = upperOf(proposal, byCode, proposed)
        // Two new units that name each other as the upper one: neither stands above.
        const upper = said !== undefined && below.includes(said) ? undefined : said
        if (upper !== undefined && proposed.has(upper)) add(upper, [...below, code])
        done.add(code)
        const above = upper === undefined ? undefined : byCode.get(upper)
        const parent: UnitRef | null =
          above !== undefined ? { id: above.id } : upper === undefined ? null : { code: upper }
        const upperName = above?.name ?? (upper === undefined ? undefined : proposed.get(upper)?.where.name)
        made.push({
          kind: 'create-unit',
          line,
          number: where.code,
          name: where.name,
          unit: upperName ?? '',
          what:
            upperName === undefined ? '最上位に新設(上位の組織は案で選べます)' : `「${upperName}」の下に新設`,
          change: { kind: 'create-unit', code, name: where.name, unitKind: where.kind, parent },
          needs: upper !== undefined && proposed.has(upper) ? [upper] : [],
          mark: 'new-unit',
          chosen: true,
        })
      }
      for (const code of proposed.keys()) if (used.has(code)) add(code, [])
      return made
    },
  }
}

/** The unit above: as the file says, or the one whose code is the longest beginning of this one's (0201 → 02). */
function upperOf(
  proposal: Proposal,
  byCode: ReadonlyMap<string, UnitFact>,
  proposed: ReadonlyMap<string, Proposal>,
): string | undefined {
  const { code } = proposal.where
  const said = proposal.parentCode
  if (said !== undefined && said !== code && (byCode.has(said) || proposed.has(said))) return said
  for (let length = code.length - 1; length >= 1; length -= 1) {
    const beginning = code.slice(0, length)
    if (byCode.has(beginning)) return beginning
    // Only what the file names shorter can stand above, so that no two can stand above each other.
    if (proposed.has(beginning) && proposed.get(beginning)?.parentCode === undefined) return beginning
  }
  return undefined
}
