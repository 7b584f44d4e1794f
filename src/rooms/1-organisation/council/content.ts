import { casesForCouncil } from '#engine/procedure/council-cases.ts'
import type { Tx } from '#ground/database/database.ts'
import { isId } from '#ground/ids/ids.ts'
import { canonical } from '#ledger/canonical.ts'
import { sha256 } from '#ledger/merkle.ts'
import { editionContents } from '#policy/editions/content-hash.ts'
import type { FileRow, ItemRow } from './meeting.ts'

/** What exactly a resolution is about: the item as it was put, its papers, and the text of an edition. */
export type Content = {
  readonly contentHash: string
  /** The hash of the edition's text, or of what was filed; null where the subject is neither. */
  readonly subjectHash: string | null
}

type Item = Pick<ItemRow, 'item_id' | 'kind' | 'title' | 'detail' | 'subject_kind' | 'subject_id'>

/** The content of each item as it stands now, by item id. Two queries at most. */
export async function contentsOf(
  tx: Tx,
  items: readonly Item[],
  files: readonly FileRow[],
): Promise<ReadonlyMap<string, Content>> {
  const ids = items.flatMap(({ subject_kind: kind, subject_id: id }) =>
    kind === 'policy-edition' && id !== null && isId(id) ? [id] : [],
  )
  const editions = await editionContents(tx, ids)
  const cases = await casesForCouncil(
    tx,
    items.flatMap(({ subject_kind: kind, subject_id: id }) =>
      kind === 'application' && id !== null && isId(id) ? [id] : [],
    ),
  )
  return new Map(
    items.map((item) => {
      const { subject_kind: kind, subject_id: id } = item
      const subjectHash =
        id === null
          ? null
          : kind === 'policy-edition'
            ? (editions.get(id)?.hash ?? null)
            : kind === 'application'
              ? (cases.get(id)?.contentHash ?? null)
              : null
      const papers = files
        .filter((file) => file.item_id === item.item_id)
        .map((file) => file.sha256)
        .toSorted()
      const words = { kind: item.kind, title: item.title, detail: item.detail }
      const content = canonical({ ...words, subject: { kind, id, hash: subjectHash }, papers })
      return [item.item_id, { contentHash: sha256(content).toString('hex'), subjectHash }]
    }),
  )
}
