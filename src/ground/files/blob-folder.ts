import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { refuse } from '#ground/errors/refusal.ts'

/** Writes one new file durably: its bytes are on the disk when the promise resolves. */
export type WriteFile = (path: string, bytes: Uint8Array) => Promise<void>

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Where the content with this hash lies below the data folder: files/ab/cd…. */
export function blobPath(folder: string, sha256: string): string {
  return join(folder, 'files', sha256.slice(0, 2), sha256.slice(2))
}

/** Creates the file, writes and fsyncs it; an existing file is an error. */
export const writeDurably: WriteFile = async (path, bytes) => {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Makes the file appear whole under its name, or not at all: written beside as `path.suffix`, synced,
 * renamed, and the folder synced too. What was half written is removed before the error goes on.
 */
export async function placeDurably(
  path: string,
  bytes: Uint8Array,
  options: { suffix: string; write?: WriteFile },
): Promise<void> {
  const part = `${path}.${options.suffix}`
  try {
    await (options.write ?? writeDurably)(part, bytes)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/**
 * Puts content into the folder under its hash: written beside, fsynced, renamed, so that a reader or a
 * crash never meets half a file. Content that is there and whole is left alone; damaged content is replaced.
 * A full or closed disk is a Refusal 'unavailable', and leaves nothing behind.
 */
export async function storeBlob(
  folder: string,
  bytes: Uint8Array,
  options: { suffix: string; write?: WriteFile },
): Promise<string> {
  const sha256 = sha256Hex(bytes)
  const path = blobPath(folder, sha256)
  const present = await readBlob(folder, sha256)
  if (present !== undefined && sha256Hex(present) === sha256) return sha256
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await placeDurably(path, bytes, { ...options, suffix: `${options.suffix}.part` })
  } catch (error) {
    refuseUnwritable(error)
    throw error
  }
  return sha256
}

/** The bytes kept under the hash, unchecked, or undefined if there are none. */
export async function readBlob(folder: string, sha256: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(blobPath(folder, sha256))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function refuseUnwritable(error: unknown): void {
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    refuse(
      'unavailable',
      'サーバーの保存場所がいっぱいのため、ファイルを保管できませんでした。何も保存されていません。システムの管理者に連絡し、空きができてからもう一度お試しください。',
      { cause: error },
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    refuse(
      'unavailable',
      'サーバーの保存場所に書き込めないため、ファイルを保管できませんでした。何も保存されていません。システムの管理者に連絡してください。',
      { cause: error },
    )
  }
}

/** The system's code of a file error ('ENOSPC'), if it is one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
