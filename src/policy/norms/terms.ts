import { piecesOf } from './long-text.ts'
import type { Term, TextNode } from './types.ts'

/** A place where a defined word stands: half-open range of the text. */
const OPEN = '(（'
const CLOSE = ')）'
/** 「X」, 『X』 or X itself. */
const QUOTED = '[「『“"](?<word>[^「」『』。]{1,40})[」』”"]'
const SAID = '(?:という|と総称する|と称する|と略す|と略称する|と表記する|といい)'
const DEFINITIONS = /定\s*義|用\s*語/u
const LISTS_TERMS =
  /(?:用語|語句|語|言葉)の(?:意義|意味|定義)(?:は|について)|用語(?:を|は)次のとおり|次(?:の各号)?に掲げる(?:用語|語)/u
const MEANS = /(?:のことをいう|をいう|を指す|と定義する|とする|である|をいい|のこと)(?=[。．（(\s]|$)/u

/**
 * The words a text defines, in the order of the text: 「Xとは、…をいう」, lists and tables of terms,
 * （以下「X」という。）, and the definitions it takes over from another document.
 */
export function termsOf(nodes: readonly TextNode[]): readonly Term[] {
  const byId = new Map(nodes.map((n) => [n.id, n]))
  const out: Term[] = []
  const seen = new Set<string>()
  const add = (term: Term | null) => {
    if (term === null) return
    const word = cleanWord(term.word)
    const key = `${term.node}\u0000${word}`
    if (word === '' || word.length > 40 || seen.has(key)) return
    seen.add(key)
    out.push({ ...term, word, meaning: term.meaning.trim() })
  }
  for (const node of nodes) {
    const listed = isListedTerm(node, byId)
    // A short name in the title of a provision has no place in its words.
    if (node.heading !== null && node.heading.length <= 200)
      for (const term of shortNames({ ...node, text: node.heading })) add({ ...term, range: [0, 0] })
    if (listed) for (const term of listedTerms(node)) add(term)
    for (const piece of piecesOf(node.text)) {
      const part = { ...node, text: piece.text }
      for (const term of [
        ...sentenceTerms(part, listed),
        ...shortNames(part),
        ...bracketTerms(part),
        ...takenOver(part),
      ]) {
        add({ ...term, range: [term.range[0] + piece.at, term.range[1] + piece.at] })
      }
    }
  }
  return out
}

/** An item of a list or table of terms. */
function isListedTerm(node: TextNode, byId: ReadonlyMap<string, TextNode>): boolean {
  const parent = node.parent === null ? undefined : byId.get(node.parent)
  if (parent === undefined || node.type === 'heading' || node.level === '条') return false
  // A paragraph of the article on definitions is a sentence of its own, not an item of its list.
  if (node.level === 'N' && parent.level === '条') return false
  if (node.type === 'row' || parent.type === 'table') {
    const above = parent.parent === null ? undefined : byId.get(parent.parent)
    return [parent, above].some(
      (n) =>
        n !== undefined &&
        (DEFINITIONS.test(n.heading ?? '') ||
          LISTS_TERMS.test(n.text) ||
          /用語[\s　|]*(?:意味|意義|説明|定義|内容)/u.test(n.text)),
    )
  }
  return (
    LISTS_TERMS.test(parent.text) ||
    (DEFINITIONS.test(parent.heading ?? '') && !/適用|対象/u.test(parent.heading ?? ''))
  )
}

/** The word of a list's item and its other name in brackets: 個人番号利用事務系（マイナンバー利用事務系）. */
function listedTerms(node: TextNode): Term[] {
  const by = node.type === 'row' ? ('table' as const) : ('sentence' as const)
  const both = (printed: string, meaning: string, range: Term['range']): Term[] => {
    const alias = /[（(]([一-龥々ァ-ヶーA-Za-z・]{2,30})[）)]$/u.exec(printed)?.[1]
    const words = alias === undefined ? [shortOf(printed)] : [shortOf(printed), alias]
    return words.map((word) => ({ word, meaning, node: node.id, range, by }))
  }
  const { text } = node
  if (node.heading !== null && text !== '')
    return both(node.heading, meaningOf(text), [0, firstSentence(text)])
  // A row whose first cell is its label.
  if (node.type === 'row' && !/^(?:行?[0-9]*|[・(（].*)$/u.test(node.label)) {
    return both(node.label, meaningOf(text), [0, firstSentence(text)])
  }
  // 「X …をいう。」, 「X：…」, a row's cells, or a name on a line of its own.
  for (const pattern of [PARTED, OWN_LINE]) {
    const found = pattern.exec(text)
    const word = found?.groups?.['word']
    if (found === null || word === undefined || /[はがをに]、?$/u.test(word)) continue
    return both(word, meaningOf(text.slice(found[0].length)), [0, word.length])
  }
  return []
}

const PARTED =
  /^(?<word>[「『]?[^\s　：:|。]{1,40}?(?:[（(][^（）()]{1,60}[）)])?[」』]?)(?:[\s　|]+|[：:]\s*|とは[、，,]?|\n)(?=\S)/u
const OWN_LINE = /^(?<word>[^\n。]{1,60})\n(?=\S)/u

/** 総合行政ネットワーク（…、以下「LGWAN」という。） is listed under its own name; the short one is a term as well. */
const shortOf = (word: string) =>
  word.replace(/[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]$/u, '')

/** 「X」とは、…をいう。 and Xとは、…をいう。 */
function sentenceTerms(node: TextNode, listed: boolean): Term[] {
  const out: Term[] = []
  const pattern = new RegExp(
    `(?:^|[。\\n、，,の]|において(?:は)?[、，,]?|で)(?:(?:この|本|当)[一-龥]{2,10}(?:において|で|における)[、，,]?)?(?:${QUOTED}|(?<plain>[一-龥々ァ-ヶーA-Za-z0-9・（）()]{1,40}?))とは[、，,]?(?<meaning>[^。\\n]{2,400}?)(?:をいう|のことをいう|を指す|と定義する|をいうものとする|とする|である)(?=[。\\n（(]|$)`,
    'gu',
  )
  for (const m of node.text.matchAll(pattern)) {
    const word = m.groups?.['word'] ?? m.groups?.['plain']
    if (word === undefined) continue
    const start = m.index + m[0].indexOf(word)
    out.push({
      word,
      meaning: m.groups?.['meaning'] ?? '',
      node: node.id,
      range: [start, start + word.length],
      by: 'sentence',
    })
  }
  if (listed) return out
  // 「X」といい、「X」という。 outside brackets: …したものを「X」という。
  const named = new RegExp(
    `(?:^|[。\\n、])(?<meaning>[^。\\n「]{4,300})を[、]?(?:以下)?${QUOTED}${SAID}`,
    'gu',
  )
  for (const m of node.text.matchAll(named)) {
    const word = m.groups?.['word']
    if (word === undefined || depthAt(node.text, m.index + m[0].length - 1) > 0) continue
    const start = m.index + m[0].lastIndexOf(word)
    out.push({
      word,
      meaning: (m.groups?.['meaning'] ?? '').replace(/^.*?(?:において|では)[、，,]/u, ''),
      node: node.id,
      range: [start, start + word.length],
      by: 'short-name',
    })
  }
  return out
}

/** （以下「X」という。） with the words it stands for. */
function shortNames(node: TextNode): Term[] {
  const { text } = node
  const out: Term[] = []
  const pattern = new RegExp(
    `(?:以下|(?:次|同|この|本|第[0-9０-９一二三四五六七八九十]+)[条項号章節](?:及び[^（）()]{1,12})?において)(?:単に|これらを|、)?(?:${QUOTED}|(?<plain>[一-龥々ァ-ヶーA-Za-z0-9]{2,30}?))(?:又は[「『](?<other>[^」』]{1,40})[」』])?(?:と(?:い[うい]|総称|称|略|表記|する)|とする)`,
    'gu',
  )
  for (const m of text.matchAll(pattern)) {
    const open = openingBefore(text, m.index)
    if (open === -1) {
      continue
    }
    const stands = stoodFor(text, open)
    const inside = text.slice(open + 1, m.index).replace(/[、，,。]\s*$/u, '')
    for (const word of [m.groups?.['word'] ?? m.groups?.['plain'], m.groups?.['other']]) {
      if (word === undefined) continue
      const start = m.index + m[0].indexOf(word)
      // 以下同じ is no name; （…をいう。以下「X」という。） has the meaning inside the brackets.
      const meaning = inside.endsWith('をいう') ? inside.slice(0, -3) : stands
      out.push({ word, meaning, node: node.id, range: [start, start + word.length], by: 'short-name' })
    }
  }
  return out
}

/** X（…をいう。以下同じ。）: defined where it first stands. */
function bracketTerms(node: TextNode): Term[] {
  const { text } = node
  const out: Term[] = []
  for (const m of text.matchAll(/をいう[。．]?(?=以下(?:この[一-龥]において)?同じ|[）)])/gu)) {
    const open = openingBefore(text, m.index)
    if (open === -1) continue
    const word =
      /[一-龥々ァ-ヶーA-Za-z0-9]{1,30}(?:[しりきけみえれい]|の[一-龥々ァ-ヶー]{1,12}|[一-龥々ァ-ヶーA-Za-z0-9])$/u.exec(
        text.slice(Math.max(0, open - 40), open),
      )?.[0]
    const close = closingAfter(text, m.index)
    const certain = text.slice(m.index, close === -1 ? m.index + 30 : close).includes('以下')
    if (word === undefined || (!certain && word.length < 3)) continue
    const start = open - word.length
    out.push({
      word: word.replace(/^(?:及び|又は|並びに|当該|各)/u, ''),
      meaning: text.slice(open + 1, m.index),
      node: node.id,
      range: [start, open],
      by: 'sentence',
    })
  }
  return out
}

/** …において使用する用語の例による, 用語の定義を準用する: the words are another document's. */
function takenOver(node: TextNode): Term[] {
  const m =
    /(?:用語|語)の(?:意義|意味|定義|例)[^。]{0,12}?(?:は|に(?:つい|関し)て)?[^。]*?(?:の例による|準用する|によるものとする|に定めるところによる|のとおりとする|による)/u.exec(
      node.text,
    )
  if (m === null || /(?:次の各号|次に掲げる|各号|次のとおり|次表|下表|別表)/u.test(m[0])) return []
  const from =
    /(?<name>[^、,，。（()）は]{0,50}(?:法律|法|条例|規則|規程|要綱|要領|要項|方針|基準|訓令|ポリシー|ガイドライン))(?:[（(][^（）()]*[）)])?(?:第[0-9０-９一二三四五六七八九十]+条)?(?:において|に(?:規定|定める|おける|おいて|使用)|の(?:用語|例|定義)|で(?:定め|使用|用い))/u.exec(
      m[0],
    )
  const name = from?.groups?.['name']
  if (name === undefined || from === null) return []
  const start = m.index + from.index
  return [
    {
      word: '用語の定義',
      meaning: `${name}の定義による`,
      node: node.id,
      range: [start, start + name.length],
      by: 'other-document',
    },
  ]
}

/** Where the bracket that holds a place opens; -1 outside brackets. */
function openingBefore(text: string, at: number): number {
  let depth = 0
  for (let i = at - 1; i >= 0 && at - i < 400; i -= 1) {
    const c = text.charAt(i)
    if (CLOSE.includes(c)) depth += 1
    else if (OPEN.includes(c)) {
      if (depth === 0) return i
      depth -= 1
    }
  }
  return -1
}

function closingAfter(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length && i - at < 400; i += 1) {
    const c = text.charAt(i)
    if (OPEN.includes(c)) depth += 1
    else if (CLOSE.includes(c)) {
      if (depth === 0) return i
      depth -= 1
    }
  }
  return -1
}

