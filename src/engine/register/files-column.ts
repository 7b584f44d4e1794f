import '#ground/files/file-store.ts'
import type { Tx } from '#ground/database/database.ts'
import { Refusal, type Problem } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { RegisterDefinition, Values } from './definition.ts'
import { idsIn } from './display.ts'
import type { Entry } from './reads.ts'

/*
 * Columns of type `files`: certificates and photos. The content lies with the kept files of the house under its
 * SHA-256; a line holds their ids.
 */

/** What a certificate or a photo may be, by content. */
const accepted: readonly string[] = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/tiff',
  'image/webp',
  'image/heic',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/plain',
  'text/csv',
]

/** Names of kept files by id; unknown ids are absent. One query, none without ids. */
export async function fileNames(tx: Tx, fileIds: readonly string[]): Promise<Map<string, string>> {
  const files = await keptFiles(tx, fileIds)
  return new Map(files.map((file) => [file.file_id, file.name]))
}

async function keptFiles(tx: Tx, fileIds: readonly string[]) {
  if (fileIds.length === 0) return []
  return tx
    .selectFrom('stored_file')
    .select(['file_id', 'name', 'type', 'uploaded_by'])
    .where('file_id', 'in', [...new Set(fileIds)])
    .execute()
}

/**
 * Looks at the files a change attaches: a person attaches only what he has uploaded himself (a known id opens nobody
 * else's file), and only documents and pictures. What was attached before stays. @throws Refusal 'invalid'.
 */
export async function checkFiles(
  act: Act,
  definition: RegisterDefinition,
  by: 'event' | 'person',
  values: Values,
  before: Values,
): Promise<void> {
  const fresh = new Map<string, string>()
  for (const column of definition.columns) {
    if (column.type !== 'files') continue
    const kept = new Set(idsIn(before[column.key]))
    for (const id of idsIn(values[column.key])) if (!kept.has(id)) fresh.set(id, column.key)
  }
  if (fresh.size === 0) return
  const uploader = by === 'person' && act.actor.kind === 'person' ? act.actor.personId : undefined
  const problems: Problem[] = []
  for (const file of await keptFiles(act.tx, [...fresh.keys()])) {
    const at = fresh.get(file.file_id) ?? ''
    const type = file.type.split(';')[0] ?? ''
    if (uploader !== undefined && file.uploaded_by !== uploader) {
      problems.push({ at, message: '自分で選んだファイルだけを添付できます。選び直してください。' })
    } else if (!accepted.includes(type)) {
      problems.push({
        at,
        message: '添付できるのは、PDF、写真、Excel、Word、テキストです。',
        value: file.name.slice(0, 100),
      })
    }
  }
  if (problems.length === 0) return
  throw new Refusal(
    'invalid',
    `${definition.noun}の添付ファイルに誤りがあります。示した欄を直してください。`,
    {
      problems,
    },
  )
}

/** True when a version of the line holds the file. One query, for files that have left the line only. */
export async function isAttached(
  tx: Tx,
  definition: RegisterDefinition,
  entry: Entry,
  fileId: string,
): Promise<boolean> {
  const columns = definition.columns.filter((column) => column.type === 'files')
  const holds = (values: Values): boolean => columns.some(({ key }) => idsIn(values[key]).includes(fileId))
  if (columns.length === 0) return false
  if (holds(entry.values)) return true
  const versions = await tx
    .selectFrom('register_entry_version')
    .select('values')
    .where('entry_id', '=', entry.entryId)
    .execute()
  return versions.some((version) => holds(version.values))
}
