import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import {
  policyDescribeDocument,
  policyDocument,
  policyDocuments,
  policyPublish,
  policyPublished,
  policyWithdrawPublication,
} from '../contract-documents.ts'
import {
  policyAmendments,
  policyCompare,
  policyComparisonFile,
  policyDecideImpact,
  policyImpact,
  policyReportAmendment,
} from '../contract-editions.ts'
import { policyExport } from '../contract-exports.ts'
import * as contract from '../contract.ts'
import { base64, clerk, db, force, inTenant, officer, refused, run, tenantId } from '../policy-example.ts'
import { owedLines } from './owed.ts'

const text = (lock: string, more = '') => `丘野市情報保護基準
第1条 所属長は、退庁するときは、窓口の書棚に${lock}
第2条 職員は、情報資産を持ち出すときは、所属長の許可を得なければならない。
第3条 所属長は、持出しの記録を作成し、二年間保管しなければならない。${more}
附 則
この基準は、令和8年4月1日から施行する。
`
const FIRST = text('鍵をかけなければならない。')
const SECOND = text('鍵をかけるよう努めるものとする。').replace('第2条 職員', '第2条 非常勤を含む職員')
const council = { kind: 'council', meeting: '情報化推進会議', resolvedOn: '2026-03-20' } as const
let first = ''
let second = ''
let policyId = ''

async function importAs(words: string, kind: '基本方針' | '対策基準' | '実施手順' | '規程', label?: string) {
  const more = label === undefined ? {} : { label }
  const out = await run(contract.policyImport, { base64: base64(words), fileName: 'a.txt', kind, ...more })
  return { editionId: out.editionId ?? '', policyId: out.policyId ?? '' }
}

const widOf = async (editionId: string, eid: string) =>
  (await run(contract.policyProvision, { editionId, eid })).node.wid

test('基本方針 and 対策基準 are put in force by the council, or as 軽微・緊急; without either nothing happens', async () => {
  ;({ editionId: first, policyId } = await importAs(FIRST, '対策基準'))
  const { approval: _council, ...without } = force
  const no = await refused(run(contract.policyPutInForce, { editionId: first, ...without }))
  assert.deepEqual([no.code, no.problems[0]?.at], ['invalid', 'approval'])
  const late = { ...council, resolvedOn: '2026-04-02' }
  const again = await refused(
    run(contract.policyPutInForce, { editionId: first, ...without, approval: late }),
  )
  assert.equal(again.problems[0]?.at, 'approval.resolvedOn')
  await run(contract.policyPutInForce, { editionId: first, ...force })
  for (const [slot, eid] of [
    ['permit', '第2条'],
    ['record', '第3条'],
  ] as const) {
    const wid = await widOf(first, eid)
    await run(contract.policyBind, { editionId: first, wid, mechanism: 'procedure:carry-out', slot })
  }
  const plain = await importAs('丘野市窓口規程\n第1条 窓口の鍵は、係長が持つ。\n', '規程')
  await run(contract.policyPutInForce, { editionId: plain.editionId, ...without })
  const { amendments } = await run(policyAmendments, {})
  assert.deepEqual(amendments.map((a) => a.approval).toSorted(), ['council', 'simple'])
})

test('a draft is compared with the edition in force: words, norms and counts', async () => {
  ;({ editionId: second } = await importAs(SECOND, '対策基準'))
  const out = await run(policyCompare, { editionId: second })
  assert.deepEqual([out.before?.editionId, out.counts.modified, out.counts.unchanged], [first, 2, 2])
  const changed = out.rows.filter((row) => row.changes.includes('modified'))
  assert.deepEqual(
    changed[0]?.after?.textMarks.map((m) => changed[0]?.after?.text.slice(m.start, m.end)),
    ['るよう努めるものとする'],
  )
  assert.ok(out.normsCompared)
  assert.deepEqual(
    changed[0]?.norms.map((n) => n.kind),
    ['weakens'],
  )
  assert.equal((await run(policyCompare, { editionId: second, onlyChanged: true })).rows.length, 2)
  assert.equal((await refused(run(policyCompare, { editionId: second, with: second }))).code, 'invalid')
  assert.equal((await refused(run(policyCompare, { editionId: second }, clerk))).code, 'not-found')
  for (const format of ['docx', 'pdf'] as const) {
    const file = await run(policyComparisonFile, { editionId: second, format })
    const head = Buffer.from(file.body.subarray(0, 4)).toString('latin1')
    assert.equal(head, format === 'pdf' ? '%PDF' : 'PK\u0003\u0004')
  }
})