const depthAt = (text: string, at: number) => (openingBefore(text, at) === -1 ? 0 : 1)

/** The words a short name stands for: back to the comma or the particle that begins the phrase, brackets skipped. */
function stoodFor(text: string, open: number): string {
  let depth = 0
  let from = open
  for (; from > 0 && open - from < 200; from -= 1) {
    const c = text.charAt(from - 1)
    if (CLOSE.includes(c)) depth += 1
    else if (OPEN.includes(c)) {
      if (depth === 0) break
      depth -= 1
    } else if (depth === 0 && '。\n'.includes(c)) break
  }
  return text
    .slice(from, open)
    .replace(/^.*(?:[はを][、，,]|において[、，,]|より[、，,]|ため[、，,]|て[、，,])/u, '')
    .replace(/^「/u, '')
}

const firstSentence = (text: string) => {
  const end = text.search(/[。\n]/u)
  return end === -1 ? text.length : end + 1
}

function meaningOf(text: string): string {
  const means = MEANS.exec(text)
  const end = means === null ? firstSentence(text) : means.index
  return text.slice(0, end).replace(/^[\s　：:|]+/u, '') || text.slice(0, firstSentence(text))
}

const cleanWord = (word: string) =>
  word.replace(/^[「『“"\s　・]+|[」』”"\s　]+$/gu, '').replace(/^(?:及び|並びに|又は)/u, '')

