import { HIDDEN, plainOf, withoutBrackets } from './plain.ts'
import { cellsOf, rolesNamed } from './table-rows.ts'
import { looksLikeRole, officeByForm, priorRoles } from './role-priors.ts'
import { officesSaid } from './role-offices.ts'
import { roleLexicon, type RoleLexicon, type RoleOrigin, type RoleWord } from './role-lexicon.ts'
import type { OfficeCode, TextNode } from './types.ts'

/** Characters of a compound noun: Chinese characters, katakana, Latin letters. */
const NOUN = '[一-龠々ヶ〇ァ-ヺー・A-Za-z]'
const NOT_PART = /^(?:各|当該|全ての|すべての|全|同|その|関係|及び|並びに|又は|若しくは|また|本)(?=..)/

type Found = { readonly word: string; readonly origin: RoleOrigin; readonly node: string | null }

/**
 * Learns the role words of a document: from its definitions, its short names, the posts it fills, its table of roles
 * and the subjects of its sentences; the words of the national guideline are known before.
 */
export function learnRoles(nodes: readonly TextNode[]): RoleLexicon {
  const found: Found[] = []
  const alias = new Map<string, string>()
  const texts = nodes.map((node) => ({ node, plain: plainOf(`${node.text}`).text }))
  for (const { node, plain } of texts) {
    found.push(...definedIn(node, plain), ...shortNames(node, plain, alias))
    found.push(...subjectsIn(plain))
    // The title of an office says its short name in brackets.
    if (node.heading !== null) found.push(...shortNames(node, plainOf(node.heading).text, alias))
    // A heading that is an office (1 最高情報セキュリティ責任者) names one as surely as a sentence.
    const heading = plainOf(node.heading ?? '').text.replace(/\(.*\)$/, '')
    if (isNoun(heading) && looksLikeRole(heading) && heading.length <= 24)
      found.push({ word: heading, origin: 'subject', node: null })
    if (node.type === 'row')
      for (const word of rowRoles(node)) found.push({ word, origin: 'defined', node: node.id })
  }
  const words = new Map<string, RoleWord>()
  const put = (word: string, office: OfficeCode | null, origin: RoleOrigin, node: string | null) => {
    const before = words.get(word)
    if (before === undefined || (rank(origin) > rank(before.origin) && before.node === null))
      words.set(word, { word, office: office ?? before?.office ?? null, origin, node })
  }
  for (const [word, office] of priorRoles) put(word, office, 'prior', null)
  for (const { word, origin, node } of found) {
    const full = alias.get(word)
    put(word, officeOf(word) ?? (full === undefined ? null : officeOf(full)), origin, node)
  }
  // What a document says of who holds an office tells the office, where the word itself does not.
  for (const { plain } of texts)
    for (const [word, office] of officesSaid(plain)) {
      const w = words.get(word)
      if (w !== undefined && w.office === null) words.set(word, { ...w, office })
    }
  // 情報管理者 of a text that does not say who it is: who looks after the information of a section.
  for (const w of words.values())
    if (w.office === null && /^[一-龠]{0,3}情報管理者$/.test(w.word))
      words.set(w.word, { ...w, office: 'sec-manager' })
  // The manager of a system is an office only where the document makes it one.
  for (const word of ['情報システム管理者', 'システム管理者']) {
    const w = words.get(word)
    if (w?.origin === 'defined' || w?.origin === 'short-name')
      words.set(word, { ...w, office: 'system-sec-manager' })
  }
  // A longer noun that ends with a known role is another role: 副統括…, 総務部…: it must not be cut.
  for (const { plain } of texts)
    for (const longer of longerThan(words, plain)) put(longer, officeOf(longer), 'subject', null)
  return roleLexicon(words.values())
}

const rank = (o: RoleOrigin) => ['prior', 'subject', 'short-name', 'defined'].indexOf(o)
const isNoun = (s: string) => new RegExp(`^${NOUN}+等?$`).test(s)
const bareOf = (s: string) => s.replace(NOT_PART, '')
const officeOf = (word: string): OfficeCode | null => officeByForm(word)

/** Xを置く, XはYをもって充てる, YをXとする, 「X」とは…をいう, X Yをいう. */
function definedIn(node: TextNode, plain: string): Found[] {
  const out: Found[] = []
  const text = withoutBrackets(plain).replaceAll(HIDDEN, '')
  const add = (noun: string | undefined) => {
    const word = bareOf(noun ?? '')
    if (word.length >= 2 && looksLikeRole(word)) out.push({ word, origin: 'defined', node: node.id })
  }
  const noun = `(${NOUN}{2,30}等?)`
  for (const m of text.matchAll(
    new RegExp(
      `${noun}を(?:[0-9一二三四五六七八九十]+[名人](?:以内)?)?(?:を)?(?:それぞれ|必要に応じて)?(?:置|設置|設け|任命|指名|選任)`,
      'g',
    ),
  ))
    add(m[1])
  for (const m of text.matchAll(
    new RegExp(`${noun}(?:は|に|には)、?[^。]{0,60}をもって(?:これに)?(?:充|あ)て`, 'g'),
  ))
    add(m[1])
  for (const m of text.matchAll(
    new RegExp(`(?:を|をもって)、?(?:[^。を]{0,30}[のるた])?${noun}と(?:する|し|定め)`, 'g'),
  ))
    add(m[1])
  for (const m of text.matchAll(new RegExp(`「${noun}」(?:とは|という)`, 'g'))) add(m[1])
  // A definition item: the term is the heading or the first word of the item.
  const term = plainOf(node.heading ?? '').text
  if (/をいう。?$/.test(text) && isNoun(term)) add(term)
  const inline = new RegExp(
    `^${noun}[とは、]?[^。]*(?:の長|者|職員|課長|部長|もの)を?(?:いう|指す)?。?$`,
  ).exec(text)
  if (/をいう。/.test(text) && inline === null && isNoun(term)) add(term)
  return out
}

