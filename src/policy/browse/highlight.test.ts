import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldTerms } from '#ground/words/fold.ts'
import { highlights } from './highlight.ts'

const marked = (text: string, query: string) =>
  highlights(text, foldTerms(query)).map((r) => text.slice(r.start, r.end))

test('the words of a search are marked in the text as the city wrote it', () => {
  assert.deepEqual(marked('ＵＳＢメモリを、usbメモリー等へ', 'usb'), ['ＵＳＢ', 'usb'])
  assert.deepEqual(marked('サーバーとサーバ', 'ｻｰﾊﾞ'), ['サーバ', 'サーバ'])
  assert.deepEqual(marked('持ち出すときは許可を得る。', '許可 持ち出'), ['持ち出', '許可'])
  assert.deepEqual(marked('情報資産', 'なし'), [])
})
