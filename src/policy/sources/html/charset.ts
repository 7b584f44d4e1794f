import iconv from 'iconv-lite'
import { decodeText, type Encoding } from '../decode.ts'

const LABELS = new Map<string, { charset: string; encoding: Encoding }>([
  ['utf-8', { charset: 'utf-8', encoding: 'UTF-8' }],
  ['utf8', { charset: 'utf-8', encoding: 'UTF-8' }],
  ...['shift_jis', 'shift-jis', 'sjis', 'x-sjis', 'windows-31j', 'ms_kanji', 'cp932', 'ms932'].map(
    (label) => [label, { charset: 'cp932', encoding: 'Shift_JIS' }] as const,
  ),
  ...['euc-jp', 'x-euc-jp', 'eucjp'].map(
    (label) => [label, { charset: 'euc-jp', encoding: 'EUC-JP' }] as const,
  ),
  ['iso-2022-jp', { charset: 'iso-2022-jp', encoding: 'ISO-2022-JP' }],
])

/**
 * The characters of a web page: by byte order mark, then by what the page says of itself when that loses nothing,
 * else by what reads like Japanese.
 * @throws Refusal when no encoding reads it.
 */
export function decodePage(bytes: Uint8Array, file: string): { text: string; encoding: Encoding } {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const declared = marked ? undefined : LABELS.get(declaredCharset(bytes))
  if (declared !== undefined && !isMark8(bytes)) {
    const text =
      declared.charset === 'cp932'
        ? iconv.decode(Buffer.from(bytes), 'cp932')
        : new TextDecoder(declared.charset).decode(bytes)
    // A page that says one charset and is written in another is common: its words decide then.
    if (!text.includes('\ufffd') && !(declared.encoding !== 'ISO-2022-JP' && text.includes('\u001b$'))) {
      return { text, encoding: declared.encoding }
    }
  }
  return decodeText(bytes, file)
}

const isMark8 = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

function declaredCharset(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  const found =
    /<meta[^>]{0,300}?charset\s{0,20}=\s{0,20}["']?\s{0,20}([\w-]{3,20})/i.exec(head) ??
    /^\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}["']([\w-]{3,20})/.exec(head)
  return (found?.[1] ?? '').toLowerCase()
}
