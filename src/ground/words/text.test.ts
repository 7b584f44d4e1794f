import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { boundedText, countCharacters, normaliseText, unusualCharacters } from './text.ts'

function messages(result: { success: boolean; error?: z.ZodError | undefined }): string[] {
  return result.error?.issues.map((issue) => issue.message) ?? []
}

test('text is trimmed, joined to NFC and counted in code points', () => {
  const schema = boundedText(3)
  assert.equal(schema.parse('　か\u3099  '), 'が')
  assert.equal(schema.parse('𠮷𠮷𠮷'), '𠮷𠮷𠮷')
  assert.deepEqual(messages(schema.safeParse('𠮷𠮷𠮷𠮷')), ['3文字以内で入力してください(いまは4文字です)。'])
})

test('a compatibility ideograph of a name is not replaced by its standard form', () => {
  const name = '神\ufa19福\ufa1b\ufa10\u{2f80f}'
  assert.equal(boundedText(10).parse(name), name)
  assert.notEqual(name.normalize('NFC'), name)
})

test('an empty field is refused unless the rule lets it be empty', () => {
  assert.deepEqual(messages(boundedText(10).safeParse(' 　')), ['入力してください。'])
  assert.equal(boundedText(10, { min: 0 }).parse('  '), '')
  assert.equal(messages(boundedText(10, { min: 4 }).safeParse('あ')).length, 1)
})

test('control characters, direction overrides and broken surrogates are refused with their place', () => {
  for (const bad of [
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufffe',
    '\u2028',
  ]) {
    const found = messages(boundedText(10, { lines: true }).safeParse(`あい${bad}う`))
    assert.match(found.join(), /3文字目/u, JSON.stringify(bad))
  }
  assert.match(messages(boundedText(10).safeParse('あ\ud800い')).join(), /2文字目が壊れた文字/u)
})

test('line breaks are allowed only where told, and CRLF becomes LF', () => {
  assert.equal(boundedText(10, { lines: true }).parse('一\r\n二\r三\t四'), '一\n二\n三\t四')
  assert.match(messages(boundedText(10).safeParse('一\r\n二')).join(), /改行/u)
  assert.match(messages(boundedText(10).safeParse('一\t二')).join(), /U\+0009/u)
})

test('a value that is not text gets a Japanese message', () => {
  assert.deepEqual(messages(boundedText(10).safeParse(12)), ['文字で入力してください。'])
})

test('own characters are kept and reported', () => {
  const text = '\ue000田𠮷葛\u{e0100}\ufa19'
  assert.equal(boundedText(10).parse(text), text)
  assert.deepEqual(
    unusualCharacters(text).map(({ codePoint, at, kind }) => [codePoint, at, kind]),
    [
      ['U+E000', 0, 'private-use'],
      ['U+20BB7', 2, 'beyond-bmp'],
      ['U+E0100', 4, 'variation-selector'],
      ['U+FA19', 5, 'compatibility-ideograph'],
    ],
  )
  assert.deepEqual(unusualCharacters('髙﨑商店'), [])
})

test('normalising twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(normaliseText(normaliseText(text)), normaliseText(text))
    }),
  )
})

test('the schema describes itself as a string of bounded length', () => {
  const schema = z.toJSONSchema(boundedText(200))
  assert.equal(schema.type, 'string')
  assert.equal(schema.maxLength, 200)
})

test('characters are counted as code points', () => {
  assert.equal(countCharacters('a𠮷髙'), 3)
})
