import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as contract from '../contract.ts'
import { asPdf, asReikiPage, asText, asWord, layouts } from '../sources/layouts-example.ts'
import { AMENDED, STANDARD, base64, force, newTenant, officer, refused, run } from '../policy-example.ts'

test('a dry run reads the text and keeps nothing', async () => {
  const out = await run(contract.policyImport, {
    base64: base64(STANDARD),
    fileName: '基準.txt',
    dryRun: true,
  })
  assert.deepEqual(
    [out.dryRun, out.editionId, out.title, out.label, out.encoding],
    [true, null, '青海市情報保護対策基準', '第1版', 'UTF-8'],
  )
  assert.equal(out.counts.provisions, 8)
  assert.deepEqual(
    out.tables.map((t) => [t.eid, t.kind]),
    [['第2-1', 'classification']],
  )
  assert.deepEqual(
    out.unread.map((u) => [u.line, u.reasonText, u.matters]),
    [[1, '題名', false]],
  )
  assert.equal((await run(contract.policyList, {})).total, 0)
})

test('files that are no policy text are refused in Japanese, and nothing is kept', async () => {
  const cases: [string, RegExp][] = [
    ['', /中身が空/],
    ['%PDF-1.7', /壊れているか、途中で切れています/],
    ['今日は晴れです。', /条文を読み取れませんでした/],
    ['第1条 職員\ufffdは守る。', /失われた文字/],
  ]
  for (const [text, message] of cases) {
    const found = await refused(run(contract.policyImport, { base64: base64(text), title: '壊れた規程' }))
    assert.match(found.message, message)
  }
  const half = `${'これは番号のない長い前書きです。'.repeat(20)}\n第1条 守る。\n`
  const found = await refused(run(contract.policyImport, { base64: base64(half), title: '半分だけの規程' }))
  assert.match(found.message, /読み取れませんでした.*確認が必要/)
  assert.equal(found.problems[0]?.at, '1行')
  assert.equal((await run(contract.policyList, {})).total, 0)
})

test('a web page, a Word file and a PDF are imported like the text they hold, and the answer says what they were', async () => {
  const other = await newTenant()
  const [layout] = layouts
  assert.ok(layout)
  const files = [
    ['規程.txt', 'text', asText(layout.parts)],
    ['規程.html', 'html', asReikiPage(layout.parts)],
    ['規程.docx', 'docx', asWord(layout)],
    ['規程.pdf', 'pdf', await asPdf(layout.parts)],
  ] as const
  for (const [fileName, format, bytes] of files) {
    const input = { base64: Buffer.from(bytes).toString('base64'), fileName }
    const out = await run(contract.policyImport, input, officer, other)
    assert.deepEqual(
      [out.format, out.title, out.counts.provisions, out.needsReview],
      [format, '双葉野市情報安全管理規程', 11, false],
    )
    const read = await run(contract.policyEdition, { editionId: out.editionId ?? '' }, officer, other)
    assert.deepEqual([read.edition.format, read.edition.sourceName], [format, fileName])
    if (out.changes !== null) {
      assert.deepEqual(out.changes, { same: 11, renumbered: 0, changed: 0, added: 0, removed: 0 }, fileName)
    }
  }
})

test('a half-read text is kept only when that is accepted, marked 確認が必要, and not put in force unreviewed', async () => {
  const half = `${'これは番号のない長い前書きです。'.repeat(20)}\n第1条 守る。\n`
  const other = await newTenant()
  const input = { base64: base64(half), title: '半分だけの規程', acceptUnread: true }
  const out = await run(contract.policyImport, input, officer, other)
  assert.equal(out.needsReview, true)
  const editionId = out.editionId ?? ''
  assert.match(
    (await refused(run(contract.policyPutInForce, { editionId, ...force }, officer, other))).message,
    /確かめて/,
  )
  const done = await run(contract.policyPutInForce, { editionId, ...force, reviewed: true }, officer, other)
  assert.deepEqual([done.edition.standing, done.edition.needsReview], ['current', false])
})

