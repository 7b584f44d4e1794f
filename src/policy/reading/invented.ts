/**
 * Invents policy texts with known trees, for the tests: every family of numbering met in the field, printed clean,
 * wrapped at a width, with page numbers and running heads inside sentences, or with its lines lost.
 */

export type InventedNode = {
  readonly id: string
  readonly label: string
  readonly title: string | null
  readonly caption: string | null
  readonly text: string
  readonly children: readonly InventedNode[]
  readonly depth: number
}

export type Family = {
  readonly name: string
  readonly levels: readonly LevelRule[]
  /** What stands before the first provision and after the last. */
  readonly articles: boolean
}

type LevelRule = {
  /** The printed label. */
  readonly label: (path: readonly number[]) => string
  /** The part of the id. */
  readonly part: (path: readonly number[]) => string
  /** The id starts again here (articles run through the document, 2-1 carries its path). */
  readonly root?: boolean
  /** heading: a title and perhaps words below; words: a sentence; either: both are met. */
  readonly kind: 'heading' | 'words' | 'either' | 'article'
  readonly most: number
}

const KANA = 'アイウエオカキクケコサシスセソ'
const IROHA = 'イロハニホヘトチリヌルヲ'
const KANJI = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫'
const ROMAN = 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨ'
const BRACKETED = '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿'
const last = (path: readonly number[]) => path.at(-1) ?? 1
const at = (letters: string | readonly string[], n: number) => letters[n - 1] ?? '?'

const rule = (
  kind: LevelRule['kind'],
  label: LevelRule['label'],
  part: LevelRule['part'] = label,
  most = 4,
  root = false,
): LevelRule => ({ kind, label, part, most, root })

const dai = rule('heading', (p) => `第${last(p)}`, undefined, 5)
const number = (kind: LevelRule['kind']) => rule(kind, (p) => `${last(p)}`)
const dotted = (kind: LevelRule['kind']) =>
  rule(
    kind,
    (p) => `${last(p)}.`,
    (p) => `${last(p)}`,
  )
const bracket = (kind: LevelRule['kind']) => rule(kind, (p) => `(${last(p)})`, undefined, 5)
const kana = rule('words', (p) => at(KANA, last(p)), undefined, 6)
const bracketKana = rule('words', (p) => `(${at(KANA, last(p))})`)
const circled = rule('words', (p) => at(CIRCLED, last(p)), undefined, 6)
const bullet = rule(
  'words',
  () => '・',
  (p) => `・${last(p)}`,
)
const path = (depth: number, mark: string) =>
  rule(
    'heading',
    (p) => p.slice(-depth).join(mark),
    (p) => p.slice(-depth).join('-'),
    4,
    true,
  )

