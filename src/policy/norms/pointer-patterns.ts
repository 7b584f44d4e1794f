import { lawWords } from './laws.ts'
import { piecesOf } from './long-text.ts'
import { numeral, widthView } from '../reading/markers.ts'

/** The numbers of an article pointer: 第4条の2第3項第1号ア. */
export type ArticlePath = {
  readonly article: string | null
  readonly paragraph: number | null
  readonly item: string | null
  readonly kana: string | null
  /** 第2項各号: all its items. */
  readonly each: boolean
}

/** A pointer as it stands in the words, before it is looked up. */
export type Pointer = { readonly start: number; readonly end: number } & (
  | { readonly is: 'article'; readonly path: ArticlePath }
  | {
      readonly is: 'near'
      readonly unit: '条' | '項' | '号'
      readonly which: '前' | '次' | '同' | '本'
      readonly count: number
      readonly path: ArticlePath
    }
  | { readonly is: 'list'; readonly before: boolean; readonly strict: boolean }
  | {
      readonly is: 'part'
      readonly ids: readonly string[]
      readonly own: '章' | '節' | null
      readonly step: number
    }
  | { readonly is: 'annex'; readonly form: boolean; readonly label: string }
  | { readonly is: 'supplementary'; readonly path: ArticlePath }
  | { readonly is: 'label'; readonly label: string; readonly noun: string | null; readonly sure: boolean }
  | { readonly is: 'number-path'; readonly labels: readonly string[] }
  | { readonly is: 'titled'; readonly label: string; readonly heading: string }
  | {
      readonly is: 'outside'
      readonly name: string
      readonly law: boolean
      readonly generic: boolean
      readonly path: ArticlePath | null
    }
)

const N = '(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,5})'
const BRANCH = `(?:の${N}(?![一-龥]))*`
const TAIL = `(?:第(?<para>${N})項)?(?:(?<each>各号)|第(?<item>${N})号(?<itemBranch>${BRANCH}))?(?:(?<kana>[ア-ン]|\\([ア-ン]\\))(?=[のにをはがと、及又])(?!に?つ))?`
const ARTICLE = `第(?<article>${N})条(?<branch>${BRANCH})`

const branchOf = (words: string | undefined) =>
  (words ?? '')
    .split('の')
    .slice(1)
    .map((n) => `の${numeral(n)}`)
    .join('')

function pathOf(groups: Record<string, string | undefined>): ArticlePath {
  const { article, branch, para, item, itemBranch, kana, each } = groups
  return {
    article: article === undefined ? null : `第${numeral(article)}条${branchOf(branch)}`,
    paragraph: para === undefined ? null : numeral(para),
    item: item === undefined ? null : `${numeral(item)}${branchOf(itemBranch)}`,
    kana: kana ?? null,
    each: each !== undefined,
  }
}

type Finder = {
  readonly pattern: RegExp
  readonly make: (m: RegExpExecArray, groups: Record<string, string | undefined>) => Pointer | null
}
const span = (m: RegExpExecArray) => ({ start: m.index, end: m.index + m[0].length })
const finder = (pattern: string, make: Finder['make']): Finder => ({
  pattern: new RegExp(pattern, 'gu'),
  make,
})

const PAREN = '(?:\\([^()]{0,60}(?:\\([^()]{0,30}\\)[^()]{0,40})?\\))?'
/** What the city calls its own other documents. */
const DOCUMENT =
  '(?:条例|規則|規程|要綱|要領|要項|訓令|指針|指導要綱|ガイドライン|基本方針|対策基準|実施基準|(?:保護|管理|安全|セキュリティ)(?:基準|方針)|実施手順|運用手順|取扱手順|基本規則|緊急時対応計画|業務継続計画|対応計画|約款|覚書|協定書|契約書|マニュアル|手引)'
const GENERIC =
  /^(?:関係|関連|当該|各)?(?:情報セキュリティ)?(?:実施手順|規則|規程|条例|要領|要綱|契約書|マニュアル|運用手順|手引|訓令|覚書|協定書|約款)$/u
