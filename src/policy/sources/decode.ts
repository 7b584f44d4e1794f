import iconv from 'iconv-lite'
import { refuse, type Problem } from '#ground/errors/refusal.ts'

export const encodings = ['UTF-8', 'Shift_JIS', 'UTF-16', 'EUC-JP', 'ISO-2022-JP', 'Unicode'] as const
/** How the characters of a file were written; `Unicode` for formats with characters of their own (PDF). */
export type Encoding = (typeof encodings)[number]

/** A policy text as it was decoded: NFC, line ends as LF, without byte order mark. */
export type Decoded = {
  readonly text: string
  readonly encoding: Encoding
  /** What the officer should look at, each with its line: 外字, half-broken places. */
  readonly notices: readonly Problem[]
}

/** Bytes of the largest file that is taken. */
export const MOST_BYTES = 20 * 1024 * 1024
/** Characters of the longest text that is read; the longest known standards have about 200,000. */
export const MOST_CHARACTERS = 2_000_000
const MOST_PROBLEMS = 50

/**
 * Decodes a text file: UTF-8, Shift_JIS (CP932), UTF-16, EUC-JP or ISO-2022-JP.
 * Refuses, in words that say what to do: empty and binary files, files over 20 MB, unknown or mixed-up encodings,
 * and texts with replacement characters (with their lines).
 */
export function decodePolicy(bytes: Uint8Array, name: string): Decoded {
  const file = `「${name}」`
  refuseSize(bytes, file)
  const { text: raw, encoding } = decodeText(bytes, file)
  const text = raw
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
  refuseLength(text, file)
  refuseControls(text, file)
  refuseReplaced(text, file)
  refuseGarbled(text, file)
  return { text, encoding, notices: privateUse(text) }
}

/** @throws Refusal for an empty file and for one over 20 MB. */
export function refuseSize(bytes: Uint8Array, file: string): void {
  if (bytes.length === 0) refuse('invalid', `${file}は中身が空です。正しいファイルを選び直してください。`)
  if (bytes.length > MOST_BYTES) {
    refuse('too-large', `${file}は大きすぎます(上限は20MBです)。本文だけをテキストに保存し直してください。`)
  }
}

/** @throws Refusal for a text without a character and for one of more than two million. */
export function refuseLength(text: string, file: string): void {
  if (text.trim() === '')
    refuse('invalid', `${file}には文字がありません。正しいファイルを選び直してください。`)
  if (text.length > MOST_CHARACTERS) {
    refuse('too-large', `${file}の本文は200万字を超えています。規程ごとに分けて読み込んでください。`)
  }
}

/**
 * The characters of bytes in whatever encoding reads them as Japanese.
 * @throws Refusal when none does.
 */
export function decodeText(bytes: Uint8Array, file: string): { text: string; encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: iconv.decode(Buffer.from(bytes), 'utf-16le'), encoding: 'UTF-16' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: iconv.decode(Buffer.from(bytes), 'utf-16be'), encoding: 'UTF-16' }
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  if (!utf8.includes('\ufffd') && !utf8.includes('\u0000')) {
    if (utf8.includes('\u001b$B') || utf8.includes('\u001b$@'))
      return { text: new TextDecoder('iso-2022-jp').decode(bytes), encoding: 'ISO-2022-JP' }
    return { text: utf8, encoding: 'UTF-8' }
  }
  const candidates: { text: string; encoding: Encoding }[] = [
    { text: utf8, encoding: 'UTF-8' },
    { text: iconv.decode(Buffer.from(bytes), 'cp932'), encoding: 'Shift_JIS' },
    { text: new TextDecoder('euc-jp').decode(bytes), encoding: 'EUC-JP' },
    { text: iconv.decode(Buffer.from(bytes), 'utf-16le'), encoding: 'UTF-16' },
    { text: iconv.decode(Buffer.from(bytes), 'utf-16be'), encoding: 'UTF-16' },
  ]
  const judged = candidates
    .map((c) => ({ ...c, score: naturalness(c.text) }))
    .sort((a, b) => b.score - a.score)
  const best = judged[0]
  if (best === undefined || best.score < 0.8) {
    return refuse(
      'invalid',
      `${file}の文字コードが分かりません。「UTF-8」または「Shift_JIS」を選んでテキストに保存し直してください。`,
    )
  }
  return { text: best.text, encoding: best.encoding }
}

