import { sql } from 'kysely'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { needsApproval } from '../editions/approval.ts'
import { authorNames, mayManage } from '../author.ts'
import { pointingNorms, refsByProvision } from './clause-refs.ts'
import { policyEdition, policyList, policyProvisions } from '../contract.ts'
import { displayNumber } from '../display-number.ts'
import {
  documentOut,
  editionOn,
  editionOut,
  findEdition,
  selectEditions,
  standingOn,
  type EditionRow,
} from '../editions/editions.ts'
import { unreadOut } from '../import/import-plan.ts'
import { demandReadable, hiddenPolicies } from '../documents/may-read.ts'
import { indexPlaces } from '../review/norm-places.ts'
import type { PolicyPorts } from '../ports.ts'
import type { GuessedRow } from '../reading/types.ts'

/** Documents with their editions, newest first. Three queries. */
export function listOperation(): Implementation {
  return implement(policyList, async (act, input) => {
    const manage = mayManage(act)
    let documents = act.tx.selectFrom('policy as p').where('p.tenant_id', '=', act.tenantId)
    if (!manage) {
      documents = documents.where((eb) =>
        eb.exists(
          eb
            .selectFrom('policy_version as v')
            .select(sql`1`.as('one'))
            .whereRef('v.tenant_id', '=', 'p.tenant_id')
            .whereRef('v.policy_id', '=', 'p.policy_id')
            .where('v.state', '<>', 'draft'),
        ),
      )
    }
    const rows = await documents
      .select(['p.policy_id', 'p.title', 'p.kind', 'p.document_mark', 'p.public'])
      .select(sql<number>`count(*) over ()::int`.as('total'))
      .orderBy(sql`array_position(array['基本方針','対策基準','規程','実施手順'], p.kind)`)
      .orderBy('p.created_at')
      .orderBy('p.policy_id')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute()
    const ids = rows.map((r) => r.policy_id)
    const editions =
      ids.length === 0
        ? []
        : await selectEditions(act.tx, act.tenantId)
            .where('v.policy_id', 'in', ids)
            .orderBy('v.sequence', 'desc')
            .execute()
    return {
      policies: rows.map((r) => ({
        policyId: r.policy_id,
        title: r.title,
        kind: r.kind,
        documentMark: r.document_mark,
        public: r.public,
        editions: editions
          .filter((e) => e.policy_id === r.policy_id && (manage || e.state !== 'draft'))
          .map((e) => editionOut(e, act.today)),
      })),
      total: rows[0]?.total ?? (input.page === 1 ? 0 : await countDocuments(act, manage)),
      page: input.page,
      size: input.size,
      mayManage: manage,
    }
  })
}

/** Only asked for beyond the last page, where no row carries the total. */
async function countDocuments(act: Act, manage: boolean): Promise<number> {
  let query = act.tx
    .selectFrom('policy_version')
    .where('tenant_id', '=', act.tenantId)
    .select(sql<number>`count(distinct policy_id)::int`.as('total'))
  if (!manage) query = query.where('state', '<>', 'draft')
  return (await query.executeTakeFirst())?.total ?? 0
}

async function chosenEdition(
  act: Act,
  input: {
    editionId?: string | undefined
    policyId?: string | undefined
    kind?: EditionRow['kind'] | undefined
    on?: string | undefined
  },
): Promise<EditionRow> {
  if (input.editionId !== undefined) return findEdition(act, input.editionId)
  if (input.policyId !== undefined) await demandReadable(act, input.policyId)
  const except = await hiddenPolicies(act)
  const found = await editionOn(act.tx, act.tenantId, input.on ?? act.today, { ...input, except })
  return (
    found ??
    refuse('not-found', 'その日に施行されている版がありません。規程を取り込み、施行の手続をしてください。')
  )
}

/** Provisions of an edition in order, with how many mechanisms hang on each. One query. */
export function selectNodes(act: Act, editionId: string) {
  return act.tx
    .selectFrom('provision as n')
    .leftJoin('provision_table as t', (join) =>
      join
        .onRef('t.tenant_id', '=', 'n.tenant_id')
        .onRef('t.version_id', '=', 'n.version_id')
        .onRef('t.wid', '=', 'n.wid'),
    )
    .where('n.tenant_id', '=', act.tenantId)
    .where('n.version_id', '=', editionId)
    .select([
      'n.wid',
      'n.eid',
      'n.parent_wid',
      'n.place',
      'n.depth',
      'n.level',
      'n.label',
      'n.heading',
      'n.type',
      'n.text',
      'n.confirmed',
    ])
    .select(['t.kind as table_kind', 't.confirmed_at as table_confirmed_at'])
    .select(
      sql<number>`(select count(distinct b.mechanism)::int from binding b
        where b.tenant_id = n.tenant_id and b.version_id = n.version_id and b.wid = n.wid)`.as('bound'),
    )
    .orderBy('n.place')
}

export type NodeRow = Awaited<ReturnType<ReturnType<typeof selectNodes>['execute']>>[number]

