import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { randomSecret } from '#ground/ids/ids.ts'
import { CannotStart } from './cannot-start.ts'

const secretsShape = z.object({ ownerPassword: z.string().min(20), appPassword: z.string().min(20) })
export type Secrets = z.output<typeof secretsShape>

/** Passwords of the database roles, made at the first start and kept in the data folder, readable by nobody else. */
export async function readSecrets(dataFolder: string): Promise<Secrets> {
  const path = join(dataFolder, 'secrets.json')
  let text: string | null
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    text = null
  }
  if (text !== null) return secretsIn(text, path)
  const made: Secrets = { ownerPassword: randomSecret(), appPassword: randomSecret() }
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
