import type { UnitChange, UnitChangeKind } from '#rooms/1-organisation/units/contract.ts'
import type { Found } from '../../parts/lookup-field.tsx'

export const changeKinds = [
  'create-unit',
  'rename-unit',
  'move-unit',
  'merge-units',
  'split-unit',
  'abolish-unit',
] as const satisfies readonly UnitChangeKind[]

export const kindsOfUnit = ['部', '局', '課', '室', '係', '機関', '施設', '委員会', '会議'] as const

/** A unit that is made with the change. */
export type NewUnit = {
  readonly name: string
  readonly kana: string
  readonly code: string
  readonly symbol: string
  readonly unitKind: string
  readonly parent: Found | null
}
export const noUnit: NewUnit = { name: '', kana: '', code: '', symbol: '', unitKind: '課', parent: null }

/** The form of one reorganisation as it is filled in. */
export type ChangeDraft = {
  readonly kind: UnitChangeKind
  /** The unit it is about; of a merge the first of those that end. */
  readonly unit: Found | null
  /** Further units that end in a merge. */
  readonly others: readonly Found[]
  readonly name: string
  readonly kana: string
  readonly code: string
  readonly symbol: string
  readonly parent: Found | null
  readonly top: boolean
  readonly into: 'existing' | 'new'
  readonly goal: Found | null
  readonly fresh: NewUnit
  /** A split: the unit goes on beside what it gives away. */
  readonly stays: boolean
  readonly parts: readonly NewUnit[]
  /** '' or the code of a part, or 'itself'. */
  readonly heir: string
}

export const emptyDraft = (kind: UnitChangeKind, unit: Found | null): ChangeDraft => ({
  kind,
  unit,
  others: [],
  name: '',
  kana: '',
  code: '',
  symbol: '',
  parent: null,
  top: false,
  into: 'existing',
  goal: null,
  fresh: noUnit,
  stays: true,
  parts: [noUnit],
  heir: '',
})

/** Names of fields that are still empty but must not be, in the order of the form. */
export function missingFields(draft: ChangeDraft): string[] {
  const missing: string[] = []
  const want = (name: string, is: boolean): void => {
    if (!is) missing.push(name)
  }
  const wantUnit = (unit: NewUnit, prefix: string): void => {
    want(`${prefix}name`, unit.name.trim() !== '')
    want(`${prefix}code`, unit.code.trim() !== '')
  }
  if (draft.kind === 'create-unit') {
    wantUnit(draft.fresh, '')
    return missing
  }
  want('unit', draft.unit !== null)
  if (draft.kind === 'rename-unit') want('name', draft.name.trim() !== '')
  if (draft.kind === 'move-unit') want('parent', draft.top || draft.parent !== null)
  if (draft.kind === 'merge-units') {
    if (draft.into === 'existing') want('goal', draft.goal !== null)
    else wantUnit(draft.fresh, '')
  }
  if (draft.kind === 'split-unit') {
    for (const [index, part] of draft.parts.entries()) wantUnit(part, `parts.${index}.`)
    want('heir', draft.stays || draft.heir !== '')
  }
  return missing
}

const ref = (found: Found) => ({ id: found.id })

function creating(unit: NewUnit): UnitChange {
  const kind = kindsOfUnit.find((each) => each === unit.unitKind) ?? '課'
  return {
    kind: 'create-unit',
    code: unit.code.trim(),
    name: unit.name.trim(),
    kana: unit.kana.trim(),
    symbol: unit.symbol.trim() === '' ? null : unit.symbol.trim(),
    unitKind: kind,
    parent: unit.parent === null ? null : ref(unit.parent),
    policyOffice: false,
  }
}

/** The changes that a filled-in form means; none while something is missing. */
export function changesOf(draft: ChangeDraft): UnitChange[] {
  if (missingFields(draft).length > 0) return []
  if (draft.kind === 'create-unit') return [creating(draft.fresh)]
  const { unit } = draft
  if (unit === null) return []
  switch (draft.kind) {
    case 'rename-unit':
      return [
        {
          kind: 'rename-unit',
          unit: ref(unit),
          name: draft.name.trim(),
          kana: draft.kana.trim(),
          ...(draft.code.trim() === '' ? {} : { code: draft.code.trim() }),
          ...(draft.symbol.trim() === '' ? {} : { symbol: draft.symbol.trim() }),
        },
      ]
    case 'move-unit':
      return [
        {
          kind: 'move-unit',
          unit: ref(unit),
          parent: draft.top || draft.parent === null ? null : ref(draft.parent),
        },
      ]
    case 'merge-units': {
      const units = [unit, ...draft.others].map(ref)
      if (draft.into === 'existing') {
        return draft.goal === null ? [] : [{ kind: 'merge-units', units, into: ref(draft.goal) }]
      }
      return [creating(draft.fresh), { kind: 'merge-units', units, into: { code: draft.fresh.code.trim() } }]
    }
    case 'split-unit': {
      const into = draft.parts.map((part) => ({ code: part.code.trim() }))
      const heir = draft.stays || draft.heir === 'itself' ? ref(unit) : { code: draft.heir }
      return [
        ...draft.parts.map(creating),
        { kind: 'split-unit', unit: ref(unit), into: draft.stays ? [ref(unit), ...into] : into, heir },
      ]
    }
    default:
      return [
        { kind: 'abolish-unit', unit: ref(unit), successor: draft.goal === null ? null : ref(draft.goal) },
      ]
  }
}
