import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { validateXML } from 'xmllint-wasm'
import { extractNorms } from '../norms/extract-norms.ts'
import { readPolicy } from '../reading/read.ts'
import { anyEdition, facts } from './edition-example.ts'
import type { EditionModel } from './edition-model.ts'
import { aknXml } from './akn.ts'
import { egovXml } from './egov.ts'
import { oscalCatalogText, oscalProfileText } from './oscal.ts'
import { modelOfReading } from './reading-model.ts'

/** The official schemas; they are not part of the repository. */
const shared = process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../../../shared')
const schemas = join(shared, 'corpora/schemas')
const skip = existsSync(schemas)
  ? false
  : 'the official schemas (../shared/corpora/schemas) are not on this machine'
const city = join(import.meta.dirname, '../../sample-city/text')
const documents = [
  ['架空市 対策基準', join(city, 'standard.txt')],
  ['架空市 基本方針', join(city, 'basic-policy.txt')],
  ['川口', join(shared, 'seeds/kawaguchi-standard.txt')],
  ['寝屋川', join(shared, 'seeds/neyagawa-basic-policy.txt')],
] as const

const schema = (name: string) => readFileSync(join(schemas, name), 'utf8')

/** A text with everything that is read out of it, and something bound to the first sentence of every provision. */
function modelAt(path: string): EditionModel {
  const reading = readPolicy(readFileSync(path, 'utf8'))
  const { norms, parameters } = extractNorms({ title: reading.title, nodes: reading.nodes })
  const model = modelOfReading(reading, facts)
  return {
    ...model,
    norms: norms.map((n) => ({ ...n, state: 'unconfirmed', mechanisms: [] })),
    parameters: parameters.map((p) => ({ ...p, value: null })),
    bindings: model.nodes.map((n) => ({
      wid: n.wid,
      sentence: 1,
      mechanism: 'procedure:carry-out',
      mechanismName: '持出許可',
      slot: 'permit',
    })),
  }
}

/** Editions in every shape the generator has; the same ones at every run. */
const invented = () => fc.sample(anyEdition, { numRuns: 60, seed: 20261129 })

function catalogValidator() {
  const ajv = new Ajv({ strict: false, allErrors: true })
  // The package is CommonJS: its function is the module or its default, as the loader has it.
  const formats: unknown = addFormats
  if (typeof formats === 'function') formats(ajv)
  return { ajv, validate: ajv.compile(JSON.parse(schema('oscal_catalog_schema.json'))) }
}

test('OSCAL: catalogs keep to the official schema, with no identifier twice', { skip }, (t) => {
  const { validate } = catalogValidator()
  const check = (model: EditionModel, name: string) => {
    const text = oscalCatalogText(model)
    const valid = validate(JSON.parse(text))
    assert.ok(valid, `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`)
    const ids = [...text.matchAll(/"id": "([^"]+)"/g)].map((m) => m[1]).filter((id) => id !== 'creator')
    assert.equal(new Set(ids).size, ids.length, name)
    return ids.length
  }
  for (const [name, path] of documents) {
    const model = modelAt(path)
    t.diagnostic(
      `${name}: 条文 ${model.nodes.length}, 規範 ${model.norms.length}, 定める値 ${model.parameters.length}, id ${check(model, name)}, 誤り 0`,
    )
  }
  for (const model of invented()) check(model, 'invented')
})

/** The parts of a profile that the catalog's schema defines, too. No schema of the profile itself is at hand. */
test('OSCAL: what a profile shares with a catalog keeps to the official schema', { skip }, () => {
  const { ajv } = catalogValidator()
  const model: EditionModel = {
    ...modelAt(documents[0][1]),
    parameters: [
      {
        id: 'audit-interval',
        label: '監査の間隔',
        unit: '年',
        words: '定期的に',
        norms: [],
        usual: null,
        value: '1',
      },
      {
        id: 'log-retention',
        label: 'ログの保存',
        unit: '月',
        words: '一定の期間',
        norms: [],
        usual: null,
        value: null,
      },
    ],
  }
  const { profile } = JSON.parse(oscalProfileText(model, '架空市.json'))
  const part = (name: string, value: unknown) => {
    const id = `http://csrc.nist.gov/ns/oscal/1.2.1/oscal-catalog-schema.json#/definitions/oscal-catalog-${name}`
    const validate = ajv.getSchema(id)
    assert.ok(validate !== undefined, id)
    assert.ok(validate(value), JSON.stringify(validate.errors))
  }
  part('oscal-metadata:metadata', profile.metadata)
  part('oscal-metadata:back-matter', profile['back-matter'])
  part('oscal-control-common:include-all', profile.imports[0]['include-all'])
  assert.deepEqual(profile.modify['set-parameters'], [{ 'param-id': 'audit-interval', values: ['1年'] }])
  assert.equal(profile.imports[0].href, `#${profile['back-matter'].resources[0].uuid}`)
})

async function errorsOf(documents: readonly string[], main: string, others: readonly string[] = []) {
  const { errors } = await validateXML({
    xml: documents.map((contents, i) => ({ fileName: `export-${i}.xml`, contents })),
    schema: { fileName: main, contents: schema(main) },
    preload: others.map((fileName) => ({ fileName, contents: schema(fileName) })),
    initialMemoryPages: 1024,
    maxMemoryPages: 8192,
  })
  return errors.map((e) => e.rawMessage)
}

test('e-Gov: documents keep to 法令標準XML', { skip }, async (t) => {
  for (const [name, path] of documents) {
    const model = modelAt(path)
    const errors = await errorsOf([egovXml(model)], 'stdLaw.xsd')
    t.diagnostic(`${name}: 条文 ${model.nodes.length}, 誤り ${errors.length}`)
    assert.deepEqual(errors, [], name)
  }
})

test('e-Gov: editions of any shape keep to 法令標準XML', { skip }, async () => {
  assert.deepEqual(await errorsOf(invented().map(egovXml), 'stdLaw.xsd'), [])
  const broken = egovXml(modelAt(documents[1][1])).replace('<ParagraphNum>', '<ItemTitle/><ParagraphNum>')
  assert.notDeepEqual(await errorsOf([broken], 'stdLaw.xsd'), [], 'the check can fail')
})

test('Akoma Ntoso: documents keep to the schema, with no eId twice', { skip }, async (t) => {
  for (const [name, path] of documents) {
    const model = modelAt(path)
    const xml = aknXml(model)
    const errors = await errorsOf([xml], 'akn.xsd', ['xml.xsd'])
    const ids = [...xml.matchAll(/ eId="([^"]+)"/g)].map((m) => m[1])
    t.diagnostic(`${name}: 条文 ${model.nodes.length}, eId ${ids.length}, 誤り ${errors.length}`)
    assert.deepEqual(errors, [], name)
    assert.equal(new Set(ids).size, ids.length, name)
  }
})

test('Akoma Ntoso: editions of any shape keep to the schema', { skip }, async () => {
  assert.deepEqual(await errorsOf(invented().map(aknXml), 'akn.xsd', ['xml.xsd']), [])
  const broken = aknXml(modelAt(documents[1][1])).replace('<body>', '<body><p>x</p>')
  assert.notDeepEqual(await errorsOf([broken], 'akn.xsd', ['xml.xsd']), [], 'the check can fail')
})
