import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { randomSecret } from '#ground/ids/ids.ts'
import { CannotStart } from './cannot-start.ts'

const secretsShape = z.object({
  ownerPassword: z.string().min(20),
  appPassword: z.string().min(20),
  /** Under which secrets of second factors are kept: 32 bytes. Older installations are given one at their next start. */
  sealKey: z.string().optional(),
})
export type Secrets = z.output<typeof secretsShape>

/** The key of `sealKey`; null when it is none (damaged by hand): then what needs it says so, and all else works. */
export function sealKeyOf(secrets: Secrets): Buffer | null {
  const key = Buffer.from(secrets.sealKey ?? '', 'base64url')
  return key.length === 32 ? key : null
}

/** Passwords and keys made at the first start and kept in the data folder, readable by nobody else. */
export async function readSecrets(dataFolder: string): Promise<Secrets> {
  const path = join(dataFolder, 'secrets.json')
  let text: string | null
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    text = null
  }
  const known = text === null ? null : secretsIn(text, path)
  if (known?.sealKey !== undefined) return known
  const made: Secrets = {
    ownerPassword: known?.ownerPassword ?? randomSecret(),
    appPassword: known?.appPassword ?? randomSecret(),
    sealKey: randomSecret(32),
  }
  await writeFile(`${path}.new`, JSON.stringify(made), { mode: 0o600 })
  await rename(`${path}.new`, path)
  return made
}

function secretsIn(text: string, path: string): Secrets {
  try {
    return secretsShape.parse(JSON.parse(text))
  } catch (cause) {
    throw new CannotStart(
      `データベースの合言葉のファイル ${path} を読み取れません。控えから元に戻してください。消すと、今あるデータを開けなくなります。`,
      { cause },
    )
  }
}
