import { sql } from 'kysely'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { authorNames, authorOf, mayManage } from '../author.ts'
import { policyParameters, policySetParameter } from '../contract-norms.ts'
import { displayNumber } from '../display-number.ts'
import { findEdition, selectEditions } from '../editions/editions.ts'
import type { ParameterValueTable, StoredParameter } from '../review/norm-tables.ts'
import { hiddenPolicies } from '../documents/may-read.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'
import { editionsInForce } from '../reads.ts'

type ValueRow = Omit<ParameterValueTable, 'tenant_id'>

const HISTORY = 20

/** 定める値: what the text leaves to the city, with what the city has set. Seven queries, joined here as in `normsOf`. */
export function parametersOperation(ports: PolicyPorts): Implementation {
  return implement(policyParameters, async (act, input) => {
    const on = input.on ?? act.today
    const editions =
      input.editionId === undefined
        ? (await readableInForce(act, on)).map((edition) => edition.editionId)
        : [(await findEdition(act, input.editionId)).version_id]
    const open = await openValues(act, editions)
    const cited = await citedPlaces(act, editions)
    const values = Map.groupBy(await allValues(act), (row) => row.parameter)
    const nameOf = await authorNames(
      act.tx,
      ports,
      [...values.values()].flat().map((row) => ({ kind: row.by_kind, id: row.by })),
    )
    const parameters = open.map((each) => {
      const rows = values.get(each.id) ?? []
      const current = currentOf(rows, on)
      const set = current !== undefined && current.value !== null ? current : undefined
      return {
        parameter: each.id,
        label: each.label,
        unit: each.unit,
        words: each.words,
        value: set?.value ?? null,
        note: current?.note ?? '',
        revision: rows[0]?.revision ?? 0,
        setBy: current === undefined ? null : nameOf(current.by_kind, current.by),
        setAt: current?.set_at ?? null,
        validFrom: current?.valid_from ?? null,
        usual: each.usual === null ? null : { ...each.usual },
        cited: cited.get(each.id) ?? [],
        history: rows.slice(0, HISTORY).map((row) => ({
          value: row.value,
          note: row.note,
          validFrom: row.valid_from,
          setBy: nameOf(row.by_kind, row.by),
          setAt: row.set_at,
        })),
      }
    })
    const set = parameters.filter((each) => each.value !== null).length
    return { parameters, set, open: parameters.length - set, mayManage: mayManage(act) }
  })
}

