import type { Level } from './types.ts'

/** A label found at a place of the text, before it is decided whether it really numbers something. */
export type Marker = {
  readonly level: Level
  /** Ordinal within its family: ウ = 3, ⑤ = 5, 第7条 = 7. Bullets have 0: they are counted where they stand. */
  readonly n: number
  /** 枝番 of an article (第3条の2 → [2]) or the whole path of 2-4-1 ([2, 4, 1]). */
  readonly tail: readonly number[]
  readonly start: number
  /** End of the label itself. */
  readonly end: number
  /** The part of a node id this label makes: half-width digits and brackets. */
  readonly part: string
  /** Whether white space (or the end of the line) follows the label. */
  readonly spaced: boolean
  /** The label is what some converters print for ① ② … (@ A B …). */
  readonly misprint?: boolean
}

export const AIUEO =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
export const IROHA =
  'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス'
const ROMAN = 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ'
export const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
const PARENTHESISED = '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇'
const KANJI_DIGITS = '〇一二三四五六七八九'
const DASH = '[-‐‑‒–—―−ー]'
const NUMBER = '(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,5})'

/**
 * The text with full-width letters, digits and brackets shown half-width and every kind of blank as a space,
 * character for character, so that offsets stay those of the source. Line feeds are kept.
 */
export function widthView(source: string): string {
  return source.replace(/[！-～　 \t\r\f]/g, (c) => {
    const code = c.charCodeAt(0)
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : ' '
  })
}

/** Reads 12 or 十二 as a number; anything else is 0. */
export function numeral(text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text)
  if (!/^[一二三四五六七八九十百]+$/.test(text)) return 0
  let total = 0
  let digit = 0
  for (const c of text) {
    if (c === '百' || c === '十') {
      total += (digit === 0 ? 1 : digit) * (c === '百' ? 100 : 10)
      digit = 0
    } else digit = KANJI_DIGITS.indexOf(c)
  }
  return total + digit
}