test('two imports at once make two editions with different labels, or say why not', async () => {
  const other = await newTenant()
  const text = (n: number) => STANDARD.replace('守るため', `守る${'め'.repeat(n)}ため`)
  const done = await Promise.all(
    [1, 2, 3].map((n) => run(contract.policyImport, { base64: base64(text(n)) }, officer, other)),
  )
  assert.deepEqual(done.map((d) => d.label).toSorted(), ['第1版', '第2版', '第3版'])
})

test('an import that fails half-way leaves nothing', async () => {
  const other = await newTenant()
  await run(contract.policyImport, { base64: base64(STANDARD), label: '初版' }, officer, other)
  const again = run(contract.policyImport, { base64: base64(AMENDED), label: '初版' }, officer, other)
  assert.equal((await refused(again)).code, 'conflict')
  assert.equal((await run(contract.policyList, {}, officer, other)).policies[0]?.editions.length, 1)
})

test('a draft can be discarded and imported again; an edition in force can not', async () => {
  const other = await newTenant()
  const input = { base64: base64(STANDARD) }
  const { editionId } = await run(contract.policyImport, input, officer, other)
  assert.ok(editionId)
  await run(contract.policyDiscard, { editionId }, officer, other)
  assert.equal((await refused(run(contract.policyEdition, { editionId }, officer, other))).code, 'not-found')
  const again = await run(contract.policyImport, input, officer, other)
  assert.deepEqual([again.already, again.label], [false, '第1版'])
  await run(contract.policyPutInForce, { editionId: again.editionId ?? '', ...force }, officer, other)
  assert.equal(
    (await refused(run(contract.policyDiscard, { editionId: again.editionId ?? '' }, officer, other))).code,
    'conflict',
  )
})

const seeds = join(process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../../../shared'), 'seeds')
const skip = existsSync(seeds) ? false : 'the acceptance documents (../shared) are not on this machine'

test('both acceptance documents are imported and read back', { skip }, async () => {
  const other = await newTenant()
  const documents = [
    { file: 'kawaguchi-standard.txt', kind: '対策基準', provisions: 355, tables: 4 },
    { file: 'neyagawa-basic-policy.txt', kind: '基本方針', provisions: 59, tables: 0 },
  ] as const
  for (const { file, kind, provisions, tables } of documents) {
    const input = { base64: readFileSync(join(seeds, file)).toString('base64'), fileName: file, kind }
    const out = await run(contract.policyImport, input, officer, other)
    assert.deepEqual([out.counts.provisions, out.tables.length, out.needsReview], [provisions, tables, false])
    const read = await run(contract.policyProvisions, { editionId: out.editionId ?? '' }, officer, other)
    assert.equal(read.nodes.length, provisions)
  }
})

test(
  'with its two tables confirmed by form, Kawaguchi has every one of the 391 gold nodes',
  { skip },
  async (t) => {
    const other = await newTenant()
    const bytes = readFileSync(join(seeds, 'kawaguchi-standard.txt'))
    const { editionId } = await run(
      contract.policyImport,
      { base64: bytes.toString('base64') },
      officer,
      other,
    )
    assert.ok(editionId)
    const gold: { nodes: { id: string }[] } = JSON.parse(
      readFileSync(join(seeds, '../corpora/kawaguchi_tree.json'), 'utf8'),
    )
    const ids = gold.nodes.map((n) => n.id)
    // What an officer reads off the printed table: which office has how many duties.
    const offices = new Map<string, number>()
    for (const id of ids) {
      const office = /-表\[(.+)\]/.exec(id)?.[1]
      if (office !== undefined) offices.set(office, (offices.get(office) ?? 0) + 1)
    }
    for (const table of (await run(contract.policyEdition, { editionId }, officer, other)).tables) {
      const rows =
        table.kind === 'roles'
          ? [...offices].map(([key, n]) => ({
              key,
              detail: '',
              items: Array.from({ length: n }, () => '役割'),
            }))
          : table.guess
      await run(contract.policyConfirmTable, { editionId, wid: table.wid, rows }, officer, other)
    }
    const read = await run(contract.policyProvisions, { editionId }, officer, other)
    const found = new Set(read.nodes.map((n) => n.eid))
    t.diagnostic(`${ids.filter((id) => found.has(id)).length} / ${ids.length}`)
    assert.deepEqual(
      ids.filter((id) => !found.has(id)),
      [],
    )
  },
)