const W = '[一-龥々ァ-ヶーA-Za-z0-9]'
const NAME = `(?:${W}{1,24}(?:の${W}{1,12}){0,2}(?:及び${W}{1,12}(?:の${W}{1,12})?)?に(?:関する|係る|おける)(?:${W}{1,12}の)?)?[一-龥々ァ-ヶー・A-Za-z0-9]{0,30}${DOCUMENT}(?:施行規則|施行条例)?`

const outsideFinders: readonly Finder[] = [
  // A city's own ordinance under an act: 何市個人情報の保護に関する法律施行条例.
  finder(
    `(?<name>[一-龥ヶ]{1,7}[市町村県区](?:${lawWords.join('|')})(?:施行条例|施行規則|施行細則))${PAREN}(?:${ARTICLE}${TAIL})?`,
    (m, g) => ({
      ...span(m),
      is: 'outside',
      name: g['name'] ?? '',
      law: false,
      generic: false,
      path: g['article'] === undefined ? null : pathOf(g),
    }),
  ),
  finder(
    `(?<name>${lawWords.join('|')})(?<tail>施行令|施行規則|施行条例)?${PAREN}(?:${ARTICLE}${TAIL})?`,
    (m, g) => ({
      ...span(m),
      is: 'outside',
      name: `${g['name'] ?? ''}${g['tail'] ?? ''}`,
      law: g['tail'] !== '施行条例',
      generic: false,
      path: g['article'] === undefined ? null : pathOf(g),
    }),
  ),
  // An act that the table does not know shows itself by its number: 何々法(令和5年法律第9号).
  finder(
    `(?<name>[一-龥々ァ-ヶーの及びに関する等]{2,40}法(?:律)?)\\((?:明治|大正|昭和|平成|令和)[^()]{1,12}法律第[^()]{1,40}\\)(?:${ARTICLE}${TAIL})?`,
    (m, g) => ({
      ...span(m),
      is: 'outside',
      name: g['name'] ?? '',
      law: true,
      generic: false,
      path: g['article'] === undefined ? null : pathOf(g),
    }),
  ),
  finder(`(?<name>${NAME})${PAREN}(?:${ARTICLE}${TAIL})?`, (m, g) => {
    const name = g['name'] ?? ''
    return {
      ...span(m),
      is: 'outside',
      name,
      law: false,
      generic: GENERIC.test(name),
      path: g['article'] === undefined ? null : pathOf(g),
    }
  }),
  // 法第60条: a short name that the text has given an act or document.
  finder(
    `(?<name>(?<![一-龥])(?:同)?(?:法|令|条例|規則|規程|政令|省令|訓令|施行令|基準|方針))${ARTICLE}${TAIL}`,
    (m, g) => ({
      ...span(m),
      is: 'outside',
      name: g['name'] ?? '',
      law: /法|令$/u.test(g['name'] ?? ''),
      generic: false,
      path: pathOf(g),
    }),
  ),
]

