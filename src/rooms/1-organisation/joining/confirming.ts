import { bestStanding } from '#authority/deciders.ts'
import { type OfficeCode, offices } from '#authority/offices.ts'
import { stepFor, unitsAbove } from '#authority/reads.ts'
import type { Standing } from '#authority/standing.ts'
import type { Tx } from '#ground/database/database.ts'

/** The seats that may confirm something about a person, or why there is none. */
export type ConfirmingSeats = {
  readonly seats: readonly { readonly office: OfficeCode; readonly unitId: string | null }[]
  /** The unit the matter is of, with every unit above it. */
  readonly caseUnits: readonly string[]
  readonly gap: string | null
}

/** What rights may be limited to: delegations name it as their matter. */
export const JOINING = 'joining'

/**
 * Who answers for a person in a unit on the date: its 管理者 (one office up when the person is the manager himself) and
 * its 担当者. Five queries.
 */
export async function confirmingSeats(
  tx: Tx,
  ask: { unitId: string | null; aboutId: string; on: string },
): Promise<ConfirmingSeats> {
  const common = { unitId: ask.unitId, applicantId: ask.aboutId, on: ask.on, matter: JOINING }
  const manager = await stepFor(tx, { office: 'sec-manager', ...common })
  const leader = await stepFor(tx, { office: 'sec-leader', ...common })
  const seats = [manager, leader].flatMap((step) =>
    step.kind === 'gap' ? [] : [{ office: step.office, unitId: step.unitId }],
  )
  return {
    seats,
    caseUnits: ask.unitId === null ? [] : await unitsAbove(tx, [ask.unitId], ask.on),
    gap: seats.length === 0 && manager.kind === 'gap' ? manager.reason : null,
  }
}

export type ConfirmVerdict =
  | { readonly allowed: true; readonly standing: Standing }
  | { readonly allowed: false; readonly reason: string }

/**
 * May this person confirm it? A pure function of the seats, the standings he has on the date, and whom it is about:
 * never the person himself, and never with a right lent from him.
 */
export function mayConfirm(ask: {
  seats: ConfirmingSeats
  actorId: string
  aboutId: string
  standings: readonly Standing[]
}): ConfirmVerdict {
  const { seats, actorId, aboutId, standings } = ask
  if (actorId === aboutId) {
    return {
      allowed: false,
      reason:
        'あなた自身についての手続のため、確認できません。課の情報セキュリティ管理者か担当者の確認を受けてください。',
    }
  }
  for (const seat of seats.seats) {
    const asked = { ...seat, matter: JOINING, caseUnits: seats.caseUnits }
    const standing = bestStanding(standings, asked, aboutId)
    if (standing !== undefined) return { allowed: true, standing }
  }
  return {
    allowed: false,
    reason:
      seats.gap ??
      `確認できるのは、所属の${seats.seats.map((seat) => offices[seat.office].word).join('と')}です。あなたは今日、この役割を担っていません。`,
  }
}

/** How a confirmation is recorded: in which right, and whose it was when it was lent. */
export function rightUsed(standing: Standing): { capacity: string; rightOf: string | null } {
  return {
    capacity: standing.capacity,
    rightOf: standing.capacity === '本人' ? null : standing.rightOf.personId,
  }
}
