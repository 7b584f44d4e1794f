import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { isId } from '#ground/ids/ids.ts'
import { policyDescribeDocument } from '../contract-documents.ts'
import { chainAbove } from './document-tree.ts'
import { allDocuments, describedOut, type DocumentRow } from './documents.ts'
import type { Reader } from './may-read.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'
import '../editions/edition-tables.ts'

/** What a document is, on what it rests and who may read it. */
export function describeDocumentOperation(ports: PolicyPorts): Implementation {
  return implement(policyDescribeDocument, async (act, input) => {
    // Two at once could make two documents rest on each other, or bear one title.
    await oneAtATime(act, 'policy.import')
    const documents = await allDocuments(act)
    const document = documents.find((d) => d.id === input.policyId)
    if (document === undefined)
      return refuse('not-found', 'その文書はありません。文書の一覧から選び直してください。')
    if (input.public && document.kind === '実施手順') {
      wrong('public', '実施手順は公開できません。閲覧できる人を選んでください。')
    }
    if (!input.public && document.public) await demandUnpublished(act, document)
    demandFreeTitle(documents, document, input.title)
    const basedOn = input.basedOn === undefined ? document.based_on : input.basedOn
    demandBase(documents, document, basedOn)
    const body = await bodyOf(act, ports, document, input.body)
    const readers = await demandReaders(act, ports, input.readers)
    const { id: _id, basedOn: _basedOn, ...row } = document
    const described = {
      ...row,
      title: input.title ?? row.title,
      document_mark: input.documentMark ?? row.document_mark,
      public: input.public,
      audience: input.audience ?? (readers.length > 0 ? ('named' as const) : row.audience),
      body_id: body.id,
      body_name: body.name,
      based_on: basedOn,
    }
    await act.recorder.save('policy', described)
    await act.recorder.removeAll('document_reader', await readerKeys(act, document.id))
    await act.recorder.saveAll(
      'document_reader',
      readers.map((r) => ({ tenant_id: act.tenantId, policy_id: document.id, kind: r.kind, reader: r.id })),
    )
    act.recorder.describe({
      act: '文書の説明の変更',
      subject: { kind: 'policy', id: document.id, label: described.title },
      note: described.public
        ? '公開'
        : described.audience === 'staff'
          ? '職員が閲覧'
          : `閲覧できる人${readers.length}件`,
    })
    return { document: describedOut(described), readers: readers.length }
  })
}

function wrong(at: string, message: string, value?: string): never {
  return refuse('invalid', message, {
    problems: [{ at, message, ...(value === undefined ? {} : { value }) }],
  })
}

function demandFreeTitle(documents: readonly DocumentRow[], document: DocumentRow, title?: string): void {
  if (title !== undefined && documents.some((d) => d.title === title && d.id !== document.id))
    wrong('title', `「${title}」という文書はもうあります。別の題名を入れてください。`, title)
}

function demandBase(documents: readonly DocumentRow[], document: DocumentRow, basedOn: string | null): void {
  if (basedOn === null) return
  if (!documents.some((d) => d.id === basedOn))
    wrong('basedOn', '上位の文書が見つかりません。文書の一覧から選び直してください。', basedOn)
  const round = basedOn === document.id || chainAbove(documents, basedOn).some((d) => d.id === document.id)
  if (round)
    wrong('basedOn', 'その文書はこの文書の下位にあるため、上位の文書にできません。別の文書を選んでください。')
}

async function demandUnpublished(act: Act, document: DocumentRow): Promise<void> {
  if (document.kind === '基本方針') return
  const current = await act.tx
    .selectFrom('publication')
    .select('publication_id')
    .where('tenant_id', '=', act.tenantId)
    .where('policy_id', '=', document.id)
    .where('state', '=', 'current')
    .executeTakeFirst()
  if (current !== undefined)
    refuse('conflict', 'この文書は公表中です。先に公表を取り下げてから、非公開にしてください。')
}

async function bodyOf(
  act: Act,
  ports: PolicyPorts,
  document: DocumentRow,
  given: { bodyId?: string | undefined; name: string } | null | undefined,
): Promise<{ id: string | null; name: string | null }> {
  if (given === undefined) return { id: document.body_id, name: document.body_name }
  if (given === null) return { id: null, name: null }
  if (given.bodyId === undefined) return { id: null, name: given.name }
  const found = (await ports.bodies(act.tx, act.today)).find((b) => b.id === given.bodyId)
  if (found === undefined)
    return wrong('body', 'その機関は組織図にありません。選び直すか、名前だけを入れてください。', given.bodyId)
  return { id: found.id, name: found.name }
}

/** Readers once each; a name nobody bears would lock people out without anybody seeing why. */
async function demandReaders(
  act: Act,
  ports: PolicyPorts,
  given: readonly Reader[],
): Promise<readonly Reader[]> {
  const readers = [...new Map(given.map((r) => [`${r.kind} ${r.id}`, r])).values()]
  if (readers.length === 0) return readers
  const { units, offices } = await ports.readerChoices(act.tx, act.today)
  const people = readers.filter((r) => r.kind === 'person').map((r) => r.id)
  const known = await ports.personNames(act.tx, people.filter(isId))
  const problems = readers.flatMap((r, i) => {
    const there =
      r.kind === 'person'
        ? known.has(r.id)
        : (r.kind === 'unit' ? units : offices).some((choice) => choice.id === r.id)
    return there
      ? []
      : [{ at: `readers[${i}]`, message: '見つかりません。選び直してください。', value: r.id }]
  })
  if (problems.length > 0)
    return refuse('invalid', '閲覧できる人のうち、見つからないものがあります。選び直してください。', {
      problems,
    })
  return readers
}

const readerKeys = (act: Act, policyId: string) =>
  act.tx
    .selectFrom('document_reader')
    .select(['policy_id', 'kind', 'reader'])
    .where('tenant_id', '=', act.tenantId)
    .where('policy_id', '=', policyId)
    .execute()