/**
 * Share of characters one meets in a Japanese regulation, among those that are not ASCII: markup says nothing.
 * Half-width kana come from a wrong decoding.
 */
function naturalness(text: string): number {
  const sample = text.slice(0, 200_000).replace(/[\t\n\r\f -~]+/g, '')
  let natural = 0
  for (const c of sample) {
    if (/[぀-ヿ一-鿿　-〿＀-｠①-⓿Ⅰ-Ⅿ―‐–—…‥・※○●◎□■△▲]/.test(c)) natural += 1
  }
  // The commonest kana hardly occur where another encoding was read as this one.
  const kana = sample.match(/[のをはにがとるたしてい]/g)?.length ?? 0
  const share = natural / Math.max(1, [...sample].length)
  return share * (kana / Math.max(1, sample.length) > 0.02 || sample.length < 40 ? 1 : 0.5)
}

/** Line (from 1) of a place in the text. */
export function lineOf(text: string, at: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line += 1
  return line
}

function problemsAt(text: string, pattern: RegExp, message: (found: string) => string): Problem[] {
  const out: Problem[] = []
  let line = 1
  let from = 0
  for (const m of text.matchAll(pattern)) {
    for (let i = text.indexOf('\n', from); i >= 0 && i < m.index; i = text.indexOf('\n', i + 1)) {
      line += 1
      from = i + 1
    }
    if (out.length === MOST_PROBLEMS) {
      out.push({ message: 'このほかにもあります。' })
      break
    }
    const value = text.slice(Math.max(0, m.index - 10), m.index + 11).replaceAll('\n', ' ')
    out.push({ at: `${line}行`, message: message(m[0]), value })
  }
  return out
}

export function refuseControls(text: string, file: string): void {
  const problems = problemsAt(text, /(?![\n\t\f])\p{Cc}+/gu, () => '文字ではないデータがあります。')
  if (problems.length > 0) {
    refuse(
      'unsupported',
      `${file}には文字ではないデータが含まれています。テキスト(.txt)に保存し直してください。`,
      { problems },
    )
  }
}

export function refuseReplaced(text: string, file: string): void {
  const problems = problemsAt(text, /\ufffd+/g, () => '文字が失われて「\ufffd」になっています。')
  if (problems.length > 0) {
    refuse(
      'invalid',
      `${file}には失われた文字があります。示した行を原本と見比べて直すか、文字コードを選び直して保存してください。`,
      { problems },
    )
  }
}

/** Japanese text that was once decoded wrongly and saved so: 縺 繧 繝 from UTF-8 as Shift_JIS, ã from UTF-8 as Latin-1. */
export function refuseGarbled(text: string, file: string): void {
  const marks = text.match(/[縺繧繝蜷譁荳螟髮郢遘莠]|[\u00c0-\u00ff][\u0080-\u00bf]/g)?.length ?? 0
  if (marks * 10 > text.length) {
    refuse('invalid', `${file}は文字化けしたまま保存されています。元のファイルから保存し直してください。`, {
      problems: [
        {
          at: `${lineOf(text, text.search(/\S/))}行`,
          message: '文字化けしています。',
          value: text.trim().slice(0, 20),
        },
      ],
    })
  }
}

/** 外字, each with its line. */
export function privateUse(text: string): Problem[] {
  return problemsAt(
    text,
    /[\ue000-\uf8ff]|[\udb80-\udbff][\udc00-\udfff]/g,
    (c) =>
      `外字(U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()})があります。ほかの機器では違う字に見えることがあります。`,
  )
}
