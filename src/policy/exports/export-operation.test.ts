import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { z } from 'zod'
import { fileOutput } from '#ground/operation/contract.ts'
import { readCsv } from '#ground/paper/csv.ts'
import { exportFormats, policyExport } from '../contract-exports.ts'
import * as contract from '../contract.ts'
import { base64, clerk, force, newTenant, officer, refused, run, STANDARD } from '../policy-example.ts'
import { readAkn } from './akn.ts'
import { readEgov } from './egov.ts'
import { readMarkdown } from './markdown.ts'
import { readOscal } from './oscal.ts'

const taken = async (input: z.input<typeof policyExport.input>, who = officer) => {
  const file = fileOutput.parse(await run(policyExport, input, who))
  return { ...file, text: new TextDecoder().decode(file.body) }
}

const { editionId } = await run(contract.policyImport, { base64: base64(STANDARD) })
const id = editionId ?? ''
const stored = (await run(contract.policyProvisions, { editionId: id })).nodes

test('a draft is taken out only by those who may change it', async () => {
  for (const format of exportFormats) {
    assert.equal(
      (await refused(run(policyExport, { editionId: id, format }, clerk))).code,
      'not-found',
      format,
    )
    assert.ok((await taken({ editionId: id, format })).body.length > 100, format)
  }
})

test('every format gives back the stored provisions, with their permanent ids where it carries them', async () => {
  const readers = [
    ['oscal-catalog', readOscal, true],
    ['akn', readAkn, true],
    ['egov', readEgov, false],
    ['markdown', readMarkdown, false],
  ] as const
  for (const [format, read, keepsWids] of readers) {
    const { text, fileName } = await taken({ editionId: id, format })
    const { nodes } = read(text, fileName)
    assert.deepEqual(
      nodes.map((n) => [n.id, n.label, n.heading, n.text, n.type, keepsWids ? n.wid : null]),
      stored.map((n) => [n.eid, n.label, n.heading, n.text, n.type, keepsWids ? n.wid : null]),
      format,
    )
  }
})

test('a confirmed table is part of what is taken out', async () => {
  const edition = await run(contract.policyEdition, { editionId: id })
  for (const { wid, kind } of edition.tables) {
    const rows = [
      {
        key: kind === 'roles' ? '最高責任者' : '3',
        detail: '秘密の情報',
        items: ['暗号化する。', '鍵をかける。'],
      },
      { key: kind === 'roles' ? '管理者' : '2', detail: '公開しない情報', items: ['鍵をかける。'] },
    ]
    await run(contract.policyConfirmTable, { editionId: id, wid, rows })
  }
  const now = (await run(contract.policyProvisions, { editionId: id })).nodes
  assert.ok(now.length > stored.length)
  for (const [format, read] of [
    ['egov', readEgov],
    ['akn', readAkn],
    ['markdown', readMarkdown],
    ['oscal-catalog', readOscal],
  ] as const) {
    const { text, fileName } = await taken({ editionId: id, format })
    assert.deepEqual(
      read(text, fileName).nodes.map((n) => [n.id, n.text]),
      now.map((n) => [n.eid, n.text]),
      format,
    )
    assert.ok(text.includes('鍵をかける。'))
  }
})

test('the table of norms says what every sentence says, and what nothing keeps yet', async () => {
  const { body, fileName } = await taken({ editionId: id, format: 'norms-csv', encoding: 'cp932' })
  const sheet = readCsv(body)
  assert.match(fileName, /_規範\.csv$/)
  assert.equal(sheet.encoding, 'cp932')
  assert.ok(sheet.rows.length > 0)
  assert.ok(sheet.rows.every((r) => r.cells[sheet.header.indexOf('対応付け')] === '未対応'))
})

test('once in force everybody who may read it may take it out; the profile finds its catalog', async () => {
  await run(contract.policyPutInForce, { editionId: id, ...force })
  const catalog = await taken({ editionId: id, format: 'oscal-catalog' }, clerk)
  const profile = JSON.parse((await taken({ editionId: id, format: 'oscal-profile' }, clerk)).text)
  const [resource] = profile.profile['back-matter'].resources
  assert.equal(decodeURI(resource.rlinks[0].href), catalog.fileName)
})

test('what one city took out another city imports: the same provisions, numbers and words', async () => {
  const here = (await run(contract.policyProvisions, { editionId: id })).nodes
  for (const format of ['egov', 'akn', 'oscal-catalog', 'markdown'] as const) {
    const { body, fileName } = await taken({ editionId: id, format })
    const other = await newTenant()
    const out = await run(
      contract.policyImport,
      { base64: Buffer.from(body).toString('base64'), fileName, kind: '対策基準' },
      officer,
      other,
    )
    assert.equal(out.format, format === 'oscal-catalog' ? 'oscal' : format)
    assert.equal(out.counts.unreadCharacters, 0)
    const there = await run(contract.policyProvisions, { editionId: out.editionId ?? '' }, officer, other)
    assert.deepEqual(
      there.nodes.map((n) => [n.eid, n.label, n.heading, n.type, n.text]),
      here.map((n) => [n.eid, n.label, n.heading, n.type, n.text]),
      format,
    )
  }
})
