import { generateSecret, generateURI, verify } from 'otplib'
import type { Act } from '#ground/operation/act.ts'
import { seal, unseal } from './seal.ts'
import './tables.ts'

const PERIOD_SECONDS = 30

export type Fresh = { readonly secret: string; readonly uri: string }

/** A new secret, and the address an authenticator app reads from a QR code. */
export function freshTotp(about: { readonly issuer: string; readonly login: string }): Fresh {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer: about.issuer, label: about.login, secret }) }
}

const placeOf = (tenantId: string, totpId: string): string => `account_totp ${tenantId} ${totpId}`

export function sealTotp(key: Buffer, tenantId: string, totpId: string, secret: string): Buffer {
  return seal(key, placeOf(tenantId, totpId), secret)
}

export type TotpRow = { readonly totp_id: string; readonly sealed: Buffer }
export type TotpOutcome = 'right' | 'wrong' | 'unreadable'

/**
 * Whether a code is the app's of now, the one before or the one after (clocks differ), and none that was used: the
 * number of its half minute must be higher than that of any code before. 'unreadable': the key of the installation
 * does not open the secret. Marks the code as used.
 */
export async function checkTotp(act: Act, key: Buffer, row: TotpRow, code: string): Promise<TotpOutcome> {
  const secret = unseal(key, placeOf(act.tenantId, row.totp_id), row.sealed)
  if (secret === null) return 'unreadable'
  await act.tx
    .insertInto('totp_use')
    .values({ tenant_id: act.tenantId, totp_id: row.totp_id, last_used_at: null })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'totp_id']).doNothing())
    .execute()
  const used = await act.tx
    .selectFrom('totp_use')
    .select('last_step')
    .where('totp_id', '=', row.totp_id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const result = await verify({
    secret,
    token: code,
    epoch: Math.floor(Date.parse(act.at) / 1000),
    epochTolerance: PERIOD_SECONDS,
    ...(used.last_step > 0 ? { afterTimeStep: used.last_step } : {}),
  })
  if (!result.valid || !('timeStep' in result)) return 'wrong'
  await act.tx
    .updateTable('totp_use')
    .set({ last_step: result.timeStep, last_used_at: act.at })
    .where('totp_id', '=', row.totp_id)
    .execute()
  return 'right'
}
