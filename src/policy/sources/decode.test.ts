import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { Refusal } from '#ground/errors/refusal.ts'
import { decodePolicy, lineOf, MOST_BYTES } from './decode.ts'

const TEXT =
  '第1条 この規程は、市の情報を守るために必要な事項を定めるものとする。\n2 職員は、これを守らなければならない。\n'
const bytes = (text: string) => new TextEncoder().encode(text)
const refusal = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('nothing was refused')
}

test('UTF-8 with and without mark, Shift_JIS and both UTF-16 give the same text', () => {
  const files: [Uint8Array, string][] = [
    [bytes(TEXT), 'UTF-8'],
    [bytes(`\ufeff${TEXT}`), 'UTF-8'],
    [iconv.encode(TEXT, 'cp932'), 'Shift_JIS'],
    [iconv.encode(TEXT, 'utf-16le', { addBOM: true }), 'UTF-16'],
    [iconv.encode(TEXT, 'utf-16be', { addBOM: true }), 'UTF-16'],
    [iconv.encode(TEXT, 'utf-16le'), 'UTF-16'],
  ]
  for (const [file, encoding] of files) {
    const decoded = decodePolicy(file, 'a.txt')
    assert.deepEqual([decoded.text, decoded.encoding], [TEXT, encoding])
  }
})

test('line ends become LF and composed characters one character', () => {
  assert.equal(decodePolicy(bytes('第1条 か\u3099\r\n2 守る。\r'), 'a.txt').text, '第1条 が\n2 守る。\n')
})

test('an empty or blank file is refused', () => {
  assert.match(refusal(() => decodePolicy(new Uint8Array(), '規程.txt')).message, /「規程\.txt」は中身が空/)
  assert.match(refusal(() => decodePolicy(bytes(' \n　\n'), '規程.txt')).message, /文字がありません/)
})

test('a file over 20 MB is refused before it is decoded', () => {
  const found = refusal(() => decodePolicy(new Uint8Array(MOST_BYTES + 1).fill(0x41), '規程.txt'))
  assert.equal(found.code, 'too-large')
  assert.match(found.message, /20MB/)
})

test('a text beyond two million characters is refused', () => {
  assert.equal(refusal(() => decodePolicy(bytes('あ'.repeat(2_000_001)), 'a.txt')).code, 'too-large')
})

test('bytes that are no text in any encoding are refused', () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 131) & 0xff)
  const found = refusal(() => decodePolicy(noise, '規程.txt'))
  assert.ok(found.code === 'invalid' || found.code === 'unsupported')
})

test('EUC-JP and ISO-2022-JP are read too', () => {
  const euc = decodePolicy(iconv.encode(TEXT.repeat(3), 'euc-jp'), 'a.txt')
  assert.deepEqual([euc.text, euc.encoding], [TEXT.repeat(3), 'EUC-JP'])
  const jis = Uint8Array.from([0x1b, 0x24, 0x42, 0x30, 0x21, 0x1b, 0x28, 0x42, 0x0a])
  assert.deepEqual(
    [decodePolicy(jis, 'a.txt').text, decodePolicy(jis, 'a.txt').encoding],
    ['亜\n', 'ISO-2022-JP'],
  )
})

test('lost characters are refused with their line and what stands around them', () => {
  const found = refusal(() => decodePolicy(bytes('第1条 定める。\n2 職員\ufffdは、守る。\n'), 'a.txt'))
  assert.deepEqual(
    found.problems.map((p) => p.at),
    ['2行'],
  )
  assert.match(found.problems[0]?.value ?? '', /職員\ufffdは/)
  const cut = bytes(TEXT)
  const broken = refusal(() =>
    decodePolicy(Uint8Array.from([...cut.subarray(0, 40), ...cut.subarray(41)]), 'a.txt'),
  )
  assert.deepEqual(
    broken.problems.map((p) => p.at),
    ['1行'],
  )
})

test('a text that was saved garbled is refused', () => {
  const asShiftJis = iconv.decode(Buffer.from(bytes(TEXT)), 'cp932').replaceAll('\ufffd', '・')
  assert.match(refusal(() => decodePolicy(bytes(asShiftJis), 'a.txt')).message, /文字化け/)
  const asLatin = iconv.decode(Buffer.from(bytes(TEXT)), 'latin1')
  assert.match(refusal(() => decodePolicy(bytes(asLatin), 'a.txt')).message, /文字/)
})

test('control characters are refused with their line', () => {
  const found = refusal(() => decodePolicy(bytes('第1条 定める。\n2 守\u0007る。\n'), 'a.txt'))
  assert.deepEqual([found.code, found.problems[0]?.at], ['unsupported', '2行'])
})

test('外字 are kept and reported with their line', () => {
  const decoded = decodePolicy(bytes('第1条 定める。\n2 \ue000田課長が守る。\n'), 'a.txt')
  assert.match(decoded.text, /\ue000田/)
  assert.equal(decoded.notices[0]?.at, '2行')
  assert.match(decoded.notices[0]?.message ?? '', /外字\(U\+E000\)/)
})

test('any bytes are either decoded without loss or refused, never anything else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (file) => {
      try {
        assert.doesNotMatch(decodePolicy(file, 'a.txt').text, /\ufffd|(?![\n\t\f])\p{Cc}/u)
      } catch (error) {
        assert.ok(error instanceof Refusal)
      }
    }),
    { numRuns: 500 },
  )
})

test('a line is counted from one', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((at) => lineOf('a\nb\n', at)),
    [1, 1, 2, 2],
  )
})