const outlineOut = (row: NodeRow) => ({
  wid: row.wid,
  eid: row.eid,
  number: displayNumber(row.eid),
  parentWid: row.parent_wid,
  depth: row.depth,
  label: row.label,
  heading: row.heading,
  type: row.type,
  bound: row.bound,
})

export const nodeOut = (row: NodeRow) => ({
  ...outlineOut(row),
  text: row.text,
  confirmed: row.confirmed,
  table: row.table_kind,
  tableConfirmed: row.table_confirmed_at !== null,
})

export const placeOut = (row: Pick<NodeRow, 'wid' | 'eid' | 'label' | 'heading'>) => ({
  wid: row.wid,
  eid: row.eid,
  number: displayNumber(row.eid),
  label: row.label,
  heading: row.heading,
})

const rowsOut = (rows: readonly GuessedRow[]) => rows.map((r) => ({ ...r, items: [...r.items] }))

/** One edition: what it is, its outline, its tables, what could not be read. */
export function editionOperation(ports: PolicyPorts): Implementation {
  return implement(policyEdition, async (act, input) => {
    const edition = await chosenEdition(act, input)
    const manage = mayManage(act)
    const nodes = await selectNodes(act, edition.version_id).execute()
    const siblings = await selectEditions(act.tx, act.tenantId)
      .where('v.policy_id', '=', edition.policy_id)
      .orderBy('v.sequence', 'desc')
      .execute()
    const tables = await act.tx
      .selectFrom('provision_table')
      .selectAll()
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .orderBy('span_start')
      .execute()
    const source = await act.tx
      .selectFrom('policy_version')
      .select(['unread', 'notices'])
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .executeTakeFirstOrThrow()
    const confirmers = tables.flatMap((t) =>
      t.confirmed_by === null || t.confirmed_by_kind === null
        ? []
        : [{ kind: t.confirmed_by_kind, id: t.confirmed_by }],
    )
    const importer = { kind: edition.imported_by_kind, id: edition.imported_by }
    const name = await authorNames(act.tx, ports, [...confirmers, importer])
    const eidOf = new Map(nodes.map((n) => [n.wid, n.eid]))
    return {
      policy: documentOut(edition),
      edition: {
        ...editionOut(edition, act.today),
        strategy: edition.strategy,
        sourceName: edition.source_name,
        sourceSha256: edition.source_sha256,
        format: edition.source_format,
        encoding: edition.source_encoding,
        importedBy: name(importer.kind, importer.id),
        needsApproval: needsApproval(edition.kind),
        resolution:
          manage && edition.state === 'draft' && needsApproval(edition.kind)
            ? await ports.council.resolution(act.tx, edition.version_id)
            : null,
      },
      editions: siblings
        .filter((e) => manage || e.state !== 'draft')
        .map((e) => ({
          editionId: e.version_id,
          label: e.label,
          standing: standingOn(e, act.today),
          effectiveFrom: e.effective_from,
        })),
      outline: nodes.map(outlineOut),
      tables: tables.map((t) => ({
        wid: t.wid,
        eid: eidOf.get(t.wid) ?? '',
        number: displayNumber(eidOf.get(t.wid) ?? ''),
        kind: t.kind,
        columns: [...t.columns],
        raw: t.raw,
        guess: rowsOut(t.guess),
        rows: t.rows === null ? null : rowsOut(t.rows),
        confirmedAt: t.confirmed_at,
        confirmedBy:
          t.confirmed_by === null || t.confirmed_by_kind === null
            ? null
            : name(t.confirmed_by_kind, t.confirmed_by),
      })),
      unread: unreadOut(source.unread),
      notices: [...source.notices],
      mayManage: manage,
    }
  })
}

/** The words of an edition, whole or one chapter, with what they point to. Three queries. */
export function provisionsOperation(): Implementation {
  return implement(policyProvisions, async (act, input) => {
    const edition = await findEdition(act, input.editionId)
    const rows = await selectNodes(act, edition.version_id).execute()
    const textOf = new Map(rows.map((row) => [row.wid, row.text]))
    const pointing = await pointingNorms(act, edition.version_id)
    const refs = refsByProvision(pointing, (wid) => textOf.get(wid), indexPlaces(rows))
    return {
      editionId: edition.version_id,
      documentMark: edition.document_mark,
      nodes: (input.chapter === undefined ? rows : chapterOf(rows, input.chapter)).map((row) => ({
        ...nodeOut(row),
        refs: [...(refs.get(row.wid) ?? [])],
      })),
      total: rows.length,
    }
  })
}

function chapterOf(rows: readonly NodeRow[], chapter: string): NodeRow[] {
  const at = rows.findIndex((r) => r.eid === chapter || r.wid === chapter)
  const head = rows[at]
  if (head === undefined)
    return refuse('not-found', 'その章はこの版にありません。目次から選び直してください。')
  const end = rows.findIndex((r, i) => i > at && r.depth <= head.depth)
  return rows.slice(at, end < 0 ? rows.length : end)
}