/** Open values of some editions, each once, in the order in which they are first spoken of. */
async function openValues(act: Act, editions: readonly string[]): Promise<StoredParameter[]> {
  if (editions.length === 0) return []
  const rows = await act.tx
    .selectFrom('edition_reading')
    .select(['version_id', 'parameters'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', 'in', [...editions])
    .execute()
  const byEdition = new Map(rows.map((row) => [row.version_id, row.parameters]))
  const found = new Map<string, StoredParameter>()
  for (const edition of editions) {
    for (const each of byEdition.get(edition) ?? []) if (!found.has(each.id)) found.set(each.id, each)
  }
  return [...found.values()]
}

/** The clauses that leave a value open, with their words. */
async function citedPlaces(act: Act, editions: readonly string[]) {
  const out = new Map<
    string,
    { normId: string; wid: string; eid: string; number: string; documentMark: string; quote: string }[]
  >()
  if (editions.length === 0) return out
  const norms = await act.tx
    .selectFrom('norm')
    .select(['version_id', 'norm_id', 'wid', 'range_start', 'text', 'parameters'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', 'in', [...editions])
    .where(sql<boolean>`parameters <> '[]'::jsonb`)
    .execute()
  if (norms.length === 0) return out
  const provisions = await act.tx
    .selectFrom('provision')
    .select(['version_id', 'wid', 'eid', 'place'])
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', 'in', [...editions])
    .execute()
  const documents = await selectEditions(act.tx, act.tenantId)
    .where('v.version_id', 'in', [...editions])
    .execute()
  const places = new Map(provisions.map((each) => [`${each.version_id} ${each.wid}`, each]))
  const marks = new Map(documents.map((each) => [each.version_id, each.document_mark]))
  const rows = norms.flatMap((norm) => {
    const place = places.get(`${norm.version_id} ${norm.wid}`)
    const rank = editions.indexOf(norm.version_id)
    const mark = marks.get(norm.version_id) ?? ''
    return place === undefined ? [] : [{ ...norm, ...place, rank, document_mark: mark }]
  })
  rows.sort((x, y) => x.rank - y.rank || x.place - y.place || x.range_start - y.range_start)
  for (const row of rows) {
    for (const id of row.parameters) {
      const list = out.get(id) ?? []
      list.push({
        normId: row.norm_id,
        wid: row.wid,
        eid: row.eid,
        number: displayNumber(row.eid),
        documentMark: row.document_mark,
        quote: row.text,
      })
      out.set(id, list)
    }
  }
  return out
}

/** Everything that was ever set, the latest first. */
const allValues = (act: Act): Promise<ValueRow[]> =>
  act.tx
    .selectFrom('parameter_value')
    .select(['parameter', 'revision', 'value', 'note', 'valid_from', 'set_at', 'by_kind', 'by'])
    .where('tenant_id', '=', act.tenantId)
    .orderBy('parameter')
    .orderBy('revision', 'desc')
    .execute()

/** The value that holds on a date: of those begun by then, the one that began last, and of those the latest set. */
function currentOf(rows: readonly ValueRow[], on: string): ValueRow | undefined {
  let current: ValueRow | undefined
  for (const row of rows) {
    if (row.valid_from > on) continue
    if (current === undefined || row.valid_from > current.valid_from) current = row
  }
  return current
}

/** Sets a value or takes it back; the one before stays in the history. */
export function setParameterOperation(): Implementation {
  return implement(policySetParameter, async (act, input) => {
    await oneAtATime(act, 'policy.parameters')
    const known = await knownParameter(act, input.parameter)
    if (known === undefined) {
      return refuse(
        'not-found',
        'その値を定めるよう求める規程がありません。定める値の一覧から選び直してください。',
      )
    }
    const last = await act.tx
      .selectFrom('parameter_value')
      .select('revision')
      .where('tenant_id', '=', act.tenantId)
      .where('parameter', '=', input.parameter)
      .orderBy('revision', 'desc')
      .limit(1)
      .executeTakeFirst()
    const revision = last?.revision ?? 0
    if (revision !== input.revision) {
      refuse('conflict', 'ほかの人がこの値を先に定めました。画面を読み直して、今の値を確かめてください。')
    }
    const value = input.value === null ? null : valueIn(known, input.value)
    const author = authorOf(act)
    await act.recorder.save('parameter_value', {
      tenant_id: act.tenantId,
      parameter: input.parameter,
      revision: revision + 1,
      value,
      note: input.note,
      valid_from: input.validFrom ?? act.today,
      set_at: act.at,
      by_kind: author.kind,
      by: author.id,
    })
    act.recorder.describe({
      act: value === null ? '定める値の取消し' : '値を定める',
      subject: {
        kind: 'parameter',
        id: input.parameter,
        label: `${known.label} ${value ?? '—'}${known.unit}`,
      },
    })
    return { parameter: input.parameter, value, revision: revision + 1 }
  })
}

/** What a document with named readers leaves open is shown to them alone. */
async function readableInForce(act: Act, on: string) {
  const hidden = await hiddenPolicies(act)
  return (await editionsInForce(act.tx, on)).filter((edition) => !hidden.has(edition.policyId))
}

/** The parameter in the newest edition that leaves it open; an edition need not be in force to have its values set. */
async function knownParameter(act: Act, id: string): Promise<StoredParameter | undefined> {
  const rows = await selectEditions(act.tx, act.tenantId)
    .innerJoin('edition_reading as r', (join) =>
      join.onRef('r.tenant_id', '=', 'v.tenant_id').onRef('r.version_id', '=', 'v.version_id'),
    )
    .where('v.state', '<>', 'superseded')
    .select('r.parameters')
    .orderBy('v.imported_at', 'desc')
    .execute()
  return rows.flatMap((row) => row.parameters).find((each) => each.id === id)
}

const LARGEST = 1_000_000

/** A value as it is kept: a plain number in the unit of the parameter, or words where it has none. */
function valueIn(parameter: StoredParameter, given: string): string {
  if (parameter.unit === '') return given
  const plain = given.normalize('NFKC').replaceAll(',', '').trim()
  const number = Number(plain)
  if (!/^[0-9]+(\.[0-9]{1,2})?$/.test(plain) || number <= 0 || number > LARGEST) {
    refuse('invalid', `「${parameter.label}」は${parameter.unit}を単位とする数で入れてください。`, {
      problems: [{ at: 'value', message: `0より大きい数を入れてください(例: 1、0.5)。`, value: given }],
    })
  }
  return String(number)
}