/** The families of numbering, from the widest place to the narrowest. */
export const families: readonly Family[] = [
  {
    name: '第N→N→(N)→ア→(ア)',
    levels: [dai, number('heading'), bracket('either'), kana, bracketKana],
    articles: false,
  },
  { name: 'N 題名→N.→ア', levels: [number('heading'), dotted('either'), kana], articles: false },
  { name: '1→(1)→①', levels: [number('heading'), bracket('either'), circled], articles: false },
  {
    name: '1.→(1)→ア→(ア)',
    levels: [dotted('heading'), bracket('either'), kana, bracketKana],
    articles: false,
  },
  {
    name: 'N―N―N',
    levels: [number('heading'), path(2, '―'), path(3, '―'), bracket('either'), circled],
    articles: false,
  },
  {
    name: '2.1 (1)',
    levels: [rule('heading', (p) => `${last(p)}`), path(2, '.'), bracket('either'), kana],
    articles: false,
  },
  {
    name: '第N章→N→(N)→ア',
    levels: [rule('heading', (p) => `第${last(p)}章`), number('heading'), bracket('either'), kana],
    articles: false,
  },
  { name: '(N)→N.→・', levels: [bracket('heading'), dotted('heading'), bullet], articles: false },
  {
    name: 'Ⅰ→1→⑴→①',
    levels: [
      rule('heading', (p) => at(ROMAN, last(p))),
      number('heading'),
      rule(
        'either',
        (p) => at(BRACKETED, last(p)),
        (p) => `(${last(p)})`,
      ),
      circled,
    ],
    articles: false,
  },
  {
    name: 'Ⅰ→【1】→(a)',
    levels: [
      rule('heading', (p) => at(ROMAN, last(p))),
      rule('either', (p) => `【${last(p)}】`),
      rule('words', (p) => `(${String.fromCharCode(96 + last(p))})`),
    ],
    articles: false,
  },
  {
    name: '第N条→(N)→ア',
    levels: [rule('article', (p) => `第${last(p)}条`, undefined, 9, true), bracket('words'), kana],
    articles: true,
  },
  {
    name: '第N章→第N条→N→(N)→ア→(ア)',
    levels: [
      rule('heading', (p) => `第${last(p)}章`),
      rule('article', (p) => `第${last(p)}条`, undefined, 5, true),
      number('words'),
      bracket('words'),
      kana,
      bracketKana,
    ],
    articles: true,
  },
  {
    name: '第一条→一→イ',
    levels: [
      rule(
        'article',
        (p) => `第${at(KANJI, last(p))}条`,
        (p) => `第${last(p)}条`,
        9,
        true,
      ),
      rule('words', (p) => at(KANJI, last(p))),
      rule('words', (p) => at(IROHA, last(p))),
    ],
    articles: true,
  },
]

/** A small random source: the same seed gives the same text. */
export function randomFrom(seed: number): (n: number) => number {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n
  }
}

const TITLES = [
  '趣旨',
  '用語',
  '体制',
  '情報資産の分類',
  '持出しの手続',
  '記録媒体の管理',
  '端末の返却',
  '入退室の管理',
  '例外措置',
  '事故の報告',
  '自己点検',
  '教育及び訓練',
  '電源等の管理',
  '回線の選択',
  '私物の使用',
  '不在のとき',
  '廃棄の手順',
  '委託先の監督',
]
const WHO = [
  '職員等',
  '保護責任者',
  '総括責任者',
  '所属長',
  '情報システム担当者',
  'CISO',
  '委託事業者',
  '推進員',
]
const ACTS = [
  '機密性2以上の情報を庁舎の外へ持ち出すときは、あらかじめ所属長の許可を得なければならない',
  '端末を2台以上使用する場合には、第3条第1項の規定により届け出るものとする',
  '前項の記録を3年間保存しなければならない',
  '(1)に定める手続を経ないで媒体を接続してはならない',
  '別表第1に掲げる区分に応じ、必要な措置を講じるよう努めるものとする',
  '1の分類に基づき、年1回以上、台帳を点検しなければならない',
  '令和5年4月1日以後に導入した機器について、2人以上で設定を確かめるものとする',
  '異動、退職等により業務を離れる場合には、利用していた情報資産を返却しなければならない',
  '統括する者が必要と認めるときは、利用を停止することができる',
  '無断で設定を変更してはならない。ただし、緊急やむを得ない場合は、この限りでない',
  'アクセス記録及びイの記録を、一定の期間保管しなければならない',
  '書面(電磁的記録を含む。)により、その旨を報告しなければならない',
  '遵守すべき事項を定め、第2の3に規定する会議の承認を得るものとする',
]
const CALLS = [
  '次に掲げる事項を守らなければならない',
  '次の各号に掲げる措置を講じなければならない',
  '次のとおり取り扱うものとする',
]