const insideFinders: readonly Finder[] = [
  finder(`${ARTICLE}${TAIL}`, (m, g) => ({ ...span(m), is: 'article', path: pathOf(g) })),
  finder(`(?<which>[前次同本])(?<count>${N})?(?<unit>条)(?!件|例|文)${TAIL}`, (m, g) => near(m, g)),
  finder(
    `(?<which>[前次同本])(?<count>${N})?(?<unit>項)(?!目|番)(?:(?<each>各号)|第(?<item>${N})号(?<itemBranch>${BRANCH}))?(?<kana>[ア-ン](?=[のに]))?`,
    (m, g) => near(m, g),
  ),
  finder(`(?<which>[前次同本])(?<count>${N})?(?<unit>号)(?!令|外|棟)(?<kana>[ア-ン](?=[のに]))?`, (m, g) =>
    near(m, g),
  ),
  finder('(?<which>次の各号|前各号|前記各号|各号|前各項)', (m, g) => ({
    ...span(m),
    is: 'list',
    before: (g['which'] ?? '').startsWith('前'),
    strict: true,
  })),
  finder(
    '(?:次|以下|下記)(?:の(?:とおり|事項|措置|基準|表|いずれか|要件|場合|行為|機能|項目|内容)|に(?:掲げる|定める|示す|よる))',
    (m) => ({
      ...span(m),
      is: 'list',
      before: false,
      strict: false,
    }),
  ),
  finder(`第(?<chapter>${N})章(?:第(?<section>${N})節)?|第(?<alone>${N})節`, (m, g) => {
    const section = g['section'] ?? g['alone']
    const ids = [
      ...(g['chapter'] === undefined ? [] : [`第${numeral(g['chapter'])}章`]),
      ...(section === undefined ? [] : [`第${numeral(section)}節`]),
    ]
    return { ...span(m), is: 'part', ids, own: null, step: 0 }
  }),
  finder('(?<which>この|本|前|次)(?<own>章|節)(?![立票目])', (m, g) => ({
    ...span(m),
    is: 'part',
    ids: [],
    own: g['own'] === '節' ? '節' : '章',
    step: g['which'] === '前' ? -1 : g['which'] === '次' ? 1 : 0,
  })),
  finder(`別表(?:第(?<n>${N})(?<branch>${BRANCH}))?`, (m, g) => ({
    ...span(m),
    is: 'annex',
    form: false,
    label: g['n'] === undefined ? '別表' : `別表第${numeral(g['n'])}${branchOf(g['branch'])}`,
  })),
  finder(
    `(?:別記)?様式第?(?<n>${N})号?(?<branch>${BRANCH})|第(?<m>${N})号様式(?<branch2>${BRANCH})|別記様式`,
    (m, g) => {
      const n = g['n'] ?? g['m']
      return {
        ...span(m),
        is: 'annex',
        form: true,
        label: n === undefined ? '別記様式' : `様式第${numeral(n)}号${branchOf(g['branch'] ?? g['branch2'])}`,
      }
    },
  ),
  finder(`[附付]則(?:${ARTICLE})?${TAIL}(?=[のにをはが、])`, (m, g) => ({
    ...span(m),
    is: 'supplementary',
    path: pathOf(g),
  })),
  finder(
    `第(?<para>${N})項(?:(?<each>各号)|第(?<item>${N})号(?<itemBranch>${BRANCH}))?(?<kana>[ア-ン](?=[のに]))?`,
    (m, g) => ({
      ...span(m),
      is: 'article',
      path: pathOf(g),
    }),
  ),
  finder(
    `(?<![0-9一-龥告示令])第(?<item>${N})号(?<itemBranch>${BRANCH})(?<kana>[ア-ン](?=[のに]))?(?!様式)`,
    (m, g) => ({
      ...span(m),
      is: 'article',
      path: pathOf(g),
    }),
  ),
  // 第8-1-(3), 第4の2, 2-4-1(2)
  finder(
    `第(?<head>${N})(?<tail>(?:\\s?[-‐–―−の]\\s?(?:[0-9]{1,2}|\\([0-9ア-ン]{1,2}\\)|[ア-ン](?![ア-ン]))|\\([0-9ア-ン]{1,2}\\))+)`,
    (m, g) => ({
      ...span(m),
      is: 'number-path',
      labels: [`第${numeral(g['head'] ?? '')}`, ...labelsOf(g['tail'] ?? '')],
    }),
  ),
  finder(
    `(?<![0-9A-Za-z.年])(?<head>[0-9]{1,2}(?:[-‐–―−.][0-9]{1,2}){1,3})(?<tail>(?:\\([0-9ア-ン]{1,2}\\)|[①-⑳])*)(?=[のにを、及又。]|から)`,
    (m, g) => ({
      ...span(m),
      is: 'number-path',
      labels: [(g['head'] ?? '').replace(/[-‐–―−.]/gu, '-'), ...labelsOf(g['tail'] ?? '')],
    }),
  ),
  finder(`第(?<head>${N})(?=(?:に|の)(?:規定|定め|掲げ|示す))`, (m, g) => ({
    ...span(m),
    is: 'number-path',
    labels: [`第${numeral(g['head'] ?? '')}`],
  })),
  // 「3 対象とする脅威」
  finder(
    '「(?<label>第?[0-9一二三四五六七八九十]{1,3}章?|\\([0-9]{1,2}\\))[ .．]?(?<heading>[^」0-9\\s][^」]{1,40})」',
    (m, g) => ({
      ...span(m),
      is: 'titled',
      label: (g['label'] ?? '').replace(/[一二三四五六七八九十]+/u, (n) => String(numeral(n))),
      heading: g['heading'] ?? '',
    }),
  ),
  // 1の分類: a bare number that is a place, not a quantity.
  finder(
    '(?<=^|[、。もをはにが)」でと])(?:項番)?(?<label>[0-9]{1,2})の?(?<noun>(?<=の)(?:分類|規定|基準|区分|措置|表|定め|方法|手続|事項|場合|体制|対策|要件)|に(?:規定|定め|掲げ|示)|の(?:規定|定め|各項))',
    (m, g) => ({
      start: m.index,
      end: m.index + m[0].length,
      is: 'label',
      label: g['label'] ?? '',
      noun: (g['noun'] ?? '').replace(/^[のに]/u, ''),
      sure: m[0].startsWith('項番'),
    }),
  ),
  finder(
    '(?<![0-9ァ-ヶA-Za-z第様式表])(?<label>\\([0-9]{1,2}\\)|\\([ア-ン]\\)|[①-⑳])(?=[のにをは]|から|まで|及び|又は|若しくは|並びに|、(?:\\([0-9ア-ン]|[①-⑳]))',
    (m, g) => ({
      ...span(m),
      is: 'label',
      label: g['label'] ?? '',
      noun: null,
      sure: true,
    }),
  ),
  finder(
    '(?<![ァ-ヶー・A-Za-z0-9(])(?<label>[ア-ン])(?=(?:の|に)(?:規定|定め|掲げ|示|該当|場合|措置|者|許可|承認|記録|報告|申請|事項|手続|方法|対策)|から[ア-ン]まで|まで(?:の|に|を)|(?:及び|又は|若しくは|並びに|、)[ア-ン](?![ァ-ヶー]))',
    (m, g) => ({
      ...span(m),
      is: 'label',
      label: g['label'] ?? '',
      noun: null,
      sure: true,
    }),
  ),
]

