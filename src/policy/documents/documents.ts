import { sql } from 'kysely'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { mayManage } from '../author.ts'
import { policyDocument, policyDocuments } from '../contract-documents.ts'
import { displayNumber } from '../display-number.ts'
import { chainAbove, treeOrder } from './document-tree.ts'
import { editionOn } from '../editions/editions.ts'
import { hiddenPolicies } from './may-read.ts'
import type { PolicyPorts } from '../ports.ts'
import { publicationOut, publicationsOf, whyNotPublished } from './publication-rules.ts'
import '../editions/edition-tables.ts'
import '../tables.ts'

const MOST = 500

/** Every document of the tenant, those of drafts alone only for who may change them. */
export async function allDocuments(act: Act) {
  let query = act.tx.selectFrom('policy as p').where('p.tenant_id', '=', act.tenantId)
  if (!mayManage(act)) {
    query = query.where((eb) =>
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
  const rows = await query
    .selectAll('p')
    .orderBy(sql`array_position(array['基本方針','対策基準','規程','実施手順'], p.kind)`)
    .orderBy('p.created_at')
    .orderBy('p.policy_id')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({ ...row, id: row.policy_id, basedOn: row.based_on }))
}

export type DocumentRow = Awaited<ReturnType<typeof allDocuments>>[number]

/** A document as screens show it: its words are not among this. */
export const describedOut = (row: Omit<DocumentRow, 'id' | 'basedOn' | 'created_at'>) => ({
  policyId: row.policy_id,
  title: row.title,
  kind: row.kind,
  documentMark: row.document_mark,
  public: row.public,
  basedOn: row.based_on,
  body: row.body_name === null ? null : { bodyId: row.body_id, name: row.body_name },
  audience: row.audience,
})

/** 文書の体系. Three queries. */
export function documentsOperation(): Implementation {
  return implement(policyDocuments, async (act) => {
    const documents = await allDocuments(act)
    const hidden = await hiddenPolicies(act)
    const current = await act.tx
      .selectFrom('policy_version')
      .select(['policy_id', 'version_id', 'label', 'effective_from'])
      .where('tenant_id', '=', act.tenantId)
      .where('state', '<>', 'draft')
      .where('effective_from', '<=', act.today)
      .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>', act.today)]))
      .execute()
    const currentOf = new Map(current.map((c) => [c.policy_id, c]))
    return {
      documents: treeOrder(documents).map(({ document, depth }) => {
        const now = currentOf.get(document.id)
        return {
          ...describedOut(document),
          depth,
          mayRead: !hidden.has(document.id),
          current:
            now === undefined || now.effective_from === null
              ? null
              : { editionId: now.version_id, label: now.label, effectiveFrom: now.effective_from },
        }
      }),
      mayManage: mayManage(act),
    }
  })
}

const named = (row: DocumentRow) => ({
  policyId: row.policy_id,
  title: row.title,
  documentMark: row.document_mark,
})

/** One document: what it rests on, who may read it, its 附則 and publications. */
export function documentOperation(ports: PolicyPorts): Implementation {
  return implement(policyDocument, async (act, input) => {
    const documents = await allDocuments(act)
    const document = documents.find((d) => d.id === input.policyId)
    if (document === undefined)
      return refuse('not-found', 'その文書はありません。文書の一覧から選び直してください。')
    const manage = mayManage(act)
    const readable = !(await hiddenPolicies(act)).has(document.id)
    const current = await editionOn(act.tx, act.tenantId, act.today, { policyId: document.id })
    const publications = await publicationsOf(act, document.id)
    const published = publications.find((p) => p.state === 'current')
    const whyNot = whyNotPublished(document, current ?? null)
    return {
      document: describedOut(document),
      above: chainAbove(documents, document.id).map(named),
      below: documents.filter((d) => d.basedOn === document.id).map(named),
      readers: manage ? await namedReaders(act, ports, document.id) : [],
      supplements: readable ? await supplementsOf(act, document.id, manage) : [],
      publications: publications.map(publicationOut),
      mayPublish: manage && whyNot === null,
      whyNot,
      unpublishedDays:
        document.kind === '基本方針' && current !== undefined && published?.version_id !== current.version_id
          ? daysSince(current.decided_on ?? current.effective_from, act.today)
          : null,
      choices: manage ? await choicesOf(act, ports) : { bodies: [], units: [], offices: [] },
      mayManage: manage,
    }
  })
}

const daysSince = (day: string | null, today: string): number =>
  day === null ? 0 : Math.max(0, Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000))

async function choicesOf(act: Act, ports: PolicyPorts) {
  const { units, offices } = await ports.readerChoices(act.tx, act.today)
  return {
    bodies: (await ports.bodies(act.tx, act.today)).map((b) => ({ bodyId: b.id, name: b.name })),
    units: units.map((u) => ({ ...u })),
    offices: offices.map((o) => ({ ...o })),
  }
}

async function namedReaders(act: Act, ports: PolicyPorts, policyId: string) {
  const rows = await act.tx
    .selectFrom('document_reader')
    .select(['kind', 'reader as id'])
    .where('tenant_id', '=', act.tenantId)
    .where('policy_id', '=', policyId)
    .orderBy('kind')
    .orderBy('reader')
    .execute()
  const { units, offices } = await ports.readerChoices(act.tx, act.today)
  const names = new Map([...units, ...offices].map((it) => [it.id, it.name]))
  const people = await ports.personNames(
    act.tx,
    rows.filter((r) => r.kind === 'person').map((r) => r.id),
  )
  return rows.map((r) => ({ ...r, name: people.get(r.id) ?? names.get(r.id) ?? r.id }))
}

/** 附則 of every edition, the newest edition first; what stands below one belongs to its words. */
async function supplementsOf(act: Act, policyId: string, manage: boolean) {
  const rows = await act.tx
    .selectFrom('provision as n')
    .innerJoin('policy_version as v', (join) =>
      join.onRef('v.tenant_id', '=', 'n.tenant_id').onRef('v.version_id', '=', 'n.version_id'),
    )
    .where('n.tenant_id', '=', act.tenantId)
    .where('v.policy_id', '=', policyId)
    .where((eb) => (manage ? eb.val(true) : eb('v.state', '<>', 'draft')))
    .where((eb) => eb.or([eb('n.type', '=', 'supplementary'), eb('n.level', '=', '附則')]))
    .select(['v.version_id', 'v.label', 'n.wid', 'n.eid', 'n.heading', 'n.text'])
    .orderBy('v.sequence', 'desc')
    .orderBy('n.place')
    .limit(MOST)
    .execute()
  return rows.map((r) => ({
    editionId: r.version_id,
    label: r.label,
    wid: r.wid,
    number: displayNumber(r.eid),
    heading: r.heading,
    text: r.text,
  }))
}
