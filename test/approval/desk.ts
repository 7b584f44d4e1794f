import assert from 'node:assert/strict'
import { decideApplication, fileApplication, listApplications } from '#engine/procedure/contract.ts'
import type { SeatAct } from '#engine/procedure/step-machine.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import type { City, Who } from '#test/world.ts'

/** Filing and acting in the city's own procedures (`own-…`), and what the seats of a case look like. */
export function deskOf(city: City) {
  const file = async (who: Who, key: string, form: Record<string, string | string[]> = {}): Promise<string> =>
    (
      await city.run(who, fileApplication, {
        procedure: `own-${key}`,
        form: { purpose: '試験のため', ...form },
      })
    ).applicationId

  const act = async (who: Who, applicationId: string, did: SeatAct, reason?: string) => {
    const { contentHash } = await city.show('auditor', applicationId)
    return city.run(who, decideApplication, {
      applicationId,
      act: did,
      contentHash,
      ...(reason === undefined ? {} : { reason }),
    })
  }

  const seats = async (applicationId: string): Promise<string[]> =>
    (await city.show('auditor', applicationId)).steps.map(
      (seat) => `${seat.place}.${seat.seat} ${seat.word} ${seat.office} ${seat.state}`,
    )

  const waitsFor = async (who: Who, applicationId: string): Promise<boolean> =>
    (await city.run(who, listApplications, { view: 'inbox', size: 100 })).rows.some(
      (row) => row.applicationId === applicationId,
    )
  return { file, act, seats, waitsFor }
}

/** That a refusal has this code and says this. */
export const refused = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, message)
  return true
}
