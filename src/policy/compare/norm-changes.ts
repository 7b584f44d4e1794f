import type { Norm, Role } from '../norms/types.ts'
import { openValueName } from '../norms/parameters.ts'
import { plainWords } from './plain-words.ts'
import { cadenceWords, modalityWords, normWords, strength } from './norm-words.ts'
import { finder, likeness, pairSpace } from './word-pairs.ts'

export type NormChangeKind =
  | 'appears'
  | 'vanishes'
  | 'weakens'
  | 'strengthens'
  | 'modality'
  | 'subject'
  | 'approver'
  | 'applicant'
  | 'act'
  | 'trigger'
  | 'cadence'
  | 'deadline'
  | 'record'
  | 'class'
  | 'exception'
  | 'qualifiers'
  | 'open-value'

/** What a norm says, as far as it is compared. */
export type ComparedNorm = Pick<
  Norm,
  | 'subject'
  | 'modality'
  | 'trigger'
  | 'approval'
  | 'record'
  | 'targetClass'
  | 'deadline'
  | 'exception'
  | 'qualifiers'
> & {
  /** Permanent. */
  readonly id: string
  readonly wid: string
  readonly text: string
  readonly parameters: readonly string[]
}

export type NormChange = {
  readonly kind: NormChangeKind
  readonly beforeNorm: string | null
  readonly afterNorm: string | null
  readonly before: string
  readonly after: string
  readonly words: string
}

/** A norm of the old edition and the one it goes on as; one of them is missing for what vanishes or appears. */
export type NormPair = { readonly before: ComparedNorm | null; readonly after: ComparedNorm | null }

/** Sentences less alike than this say something else. */
const SAME_NORM = 0.42

/**
 * Which norm goes on as which: by permanent id, then by the same words, then by like words of provisions that belong
 * together. Pure; linear but for the sentences of one provision.
 *
 * @param together the old provisions that a new provision comes from
 */
export function pairNorms(
  before: readonly ComparedNorm[],
  after: readonly ComparedNorm[],
  together: (afterWid: string) => ReadonlySet<string>,
): NormPair[] {
  const free = new Set(before.keys())
  const partner = new Map<number, number>()
  const take = (n: number, o: number) => {
    partner.set(n, o)
    free.delete(o)
  }
  const byId = new Map(before.map((norm, o) => [norm.id, o]))
  for (const [n, norm] of after.entries()) {
    const o = byId.get(norm.id)
    if (o !== undefined && free.has(o)) take(n, o)
  }
  const words = new Map<string, number[]>()
  for (const o of free) {
    const key = plainWords(before[o]?.text ?? '')
    words.set(key, [...(words.get(key) ?? []), o])
  }
  for (const [n, norm] of after.entries()) {
    if (partner.has(n)) continue
    const same = (words.get(plainWords(norm.text)) ?? []).filter((o) => free.has(o))
    const near =
      same.find((o) => together(norm.wid).has(before[o]?.wid ?? '')) ??
      (same.length === 1 ? same[0] : undefined)
    if (near !== undefined) take(n, near)
  }
  pairSimilar(before, after, together, { free, partner, take })
  const pairs: NormPair[] = after.map((norm, n) => ({
    before: before[partner.get(n) ?? -1] ?? null,
    after: norm,
  }))
  for (const o of free) pairs.push({ before: before[o] ?? null, after: null })
  return pairs
}

function pairSimilar(
  before: readonly ComparedNorm[],
  after: readonly ComparedNorm[],
  together: (afterWid: string) => ReadonlySet<string>,
  state: { free: Set<number>; partner: ReadonlyMap<number, number>; take: (n: number, o: number) => void },
): void {
  const space = pairSpace(
    before.map((norm) => plainWords(norm.text)),
    after.map((norm) => plainWords(norm.text)),
  )
  const find = finder(space.before, space.weights, (o) => state.free.has(o))
  const oldOf = new Map<string, number[]>()
  for (const o of state.free) {
    const wid = before[o]?.wid ?? ''
    oldOf.set(wid, [...(oldOf.get(wid) ?? []), o])
  }
  const scored: { n: number; o: number; score: number }[] = []
  for (const [n, norm] of after.entries()) {
    const pairs = space.after[n]
    if (state.partner.has(n) || pairs === undefined) continue
    const family = together(norm.wid)
    const inFamily = [...family].flatMap((wid) => oldOf.get(wid) ?? []).slice(0, 60)
    for (const o of new Set([...inFamily, ...find(pairs, 4)])) {
      const other = space.before[o]
      const old = before[o]
      if (other === undefined || old === undefined) continue
      // Elsewhere in the text only nearly the same words are the same norm.
      const score = likeness(other, pairs, space.weights) - (family.has(old.wid) ? 0 : 0.25)
      if (score >= SAME_NORM) scored.push({ n, o, score })
    }
  }
  scored.sort((a, b) => b.score - a.score || a.n - b.n || a.o - b.o)
  for (const { n, o } of scored) if (state.free.has(o) && !state.partner.has(n)) state.take(n, o)
}

