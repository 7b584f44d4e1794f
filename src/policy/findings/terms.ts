import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { Act } from '#ground/operation/act.ts'
import { policyTerms } from '../contract-norms.ts'
import { displayNumber } from '../display-number.ts'
import { findEdition } from '../editions/editions.ts'
import { termFinder } from '../norms/terms.ts'
import type { StoredTerm } from '../review/norm-tables.ts'

const PLACES = 100

/** The terms an edition defines. One query. */
export async function termsIn(act: Act, editionId: string): Promise<readonly StoredTerm[]> {
  const row = await act.tx
    .selectFrom('edition_reading')
    .select('terms')
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .executeTakeFirst()
  return row?.terms ?? []
}

/** 用語集: the defined words, what they mean, and where they occur. Three queries. */
export function termsOperation(): Implementation {
  return implement(policyTerms, async (act, input) => {
    const edition = await findEdition(act, input.editionId)
    const terms = await termsIn(act, edition.version_id)
    const nodes = await act.tx
      .selectFrom('provision')
      .select(['wid', 'eid', 'text'])
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .orderBy('place')
      .execute()
    const find = termFinder(terms)
    const places = new Map<StoredTerm, { wid: string; number: string; start: number; end: number }[]>()
    for (const node of nodes) {
      for (const { term, start, end } of find(node.text)) {
        const list = places.get(term) ?? []
        list.push({ wid: node.wid, number: displayNumber(node.eid), start, end })
        places.set(term, list)
      }
    }
    const eidOf = new Map(nodes.map((node) => [node.wid, node.eid]))
    return {
      editionId: edition.version_id,
      documentMark: edition.document_mark,
      terms: terms.map((term) => {
        const all = places.get(term) ?? []
        return {
          word: term.word,
          meaning: term.meaning,
          wid: term.node,
          number: displayNumber(eidOf.get(term.node) ?? ''),
          range: { start: term.range[0], end: term.range[1] },
          by: term.by,
          occurrences: all.length,
          places: all.slice(0, PLACES),
        }
      }),
    }
  })
}
