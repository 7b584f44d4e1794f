import type { DocumentIndex } from './context.ts'
import { pointersIn, type Pointer } from './pointer-patterns.ts'
import { placesOf, type Places } from './places.ts'
import type { CrossRef, TextNode } from './types.ts'

/** What the pointer before meant: 同条, 第2項 and 第3号 go on from there. */
type Scope =
  | { readonly is: 'outside'; readonly name: string; readonly law: boolean }
  | { readonly is: 'inside'; readonly node: TextNode }
  | null

type Found = Omit<CrossRef, 'text'> & { readonly scope: Scope }

/**
 * The pointers of a sentence (第4条第2項, 前項, 次の各号, 1の分類, 別表, national acts, other documents) with the nodes
 * they mean; `before` is the sentence that 同条 may go on from. A pointer to a place this document does not have is given with an empty `to`.
 */
export function crossRefsOf(
  text: string,
  node: TextNode,
  doc: DocumentIndex,
  before = '',
): readonly CrossRef[] {
  const places = placesOf(doc)
  const pointers = pointersIn(text)
  const out: CrossRef[] = []
  let scope: Scope = before === '' ? null : scopeOfWords(before, node, places)
  let last: { start: number; end: number; found: Found } | null = null
  for (const pointer of pointers) {
    const between = last === null ? null : text.slice(last.end, pointer.start)
    const joined =
      between !== null && /^(?:及び|又は|並びに|若しくは|、|・|，|,|から|~|～|〜|ないし|乃至)$/u.test(between)
    const found = lookUp(pointer, text, node, places, scope, joined)
    if (found === null) continue
    const to =
      /^(?:から|~|～|〜|ないし|乃至)$/u.test(between ?? '') && last !== null
        ? rangeOf(last.found, found, places)
        : null
    if (to !== null && last !== null) {
      const end = text.startsWith('まで', pointer.end) ? pointer.end + 2 : pointer.end
      out[out.length - 1] = {
        text: text.slice(last.start, end),
        start: last.start,
        end,
        kind: found.kind,
        to,
      }
      last = { start: last.start, end, found }
    } else {
      const { start, end, kind } = found
      out.push({ text: text.slice(start, end), start, end, kind, to: found.to })
      last = { start, end, found }
    }
    scope = found.scope ?? scope
  }
  return out
}

/** What the last pointer of some words means. */
function scopeOfWords(words: string, node: TextNode, places: Places): Scope {
  let scope: Scope = null
  for (const pointer of pointersIn(words)) {
    if (pointer.is === 'list' || pointer.is === 'annex') continue
    scope = lookUp(pointer, words, node, places, scope, false)?.scope ?? scope
  }
  return scope
}

/** What the last pointer of the words above an item means. */
function scopeOfOpening(node: TextNode, places: Places): Scope {
  const above = places.above(node)
  return above === null ? null : scopeOfWords(above.text, above, places)
}

/** The nodes from one pointer to another: 第3条から第5条まで. */
function rangeOf(from: Found, to: Found, places: Places): readonly string[] | null {
  const first = from.to[0]
  const final = to.to.at(-1)
  if (first === undefined || final === undefined || from.kind !== to.kind) return null
  return places.between(first, final)
}

