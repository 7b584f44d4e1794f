import { sql } from 'kysely'
import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { fold, foldTerms } from '#ground/words/fold.ts'
import { placeOut } from './browse.ts'
import { policySearch } from '../contract.ts'
import { findEdition, selectEditions, type EditionRow } from '../editions/editions.ts'
import { hiddenPolicies } from '../documents/may-read.ts'
import type { Act } from '#ground/operation/act.ts'
import { highlights } from './highlight.ts'

/** A term for LIKE, taken literally. */
const containing = (term: string) => `%${term.replace(/[\\%_]/g, (c) => `\\${c}`)}%`

/**
 * Finds provisions that hold all words. First those whose number or heading is meant, then those with the words
 * together, then the rest; within each in the order of the documents. Two queries.
 */
export function searchOperation(): Implementation {
  return implement(policySearch, searchProvisions)
}

/** The same for whoever looks for more than clauses. */
export async function searchProvisions(
  act: Act,
  input: z.output<typeof policySearch.input>,
): Promise<z.input<typeof policySearch.output>> {
  const terms = foldTerms(input.query)
  if (terms.length === 0) return refuse('invalid', '探すことばを入れてください。')
  const editions = await searched(act, input)
  if (editions.size === 0) return { hits: [], total: 0, page: input.page, size: input.size }
  const whole = fold(input.query)
  let query = act.tx
    .selectFrom('provision')
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', 'in', [...editions.keys()])
  for (const term of terms) query = query.where('folded', 'like', containing(term))
  const rows = await query
    .select(['version_id', 'wid', 'eid', 'label', 'heading', 'text'])
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .orderBy(
      sql`case when split_part(folded, '|', 1) = ${whole} then 0
                 when split_part(folded, '|', 2) like ${containing(whole)} then 1
                 when folded like ${containing(whole)} then 2 else 3 end`,
    )
    .orderBy(sql`array_position(${sql.val([...editions.keys()])}::uuid[], version_id)`)
    .orderBy('place')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute()
  return {
    hits: rows.flatMap((r) => {
      const edition = editions.get(r.version_id)
      if (edition === undefined) return []
      return [
        {
          ...placeOut(r),
          editionId: r.version_id,
          editionLabel: edition.label,
          documentMark: edition.document_mark,
          text: r.text,
          inHeading: r.heading === null ? [] : highlights(r.heading, terms),
          inText: highlights(r.text, terms),
        },
      ]
    }),
    total: rows[0]?.total ?? 0,
    page: input.page,
    size: input.size,
  }
}

/** The editions to look in: the one asked for, or all in force on the date. */
async function searched(
  act: Act,
  input: { editionId?: string | undefined; on?: string | undefined },
): Promise<Map<string, EditionRow>> {
  if (input.editionId !== undefined) {
    const one = await findEdition(act, input.editionId)
    return new Map([[one.version_id, one]])
  }
  const on = input.on ?? act.today
  const rows = await selectEditions(act.tx, act.tenantId)
    .where('v.state', '<>', 'draft')
    .where('v.effective_from', '<=', on)
    .where((eb) => eb.or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', on)]))
    .orderBy(sql`array_position(array['対策基準','基本方針','規程','実施手順'], p.kind)`)
    .orderBy('v.policy_id')
    .execute()
  const hidden = await hiddenPolicies(act)
  return new Map(rows.filter((r) => !hidden.has(r.policy_id)).map((r) => [r.version_id, r]))
}