/** What changed in what a norm demands; empty when it demands the same. Pure. */
export function normChanges({ before, after }: NormPair): NormChange[] {
  if (before === null && after === null) return []
  if (before === null || after === null) {
    const norm = before ?? after
    const kind = before === null ? 'appears' : 'vanishes'
    return [
      {
        kind,
        beforeNorm: before?.id ?? null,
        afterNorm: after?.id ?? null,
        before: before?.text ?? '',
        after: after?.text ?? '',
        words: normWords[kind](norm === null ? '' : modalityWords[norm.modality]),
      },
    ]
  }
  const out: NormChange[] = []
  const say = (kind: NormChangeKind, was: string, is: string, words: string) =>
    out.push({ kind, beforeNorm: before.id, afterNorm: after.id, before: was, after: is, words })
  const differ = (kind: NormChangeKind, was: string, is: string, what: string) => {
    if (plainWords(was) !== plainWords(is)) say(kind, was, is, normWords.changed(what, was, is))
  }
  if (before.modality !== after.modality) {
    const [was, is] = [strength[before.modality], strength[after.modality]]
    const kind = was === null || is === null || was === is ? 'modality' : is < was ? 'weakens' : 'strengthens'
    const [from, to] = [modalityWords[before.modality], modalityWords[after.modality]]
    say(kind, from, to, normWords[kind](from, to))
  }
  differ(
    'subject',
    rolesOf(before.subject.roles, before.subject.join),
    rolesOf(after.subject.roles, after.subject.join),
    '主体',
  )
  const [given, gives] = [before.approval, after.approval]
  differ(
    'approver',
    given === null ? '' : rolesOf(given.approver, given.join),
    gives === null ? '' : rolesOf(gives.approver, gives.join),
    '承認などをする者',
  )
  if (given !== null && gives !== null)
    differ(
      'applicant',
      rolesOf(given.applicant, 'all'),
      rolesOf(gives.applicant, 'all'),
      '承認などを求める者',
    )
  differ('act', given === null ? '' : actWords(given), gives === null ? '' : actWords(gives), '手続')
  // Where the sort of duty changed, the occasion is read from it and tells nothing of its own.
  if (
    before.modality === after.modality &&
    before.trigger.type !== after.trigger.type &&
    !sameCadenceStory(before, after)
  )
    say(
      'trigger',
      before.trigger.type,
      after.trigger.type,
      normWords.trigger(before.trigger.type, after.trigger.type),
    )
  differ('cadence', cadenceWords(before.trigger.cadence), cadenceWords(after.trigger.cadence), '周期')
  differ('deadline', before.deadline ?? '', after.deadline ?? '', '期限')
  differ('record', before.record ?? '', after.record ?? '', '記録')
  differ('class', before.targetClass ?? '', after.targetClass ?? '', '対象の分類')
  differ('exception', before.exception ?? '', after.exception ?? '', '例外')
  differ('qualifiers', before.qualifiers.join('、'), after.qualifiers.join('、'), '緩める語')
  differ(
    'open-value',
    before.parameters.toSorted().map(openValueName).join('、'),
    after.parameters.toSorted().map(openValueName).join('、'),
    '定める値',
  )
  return out
}

/** A cadence that is set tells more than that the sort of occasion changed. */
const sameCadenceStory = (a: ComparedNorm, b: ComparedNorm) =>
  a.trigger.cadence !== b.trigger.cadence &&
  a.trigger.type.startsWith('periodic') &&
  b.trigger.type.startsWith('periodic')

function rolesOf(roles: readonly Role[], join: 'single' | 'all' | 'any' | 'none'): string {
  const words = [...new Set(roles.map((role) => plainWords(role.word)))].toSorted()
  return words.join(join === 'any' ? '又は' : '及び')
}

const actWords = (approval: { readonly act: string; readonly when: 'before' | 'after' }) =>
  approval.when === 'after' ? `事後の${approval.act}` : approval.act