test('nothing comes into force while something that cites a changed provision is undecided', async () => {
  const out = await run(policyImpact, { editionId: second })
  assert.deepEqual(
    out.items.filter((i) => i.required).map((i) => [i.kind, i.cites.map((c) => c.beforeNumber), i.options]),
    [
      ['binding', ['第2条'], ['carry', 'reconfirm', 'drop']],
      ['case', ['第2条'], ['carry', 'reconfirm']],
    ],
  )
  const coming = { ...force, editionId: second, effectiveFrom: '2026-10-01', decidedOn: '2026-09-01' }
  const minor = { kind: 'minor', reason: '文言の整理', by: '副市長 山根 透' } as const
  const no = await refused(run(contract.policyPutInForce, { ...coming, approval: minor }))
  assert.deepEqual([no.code, no.problems.length], ['conflict', 2])
  const [binding, open] = out.items.filter((i) => i.required).map((i) => i.item)
  const wrong = await refused(
    run(policyDecideImpact, { editionId: second, decisions: [{ item: open ?? '', choice: 'drop' }] }),
  )
  assert.equal(wrong.code, 'invalid')
  const unknown = { item: 'binding|x', choice: 'drop' as const }
  assert.equal(
    (await refused(run(policyDecideImpact, { editionId: second, decisions: [unknown] }))).code,
    'invalid',
  )
  const decided = await run(policyDecideImpact, {
    editionId: second,
    decisions: [
      { item: binding ?? '', choice: 'carry', note: '主体が広がるだけ' },
      { item: open ?? '', choice: 'carry' },
    ],
  })
  assert.deepEqual(decided, { decided: 2, undecided: 0 })
  const done = await run(contract.policyPutInForce, { ...coming, approval: minor })
  assert.equal(done.supersedes, first)
  const { slots } = await run(contract.policySlots, { editionId: second })
  const permit = slots.find((s) => s.slot === 'permit')
  assert.deepEqual(
    permit?.bindings.map((b) => [b.number, b.quote, b.carried]),
    [['第2条', '非常勤を含む職員は、情報資産を持ち出すときは、所属長の許可を得なければならない。', true]],
  )
  // The record's provision did not change: it went along by itself, and no decision was asked for.
  assert.equal(slots.find((s) => s.slot === 'record')?.bindings.length, 1)
})

test('軽微 leaves a report to the council owed, 30 days from the effective date, until it is recorded', async () => {
  const { amendments } = await run(policyAmendments, { open: true })
  assert.deepEqual(
    amendments.map((a) => [a.approval, a.reportDue, a.state, a.by]),
    [['minor', '2026-10-31', 'open', '副市長 山根 透']],
  )
  const lines = (on: string) => inTenant((tx) => owedLines(tx, on))
  assert.match((await lines('2026-10-21'))[0]?.text ?? '', /あと10日/)
  assert.match((await lines('2026-11-02'))[0]?.text ?? '', /期限を2日過ぎて/)
  const report = { editionId: second, meeting: '情報化推進会議', note: '了承' }
  const early = await refused(run(policyReportAmendment, { ...report, reportedOn: '2026-08-01' }))
  assert.equal(early.code, 'invalid')
  const ahead = await refused(run(policyReportAmendment, { ...report, reportedOn: '2026-12-01' }))
  assert.equal(ahead.code, 'invalid')
  assert.equal(
    (await refused(run(policyReportAmendment, { ...report, editionId: first, reportedOn: '2026-04-20' })))
      .code,
    'conflict',
  )
})