/** Characters other than 第, digits and brackets with which a label may begin. */
const OTHER = /[①-⑳⑴-⒇@A-Za-zァ-ヶⅠ-Ⅻⅰ-ⅻ【[〔<〈一二三四五六七八九十・•●◆◇■□◎○◯‣▪]/

type Rule = {
  readonly pattern: RegExp
  readonly make: (m: RegExpExecArray) => Omit<Marker, 'start' | 'end' | 'spaced'>[]
}

const ordinal = (level: Level, n: number, part: string) => ({ level, n, tail: [], part })

/** ア may begin アイウ, イ may be its second or the first of イロハ: both readings are offered. */
function kana(letter: string, bracketed: boolean) {
  const part = bracketed ? `(${letter})` : letter
  const aiueo = AIUEO.indexOf(letter) + 1
  const iroha = IROHA.indexOf(letter) + 1
  const out = []
  if (aiueo > 0) out.push(ordinal(bracketed ? '(ア)' : 'ア', aiueo, part))
  if (iroha > 0) out.push(ordinal(bracketed ? '(イロハ)' : 'イロハ', iroha, part))
  return out
}

const RULES: readonly Rule[] = [
  {
    // 「第1 目的」 and 「第2 部局」 are a number and a word; the letter of a level stands by itself or at the number.
    pattern: new RegExp(
      `第 ?(${NUMBER})(?: (?=[編部章節款目](?:[ \\n(]|$)))?([編部章節款目])(?=[ \\n(]|$|[^のにをはがとでま、。・項号的標次局課長成約])`,
      'y',
    ),
    make: (m) => [ordinal(m[2] as Level, numeral(m[1] ?? ''), `第${numeral(m[1] ?? '')}${m[2] ?? ''}`)],
  },
  {
    // 第5条及び第6条 削除 stands for both articles.
    pattern: new RegExp(
      `第 ?(${NUMBER}) ?条(?:及び|から|・|、) ?第 ?${NUMBER} ?条(?:まで)?(?= *\\(?削除)`,
      'y',
    ),
    make: (m) => [ordinal('条', numeral(m[1] ?? ''), `第${numeral(m[1] ?? '')}条`)],
  },
  {
    pattern: new RegExp(`第 ?(${NUMBER}) ?条((?:の ?${NUMBER})*)(?!第|[中項]|の[^0-9])`, 'y'),
    make: (m) => {
      const tail = (m[2] ?? '')
        .split('の')
        .slice(1)
        .map((t) => numeral(t.trim()))
      const n = numeral(m[1] ?? '')
      return [{ level: '条', n, tail, part: `第${n}条${tail.map((t) => `の${t}`).join('')}` }]
    },
  },
  {
    pattern: /[附付] {0,4}則(?=[ \n(]|抄(?:[ \n]|$)|$)/y,
    make: () => [ordinal('附則', 0, '附則')],
  },
  {
    pattern: new RegExp(`別表(?:第 ?(${NUMBER}))?(?=[ \\n(]|$)`, 'y'),
    make: (m) => {
      const n = m[1] === undefined ? 0 : numeral(m[1])
      return [ordinal('別表', n, n === 0 ? '別表' : `別表第${n}`)]
    },
  },
  {
    pattern: new RegExp(
      `(?:様式第 ?(${NUMBER}) ?号|第 ?(${NUMBER}) ?号様式|別記様式)((?:の ?${NUMBER})*)(?=[ \\n(]|$)`,
      'y',
    ),
    make: (m) => {
      const n = numeral(m[1] ?? m[2] ?? '')
      const tail = (m[3] ?? '')
        .split('の')
        .slice(1)
        .map((t) => numeral(t.trim()))
      const branch = tail.map((t) => `の${t}`).join('')
      const stem = n === 0 ? '別記様式' : m[1] === undefined ? `第${n}号様式` : `様式第${n}号`
      return [{ level: '様式', n, tail, part: stem + branch }]
    },
  },
  {
    // Tight against its heading (第1趣旨), where no unit of counting follows.
    pattern: new RegExp(
      `第 ?([0-9]{1,3}|[一二三四五六七八九十百]{1,5}(?=[ \\n]|$))(?=[ \\n]|$|(?!回(?!線|答|復)|[条項号章節款編目部次者種類期位級面段階四三二一])[一-鿿ァ-ヶA-Z])`,
      'y',
    ),
    make: (m) => [ordinal('第N', numeral(m[1] ?? ''), `第${numeral(m[1] ?? '')}`)],
  },
  {
    pattern: new RegExp(`[0-9]{1,2}(?: ?${DASH} ?[0-9]{1,2}){1,3}(?=[ \\n]|$|[^0-9年月日/.-])`, 'y'),
    make: (m) => {
      const path = m[0].split(new RegExp(` ?${DASH} ?`)).map(Number)
      return [{ level: 'N-N', n: path.at(-1) ?? 0, tail: path, part: path.join('-') }]
    },
  },
  {
    pattern:
      /[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ \n]|$|(?![倍度版個点時分秒年月日割階万億千百])[一-鿿ァ-ヶ])/y,
    make: (m) => {
      const path = m[0].split('.').map(Number)
      return [{ level: 'N-N', n: path.at(-1) ?? 0, tail: path, part: path.join('-') }]
    },
  },
  { pattern: /([0-9]{1,3})\.(?![0-9])/y, make: (m) => [ordinal('N.', Number(m[1]), String(Number(m[1])))] },
  {
    pattern: /([0-9]{1,3})(?![0-9.,:/%()-])/y,
    make: (m) => [ordinal('N', Number(m[1]), String(Number(m[1])))],
  },
  { pattern: /\( ?([0-9]{1,3}) ?\)/y, make: (m) => [ordinal('(N)', Number(m[1]), `(${Number(m[1])})`)] },
  {
    pattern: new RegExp(`[${PARENTHESISED}]`, 'y'),
    make: (m) => [ordinal('(N)', PARENTHESISED.indexOf(m[0]) + 1, `(${PARENTHESISED.indexOf(m[0]) + 1})`)],
  },
  { pattern: /([0-9]{1,2})\)/y, make: (m) => [ordinal('N)', Number(m[1]), `${Number(m[1])})`)] },
  { pattern: new RegExp(`[${CIRCLED}]`, 'y'), make: (m) => [ordinal('①', CIRCLED.indexOf(m[0]) + 1, m[0])] },
  {
    // A is the first of A B C, or what a converter made of ② after @ for ①.
    pattern: /[@A-Z](?=[ \n])/y,
    make: (m) => {
      const n = m[0] === '@' ? 1 : m[0].charCodeAt(0) - 63
      const circled = { ...ordinal('①', n, CIRCLED[n - 1] ?? m[0]), misprint: true }
      return m[0] === '@' ? [circled] : [{ ...ordinal('(a)', n - 1, m[0]), misprint: true }, circled]
    },
  },
  {
    pattern: /手順 ?([0-9]{1,2})(?=[ \n:.]|$)/y,
    make: (m) => [ordinal('N', Number(m[1]), `手順${Number(m[1])}`)],
  },
  { pattern: /([ァ-ヶ])(?=[ \n.]|$)\.?/y, make: (m) => kana(m[1] ?? '', false) },
  { pattern: /\( ?([ァ-ヶ]) ?\)/y, make: (m) => kana(m[1] ?? '', true) },
  {
    pattern: /\(?([a-z])\)/y,
    make: (m) => [ordinal('(a)', (m[1] ?? 'a').charCodeAt(0) - 96, m[0])],
  },
  { pattern: new RegExp(`[${ROMAN}]`, 'y'), make: (m) => [ordinal('Ⅰ', ROMAN.indexOf(m[0]) + 1, m[0])] },
  {
    pattern: /[ⅰ-ⅻ]/y,
    make: (m) => [ordinal('(a)', m[0].charCodeAt(0) - 0x216f, m[0])],
  },
  {
    pattern: /([【[〔<〈]) ?([0-9]{1,2}) ?([】\]〕>〉])/y,
    make: (m) => [ordinal('【N】', Number(m[2]), `${m[1] ?? ''}${Number(m[2])}${m[3] ?? ''}`)],
  },
  {
    pattern: /\( ?([一二三四五六七八九十]{1,3}) ?\)/y,
    make: (m) => [ordinal('(N)', numeral(m[1] ?? ''), `(${m[1] ?? ''})`)],
  },
  {
    pattern: /([一二三四五六七八九十]{1,3})(?=[ \n])/y,
    make: (m) => [ordinal('一', numeral(m[1] ?? ''), m[1] ?? '')],
  },
  { pattern: /[・•●◆◇■□◎○◯‣▪](?=[^・])/y, make: () => [ordinal('・', 0, '・')] },
]