/** A tree of a family; the numbers of its places are known by how it was made. */
export function inventTree(family: Family, seed: number, size = 40): InventedNode[] {
  const random = randomFrom(seed)
  let left = size
  const counters = new Map<number, number>()
  const one = (list: readonly string[]) => list[random(list.length)] ?? ''
  const sentence = () => `${one(WHO)}は、${one(ACTS)}。`

  const level = (
    depth: number,
    above: readonly number[],
    parentId: string | null,
    least: number,
  ): InventedNode[] => {
    const how = family.levels[depth]
    if (how === undefined) return []
    const out: InventedNode[] = []
    const count = least + random(how.most)
    // 第1項 is the article itself: its paragraphs are counted from the second.
    const paragraphs = family.levels[depth - 1]?.kind === 'article' && how.label([7]) === '7'
    for (let i = 1; i <= count && (left > 0 || i <= least); i += 1) {
      const runs = how.kind === 'article'
      const n = runs ? (counters.get(depth) ?? 0) + 1 : paragraphs ? i + 1 : i
      if (runs) counters.set(depth, n)
      left -= 1
      const numbers = [...above, n]
      const part = how.part(numbers)
      const id =
        how.root === true || parentId === null || (runs && family.articles) ? part : `${parentId}-${part}`
      const deeper = depth + 1 < family.levels.length && (left > 0 || how.kind === 'heading')
      const heading = how.kind === 'heading' || (how.kind === 'either' && random(3) > 0)
      const must = how.kind === 'heading' && family.levels[depth + 1]?.root === true
      const withChildren = deeper && (must || random(3) > 0)
      const listed = withChildren && (!heading || random(2) === 0)
      const first = runs && withChildren ? skipOf(family, depth) : null
      const own =
        heading && withChildren && !listed ? '' : listed && first === null ? lead(one, sentence) : sentence()
      out.push({
        id,
        label: how.label(numbers),
        title: heading ? one(TITLES) : null,
        caption: runs ? one(TITLES) : null,
        text: family.levels[depth + 1]?.root === true ? '' : own,
        children: withChildren ? level(depth + 1, numbers, id, 2) : [],
        depth,
      })
    }
    return out
  }
  return level(0, [], null, 2)
}

const skipOf = (family: Family, depth: number) => (family.levels[depth + 1]?.label([7]) === '7' ? 1 : null)
const lead = (one: (list: readonly string[]) => string, sentence: () => string) =>
  sentence().length % 2 === 0 ? `${one(WHO)}は、${one(CALLS)}。` : `${one(WHO)}は、${one(CALLS)}。`

export const idsOf = (nodes: readonly InventedNode[]): string[] =>
  nodes.flatMap((n) => [n.id, ...idsOf(n.children)])

/** The paragraphs of a tree, one a line: labels, headings and words as a clean print has them. */
export function paragraphsOf(nodes: readonly InventedNode[], blank: string, indent: boolean): string[] {
  const out: string[] = []
  for (const n of nodes) {
    const margin = indent ? ' '.repeat(n.depth) : ''
    if (n.caption !== null) out.push(`(${n.caption})`)
    if (n.title !== null) {
      out.push(`${margin}${n.label}${blank}${n.title}`)
      if (n.text !== '') out.push(`${margin}${n.text}`)
    } else out.push(`${margin}${n.label}${blank}${n.text}`)
    out.push(...paragraphsOf(n.children, blank, indent))
  }
  return out
}

/** Breaks each paragraph at a width, as a fixed print does; a line never begins with a closing mark. */
export function wrap(paragraphs: readonly string[], width: number): string[] {
  const out: string[] = []
  for (const p of paragraphs) {
    let rest = p
    while (rest.length > width) {
      let cut = width
      while (/^[、。)）」]/.test(rest.slice(cut))) cut += 1
      out.push(rest.slice(0, cut))
      rest = rest.slice(cut)
    }
    if (rest !== '') out.push(rest)
  }
  return out
}

/** Puts a page number and a running head between lines, wherever the page ends. */
export function paged(lines: readonly string[], perPage: number, head: string): string[] {
  const out: string[] = []
  for (const [i, line] of lines.entries()) {
    if (i > 0 && i % perPage === 0) out.push(`- ${i / perPage} -`, head)
    out.push(line)
  }
  return out
}