const labelsOf = (tail: string) =>
  [...tail.matchAll(/\([0-9ア-ン]{1,2}\)|[0-9]{1,2}|[ア-ン]|[①-⑳]/gu)].map((m) => m[0])

function near(m: RegExpExecArray, g: Record<string, string | undefined>): Pointer | null {
  const which = g['which']
  const unit = g['unit']
  if (which !== '前' && which !== '次' && which !== '同' && which !== '本') return null
  if (unit !== '条' && unit !== '項' && unit !== '号') return null
  const count = g['count'] === undefined ? 1 : numeral(g['count'])
  if (g['count'] !== undefined && which !== '前' && which !== '次') return null
  return { ...span(m), is: 'near', unit, which, count, path: { ...pathOf(g), article: null } }
}

/** All pointers of a text in order, none inside another; what names a law or document comes before what is inside. */
export function pointersIn(text: string): readonly Pointer[] {
  return piecesOf(text).flatMap((piece) => {
    const found = pointersOfPiece(piece.text)
    return piece.at === 0
      ? found
      : found.map((p) => ({ ...p, start: p.start + piece.at, end: p.end + piece.at }))
  })
}

function pointersOfPiece(text: string): readonly Pointer[] {
  const view = widthView(text)
  const out: Pointer[] = []
  const taken = new Uint8Array(view.length)
  for (const { pattern, make } of [...outsideFinders, ...insideFinders]) {
    pattern.lastIndex = 0
    for (let m = pattern.exec(view); m !== null; m = pattern.exec(view)) {
      if (m[0] === '') {
        pattern.lastIndex += 1
        continue
      }
      const end = m.index + m[0].length
      let free = true
      for (let i = m.index; i < end && free; i += 1) free = taken[i] === 0
      if (!free) continue
      const pointer = make(m, m.groups ?? {})
      if (pointer === null) continue
      taken.fill(1, pointer.start, pointer.end)
      out.push(pointer)
    }
  }
  return out.sort((a, b) => a.start - b.start)
}
