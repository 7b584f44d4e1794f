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

const AIUEO = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
const IROHA = 'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス'
const ROMAN = 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ'
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
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
    pattern: /[附付] {0,4}則(?=[ \n(]|$)/y,
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
    pattern: new RegExp(`第(${NUMBER})(?=[ \\n]|$)`, 'y'),
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
    pattern: /[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[ \n]|$)/y,
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
    pattern: /[@A-Z](?= )/y,
    make: (m) => {
      const n = m[0] === '@' ? 1 : m[0].charCodeAt(0) - 63
      return [{ ...ordinal('①', n, CIRCLED[n - 1] ?? m[0]), misprint: true }]
    },
  },
  { pattern: /([ァ-ヶ])(?=[ \n.]|$)\.?/y, make: (m) => kana(m[1] ?? '', false) },
  { pattern: /\( ?([ァ-ヶ]) ?\)/y, make: (m) => kana(m[1] ?? '', true) },
  {
    pattern: /\(([a-z])\)/y,
    make: (m) => [ordinal('(a)', (m[1] ?? 'a').charCodeAt(0) - 96, m[0])],
  },
  { pattern: new RegExp(`[${ROMAN}]`, 'y'), make: (m) => [ordinal('Ⅰ', ROMAN.indexOf(m[0]) + 1, m[0])] },
  { pattern: /【 ?([0-9]{1,2}) ?】/y, make: (m) => [ordinal('【N】', Number(m[1]), `【${Number(m[1])}】`)] },
  {
    pattern: /([一二三四五六七八九十]{1,3})(?= )/y,
    make: (m) => [ordinal('一', numeral(m[1] ?? ''), m[1] ?? '')],
  },
  { pattern: /[・•●◆◇■□◎○◯‣▪](?=[^・])/y, make: () => [ordinal('・', 0, '・')] },
]

/**
 * All readings of the label that stands at `at` (none if no label stands there).
 * The first rule that fits decides the shape; kana give two readings.
 */
export function markersAt(view: string, at: number): Marker[] {
  for (const { pattern, make } of RULES) {
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

/** Words that make a number before them a quantity or a reference, not a label. */
const QUANTITY =
  /^[ \n]?(?:以上|以下|以内|未満|以外|以降|年|月(?!次)|日(?!常|本|程|誌)|時(?:間|から|まで|に)|条(?!例|件)|項(?!目)|号|名(?:以|の|を|、|に)|人(?:以|の|を|、|に)|回(?!線|収|答|復|避)|台(?!帳)|階|つ|か[月所]|ヶ|箇|カ[月所]|の|に|を|は(?!じめ)|が|と(?!り)|で(?!き)|へ|や(?!む)|から|まで|及び|又は|並びに|若しくは|[、。,）)・%])/

/** Whether the words after a number show that it counts or refers. */
export function isQuantity(view: string, end: number): boolean {
  return QUANTITY.test(view.slice(end, end + 8))
}

/** Whether the words after a label show that it is referred to: (3)に定める, アの者. */
export function isReferredTo(view: string, end: number): boolean {
  return /^[ \n]?(?:[のにをが、]|は(?!じめ)|と(?!り)|から|まで|及び|又は|若しくは)/.test(
    view.slice(end, end + 5),
  )
}

/** Whether the words before a number show that it is a value (機密性 2, 平成 14, 分類 3). */
export function isValueOf(view: string, start: number): boolean {
  return /(?:性|分類|レベル|第|平成|令和|昭和|年|月|約|各|計|区分|種別|バージョン|[「『(0-9A-Za-z])[ \n]?$/.test(
    view.slice(Math.max(0, start - 8), start),
  )
}
