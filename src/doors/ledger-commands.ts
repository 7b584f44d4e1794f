import { exportLedger } from '#ledger/export.ts'
import { ledgerPaths, readPublicKey } from '#ledger/key.ts'
import { verifyTenant, type Verification } from '#ledger/verify.ts'
import { readWitness } from '#ledger/witness.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from '#house'

/** Verifies one tenant from the command line, with what lies outside the database: public key and witness. */
export async function verifyTenantLedger(house: House, tenantId: string): Promise<Verification> {
  const { dataFolder } = house.config
  await settledOrBroken(house)
  return verifyTenant({
    pool: house.ownerPool,
    tenantId,
    registry: house.registry,
    publicKey: await readPublicKey(dataFolder, tenantId),
    witness: await readWitness(ledgerPaths(dataFolder, tenantId).witness),
    now: house.clock.now(),
    onProgress: (done, total) => {
      if (process.stdout.isTTY) process.stdout.write(`\r照合しています… ${done}/${total} `)
    },
  })
}

const SETTLE_MS = 10_000

/** Waits for the sequencer; a broken ledger (a lost key) keeps it from settling, and the verification says why. */
async function settledOrBroken(house: House): Promise<void> {
  await Promise.race([
    house.sequencer.settled().catch(() => undefined),
    sleep(SETTLE_MS, undefined, { ref: false }),
  ])
}

/** Says what was found; every finding on a line of its own. */
export function printVerification(verification: Verification): void {
  if (process.stdout.isTTY) process.stdout.write('\r')
  console.log(
    `記録 ${verification.size}件、照らし合わせた行 ${verification.rows}行、木の根 ${verification.root}`,
  )
  if (verification.pending > 0) console.log(`木に入るのを待っている記録 ${verification.pending}件`)
  for (const finding of verification.findings) console.log(`異常: ${finding.where} ${finding.message}`)
  if (verification.findingCount > verification.findings.length) {
    console.log(`ほかに ${verification.findingCount - verification.findings.length}件の異常があります。`)
  }
  console.log(verification.ok ? '改ざんは見つかりませんでした。' : `異常 ${verification.findingCount}件`)
  console.log('この照合では分からないこと:')
  for (const line of verification.unproven) console.log(`  ${line}`)
}

/** Writes a tenant's ledger into an empty folder, together with the programs that verify it anywhere. */
export async function exportTenantLedger(house: House, tenantId: string, folder: string): Promise<void> {
  await house.sequencer.settled()
  const tenant = await house.database.shared
    .selectFrom('tenant')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  const exported = await exportLedger({
    pool: house.ownerPool,
    tenantId,
    tenantName: tenant.name,
    dataFolder: house.config.dataFolder,
    folder,
    now: house.clock.now(),
  })
  console.log(`記録 ${exported.size}件を ${folder} に書き出しました(${exported.files}ファイル)。`)
  console.log(`木の根 ${exported.root}`)
  console.log(`検証: node ${folder}/verify.mjs ${folder}   または   python3 ${folder}/verify.py ${folder}`)
}
