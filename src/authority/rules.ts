import { bestStanding, usesRightOf } from './deciders.ts'
import { offices } from './offices.ts'
import { type AuthoritySlot, authoritySlots } from './slots.ts'
import { type AskedSeat, covers, type Standing } from './standing.ts'

/** 「やむを得ない場合」: the only way round 兼務の禁止. It needs a reason, and the caller records it. */
export type Exception = { readonly reason: string }

export type Seat = AskedSeat

export type Verdict =
  | {
      readonly allowed: true
      readonly standing: Standing
      /** Present when 兼務の禁止 was set aside: must be recorded and listed for the audit. */
      readonly exception?: Exception
      readonly cites: readonly AuthoritySlot[]
    }
  | {
      readonly allowed: false
      /** Why, and what to do; shown on the screen as it is. */
      readonly reason: string
      readonly cites: readonly AuthoritySlot[]
      /** The seat that can decide. */
      readonly instead?: Seat
    }

/**
 * May this person decide this step? A pure function of the step, the standings the actor has on the date, and
 * who applied. Rights to administer Kijun are no argument here: they give no right to decide.
 */
export function mayDecide(ask: {
  step: Seat
  /** Of the actor, from `standingsOf` on the date of the decision. */
  standings: readonly Standing[]
  applicantId: string
  actorId: string
  /** The city's word for the office, for the sentence. */
  word?: string
  exception?: Exception
}): Verdict {
  const { step, standings, applicantId, actorId } = ask
  const exception = reasoned(ask.exception)
  const separation = [authoritySlots.separationOfApproval]
  const fitting = standings.filter(
    (standing) => standing.office === step.office && standing.unitId === step.unitId,
  )
  const covering = fitting.filter((standing) => covers(standing, step))
  const word = ask.word ?? offices[step.office].word

  if (actorId === applicantId) {
    const own = bestStanding(standings, step, null)
    if (exception !== undefined && own !== undefined) {
      return { allowed: true, standing: own, exception, cites: separation }
    }
    return {
      allowed: false,
      reason: 'あなた自身の申請のため、決定できません。ほかの決定者が決定するまでお待ちください。',
      cites: separation,
      instead: step,
    }
  }
  const free = bestStanding(standings, step, applicantId)
  if (free !== undefined) return { allowed: true, standing: free, cites: citesOf(free) }

  const lent = covering.find((standing) => usesRightOf(standings, standing, applicantId))
  if (lent !== undefined) {
    if (exception !== undefined) return { allowed: true, standing: lent, exception, cites: separation }
    return {
      allowed: false,
      reason: `申請者本人の権限を${lent.capacity}で使うことになるため、決定できません。上位の役割の決定を受けてください。`,
      cites: separation,
      instead: step,
    }
  }
  const faulty = covering.find((standing) => standing.fault !== null)
  if (faulty !== undefined && faulty.fault !== null) {
    return { allowed: false, reason: faulty.fault, cites: [authoritySlots.structure] }
  }
  if (fitting.length > 0) {
    return {
      allowed: false,
      reason: `あなたに任された${word}の事務に、この申請は含まれていません。${word}の決定を受けてください。`,
      cites: [authoritySlots.delegation],
      instead: step,
    }
  }
  return {
    allowed: false,
    reason: `この申請を決定できるのは${word}です。あなたは今日、この役割を担っていません。`,
    cites: [authoritySlots.structure],
    instead: step,
  }
}

function reasoned(exception: Exception | undefined): Exception | undefined {
  if (exception === undefined) return undefined
  const reason = exception.reason.trim()
  return reason === '' ? undefined : { reason }
}

function citesOf(standing: Standing): AuthoritySlot[] {
  switch (standing.capacity) {
    case '本人':
      return [authoritySlots.structure]
    case '代決':
      return [authoritySlots.deputy]
    case '職務代理':
      return [authoritySlots.acting]
    case '専決':
    case '事務委任':
      return [authoritySlots.delegation]
  }
}

/**
 * May this person audit these units? He must hold the office of auditor, and neither belong to an audited unit
 * nor be one of the people who answer for it.
 */
export function mayAudit(ask: {
  auditorId: string
  standings: readonly Standing[]
  /** Every unit the auditor has a post in, with all units above each. */
  auditorUnitIds: readonly string[]
  auditedUnitIds: readonly string[]
  /** Holders of the security offices of the audited units, and whoever else answers for them. */
  auditedPersonIds: readonly string[]
  exception?: Exception
}): Verdict {
  const standing =
    ask.standings.find((each) => each.office === 'auditor') ??
    ask.standings.find((each) => each.office === 'audit-head')
  if (standing === undefined) {
    return {
      allowed: false,
      reason: '監査を行えるのは、監査人に定められた人だけです。監査統括責任者に依頼してください。',
      cites: [authoritySlots.structure],
    }
  }
  const own =
    ask.auditedPersonIds.includes(ask.auditorId) ||
    ask.auditedUnitIds.some((unitId) => ask.auditorUnitIds.includes(unitId))
  const cites = [authoritySlots.separationOfAudit]
  if (!own) return { allowed: true, standing, cites }
  const exception = reasoned(ask.exception)
  if (exception !== undefined) return { allowed: true, standing, exception, cites }
  return {
    allowed: false,
    reason: 'あなたが所属する、または責任を負う組織のため、監査できません。ほかの監査人を指名してください。',
    cites,
  }
}