test('実施手順 can never be published or public: by rule, and by the database', async () => {
  const steps = await importAs('丘野市端末手順書\n第1条 端末の電源は、係員が入れる。\n', '実施手順')
  const { approval: _council, ...simple } = force
  await run(contract.policyPutInForce, { editionId: steps.editionId, ...simple })
  const on = { publishedOn: '2026-04-20', place: '掲示場' }
  assert.equal((await refused(run(policyPublish, { editionId: steps.editionId, ...on }))).code, 'conflict')
  assert.equal(
    (await refused(run(policyDescribeDocument, { policyId: steps.policyId, public: true }))).code,
    'invalid',
  )
  assert.equal(
    (await refused(run(policyPublished, { policyId: steps.policyId, format: 'html' }))).code,
    'conflict',
  )
  const forged = { policy_id: steps.policyId, version_id: steps.editionId }
  for (const kind of ['実施手順', '規程'] as const) {
    await assert.rejects(
      db.inTenant(tenantId, (tx) =>
        tx
          .insertInto('publication')
          // The database refuses what no type would let through, and a kind that is not the document's.
          .values({
            ...forged,
            tenant_id: tenantId,
            publication_id: newId(),
            kind: kind as '規程',
            published_on: '2026-04-20',
            place: 'x',
            state: 'current',
            ended_on: null,
            reason: null,
          })
          .execute(),
      ),
    )
  }
  await assert.rejects(
    db.inTenant(tenantId, (tx) =>
      tx.updateTable('policy').set({ public: true }).where('policy_id', '=', steps.policyId).execute(),
    ),
  )
})

test('the basic policy is published, replaced and withdrawn; until then the first page says so', async () => {
  const basic = await importAs('丘野市情報保護基本方針\n第1条 市は、情報を守る。\n', '基本方針')
  const draft = await refused(
    run(policyPublish, { editionId: basic.editionId, publishedOn: '2026-04-20', place: '掲示場' }),
  )
  assert.equal(draft.code, 'conflict')
  await run(contract.policyPutInForce, { editionId: basic.editionId, ...force })
  const owed = async () =>
    (await inTenant((tx) => owedLines(tx, '2026-04-29'))).filter((l) => l.kind === '公表')
  assert.match((await owed())[0]?.text ?? '', /決定から40日/)
  const publish = (publishedOn: string) =>
    run(policyPublish, { editionId: basic.editionId, publishedOn, place: '掲示場' })
  assert.equal((await refused(publish('2026-03-01'))).code, 'invalid')
  assert.equal((await refused(publish('2026-12-01'))).code, 'invalid')
  const { publication } = await publish('2026-04-20')
  assert.deepEqual(await owed(), [])
  await publish('2026-04-25')
  const { publications } = await run(policyDocument, { policyId: basic.policyId })
  assert.deepEqual(
    publications.map((p) => p.state),
    ['current', 'replaced'],
  )
  const gone = { publicationId: publication.publicationId, withdrawnOn: '2026-04-26', reason: '誤り' }
  assert.equal((await refused(run(policyWithdrawPublication, gone))).code, 'conflict')
  const page = await run(policyPublished, { policyId: basic.policyId, format: 'html' }, clerk)
  assert.match(Buffer.from(page.body).toString(), /令和8年4月25日/)
  const currentId = publications[0]?.publicationId ?? ''
  await run(policyWithdrawPublication, { ...gone, publicationId: currentId })
  assert.equal((await owed()).length, 1)
})

