import type { OrganisationPort } from '#engine/register/access.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { foldTerms } from '#ground/words/fold.ts'
import { searchAll, type SearchHit, type SearchKind } from './contract.ts'
import { findCases } from './find-cases.ts'
import { findLines } from './find-lines.ts'

/** What is looked for: as it was typed, and its words as they are searched. */
export type Asked = { readonly query: string; readonly terms: readonly string[]; readonly size: number }

export type Found = { readonly hits: readonly SearchHit[]; readonly total: number; readonly more: boolean }

/** Somewhere to look; it shows and counts only what the actor may see. */
export type SearchSource = {
  readonly kind: SearchKind
  find(act: Act, asked: Asked): Promise<Found>
}

export type SearchPorts = {
  readonly registers: readonly RegisterDefinition[]
  readonly procedures: readonly ProcedureDefinition[]
  readonly organisation: OrganisationPort
  /** People, units, clauses, meetings: what the rooms know. */
  readonly sources: readonly SearchSource[]
}

/** Hits are counted up to here; beyond it the answer says that there are more. */
export const mostHits = 200

/** One box for everything. The queries are as many whatever is found. */
export function searchOperations(ports: SearchPorts): Implementation[] {
  return [
    implement(searchAll, async (act, input) => {
      const terms = foldTerms(input.query)
      if (terms.length === 0) {
        return refuse('invalid', '探すことばを入れてください。', {
          problems: [{ at: 'query', message: '文字か数字を入れてください。' }],
        })
      }
      const asked: Asked = { query: input.query, terms, size: input.size }
      const tooShort = terms.every((term) => Array.from(term).length < 2)
      const groups: { kind: SearchKind; hits: SearchHit[]; total: number; more: boolean }[] = []
      const add = (kind: SearchKind, found: Found): void => {
        if (found.total > 0) groups.push({ kind, ...found, hits: [...found.hits] })
      }
      if (!tooShort) {
        const { assets, others } = await findLines(act, asked, ports)
        add('asset', assets)
        add('line', others)
        add('case', await findCases(act, asked, ports))
      }
      for (const source of ports.sources) add(source.kind, await source.find(act, asked))
      return { groups, tooShort }
    }),
  ]
}