function lookUp(
  pointer: Pointer,
  text: string,
  node: TextNode,
  places: Places,
  scope: Scope,
  joined: boolean,
): Found | null {
  const { start, end } = pointer
  const at = (kind: CrossRef['kind'], nodes: readonly TextNode[], then: Scope = null): Found => ({
    start,
    end,
    kind,
    to: nodes.map((n) => n.id),
    scope: then ?? (nodes[0] === undefined ? null : { is: 'inside', node: nodes[0] }),
  })
  const outside = (name: string, law: boolean): Found => ({
    start,
    end,
    kind: law ? 'law' : 'document',
    to: [`ext:${name}`],
    scope: { is: 'outside', name, law },
  })
  switch (pointer.is) {
    case 'outside': {
      if (
        pointer.path !== null &&
        /^(?:同)(?:法|令|条例|規則|規程|基準|方針|訓令|省令|政令)$/u.test(pointer.name)
      ) {
        const before = scope ?? scopeOfOpening(node, places)
        return before?.is === 'outside'
          ? outside(before.name, before.law)
          : outside(pointer.name, pointer.law)
      }
      const own =
        places.isOwnTitle(pointer.name) ||
        /^(?:この|本|当)/u.test(text.slice(Math.max(0, start - 2), start)) ||
        /^本(?!市|町|村|県|区|部)/u.test(pointer.name)
      if (own) {
        return pointer.path === null ? null : at('provision', places.article(pointer.path, node))
      }
      if (pointer.path === null && !isPointedAt(pointer, text)) return null
      return outside(pointer.name, pointer.law)
    }
    case 'article': {
      if (scope?.is === 'outside' && joined) return outside(scope.name, scope.law)
      if (pointer.path.article !== null) return at('provision', places.article(pointer.path, node))
      const from = joined && scope?.is === 'inside' ? scope.node : node
      return at('provision', places.within(from, pointer.path))
    }
    case 'near': {
      if (pointer.which === '同') {
        // 同条 of an item goes on from the words that open its list.
        const before = scope ?? scopeOfOpening(node, places)
        if (before?.is === 'outside') return outside(before.name, before.law)
        const from = before?.is === 'inside' ? before.node : node
        return at('provision', places.tail(places.enclosing(from, pointer.unit), pointer.path))
      }
      return at('provision', near(pointer, node, places))
    }
    case 'list': {
      const nodes = pointer.before ? places.before(node) : places.itemsOf(node)
      if (nodes.length === 0 && (!pointer.strict || node.type === 'heading')) return null
      return at('list', nodes, scope)
    }
    case 'part':
      return at('provision', places.part(pointer.ids, pointer.own, pointer.step, node))
    case 'annex':
      // 様式 of other offices are named too; a form is looked for only by its number.
      return at('table', places.annex(pointer.label, pointer.form))
    case 'supplementary': {
      const nodes = places.supplementary(pointer.path, node)
      return nodes.length === 0 && pointer.path.paragraph === null && pointer.path.article === null
        ? null
        : at('provision', nodes)
    }
    case 'label': {
      const found = places.labelled(pointer.label, node, pointer.noun)
      if (found === null) return pointer.sure && joined ? at('provision', []) : null
      return at('provision', [found])
    }
    case 'number-path': {
      const found = places.numberPath(pointer.labels, node)
      return found === null ? null : at('provision', [found])
    }
    case 'titled': {
      const found = places.titled(pointer.label, pointer.heading)
      return found === null ? null : at('provision', [found])
    }
  }
}

/** Whether another document is leaned on (に基づき, に定める …), not made or named as a subject here. */
function isPointedAt(pointer: Pointer & { readonly is: 'outside' }, text: string): boolean {
  const after = text.slice(pointer.end, pointer.end + 24)
  // An item of a list of documents is nothing but the name.
  if (pointer.start === 0 && /^。?$/u.test(after) && !pointer.generic) return true
  if (
    /^(?:等)?(?:の規定)?(?:を(?:定め|作り)|[をの](?:策定|作成|整備|見直|改[定正]|制定|変更|更新))/u.test(
      after,
    )
  )
    return false
  const leaned =
    /^(?:等|その他[^、。]{0,12}|及び[^、。]{0,16}|又は[^、。]{0,12})?(?:に(?:基づ|従|定め|よ[りる]|規定|掲げ|照ら|抵触|違反|則|準|おいて|より|沿)|の(?:規定|定め|例|趣旨)|で(?:定め|規定|掲げ)|を(?:遵守|守|準用)|と(?:の|す)|(?:違反|等の法令))/u.test(
      after,
    )
  if (pointer.generic) {
    const owned = /(?:定めた|定める|策定した|作成した)$/u.test(
      text.slice(Math.max(0, pointer.start - 6), pointer.start),
    )
    return owned || (leaned && !/^(?:等)?を(?:遵守|守)/u.test(after)) || /^(?:関係|関連)/u.test(pointer.name)
  }
  return leaned || /^(?:\(|「|法)/u.test(after) || pointer.law
}

function near(
  pointer: Pointer & { readonly is: 'near' },
  node: TextNode,
  places: Places,
): readonly TextNode[] {
  if (pointer.which === '本') return places.tail(places.enclosing(node, pointer.unit), pointer.path)
  const step = pointer.which === '前' ? -1 : 1
  const nodes: TextNode[] = []
  for (let k = pointer.count; k >= 1; k -= 1) {
    const found = places.neighbour(node, pointer.unit, step * k)
    if (found !== null) nodes.push(found)
  }
  if (nodes.length < pointer.count) return []
  const only = nodes.length === 1 ? nodes[0] : undefined
  return only === undefined ? nodes : places.tail(only, pointer.path)
}
