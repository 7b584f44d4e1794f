import { personNames } from '#authority/reads.ts'
import { unitNames } from '#authority/units.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import type { Field, FileFacts, Form, ProcedureDefinition } from './definition.ts'

/** The fields of one type with the ids in them. */
function named(
  definition: Pick<ProcedureDefinition, 'fields'>,
  form: Form,
  type: Field['type'],
): { field: Field; ids: readonly string[] }[] {
  return definition.fields.flatMap((field) => {
    const value = form[field.key]
    if (field.type !== type || value === undefined || value === '') return []
    return [{ field, ids: typeof value === 'string' ? [value] : value }]
  })
}

/** Names of the people and units a form names, by id; ids that are not the tenant's are absent. Two queries at most. */
export async function namesIn(
  tx: Tx,
  definition: Pick<ProcedureDefinition, 'fields'>,
  form: Form,
  on: string,
): Promise<Record<string, string>> {
  const people = named(definition, form, 'person').flatMap(({ ids }) => ids)
  const units = named(definition, form, 'unit').flatMap(({ ids }) => ids)
  return Object.fromEntries([
    ...(await personNames(tx, people)),
    ...(units.length === 0 ? [] : await unitNames(tx, units, on)),
  ])
}

/** What is wrong with the people and units a form names: not on the lists any more. Two queries at most. */
export async function strangersIn(
  tx: Tx,
  definition: Pick<ProcedureDefinition, 'fields'>,
  form: Form,
  on: string,
): Promise<Problem[]> {
  const names = await namesIn(tx, definition, form, on)
  return [...named(definition, form, 'person'), ...named(definition, form, 'unit')].flatMap(
    ({ field, ids }) =>
      ids.some((id) => names[id] === undefined)
        ? [{ at: field.key, message: `${field.label}は一覧から選び直してください` }]
        : [],
  )
}

/**
 * The papers of a form with their hashes. Only what the applicant has put in himself, or what is with the case already:
 * naming the id of a file of somebody else opens nothing. One query.
 */
export async function filesIn(
  tx: Tx,
  definition: Pick<ProcedureDefinition, 'fields'>,
  form: Form,
  own: { readonly personId: string; readonly known: readonly FileFacts[] },
): Promise<{ files: FileFacts[]; problems: Problem[] }> {
  const wanted = named(definition, form, 'files')
  const ids = wanted.flatMap((each) => each.ids)
  if (ids.length === 0) return { files: [], problems: [] }
  const rows = await tx
    .selectFrom('stored_file')
    .select(['file_id', 'name', 'type', 'size', 'sha256', 'uploaded_by'])
    .where('file_id', 'in', [...ids])
    .execute()
  const files = new Map(
    rows
      .filter(
        (row) => row.uploaded_by === own.personId || own.known.some((file) => file.fileId === row.file_id),
      )
      .map(({ file_id: fileId, name, type, size, sha256 }) => [fileId, { fileId, name, type, size, sha256 }]),
  )
  const problems = wanted.flatMap(({ field, ids: asked }) =>
    asked.some((id) => !files.has(id))
      ? [{ at: field.key, message: `${field.label}のファイルが見つかりません。添付し直してください` }]
      : [],
  )
  return { files: ids.flatMap((id) => files.get(id) ?? []), problems }
}
