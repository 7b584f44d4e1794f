import { newId, randomBytes } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { hashSecret } from './session.ts'
import './tables.ts'

const COUNT = 10
/** 32 letters and digits, without 0, 1, l and o: five bits each, 80 in a code. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
const LENGTH = 16

function oneCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % 32] ?? '')
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}

const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

/** A code names its account in its hash, so that the same code of two people would not be seen to be the same. */
const hashOf = (accountId: string, code: string): Buffer => hashSecret(`${accountId} ${plain(code)}`)

/** Gives an account ten new codes in place of those it had; they are shown this once and kept as hashes. */
export async function newRecoveryCodes(act: Act, accountId: string): Promise<string[]> {
  const old = await act.tx
    .selectFrom('account_recovery_code')
    .select('code_id')
    .where('account_id', '=', accountId)
    .execute()
  if (old.length > 0) {
    await act.recorder.removeAll(
      'account_recovery_code',
      old.map((row) => ({ code_id: row.code_id })),
    )
  }
  const codes = Array.from({ length: COUNT }, oneCode)
  await act.recorder.saveAll(
    'account_recovery_code',
    codes.map((code) => ({
      tenant_id: act.tenantId,
      code_id: newId(),
      account_id: accountId,
      code_hash: hashOf(accountId, code),
      created_at: act.at,
      used_at: null,
    })),
  )
  return codes
}

/** Uses a code up; false when there is none like it left. */
export async function spendRecoveryCode(act: Act, accountId: string, code: string): Promise<boolean> {
  const row = await act.tx
    .selectFrom('account_recovery_code')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hashOf(accountId, code))
    .where('used_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return false
  await act.recorder.save('account_recovery_code', { ...row, used_at: act.at })
  return true
}
