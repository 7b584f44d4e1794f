import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { countCharacters, normaliseText } from '#ground/words/text.ts'
import { readBlob, sha256Hex, storeBlob, type WriteFile } from './blob-folder.ts'
import { contentType, nameOfType } from './file-type.ts'

declare module '#ground/database/tables.ts' {
  interface Tables {
    stored_file: StoredFileTable
  }
}

/** 添付ファイル. Rows are never changed; the content lies in the data folder under its hash. */
export type StoredFileTable = {
  tenant_id: string
  file_id: string
  sha256: string
  name: string
  type: string
  size: number
  uploaded_by: string
  at: string
}

export type StoredFile = {
  readonly fileId: string
  readonly name: string
  /** media type found in the content */
  readonly type: string
  /** bytes */
  readonly size: number
  readonly sha256: string
}

export type FileStore = {
  /**
   * Keeps a file and returns what was found out about it. Refuses: empty ('invalid'), larger than the
   * limit ('too-large'), programs, content that contradicts the extension or is not among `accept`
   * ('unsupported'), disk full ('unavailable').
   */
  put(
    bytes: Uint8Array,
    name: string,
    by: { uploadedBy: string; accept?: readonly string[] },
  ): Promise<StoredFile>
  /** The file with its bytes, checked against the hash; refuses 'not-found', and 'unavailable' if damaged. */
  read(fileId: string): Promise<StoredFile & { readonly bytes: Uint8Array }>
  /** What is known of the file without its bytes, or undefined. */
  find(fileId: string): Promise<StoredFile | undefined>
}

export const defaultMaxBytes = 20 * 1024 * 1024

/**
 * The files of one tenant within one transaction. `folder` is the data folder. If the transaction
 * rolls back, the content may stay under its hash without a row: unreachable, and reused by the next put.
 */
export function fileStore(setting: {
  tx: Tx
  tenantId: string
  folder: string
  /** instant of the act, ISO 8601 UTC */
  at: string
  newId: () => string
  maxBytes?: number
  /** for tests: how bytes reach the disk */
  write?: WriteFile
}): FileStore {
  const { tx, tenantId, folder, at, newId, maxBytes = defaultMaxBytes } = setting

  const row = (fileId: string) =>
    tx
      .selectFrom('stored_file')
      .select(['file_id', 'name', 'type', 'size', 'sha256'])
      .where('tenant_id', '=', tenantId)
      .where('file_id', '=', fileId)
      .executeTakeFirst()

  const find = async (fileId: string): Promise<StoredFile | undefined> => {
    if (!isUuid.test(fileId)) return undefined
    const found = await row(fileId)
    if (found === undefined) return undefined
    const { file_id, name, type, size, sha256 } = found
    return { fileId: file_id, name, type, size, sha256 }
  }

  return {
    find,

    async put(bytes, name, { uploadedBy, accept }) {
      const fileName = cleanFileName(name)
      if (bytes.length === 0) {
        refuse('invalid', `「${fileName}」は中身が空です。正しいファイルを選び直してください。`)
      }
      if (bytes.length > maxBytes) {
        refuse(
          'too-large',
          `「${fileName}」は${megabytes(bytes.length)}あり、1つのファイルの上限${megabytes(maxBytes)}を超えています。小さくするか分けてください。`,
        )
      }
      const type = await acceptedType(bytes, fileName, accept)
      const fileId = newId()
      const sha256 = await storeBlob(folder, bytes, {
        suffix: fileId,
        ...(setting.write === undefined ? {} : { write: setting.write }),
      })
      const size = bytes.length
      await tx
        .insertInto('stored_file')
        .values({
          tenant_id: tenantId,
          file_id: fileId,
          sha256,
          name: fileName,
          type,
          size,
          uploaded_by: uploadedBy,
          at,
        })
        .execute()
      return { fileId, name: fileName, type, size, sha256 }
    },

    async read(fileId) {
      const file = await find(fileId)
      if (file === undefined) {
        refuse('not-found', 'ファイルが見つかりません。削除されたか、見る権限がありません。')
      }
      const bytes = await readBlob(folder, file.sha256)
      if (bytes === undefined) {
        refuse(
          'unavailable',
          `「${file.name}」の中身が保存場所にありません。システムの管理者に連絡してください。`,
          {
            problems: [{ at: file.name, message: '保存場所に中身がありません。', value: file.sha256 }],
          },
        )
      }
      const actual = sha256Hex(bytes)
      if (actual !== file.sha256) {
        refuse(
          'unavailable',
          `「${file.name}」の中身が保管したときと違います。壊れたか書き換えられたおそれがあるため、お渡しできません。システムの管理者に連絡してください。`,
          { problems: [{ at: file.name, message: `要約値は${file.sha256}のはずです。`, value: actual }] },
        )
      }
      return { ...file, bytes }
    },
  }
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu

async function acceptedType(
  bytes: Uint8Array,
  name: string,
  accept: readonly string[] | undefined,
): Promise<string> {
  const { type, isProgram, contradictsName } = await contentType(bytes, name)
  if (isProgram) {
    refuse('unsupported', `「${name}」の中身はプログラムです。プログラムは添付できません。`)
  }
  if (contradictsName) {
    refuse(
      'unsupported',
      `「${name}」の名前と中身の種類が合いません。元のソフトウェアで保存し直してから選んでください。`,
      { problems: [{ at: name, message: `中身は${nameOfType(type)}です。` }] },
    )
  }
  if (accept !== undefined && !accept.includes(type.split(';')[0] ?? type)) {
    refuse('unsupported', `「${name}」はここでは使えない種類のファイルです。`, {
      problems: [{ at: name, message: `中身は${nameOfType(type)}です。` }],
    })
  }
  return type
}

/** The last part of a path that a browser or a person gave, without control characters, at most 200 characters. */
function cleanFileName(name: string): string {
  const last = normaliseText(name).split(/[/\\]/u).at(-1) ?? ''
  const shown = last.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  if (shown === '' || shown === '.' || shown === '..') return '名称なし'
  if (countCharacters(shown) <= 200) return shown
  const extension = /\.[^.]{1,10}$/u.exec(shown)?.[0] ?? ''
  return (
    Array.from(shown)
      .slice(0, 200 - countCharacters(extension))
      .join('') + extension
  )
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)}MB`
}