test('the words of a document with named readers are for them, its keepers and the auditors alone', async () => {
  const secret = await importAs('丘野市鍵管理手順\n第1条 予備の鍵は、金庫の奥に置く。\n', '実施手順')
  const { approval: _council, ...simple } = force
  await run(contract.policyPutInForce, { editionId: secret.editionId, ...simple })
  const wid = await widOf(secret.editionId, '第1条')
  await run(contract.policyBind, {
    editionId: secret.editionId,
    wid,
    mechanism: 'procedure:carry-out',
    slot: 'record',
  })
  const { editionId } = secret
  const reading: Readonly<Record<string, (actor: Actor) => Promise<unknown>>> = {
    edition: (actor) => run(contract.policyEdition, { editionId }, actor),
    'edition of the document': (actor) =>
      run(contract.policyEdition, { policyId: secret.policyId, on: '2026-05-01' }, actor),
    provisions: (actor) => run(contract.policyProvisions, { editionId }, actor),
    provision: (actor) => run(contract.policyProvision, { editionId, wid }, actor),
    search: (actor) => run(contract.policySearch, { query: '金庫', editionId }, actor),
    compare: (actor) => run(policyCompare, { editionId }, actor),
    'compare with': (actor) => run(policyCompare, { editionId: first, with: editionId }, actor),
    'comparison file': (actor) => run(policyComparisonFile, { editionId, format: 'pdf' }, actor),
    export: (actor) => run(policyExport, { editionId, format: 'markdown' }, actor),
  }
  for (const [name, read] of Object.entries(reading)) await assert.doesNotReject(read(clerk), name)
  await run(policyDescribeDocument, {
    policyId: secret.policyId,
    public: false,
    audience: 'named',
    readers: [],
  })
  for (const [name, read] of Object.entries(reading)) {
    assert.equal((await refused(read(clerk))).code, 'forbidden', name)
    await assert.doesNotReject(read(officer), name)
  }
  const auditor: Actor = {
    kind: 'person',
    personId: newId(),
    accountId: newId(),
    rights: new Set(['ledger.read']),
  }
  await assert.doesNotReject(run(contract.policyProvisions, { editionId }, auditor))
  const on = { on: '2026-05-01' }
  assert.equal((await run(contract.policySearch, { query: '金庫', ...on }, clerk)).total, 0)
  assert.equal((await run(contract.policySearch, { query: '金庫', ...on })).total, 1)
  const { slots } = await run(contract.policySlots, { ...on }, clerk)
  const shown = slots.flatMap((s) => s.bindings).find((b) => b.editionId === editionId)
  assert.deepEqual([shown?.number, shown?.quote, shown?.heading], ['第1条', '', null])
  const { documents } = await run(policyDocuments, {}, clerk)
  assert.deepEqual(
    documents.filter((d) => !d.mayRead).map((d) => d.title),
    ['丘野市鍵管理手順'],
  )
  assert.deepEqual((await run(policyDocument, { policyId: secret.policyId }, clerk)).supplements, [])
})

test('documents rest on each other as a tree, and never on themselves', async () => {
  const { documents } = await run(policyDocuments, {})
  const id = (kind: string) => documents.find((d) => d.kind === kind)?.policyId ?? ''
  const [basic, steps] = [id('基本方針'), id('実施手順')]
  await run(policyDescribeDocument, { policyId, basedOn: basic, public: false })
  await run(policyDescribeDocument, {
    policyId: steps,
    basedOn: policyId,
    body: { name: '農業委員会' },
    public: false,
  })
  const tree = (await run(policyDocuments, {})).documents
  const depth = (policy: string) => tree.find((d) => d.policyId === policy)?.depth
  assert.deepEqual([depth(basic), depth(policyId), depth(steps)], [0, 1, 2])
  assert.equal(tree.find((d) => d.policyId === steps)?.body?.name, '農業委員会')
  const round = await refused(run(policyDescribeDocument, { policyId: basic, basedOn: steps, public: false }))
  assert.deepEqual([round.code, round.problems[0]?.at], ['invalid', 'basedOn'])
  const one = await run(policyDocument, { policyId: steps })
  assert.deepEqual(
    one.above.map((d) => d.policyId),
    [policyId, basic],
  )
  assert.equal((await run(policyDocument, { policyId })).supplements.length, 2)
  const nobody = { kind: 'person' as const, id: newId() }
  const reader = await refused(run(policyDescribeDocument, { policyId, public: false, readers: [nobody] }))
  assert.equal(reader.code, 'invalid')
})
