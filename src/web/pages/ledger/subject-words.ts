import type { LedgerEntry } from '#ledger/contract.ts'
import type { TFunction } from 'i18next'

type Subject = NonNullable<LedgerEntry['subject']>

const kinds = [
  'application',
  'policy',
  'person',
  'post',
  'office',
  'account',
  'task',
  'checklist',
  'login',
  'sign-in-rule',
  'file',
  'tenant',
  'ledger',
  'paper-numbering',
  'stocktake',
  'transfer',
  'unit',
  'class-scheme',
  'classification',
  'own-procedure',
  'council-meeting',
  'sign',
  'id-review',
  'entry-line',
  'policy-edition',
  'binding',
  'procedure-role',
  'sign-part',
  'stocktake-sheet',
  'id-review-sheet',
  'council-answer',
  'application-bundle',
  'account-check',
] as const

/** Kinds of subjects that have no name of their own elsewhere. */
export const plainKinds: readonly (typeof kinds)[number][] = kinds

/** The kind of a subject in words: 申請, 台帳, 職員. */
export function kindWords(kind: string, t: TFunction): string {
  if (kind.startsWith('register:')) return t('ledger.subjects.register')
  if (kind.startsWith('procedure:')) return t('ledger.subjects.procedure')
  if (kind.startsWith('check:')) return t('ledger.subjects.check')
  const known = kinds.find((each) => each === kind)
  return t(`ledger.subjects.${known ?? 'other'}`)
}

/** What an entry is about, in words. */
export function subjectWords(subject: Subject, t: TFunction): string {
  const kind = kindWords(subject.kind, t)
  return subject.label === null || subject.label === '' ? kind : `${kind} ${subject.label}`
}

/** The page of the thing itself, where there is one. */
export function pageOf(subject: { readonly kind: string; readonly id: string }): string | undefined {
  const id = encodeURIComponent(subject.id)
  if (subject.kind === 'application') return `/cases/${id}`
  if (subject.kind === 'stocktake') return `/stocktakes/${id}`
  if (subject.kind === 'checklist') return `/joining/${id}`
  if (subject.kind === 'person') return `/organisation/people/${id}`
  if (subject.kind.startsWith('register:')) {
    const register = subject.kind.slice('register:'.length)
    return register === subject.id
      ? `/registers/${id}`
      : `/registers/${encodeURIComponent(register)}?open=${id}`
  }
  return undefined
}

/** The page with every entry about the same thing. */
export function recordsOf(subject: { readonly kind: string; readonly id: string }): string {
  return `/ledger/of/${encodeURIComponent(subject.kind)}/${encodeURIComponent(subject.id)}`
}

/** Who did it, in words. */
export function actorWords(actor: LedgerEntry['actor'], t: TFunction): string {
  if (actor === null || actor.kind === 'nobody') return t('ledger.actors.nobody')
  if (actor.kind === 'system') return t('ledger.actors.system')
  if (actor.kind === 'operator') return t('ledger.actors.operator', { name: actor.id ?? '' })
  return actor.name ?? t('ledger.actors.unknown')
}
