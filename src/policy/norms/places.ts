import { pathOf, type DocumentIndex } from './context.ts'
import type { ArticlePath } from './pointer-patterns.ts'
import type { TextNode } from './types.ts'

/** Where the pointers of a document lead: its articles, paragraphs and items by number. */
export type Places = {
  /** The node whose list a node is an item of. */
  readonly above: (node: TextNode) => TextNode | null
  readonly isOwnTitle: (name: string) => boolean
  readonly article: (path: ArticlePath, from: TextNode) => readonly TextNode[]
  /** 第2項, 第3号 seen from a node. */
  readonly within: (from: TextNode, path: ArticlePath) => readonly TextNode[]
  /** Goes on from a node that was found: 前条 + 第2項. */
  readonly tail: (from: TextNode | null, path: ArticlePath) => readonly TextNode[]
  readonly enclosing: (from: TextNode, unit: '条' | '項' | '号') => TextNode | null
  readonly neighbour: (from: TextNode, unit: '条' | '項' | '号', step: number) => TextNode | null
  readonly before: (from: TextNode) => readonly TextNode[]
  readonly itemsOf: (from: TextNode) => readonly TextNode[]
  readonly part: (
    ids: readonly string[],
    own: '章' | '節' | null,
    step: number,
    from: TextNode,
  ) => readonly TextNode[]
  readonly annex: (label: string, form: boolean) => readonly TextNode[]
  readonly supplementary: (path: ArticlePath, from: TextNode) => readonly TextNode[]
  readonly labelled: (label: string, from: TextNode, noun: string | null) => TextNode | null
  readonly numberPath: (labels: readonly string[], from: TextNode) => TextNode | null
  readonly titled: (label: string, heading: string) => TextNode | null
  readonly between: (first: string, last: string) => readonly string[] | null
}

const ITEM_LEVELS = new Set(['(N)', '一', 'N)', '①', 'N.', '(イロハ)', 'イロハ', '(a)'])
const MOST_ITEMS = 200
const cache = new WeakMap<DocumentIndex, Places>()

/** The places of a document; worked out once for each. */
export function placesOf(doc: DocumentIndex): Places {
  const known = cache.get(doc)
  if (known !== undefined) return known
  const made = build(doc)
  cache.set(doc, made)
  return made
}

/** The last label of an id: 第24条-2-(3) → (3). */
const lastPart = (id: string) => id.slice(id.lastIndexOf('-') + 1)
const numberOf = (id: string) => /^[(第]?([0-9]+)[)章節.]?$/u.exec(lastPart(id))?.[1]
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
const KANJI = '一二三四五六七八九十'
const ordinalOf = (node: TextNode): number => {
  const part = lastPart(node.id)
  const plain = numberOf(node.id)
  if (plain !== undefined) return Number(plain)
  if (CIRCLED.includes(part)) return CIRCLED.indexOf(part) + 1
  return part.length === 1 ? KANJI.indexOf(part) + 1 : 0
}