/** …（以下「X」という。）: X stands for the noun before the bracket. */
function shortNames(node: TextNode, plain: string, alias: Map<string, string>): Found[] {
  const out: Found[] = []
  for (const m of plain.matchAll(
    /\(([^()]{0,80}?)以下(?:単に|、)?「([^」]{1,30})」(?:という|と総称する|と略す)[^()]{0,6}\)/g,
  )) {
    const word = m[2] ?? ''
    const before = withoutBrackets(plain.slice(0, m.index)).replaceAll(HIDDEN, '')
    const full = new RegExp(`(${NOUN}+等?)$`).exec(before)?.[1] ?? ''
    const person = looksLikeRole(word) || looksLikeRole(full) || /(?:者|職員)$/.test(before)
    if (!person || /(?:規程|規則|要綱|基準|方針|条例|法律|ポリシー|ネットワーク|システム)$/.test(full))
      continue
    if (full !== '') alias.set(word, full)
    out.push({ word, origin: 'short-name', node: node.id })
    if (full !== word && looksLikeRole(full))
      out.push({ word: bareOf(full), origin: 'defined', node: node.id })
  }
  return out
}

/** Nouns for persons that stand as a topic, or that somebody asks, tells or is permitted by. */
function subjectsIn(plain: string): Found[] {
  const out: Found[] = []
  const text = withoutBrackets(plain)
  const hidden = `${HIDDEN}*`
  for (const m of text.matchAll(
    new RegExp(
      `(${NOUN}{1,30}等?)${hidden}(?=は、|は[^じ]|が(?:(?:これを)?(?:行う|行わなければ)|定める|招集|主宰|指定|指名|保管|管理|処理|[^、。]{1,14}する(?:ものとする)?。|[^、。]{1,24}(?:なければならない|なければなりません)。)|も、|に(?:おいて|あって)は、|において(?:処理|行|保存|保管|管理|担当|実施|[0-9])|の(?:許可|承認|決裁|同意|意見|指示)|に(?:報告|届け|協議|提出|申請|通知))`,
      'g',
    ),
  )) {
    const word = bareOf(m[1] ?? '')
    // Who permits or is told is somebody, whatever he is called.
    const asked = /^[のに]/.test(text.slice(m.index + m[0].length)) && /(?:者|長|会|員|官)$/.test(word)
    if (word.length >= 2 && (looksLikeRole(word) || asked)) out.push({ word, origin: 'subject', node: null })
  }
  // 浄水場長及び営業所長は: who stands beside a subject is one too.
  for (const m of text.matchAll(
    new RegExp(
      `(${NOUN}{2,30}等?)${hidden}(?:及び|並びに|又は|若しくは)${NOUN}{1,30}等?${hidden}(?:は|も|に(?:おいて|あって)は)、`,
      'g',
    ),
  )) {
    const word = bareOf(m[1] ?? '')
    if (word.length >= 2 && looksLikeRole(word)) out.push({ word, origin: 'subject', node: null })
  }
  for (const m of text.matchAll(
    new RegExp(
      `(?:^|[。、]|及び|並びに|又は)((?:各|当該)?${NOUN}{1,6}等?の長)${hidden}(?=は|も|の許可|の承認|に|及び|又は)`,
      'g',
    ),
  ))
    out.push({ word: bareOf(m[1] ?? ''), origin: 'subject', node: null })
  return out
}

/** The offices a row of a table of roles is about. */
function rowRoles(node: TextNode): string[] {
  const names = node.text.includes('\t')
    ? cellsOf(node).flatMap((c) => rolesNamed(c.text))
    : rolesNamed(node.label)
  return names.map(bareOf).filter((w) => w.length >= 2)
}

/** Compound nouns of a text that end with a known role word but begin before it. */
function longerThan(words: ReadonlyMap<string, RoleWord>, plain: string): string[] {
  const out: string[] = []
  for (const m of plain.matchAll(new RegExp(`${NOUN}{4,30}等?`, 'g'))) {
    const run = bareOf(m[0])
    if (words.has(run) || !looksLikeRole(run)) continue
    for (let cut = 1; cut < run.length - 1; cut += 1) {
      // 外見上職員等, 他職員等: the word before is no part of the office.
      if (words.has(run.slice(cut)) && !/[上他間的]$/.test(run.slice(0, cut))) {
        out.push(run)
        break
      }
    }
  }
  return out
}
