/** What confirmation asks for when a plan removes many people. */
export type Removal = { readonly removes: number; readonly staff: number }

/** A plan that removes more people than a city ever loses in a day must have the number typed in. */
export function mustTypeNumber({ removes, staff }: Removal): boolean {
  if (removes === 0) return false
  return removes * 2 >= staff || (removes > 20 && removes * 5 > staff)
}

export type ConfirmState = {
  readonly state: 'draft' | 'confirmed' | 'effective' | 'undone'
  readonly effectiveOn: string
  readonly revision: number
  readonly today: string
  readonly taken: number
  readonly rehearsal: {
    readonly revision: number
    readonly organisation: string
    readonly problems: number
  } | null
  /** What the organisation is now; left out where it was not asked. */
  readonly organisation?: string
}

/** Why a plan cannot be confirmed now, as a sentence that says what to do; null when it can. Pure. */
export function whyNotConfirmed(plan: ConfirmState): string | null {
  if (plan.state !== 'draft') {
    return {
      confirmed: 'この案はすでに確定しています。',
      effective: 'この案はすでに発令日を迎えています。',
      undone: 'この案は取り消されています。新しい案を作ってください。',
    }[plan.state]
  }
  if (plan.effectiveOn <= plan.today) {
    return '発令日が今日か過ぎた日です。明日以後の日に直してから、予行をやり直してください。'
  }
  if (plan.taken === 0) return '発令に含める行がありません。1件以上を選んでください。'
  if (plan.rehearsal === null) return 'まだ予行をしていません。予行をしてから確定してください。'
  if (plan.rehearsal.revision !== plan.revision) {
    return '予行のあとで案が変わりました。もう一度予行をしてください。'
  }
  if (plan.organisation !== undefined && plan.rehearsal.organisation !== plan.organisation) {
    return '予行のあとで組織や職員の登録が変わりました。もう一度予行をしてください。'
  }
  if (plan.rehearsal.problems > 0) {
    return `発令できない行が${plan.rehearsal.problems}件あります。直すか、外してから予行をやり直してください。`
  }
  return null
}
