import { bestStanding } from '#authority/deciders.ts'
import { type OfficeCode, offices } from '#authority/offices.ts'
import type { Standing } from '#authority/standing.ts'

/** Whoever has to do a task: a person, or whoever holds the office of that unit (null = of the whole city). */
export type TaskOwner =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'office'; readonly office: OfficeCode; readonly unitId: string | null }

export type ClosingVerdict =
  | { readonly allowed: true; readonly capacity: string; readonly rightOf: string | null }
  | { readonly allowed: false; readonly reason: string }

/**
 * May this person close the task? A pure function of the task, the standings the actor has on the date (his own
 * offices, 代決, 職務代理, 事務委任), and whom the task is about: nobody closes with his own right, or with a right
 * lent from it, what an office owes about himself.
 */
export function mayClose(ask: {
  task: { owner: TaskOwner; aboutId: string | null; kind: string; closesThere: boolean; open: boolean }
  actorId: string
  standings: readonly Standing[]
  /** The city's word for the office, for the sentence. */
  word?: string
}): ClosingVerdict {
  const { task, actorId, standings } = ask
  if (!task.open) return no('このやることは、もう閉じられています。')
  if (task.closesThere) {
    return no('このやることは、先の画面で事柄を終えたときに自動で済みになります。先の画面を開いてください。')
  }
  const { owner } = task
  if (owner.kind === 'person') {
    return owner.personId === actorId
      ? { allowed: true, capacity: '本人', rightOf: null }
      : no('このやることを閉じられるのは、担当の本人だけです。')
  }
  const word = ask.word ?? offices[owner.office].word
  if (task.aboutId === actorId) {
    return no('あなた自身についてのことのため、閉じられません。ほかの人の確認を受けてください。')
  }
  const standing = bestStanding(
    standings,
    { ...owner, matter: task.kind, caseUnits: owner.unitId === null ? [] : [owner.unitId] },
    task.aboutId,
  )
  return standing === undefined
    ? no(`このやることを閉じられるのは${word}です。あなたは今日、この役割を担っていません。`)
    : {
        allowed: true,
        capacity: standing.capacity,
        rightOf: standing.capacity === '本人' ? null : standing.rightOf.personId,
      }
}

function no(reason: string): ClosingVerdict {
  return { allowed: false, reason }
}
