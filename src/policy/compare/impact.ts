import { displayNumber } from '../display-number.ts'
import type { ChangeKind } from './place-changes.ts'
import { numberAt } from './place-tree.ts'
import type { ComparedEdition, EditionComparison } from './rows.ts'

export type ImpactChoice = 'carry' | 'reconfirm' | 'drop'

/** Something that rests on provisions of the old edition. */
export type Dependent = {
  readonly item: string
  readonly kind: string
  readonly kindLabel: string
  readonly label: string
  readonly count: number
  readonly address: string | null
  readonly wids: readonly string[]
  /** Set: a decision is needed as soon as something it cites changes. Else it is only shown. */
  readonly binding: boolean
  /** Choices that make no sense for it whatever the change. */
  readonly never?: readonly ImpactChoice[]
}

/** A provision it cites and what becomes of it. */
export type Cite = {
  readonly wid: string
  readonly beforeNumber: string
  readonly afterNumber: string | null
  readonly changes: readonly ChangeKind[]
  readonly words: readonly string[]
}

export type ImpactItem = Omit<Dependent, 'wids' | 'binding' | 'never'> & {
  readonly cites: readonly Cite[]
  readonly required: boolean
  readonly options: readonly ImpactChoice[]
  /** The same as long as what it cites changes in the same way; the number does not count. */
  readonly fingerprint: string
}

/** What happened to a provision of the old edition, seen from what cites it. */
export type Fate = {
  /** The provision of the new edition that goes on its words; null where they vanish. */
  readonly to: string | null
  /** All provisions that took words of it: the parts of a split. */
  readonly family: readonly string[]
  readonly cite: Cite
  readonly required: boolean
  readonly mark: string
}

/** Of these nothing that cites the provision goes on by itself. */
const AFFECTING: readonly ChangeKind[] = [
  'modified',
  'moved',
  'swapped',
  'split',
  'merged',
  'deleted',
  'context',
]

/** What becomes of every provision of the old edition that changes in any way. By permanent id of the old edition. */
export function fatesOf(
  before: ComparedEdition,
  after: ComparedEdition,
  comparison: EditionComparison,
): Map<string, Fate> {
  const { alignment, changes } = comparison
  const oldNorm = new Map(before.norms?.map((norm) => [norm.id, norm.wid]))
  const norms = new Map<string, string[]>()
  for (const change of comparison.norms) {
    const wid = change.beforeNorm === null ? undefined : oldNorm.get(change.beforeNorm)
    if (wid !== undefined) norms.set(wid, [...(norms.get(wid) ?? []), change.words])
  }
  const partsOf = new Map<number, number[]>()
  for (const [part, whole] of alignment.parts.splitFrom)
    partsOf.set(whole, [...(partsOf.get(whole) ?? []), part])
  const fates = new Map<string, Fate>()
  for (const [o, place] of before.places.entries()) {
    const linked = numberAt(alignment.links.toAfter, o)
    const target = linked >= 0 ? linked : (alignment.parts.mergedInto.get(o) ?? -1)
    const kinds = [...(linked >= 0 ? (changes.after[linked] ?? []) : (changes.before.get(o) ?? []))]
    const words = norms.get(place.wid) ?? []
    if (kinds.length === 0 && words.length === 0) continue
    const now = kinds.includes('deleted') ? undefined : after.places[target]
    const headingOnly = place.text === '' && kinds.includes('heading')
    const required = words.length > 0 || headingOnly || kinds.some((kind) => AFFECTING.includes(kind))
    fates.set(place.wid, {
      to: now?.wid ?? null,
      family: [target, ...(partsOf.get(o) ?? [])].flatMap((n) =>
        now === undefined ? [] : (after.places[n]?.wid ?? []),
      ),
      cite: {
        wid: place.wid,
        beforeNumber: displayNumber(place.eid),
        afterNumber: now === undefined ? null : displayNumber(now.eid),
        changes: kinds,
        words,
      },
      required,
      mark: `${place.wid} ${kinds.filter((kind) => kind !== 'renumbered').join('+')} ${now?.text ?? ''} ${words.join()}`,
    })
  }
  return fates
}

/** Everything that cites a provision that changes. Nothing that cites one is left out. Pure. */
export function impactItems(
  dependents: readonly Dependent[],
  fates: ReadonlyMap<string, Fate>,
  hash: (text: string) => string,
): ImpactItem[] {
  return dependents.flatMap((dependent) => {
    const touched = [...new Set(dependent.wids)].flatMap((wid) => fates.get(wid) ?? [])
    if (touched.length === 0) return []
    const { item, kind, kindLabel, label, count, address, never = [] } = dependent
    const gone = touched.every((fate) => fate.to === null)
    const options = (['carry', 'reconfirm', 'drop'] as const).filter(
      (choice) => !never.includes(choice) && !(choice === 'carry' && gone),
    )
    return [
      {
        item,
        kind,
        kindLabel,
        label,
        count,
        address,
        cites: touched.map((fate) => fate.cite),
        required: dependent.binding && touched.some((fate) => fate.required),
        options,
        fingerprint: hash(touched.map((fate) => fate.mark).join('\n')),
      },
    ]
  })
}
