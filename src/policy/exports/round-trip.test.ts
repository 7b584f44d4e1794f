import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { readPolicy } from '../reading/read.ts'
import { aknXml, readAkn } from './akn.ts'
import { egovXml, readEgov } from './egov.ts'
import { anyEdition, facts } from './edition-example.ts'
import type { EditionModel } from './edition-model.ts'
import { markdownText, readMarkdown } from './markdown.ts'
import { oscalCatalogText, readOscal } from './oscal.ts'
import type { PlainDocument } from './plain-node.ts'
import { modelOfReading } from './reading-model.ts'

/** Every format that can be read back. */
const formats: readonly {
  name: string
  write: (model: EditionModel) => string
  read: (file: string, name: string) => PlainDocument
  keepsWids: boolean
}[] = [
  { name: 'OSCAL', write: oscalCatalogText, read: readOscal, keepsWids: true },
  { name: '法令標準XML', write: egovXml, read: readEgov, keepsWids: false },
  { name: 'Akoma Ntoso', write: aknXml, read: readAkn, keepsWids: true },
  { name: 'Markdown', write: markdownText, read: readMarkdown, keepsWids: false },
]

const eidOf = (model: EditionModel, wid: string | null) =>
  wid === null ? null : (model.nodes.find((n) => n.wid === wid)?.eid ?? '?')

/** The provisions as they must come back. */
function expected(model: EditionModel, keepsWids: boolean) {
  return model.nodes.map((n) => ({
    wid: keepsWids ? n.wid : null,
    id: n.eid,
    parent: eidOf(model, n.parent),
    order: n.order,
    level: n.level,
    label: n.label,
    heading: n.heading,
    type: n.type,
    text: n.text,
  }))
}

function found(document: PlainDocument, keepsWids: boolean) {
  return document.nodes.map(({ wid, id, parent, order, level, label, heading, type, text }) => ({
    wid: keepsWids ? wid : null,
    id,
    parent,
    order,
    level,
    label,
    heading,
    type,
    text,
  }))
}

const rawTables = (model: EditionModel) =>
  model.tables
    .filter((t) => t.raw !== '')
    .map((t) => ({ nodeId: eidOf(model, t.owner), kind: t.kind, columns: [...t.columns], raw: t.raw }))

for (const { name, write, read, keepsWids } of formats) {
  test(`${name}: any tree comes back as it was written, table and all`, () => {
    fc.assert(
      fc.property(anyEdition, (model) => {
        const document = read(write(model), '書き出したもの')
        assert.deepEqual(found(document, keepsWids), expected(model, keepsWids))
        assert.deepEqual(
          document.tables.map((t) => ({ ...t, columns: [...t.columns] })),
          rawTables(model),
        )
        assert.equal(document.title, model.policy.title)
      }),
      { numRuns: 60 },
    )
  })

  test(`${name}: the same edition gives the same bytes`, () => {
    fc.assert(
      fc.property(anyEdition, (model) => assert.equal(write(model), write(structuredClone(model)))),
      { numRuns: 15 },
    )
  })
}

const shared = process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../../../shared')
const seeds = existsSync(join(shared, 'seeds'))
  ? globSync('{seeds,corpora/policy-*}/*.txt', { cwd: shared }).toSorted()
  : []
const city = globSync('*.txt', { cwd: join(import.meta.dirname, '../../sample-city/text') }).toSorted()
const texts = [
  ...city.map((f) => join(import.meta.dirname, '../../sample-city/text', f)),
  ...seeds.map((f) => join(shared, f)),
]

test('the sample city, the seeds and the openings come back as they were written, in every format', (t) => {
  if (seeds.length === 0)
    t.diagnostic('the acceptance documents (../shared) are not on this machine: sample city only')
  for (const path of texts) {
    const reading = readPolicy(readFileSync(path, 'utf8'))
    const model = modelOfReading(reading, facts)
    for (const { name, write, read, keepsWids } of formats) {
      const file = write(model)
      const document = read(file, path)
      assert.deepEqual(found(document, keepsWids), expected(model, keepsWids), `${name} ${path}`)
      assert.deepEqual(
        document.tables.map((x) => x.raw),
        rawTables(model).map((x) => x.raw),
      )
      if (model.nodes.length > 40)
        t.diagnostic(
          `${path.split('/').at(-1)} ${name}: ${document.nodes.length} / ${model.nodes.length} provisions`,
        )
    }
  }
})
