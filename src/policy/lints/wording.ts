import { finding, isSupplementary, type LintRule } from './finding.ts'
import type { TextNode } from '../norms/types.ts'

/** Words that are doubled by nature. */
const REDUPLICATED =
  /^(?:いろ|たび|ます|いち|しば|それ|たま|そも|わざ|おの|いよ|だん|なか|もと|とき|さま|ひと|まだ|わく|つぎ|よく|くれ|ちょく|ところ|ひとり|一人|個別|次|ほど|われ|やれ|はる|かず|しか|つく|とう|まあ|まず|あれ|これ|どれ|いや|こも|すみ|ずみ|ちか|とも|みな|よ|た|は|さ|パ|ピ|日|年|月|々)$/u
const TWICE = /([ぁ-んァ-ヶー一-龥]{2,8})\1/gu
/** A particle that stands twice; ことと, ものの and 捨てて are no slips. */
const PARTICLE =
  /をを|がが|(?<!も)のの(?!ち)|にに|でで|へへ|。。|、、|，，|いい(?=。)|(?<=[する])るる|([一-龥])\1(?=する|し(?:な|、|て|た)|さ(?:れ|せ)|を行)/gu

/** A slip of the hand: words or particles that stand twice. */
export const doubledCharacters: LintRule = (doc) =>
  doc.nodes.flatMap((node) =>
    slips(node).map(({ words, start }) =>
      finding(
        'doubled-characters',
        node.id,
        words,
        `「${words}」は文字が重なっているようです。書き誤りでないか、原本を確かめてください。`,
        { range: [start, start + words.length] },
      ),
    ),
  )

/** More of them in one provision are no slips of a hand. */
const MOST_SLIPS = 10

function slips(node: TextNode): readonly { words: string; start: number }[] {
  const out: { words: string; start: number }[] = []
  for (const m of node.text.matchAll(TWICE)) {
    if (out.length >= MOST_SLIPS) break
    const once = m[1] ?? ''
    if (REDUPLICATED.test(once) || /^(.)\1+$/u.test(once)) continue
    // A name that ends as the next begins (四日市市) or a list of like words is no slip.
    if (/^[ァ-ヶー]+$/u.test(once) && once.length <= 2) continue
    out.push({ words: m[0], start: m.index })
  }
  for (const m of node.text.matchAll(PARTICLE)) {
    if (out.length >= 2 * MOST_SLIPS) break
    if (m[1] === '々' || out.some((o) => m.index >= o.start && m.index < o.start + o.words.length)) continue
    out.push({ words: m[0], start: m.index })
  }
  return out
}

type Family = {
  readonly name: string
  /** Words for one thing; each is found only where it is not part of a longer one of the family. */
  readonly words: readonly string[]
  /** Reported only when one word is used so often; a word used once by the way is no drift. */
  readonly least?: number
}

/** Near-synonyms of the field. Two of a family side by side, neither defined, make an officer ask which is meant. */
const families: readonly Family[] = [
  {
    name: '記録媒体',
    words: [
      '記録媒体',
      '外部記録媒体',
      '電磁的記録媒体',
      '電子記録媒体',
      '可搬記録媒体',
      '可搬型記録媒体',
      '可搬媒体',
      '外部記憶媒体',
      '記憶媒体',
    ],
  },
  {
    name: '委託の相手方',
    words: [
      '委託先',
      '委託事業者',
      '委託業者',
      '受託者',
      '受託事業者',
      '受託業者',
      '外部の事業者',
      '外部の業者',
      '外部委託事業者',
      '外部委託先',
      '請負業者',
    ],
  },
  { name: '情報を扱う仕事', words: ['情報処理作業', '情報処理業務'] },
  {
    name: '情報セキュリティの事故',
    words: [
      '情報セキュリティインシデント',
      'セキュリティインシデント',
      '情報セキュリティ事故',
      'セキュリティ事故',
      '情報セキュリティ事案',
      'セキュリティ事案',
    ],
  },
  { name: '持出し', words: ['持ち出し', '持出し', '持出'], least: 2 },
  { name: '端末', words: ['業務端末', '業務用端末', '職員用端末', '事務用端末', '業務用パソコン'] },
  {
    name: '利用者の識別',
    words: ['利用者ID', 'ユーザID', 'ユーザーID', '利用者識別符号', 'ユーザアカウント'],
  },
  { name: 'ソフトウェア', words: ['ソフトウェア', 'ソフトウエア'] },
  { name: 'ハードウェア', words: ['ハードウェア', 'ハードウエア'] },
  { name: 'サーバ', words: ['サーバ', 'サーバー'] },
  { name: 'ウイルス', words: ['ウイルス', 'ウィルス'] },
  { name: '入退室の記録', words: ['入退室管理簿', '入退室記録簿', '入退室管理台帳', '入退室管理票'] },
  { name: '情報資産の台帳', words: ['情報資産台帳', '情報資産管理台帳', '情報資産管理簿', '情報資産目録'] },
]

/** Several words for what seems to be one thing. */
export const termDrift: LintRule = (doc) => {
  const defined = new Set(doc.terms.map((t) => t.word))
  const nodes = doc.nodes.filter((n) => !isSupplementary(n, doc))
  return families.flatMap((family) => {
    const places = new Map<string, { node: string; start: number }[]>()
    const words = [...family.words].sort((a, b) => b.length - a.length)
    const pattern = new RegExp(words.join('|'), 'gu')
    for (const node of nodes) {
      for (const m of node.text.matchAll(pattern)) {
        const list = places.get(m[0])
        const place = { node: node.id, start: m.index }
        if (list === undefined) places.set(m[0], [place])
        else list.push(place)
      }
    }
    const used = [...places]
      .filter(([, list]) => list.length >= (family.least ?? 1))
      .sort((a, b) => b[1].length - a[1].length)
    const loose = used.filter(([word]) => !defined.has(word))
    // One word with a definition and no other beside it, or all defined apart: each means what it says.
    if (used.length < 2 || loose.length === 0) return []
    const rare = used.at(-1)
    const first = rare?.[1][0]
    if (rare === undefined || first === undefined) return []
    const counts = used.map(([word, list]) => `「${word}」${list.length}か所`).join('、')
    return [
      finding(
        'term-drift',
        first.node,
        rare[0],
        `${family.name}について、${counts}と複数の言い方があります。同じものを指すなら言葉をそろえ、違うものなら定義を置くことを検討してください。`,
        {
          range: [first.start, first.start + rare[0].length],
          related: used
            .flatMap(([, list]) => list.slice(0, 3).map((p) => p.node))
            .filter((id) => id !== first.node),
        },
      ),
    ]
  })
}
