import type { Tx } from '#ground/database/database.ts'
import type { PaperDocument, PaperTemplate } from './contract-template.ts'
import { standardTemplate, type Designed } from './template.ts'
import './tables.ts'

/** The template by which a paper of an instant is printed; null: of today. One query. */
export async function templateAt(
  tx: Tx,
  definition: Designed & { readonly key: string },
  document: PaperDocument,
  at: string | null,
): Promise<PaperTemplate> {
  const row = await tx
    .selectFrom('paper_form')
    .select('template')
    .where('procedure', '=', definition.key)
    .where('document', '=', document)
    .$if(at !== null, (query) => query.where('at', '<=', at ?? ''))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.template ?? standardTemplate(definition, document)
}

/** The last version of every 様式 that was ever saved, by procedure and document. One query. */
export async function lastVersions(
  tx: Tx,
): Promise<
  ReadonlyMap<string, { version: number; template: PaperTemplate | null; at: string; byId: string }>
> {
  const rows = await tx
    .selectFrom('paper_form')
    .selectAll()
    .distinctOn(['procedure', 'document'])
    .orderBy('procedure')
    .orderBy('document')
    .orderBy('version', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [
      paperKey(row.procedure, row.document),
      { version: row.version, template: row.template, at: row.at, byId: row.by_id },
    ]),
  )
}

export function paperKey(procedure: string, document: PaperDocument): string {
  return `${procedure} ${document}`
}

/** The city's name as papers bear it. One query. */
export async function cityName(tx: Tx, tenantId: string): Promise<string> {
  const row = await tx
    .selectFrom('tenant')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row?.name ?? ''
}
