import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { anyEdition, facts } from '../exports/edition-example.ts'
import type { EditionModel } from '../exports/edition-model.ts'
import { modelOfReading } from '../exports/reading-model.ts'
import { readPolicy } from '../reading/read.ts'
import { publishedHtml, publishedPdf } from './page.ts'

const city = join(import.meta.dirname, '../../sample-city/text')
const model = (file: string) => modelOfReading(readPolicy(readFileSync(join(city, file), 'utf8')), facts)

/** What a page is made of, as a browser takes it apart. */
function looked(html: string) {
  const ids: string[] = []
  const links: string[] = []
  const headings: number[] = []
  const outside: string[] = []
  const tables = { all: 0, captions: 0 }
  let text = ''
  let style = false
  new Parser({
    onopentag(name, attributes) {
      style = name === 'style'
      if (attributes['id'] !== undefined) ids.push(attributes['id'])
      if (name === 'a') links.push(decodeURIComponent(attributes['href'] ?? ''))
      if (/^h[1-6]$/.test(name)) headings.push(Number(name[1]))
      if (['script', 'img', 'link', 'iframe', 'object', 'form'].includes(name)) outside.push(name)
      if (name === 'table') tables.all += 1
      if (name === 'caption') tables.captions += 1
      for (const key of Object.keys(attributes)) if (key.startsWith('on') || key === 'src') outside.push(key)
    },
    ontext(data) {
      if (!style) text += data
    },
    onclosetag(name) {
      if (name === 'style') style = false
    },
  }).end(html)
  return { ids, links, headings, outside, tables, text }
}

test('the page holds every word of the policy, its dates in 和暦 and the law it is published under', (t) => {
  const policy = model('basic-policy.txt')
  const html = publishedHtml(policy)
  const { text } = looked(html)
  const bare = (s: string) => s.replaceAll(/\s+/g, '')
  const missing = policy.nodes.filter(
    (n) => !bare(text).includes(bare(n.text)) || !bare(text).includes(bare(n.heading ?? '')),
  )
  t.diagnostic(`条文 ${policy.nodes.length}, 載っていないもの ${missing.length}, ${html.length} 字`)
  assert.deepEqual(missing, [])
  for (const words of [
    '令和8年11月20日',
    '令和9年4月1日',
    '令和8年12月1日',
    '地方自治法第244条の6',
    '情報化推進会議',
  ]) {
    assert.ok(text.includes(words), words)
  }
})

test('the page needs nothing from outside, runs nothing, and every link has its place', () => {
  fc.assert(
    fc.property(anyEdition, (edition: EditionModel) => {
      const { ids, links, headings, outside, tables } = looked(publishedHtml(edition))
      assert.deepEqual(outside, [])
      assert.equal(new Set(ids).size, ids.length)
      for (const link of links) assert.ok(link.startsWith('#') && ids.includes(link.slice(1)), link)
      assert.equal(headings.filter((h) => h === 1).length, 1)
      // No step of the headings is left out on the way down: h2 is never followed by h4.
      for (const [i, h] of headings.entries()) assert.ok(i === 0 || h <= (headings[i - 1] ?? 0) + 1)
      assert.equal(tables.captions, tables.all)
    }),
    { numRuns: 60 },
  )
})

test('what a policy holds that looks like markup is shown, not run', () => {
  const policy = model('basic-policy.txt')
  const [first, ...rest] = policy.nodes
  assert.ok(first !== undefined)
  const html = publishedHtml({
    ...policy,
    nodes: [{ ...first, text: '<script>alert(1)</script>"&' }, ...rest],
  })
  assert.ok(!html.includes('<script'))
  assert.ok(html.includes('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;'))
})

test('the paper is a PDF, the same for the same edition', async (t) => {
  const [one, two] = [
    await publishedPdf(model('basic-policy.txt')),
    await publishedPdf(model('basic-policy.txt')),
  ]
  assert.equal(Buffer.from(one.subarray(0, 5)).toString('latin1'), '%PDF-')
  assert.deepEqual(one, two)
  t.diagnostic(`${Math.round(one.length / 1024)} KB`)
})

test('editions of any shape can be printed', async () => {
  for (const edition of fc.sample(anyEdition, { numRuns: 8, seed: 7 }))
    assert.ok((await publishedPdf(edition)).length > 1000)
})
