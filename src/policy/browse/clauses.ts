import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { policyClauses } from '../contract.ts'
import { hiddenPolicies } from '../documents/may-read.ts'
import { editionOn } from '../editions/editions.ts'
import { displayNumber } from '../display-number.ts'

/** The clauses of the text in force on a day, in order. A city without a text has none, which is no failure. Three queries. */
export function clausesOperation(): Implementation {
  return implement(policyClauses, async (act, input) => {
    const edition = await editionOn(act.tx, act.tenantId, input.on ?? act.today, {
      kind: input.kind,
      except: await hiddenPolicies(act),
    })
    if (edition === undefined) return { editionId: null, clauses: [] }
    const rows = await act.tx
      .selectFrom('provision')
      .select(['eid', 'wid'])
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .orderBy('place')
      .execute()
    return {
      editionId: edition.version_id,
      clauses: rows.map(({ eid, wid }) => ({ eid, wid, number: displayNumber(eid) })),
    }
  })
}