/** The rules that may fit a label that begins with a character: most characters begin none. */
const rulesOf = (() => {
  const known = new Map<string, readonly Rule[]>()
  const groups: readonly [string, RegExp][] = [
    ['第', /^第|^\(\?:様式第/],
    ['附付別様手', /^\[附付\]|^別表|様式|^手順/],
    ['0123456789', /^\(?\[0-9\]/],
    ['(', /^\\\(/],
  ]
  for (const [letters, begins] of groups)
    for (const c of letters)
      known.set(
        c,
        RULES.filter((r) => begins.test(r.pattern.source)),
      )
  return (c: string): readonly Rule[] => known.get(c) ?? (OTHER.test(c) ? RULES : [])
})()

/**
 * All readings of the label that stands at `at` (none if no label stands there).
 * The first rule that fits decides the shape; kana give two readings.
 */
export function markersAt(view: string, at: number): Marker[] {
  for (const { pattern, make } of rulesOf(view.charAt(at))) {
    pattern.lastIndex = at
    const m = pattern.exec(view)
    if (m === null) continue
    const end = at + m[0].length
    const next = view[end]
    const spaced = next === undefined || next === ' ' || next === '\n'
    return make(m)
      .filter(
        (r) => r.level === '・' || r.level === '附則' || r.level === '別表' || r.level === '様式' || r.n > 0,
      )
      .map((r) => ({ ...r, start: at, end, spaced }))
  }
  return []
}

/** A label of no known family that the format of the file vouches for: counted where it stands. */
export function bulletAt(start: number, end: number): Marker {
  return { level: '・', n: 0, tail: [], start, end, part: '・', spaced: true }
}

/** A bracketed caption that numbers a text without numbers. */
export function captionAt(start: number, text: string): Marker {
  return { level: '見出し', n: 0, tail: [], start, end: start + text.length, part: text, spaced: true }
}

/** Words that make a number before them a quantity or a reference, not a label. */
const QUANTITY =
  /^[ \n]?(?:以上|以下|以内|未満|以外|以降|年(?!月日|次|齢|代)|月(?!次|報|額)|日(?!常|本|程|誌|時|付|報)|時(?:間|から|まで|に)|条(?!例|件)|項(?!目|番)|号(?!数|機)|名(?:以|の|を|、|に)|人(?:以|の|を|、|に)|回(?!線|収|答|復|避|数)|台(?!帳|数)|階(?!層)|つ|か[月所]|ヶ|箇|カ[月所]|の|に|を|は(?!じめ)|が|と(?!り)|で(?!き)|へ|や(?!む)|から|まで|及び|又は|並びに|若しくは|[、。,）)・%])/

/** Whether the words after a number show that it counts or refers. */
export function isQuantity(view: string, end: number): boolean {
  // Blanks between the characters (a print of some converters) do not part a unit from its number.
  return QUANTITY.test(view.slice(end, end + 16).replaceAll(' ', ''))
}

/** Whether the words after a label show that it is referred to: (3)に定める, アの者. */
export function isReferredTo(view: string, end: number): boolean {
  return /^[ \n]?(?:[のにをが、]|は(?!じめ)|と(?!り)|から|まで|及び|又は|若しくは)/.test(
    view.slice(end, end + 5).replace(/(?<=[一-鿿]) (?=[ぁ-ん])/, ''),
  )
}

/** Whether the words around a number show that it is a value (機密性 2, 平成 14, 分類 3). */
export function isValueOf(view: string, start: number): boolean {
  const before = view.slice(Math.max(0, start - 8), start)
  if (
    /(?:性|レベル|第|平成|令和|昭和|年|月|約|各|計|バージョン|様式|別表|[「『(0-9A-Za-z])[ \n]?$/.test(before)
  )
    return true
  // 「情報資産の分類 1 趣旨」: a heading may end with these words, and the next label follows it.
  return /(?:分類|区分|種別)[ \n]?$/.test(before) && !/^[0-9]{1,2} [一-鿿]/.test(view.slice(start, start + 4))
}