/**
 * Finds the defined words of a text, in order, the longest word first and none inside another: 情報セキュリティポリシー is
 * no occurrence of 情報セキュリティ. A word of Latin letters is not found inside a longer one, and what another document
 * defines is not found at all. One pass over the text, whatever the number of terms.
 */
export function termFinder<T extends Pick<Term, 'word' | 'by'>>(
  terms: readonly T[],
): (text: string) => readonly { readonly term: T; readonly start: number; readonly end: number }[] {
  const byFirst = new Map<string, T[]>()
  for (const term of terms.toSorted((a, b) => b.word.length - a.word.length)) {
    if (term.by === 'other-document' || term.word.length < 2) continue
    const first = term.word.slice(0, 2)
    const list = byFirst.get(first)
    if (list === undefined) byFirst.set(first, [term])
    else list.push(term)
  }
  return (text) => {
    const found: { term: T; start: number; end: number }[] = []
    for (let at = 0; at + 1 < text.length; at += 1) {
      const term = byFirst
        .get(text.slice(at, at + 2))
        ?.find((each) => text.startsWith(each.word, at) && standsAlone(text, at, each.word))
      if (term === undefined) continue
      const end = at + term.word.length
      found.push({ term, start: at, end })
      at = end - 1
    }
    return found
  }
}

const LATIN = /[A-Za-z0-9]/u
const standsAlone = (text: string, at: number, word: string) =>
  !(LATIN.test(word.charAt(0)) && LATIN.test(text.charAt(at - 1))) &&
  !(LATIN.test(word.charAt(word.length - 1)) && LATIN.test(text.charAt(at + word.length)))
