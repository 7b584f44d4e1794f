import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomBytes } from '#ground/ids/ids.ts'
import { parseSigner, signerFromSeed, type NoteSigner } from './note.ts'

/** The ledger cannot be signed; the message says what the operator must do. */
export class LedgerKeyError extends Error {
  override readonly name = 'LedgerKeyError'
}

/** Name of a tenant's log: first line of its checkpoints and name of its key. */
export function originOf(tenantId: string): string {
  return `kijun/ledger/${tenantId}`
}

/** Where a tenant's key, public key and witnessed checkpoints lie under the data folder. */
export function ledgerPaths(
  dataFolder: string,
  tenantId: string,
): { folder: string; key: string; publicKey: string; witness: string } {
  const folder = join(dataFolder, 'ledger', tenantId)
  return {
    folder,
    key: join(folder, 'signing-key'),
    publicKey: join(folder, 'public-key.txt'),
    witness: join(folder, 'checkpoints.log'),
  }
}

/**
 * The signing key of a tenant from its file (mode 0600, C2SP text form). A missing file is made only when
 * `mayCreate`: a ledger that has checkpoints must not silently go on under another key.
 * Throws LedgerKeyError.
 */
export async function openSigningKey(
  dataFolder: string,
  tenantId: string,
  options: { mayCreate: boolean },
): Promise<NoteSigner> {
  const paths = ledgerPaths(dataFolder, tenantId)
  const found = await readText(paths.key)
  if (found === null) {
    if (!options.mayCreate) {
      throw new LedgerKeyError(
        `記録簿の署名鍵 ${paths.key} がありません。バックアップから鍵の入ったデータの置き場所を戻してください。`,
      )
    }
    return createKey(dataFolder, tenantId)
  }
  let signer: NoteSigner
  try {
    signer = parseSigner(found)
  } catch (cause) {
    throw new LedgerKeyError(`記録簿の署名鍵 ${paths.key} を読めません。バックアップから戻してください。`, {
      cause,
    })
  }
  if (signer.name !== originOf(tenantId)) {
    throw new LedgerKeyError(`${paths.key} は別の団体の署名鍵です。この団体の鍵に置き換えてください。`)
  }
  const mode = (await stat(paths.key)).mode & 0o777
  // Windows reports no owner bits; elsewhere a key that others can read is closed again at once.
  if ((mode & 0o077) !== 0) await chmod(paths.key, 0o600)
  return signer
}

/** The public key as the data folder holds it (outside the database), or null when there is none yet. */
export async function readPublicKey(dataFolder: string, tenantId: string): Promise<string | null> {
  return (await readText(ledgerPaths(dataFolder, tenantId).publicKey))?.trim() ?? null
}

async function createKey(dataFolder: string, tenantId: string): Promise<NoteSigner> {
  const paths = ledgerPaths(dataFolder, tenantId)
  await mkdir(paths.folder, { recursive: true, mode: 0o700 })
  const signer = signerFromSeed(originOf(tenantId), randomBytes(32))
  await writeDurably(paths.publicKey, `${signer.vkey}\n`, 0o644)
  await writeDurably(paths.key, `${signer.skey}\n`, 0o600)
  return signer
}

/** Written aside and renamed, so that a crash leaves the old file or the new one, never half a key. */
async function writeDurably(path: string, text: string, mode: number): Promise<void> {
  const aside = `${path}.new`
  const file = await open(aside, 'w', mode)
  try {
    await file.chmod(mode)
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
