// Field by field: does what was read agree with the gold?
import type { ExtractedText } from '#policy/norms/extract-file.ts'
import type { Field, Norm, Role } from '#policy/norms/types.ts'
import type { Gold, GoldNorm, GoldRole } from './gold.ts'

export type Verdict = {
  readonly field: Field
  readonly id: string
  readonly right: boolean
  readonly gold: string
  readonly read: string
  readonly green: boolean
  readonly text: string
}

/** Same person: by office where the gold knows one, else by the printed word. */
const sameRole = (gold: GoldRole, read: Role): boolean =>
  sameWord({ ...gold, word: gold.word.replace(/（.*）$/, '') }, read)

const sameWord = (gold: GoldRole, read: Role): boolean =>
  gold.office !== null && !gold.office.startsWith('UNDEFINED') && read.office !== null
    ? gold.office === read.office
    : gold.word === read.word || gold.word.endsWith(read.word) || read.word.endsWith(gold.word)

export const sameRoles = (gold: readonly GoldRole[], read: readonly Role[]): boolean =>
  gold.length === read.length &&
  gold.every((g) => read.some((r) => sameRole(g, r))) &&
  read.every((r) => gold.some((g) => sameRole(g, r)))

const show = (roles: readonly { word: string; office?: string | null }[]) =>
  roles.length === 0
    ? '–'
    : roles.map((r) => `${r.word}${r.office === null ? '' : `(${r.office})`}`).join('+')

/** All verdicts on one norm. `read` is null where the norm was not found. */
export function verdictsOn(gold: GoldNorm, read: Norm | null): Verdict[] {
  const out: Verdict[] = []
  const put = (field: Field, right: boolean, goldShown: string, readShown: string) =>
    out.push({
      field,
      id: gold.id,
      right: right && read !== null,
      gold: goldShown,
      read: read === null ? '(なし)' : readShown,
      green: read?.colour[field] === 'green',
      text: read?.text ?? '',
    })
  if (gold.subject !== undefined)
    put(
      'subject',
      sameRoles(gold.subject, read?.subject.roles ?? []),
      show(gold.subject),
      show(read?.subject.roles ?? []),
    )
  if (gold.modality !== undefined)
    put('modality', gold.modality === read?.modality, gold.modality, read?.modality ?? '')
  if (gold.trigger !== undefined) {
    const type = read?.trigger.type ?? ''
    const right =
      gold.coarseTrigger === true ? (gold.trigger === 'event') === (type === 'event') : gold.trigger === type
    put('trigger', right, gold.trigger, type)
  }
  if (gold.approver !== undefined) {
    const approvers = read?.approval?.approver ?? []
    put('approval', sameRoles(gold.approver, approvers), show(gold.approver), show(approvers))
  }
  if (gold.deadline !== undefined)
    put('deadline', gold.deadline === (read?.deadline ?? null), gold.deadline ?? '–', read?.deadline ?? '–')
  if (gold.target !== undefined)
    put('target', gold.target === (read?.targetClass ?? null), gold.target ?? '–', read?.targetClass ?? '–')
  if (gold.record !== undefined)
    put(
      'record',
      gold.record === (read !== null && read.record !== null),
      gold.record ? 'あり' : '–',
      read?.record ?? '–',
    )
  if (gold.kinds !== undefined) {
    const kind = read?.kind ?? ''
    put('kind', gold.kinds[0] === kind, gold.kinds.join('/'), kind)
  }
  return out
}

export type Presence = {
  readonly both: number
  readonly gold: number
  readonly read: number
  readonly exact: number
}

/** Fields whose absence is the usual case are told by precision and recall of their presence. */
export function presenceOf(
  golds: readonly GoldNorm[],
  norms: ReadonlyMap<string, Norm>,
  has: (gold: GoldNorm) => boolean,
  reads: (norm: Norm) => boolean,
  exact: (gold: GoldNorm, norm: Norm) => boolean,
): Presence {
  const found = { both: 0, gold: 0, read: 0, exact: 0 }
  for (const g of golds) {
    const n = norms.get(g.id)
    const wanted = has(g)
    const read = n !== undefined && reads(n)
    if (wanted) found.gold += 1
    if (read) found.read += 1
    if (wanted && read) {
      found.both += 1
      if (exact(g, n)) found.exact += 1
    }
  }
  return found
}

export type Structure = {
  readonly f1: number
  readonly startF1: number | null
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

/** Nodes by id, and by id and start. */
export function structureOf(gold: NonNullable<Gold['nodes']>, read: ExtractedText['nodes']): Structure {
  const ids = new Set(read.map((n) => n.id))
  const wanted = new Set(gold.map((g) => g.id))
  const right = gold.filter((g) => ids.has(g.id)).length
  const starts = new Map(read.map((n) => [n.id, n.span[0]]))
  const placed = gold.filter((g) => g.start !== null)
  const exact = placed.filter((g) => starts.get(g.id) === g.start).length
  const f1 = (n: number) => (2 * n) / Math.max(1, gold.length + read.length)
  return {
    f1: f1(right),
    startF1: placed.length === 0 ? null : f1(exact),
    missing: gold.filter((g) => !ids.has(g.id)).map((g) => g.id),
    extra: read.filter((n) => !wanted.has(n.id)).map((n) => n.id),
  }
}
