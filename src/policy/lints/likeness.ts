/** Two texts that say nearly the same, by their places in the list. */
export type Pair = { readonly a: number; readonly b: number; readonly likeness: number }

const ALIKE = 0.93
/** A pair of letters that more texts share says too little to compare them all. */
const MOST_HOLDERS = 60

/**
 * Pairs of texts that are alike: shared pairs of letters, each weighed by how rare it is in the document. Two texts
 * that are alike must share one of their rarest pairs of letters, so only such texts are compared.
 */
export function pairsAlike(texts: readonly string[], alike = ALIKE): readonly Pair[] {
  const same = new Map<string, number>()
  const out: Pair[] = []
  // Word for word the same: each is told of with the one before it, and compared with others only once.
  const places: number[] = []
  for (const [i, text] of texts.entries()) {
    const before = same.get(text)
    if (before === undefined) places.push(i)
    else out.push({ a: before, b: i, likeness: 1 })
    same.set(text, i)
  }
  const sets = places.map((i) => gramsOf(texts[i] ?? ''))
  const count = new Map<string, number>()
  for (const set of sets) for (const g of set) count.set(g, (count.get(g) ?? 0) + 1)
  const total = sets.length
  const weight = (g: string) => Math.log((total + 1) / ((count.get(g) ?? 0) + 0.5))
  const sums = sets.map((set) => [...set].reduce((sum, g) => sum + weight(g), 0))
  // What is alike shares at least alike / (2 - alike) of the lighter text: of any larger rest it must share one.
  const rest = 1 - alike / (2 - alike)
  const holders = new Map<string, number[]>()
  const candidates = new Set<number>()
  for (const [i, set] of sets.entries()) {
    const rarest = [...set].sort((x, y) => (count.get(x) ?? 0) - (count.get(y) ?? 0) || (x < y ? -1 : 1))
    let taken = 0
    for (const g of rarest) {
      if (taken > rest * (sums[i] ?? 0)) break
      taken += weight(g)
      if (count.get(g) === 1) continue
      const list = holders.get(g)
      if (list === undefined) holders.set(g, [i])
      else {
        if (list.length > MOST_HOLDERS) continue
        for (const j of list) candidates.add(j * total + i)
        list.push(i)
      }
    }
  }
  for (const key of candidates) {
    const a = Math.floor(key / total)
    const b = key % total
    const left = sets[a]
    const right = sets[b]
    const both = (sums[a] ?? 0) + (sums[b] ?? 0)
    if (left === undefined || right === undefined || both === 0) continue
    let common = 0
    for (const g of left) if (right.has(g)) common += weight(g)
    const likeness = (2 * common) / both
    if (likeness >= alike) out.push({ a: places[a] ?? 0, b: places[b] ?? 0, likeness })
  }
  return out.sort((p, q) => p.a - q.a || p.b - q.b)
}

function gramsOf(text: string): ReadonlySet<string> {
  const out = new Set<string>()
  for (let i = 0; i + 1 < text.length; i += 1) out.add(text.slice(i, i + 2))
  return out
}

/** Words that say the same in this field, by one of them. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['注意喚起', '周知'],
  ['コンピュータウイルス', '不正プログラム'],
  ['ウイルス', '不正プログラム'],
  ['マルウェア', '不正プログラム'],
  ['アクセス記録', 'ログ'],
  ['セキュリティホール', '脆弱性'],
  ['許可', '承認'],
])
/** Words that nearly every sentence of such a text has. */
const EMPTY = new Set([
  '必要',
  '情報',
  '場合',
  '適切',
  '職員',
  '対策',
  '措置',
  '実施',
  '当該',
  '所管',
  '関係',
  '対象',
  '以外',
  '対応方法',
  'セキュリティ',
  '方法',
])

/** The content words of a sentence: runs of Chinese characters or katakana, synonyms made one. */
export function keyWordsOf(text: string): ReadonlySet<string> {
  const out = new Set<string>()
  for (const m of text.matchAll(/[一-龥々ァ-ヶーA-Za-z]{2,}/gu)) {
    // 不正プログラム情報 speaks of 不正プログラム: a tail without content is taken off.
    const word = m[0].replace(/(?:情報|対策|等)$/u, '')
    const one = SAME.get(word) ?? word
    if (one.length >= 2 && !EMPTY.has(one)) out.add(one)
  }
  return out
}

const FEWEST_WORDS = 3
const MOST_EXTRA = 1

/** Pairs of sentences of which one has all content words of the other and hardly any beside them. */
export function pairsWithin(sets: readonly ReadonlySet<string>[]): readonly (readonly [number, number])[] {
  const holders = new Map<string, number[]>()
  for (const [i, set] of sets.entries()) {
    for (const word of set) {
      const list = holders.get(word)
      if (list === undefined) holders.set(word, [i])
      else list.push(i)
    }
  }
  const out: [number, number][] = []
  for (const [i, set] of sets.entries()) {
    if (set.size < FEWEST_WORDS) continue
    // The rarest word leads to the few sentences that can have them all.
    const rarest = [...set].map((w) => holders.get(w) ?? []).sort((a, b) => a.length - b.length)[0] ?? []
    for (const j of rarest.slice(0, MOST_HOLDERS)) {
      const other = sets[j]
      if (j === i || other === undefined || other.size > set.size + MOST_EXTRA) continue
      if (other.size === set.size && j < i) continue
      if ([...set].every((w) => other.has(w))) out.push(i < j ? [i, j] : [j, i])
    }
  }
  return out
}