function build(doc: DocumentIndex): Places {
  const children = (node: TextNode) => doc.childrenOf.get(node.id) ?? []
  const articles = doc.nodes.filter((n) => n.level === '条')
  const byArticle = articles.length > 0
  const above = (node: TextNode) => [...pathOf(node, doc), node]
  const articleOf = (node: TextNode) => above(node).findLast((n) => n.level === '条') ?? null
  const inSupplement = (node: TextNode) => above(node).find((n) => n.level === '附則') ?? null

  const paragraph = (article: TextNode, n: number): TextNode | null =>
    n === 1
      ? (children(article).find((c) => c.level === 'N' && ordinalOf(c) === 1) ?? article)
      : (children(article).find((c) => c.level === 'N' && ordinalOf(c) === n) ?? null)
  const items = (node: TextNode) =>
    children(node).filter((c) => ITEM_LEVELS.has(c.level) || (c.level === 'N' && node.level !== '条'))
  const item = (node: TextNode, label: string): TextNode | null =>
    items(node).find(
      (c) => lastPart(c.id).replace(/[()]/gu, '') === label || String(ordinalOf(c)) === label,
    ) ?? null
  const kana = (node: TextNode, label: string): TextNode | null =>
    children(node).find((c) => lastPart(c.id) === label) ?? null

  const paragraphOf = (node: TextNode): TextNode | null => {
    const path = above(node)
    const at = path.findLastIndex((n) => n.level === '条' || n.level === '附則')
    if (at === -1) return null
    const next = path[at + 1]
    return next !== undefined && next.level === 'N' ? next : (path[at] ?? null)
  }
  const itemOf = (node: TextNode): TextNode | null => {
    const par = paragraphOf(node)
    if (par === null) return node
    const path = above(node)
    return path[path.indexOf(par) + 1] ?? null
  }

  const tail: Places['tail'] = (from, path) => {
    if (from === null) return []
    let node: TextNode | null = from
    if (path.paragraph !== null) node = paragraph(node, path.paragraph)
    if (node !== null && path.item !== null) node = item(node, path.item)
    if (node !== null && path.kana !== null) node = kana(node, path.kana) ?? node
    if (node === null) return []
    return path.each ? items(node) : [node]
  }

  const families = new Map<string, { list: TextNode[]; at: Map<TextNode, number> }>()
  for (const node of doc.nodes) {
    const key = `${node.level} ${node.parent ?? ''}`
    const family = families.get(key) ?? { list: [], at: new Map<TextNode, number>() }
    if (family.list.length === 0) families.set(key, family)
    family.at.set(node, family.list.length)
    family.list.push(node)
  }
  const familyOf = (node: TextNode) => families.get(`${node.level} ${node.parent ?? ''}`)
  const byLastPart = new Map(articles.toReversed().map((n) => [lastPart(n.id), n]))
  const articleAt = new Map(articles.map((n, i) => [n, i]))
  const beside = (node: TextNode, step: number): TextNode | null => {
    const family = familyOf(node)
    const at = family?.at.get(node)
    return at === undefined ? null : (family?.list[at + step] ?? null)
  }

  const neighbour: Places['neighbour'] = (from, unit, step) => {
    if (unit === '条') {
      const own = articleOf(from)
      if (own !== null) return articles[(articleAt.get(own) ?? -1) + step] ?? null
      const top = above(from).find((n) => n.level !== '章' && n.level !== '節' && n.level !== '編')
      return top === undefined ? null : beside(top, step)
    }
    if (unit === '項') {
      const own = paragraphOf(from)
      const holder = own === null ? null : own.level === 'N' ? (doc.byId.get(own.parent ?? '') ?? null) : own
      if (own !== null && holder !== null) {
        const n = own === holder ? 1 : ordinalOf(own)
        return n + step < 1 ? null : paragraph(holder, n + step)
      }
      return upwards(from, step)
    }
    const own = itemOf(from)
    return own === null ? null : (beside(own, step) ?? upwards(from, step))
  }
  /** Without articles 前項 is the place before: of the node, else of the nearest place above that has one. */
  const upwards = (from: TextNode, step: number): TextNode | null => {
    if (byArticle && articleOf(from) !== null) return null
    for (const node of above(from).toReversed()) {
      const found = beside(node, step)
      if (found !== null) return found
    }
    return null
  }

  const byPart = (ids: readonly string[], from: readonly TextNode[]): TextNode | null => {
    const wanted = ids.join('-')
    const exact = doc.byId.get(wanted)
    if (exact !== undefined) return exact
    for (const node of from.toReversed()) {
      const found = doc.byId.get(`${node.id}-${wanted}`)
      if (found !== undefined) return found
    }
    return null
  }

  const parts = doc.nodes.filter((n) => n.level === '章' || n.level === '節' || n.level === '編')
  const firstSupplement = doc.nodes.find((n) => n.level === '附則') ?? null
  const order = new Map(doc.nodes.map((n, i) => [n.id, i]))
  const levelText = (h: string) => h.replace(/[\s　]/gu, '')
  const byHeading = new Map<string, TextNode[]>()
  for (const node of doc.nodes) {
    if (node.heading === null) continue
    const list = byHeading.get(levelText(node.heading))
    if (list === undefined) byHeading.set(levelText(node.heading), [node])
    else list.push(node)
  }
  const title = levelText(doc.title ?? '')
  return {
    above: (node) => (node.parent === null ? null : (doc.byId.get(node.parent) ?? null)),
    isOwnTitle: (name) =>
      title !== '' && name.length >= 3 && title.endsWith(levelText(name).replace(/^(?:本|当)/u, '')),
    article: (path, from) => {
      const supplement = inSupplement(from)
      const own =
        supplement === null || path.article === null
          ? undefined
          : doc.byId.get(`${supplement.id}-${path.article}`)
      const node =
        own ??
        (path.article === null ? null : (doc.byId.get(path.article) ?? byLastPart.get(path.article) ?? null))
      return tail(node, path)
    },
    within: (from, path) => {
      if (path.paragraph !== null) {
        const own = articleOf(from) ?? inSupplement(from)
        return own === null ? [] : tail(own, path)
      }
      return tail(paragraphOf(from) ?? from, path)
    },
    tail,
    enclosing: (from, unit) =>
      unit === '条' ? articleOf(from) : unit === '項' ? paragraphOf(from) : itemOf(from),
    neighbour,
    before: (from) => {
      const family = familyOf(from)
      const at = family?.at.get(from) ?? 0
      // A list of more items than anybody writes is no list.
      return at > 0 ? (family?.list.slice(Math.max(0, at - MOST_ITEMS), at) ?? []) : items(from)
    },
    itemsOf: (from) =>
      children(from)
        .filter((c) => c.level !== 'N' || from.level !== '条')
        .filter((c) => c.level !== '条'),
    part: (ids, own, step, from) => {
      if (own !== null) {
        const found = above(from).findLast((n) => n.level === own)
        const meant = found === undefined || step === 0 ? found : (beside(found, step) ?? undefined)
        return meant === undefined ? [] : [meant]
      }
      const found = byPart(ids, pathOf(from, doc)) ?? parts.find((n) => n.id.endsWith(`-${ids.join('-')}`))
      return found === undefined ? [] : [found]
    },
    annex: (label, form) => {
      const exact =
        doc.byId.get(label) ??
        (form ? doc.byId.get(label.replace(/^様式第([0-9]+)号/u, '第$1号様式')) : undefined)
      if (exact !== undefined) return [exact]
      if (label !== '別表') return []
      const only = doc.nodes.filter((n) => n.level === '別表')
      return only.length === 1 ? only : []
    },
    supplementary: (path, from) => {
      const own = inSupplement(from) ?? firstSupplement
      if (own === null) return []
      if (path.article !== null) return tail(doc.byId.get(`${own.id}-${path.article}`) ?? null, path)
      return tail(own, path)
    },
    labelled: (label, from, noun) => {
      const path = above(from)
      for (let i = path.length; i >= 0; i -= 1) {
        const parent = path[i - 1]?.id ?? null
        const found = (doc.childrenOf.get(parent) ?? []).find((n) => lastPart(n.id) === label)
        if (found === undefined) continue
        // A bare number is a place only where what stands there speaks of the same thing.
        const generic = noun === null || /^(?:規定|定め|掲げ|示)/u.test(noun)
        if (generic || `${found.heading ?? ''}${found.text}`.includes(noun)) return found
      }
      return null
    },
    numberPath: (labels, from) => byPart(labels, above(from)) ?? byPart([labels.join('-')], []),
    titled: (label, heading) =>
      (byHeading.get(levelText(heading)) ?? []).find(
        (n) => lastPart(n.id).replace(/[()]/gu, '') === label.replace(/[()]/gu, ''),
      ) ?? null,
    between: (first, last) => {
      const a = doc.byId.get(first)
      const b = doc.byId.get(last)
      const from = order.get(first)
      const to = order.get(last)
      if (a === undefined || b === undefined || from === undefined || to === undefined || to < from)
        return null
      return doc.nodes
        .slice(from, to + 1)
        .filter((n) => n.level === a.level && (n.parent === a.parent || a.level === '条'))
        .map((n) => n.id)
    },
  }
}
