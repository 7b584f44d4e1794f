import { Tokenizer } from 'htmlparser2'
import { refuse } from '#ground/errors/refusal.ts'

/** An element of HTML or XML with its children in order. */
export type Element = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: (Element | string)[]
}

/** What a kind of markup knows about its elements; XML knows nothing. */
export type MarkupRules = {
  readonly xml: boolean
  readonly isVoid: (name: string) => boolean
  /** Names of open elements that end when `name` opens, and the names that shield those outside them. */
  readonly implied: (
    name: string,
  ) => { readonly ends: ReadonlySet<string>; readonly within: ReadonlySet<string> } | null
  /** Whether an end tag `name` may not reach over an open `other`. */
  readonly shields: (name: string, other: string) => boolean
}

/** Levels of nesting that are kept; what is nested deeper lies flat in the deepest level. */
const DEEPEST = 200
const MOST_ELEMENTS = 2_000_000
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

type Open = { name: string; attributes: Map<string, string> | null; children: (Element | string)[] }

/**
 * Parses markup into a tree without ever failing on broken nesting. Time is linear in the text: the depth is bounded,
 * so that a hundred thousand levels cost no more than their tags. Entities are those of HTML or XML; none is ever
 * defined by the file itself. Scripts and styles are elements with their text as only child.
 * @throws Refusal when there are more than two million elements.
 */
export function parseMarkup(source: string, rules: MarkupRules, file: string): Element {
  const root: Element = { name: '', attributes: NO_ATTRIBUTES, children: [] }
  const stack: Element[] = [root]
  let elements = 0
  let beyond = 0
  let pending: Open | null = null
  let attribute = ''
  let value = ''
  const top = (): Element => stack[stack.length - 1] ?? root
  const append = (text: string): void => {
    const { children } = top()
    const last = children.length - 1
    const before = children[last]
    if (typeof before === 'string') children[last] = before + text
    else children.push(text)
  }
  const open = (selfClosing: boolean): void => {
    if (pending === null) return
    const { name, attributes } = pending
    pending = null
    elements += 1
    if (elements > MOST_ELEMENTS) {
      refuse('too-large', `${file}は作りが大きすぎて読み込めません。規程ごとに分けて保存し直してください。`)
    }
    const implied = rules.implied(name)
    if (implied !== null && beyond === 0) closeImplied(stack, implied)
    const childless = selfClosing || rules.isVoid(name)
    if (stack.length > DEEPEST) {
      if (!childless) beyond += 1
      // A line break must not get lost with the level it stands on.
      if (childless || name === 'p' || name === 'div' || name === 'w:p') {
        top().children.push({
          name: childless ? name : 'br',
          attributes: attributes ?? NO_ATTRIBUTES,
          children: [],
        })
      }
      return
    }
    const element: Element = { name, attributes: attributes ?? NO_ATTRIBUTES, children: [] }
    top().children.push(element)
    if (!childless) stack.push(element)
  }
  const close = (name: string): void => {
    if (beyond > 0) {
      beyond -= 1
      return
    }
    for (let i = stack.length - 1; i > 0; i -= 1) {
      const other = stack[i]?.name ?? ''
      if (other === name) {
        stack.length = i
        return
      }
      if (rules.shields(name, other)) return
    }
    if (name === 'br' && !rules.xml) top().children.push({ name, attributes: NO_ATTRIBUTES, children: [] })
  }
  const nameAt = (start: number, end: number): string =>
    rules.xml ? source.slice(start, end) : source.slice(start, end).toLowerCase()

  const tokenizer = new Tokenizer(
    { xmlMode: rules.xml, decodeEntities: true },
    {
      onopentagname: (start, end) => {
        pending = { name: nameAt(start, end), attributes: null, children: [] }
      },
      onattribname: (start, end) => {
        attribute = nameAt(start, end)
        value = ''
      },
      onattribdata: (start, end) => {
        value += source.slice(start, end)
      },
      onattribentity: (code) => {
        value += characterOf(code)
      },
      onattribend: () => {
        if (pending === null) return
        pending.attributes ??= new Map()
        if (!pending.attributes.has(attribute)) pending.attributes.set(attribute, value)
      },
      onopentagend: () => open(false),
      onselfclosingtag: () => open(rules.xml),
      onclosetag: (start, end) => close(nameAt(start, end)),
      ontext: (start, end) => append(source.slice(start, end)),
      ontextentity: (code) => append(characterOf(code)),
      oncdata: (start, end, offset) => {
        if (rules.xml) append(source.slice(start, end - offset))
      },
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  )
  tokenizer.write(source)
  tokenizer.end()
  return root
}

function closeImplied(
  stack: Element[],
  { ends, within }: { ends: ReadonlySet<string>; within: ReadonlySet<string> },
): void {
  let keep = stack.length
  for (let i = stack.length - 1; i > 0; i -= 1) {
    const name = stack[i]?.name ?? ''
    if (within.has(name)) break
    if (ends.has(name)) keep = i
  }
  stack.length = keep
}

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd'

export const isElement = (child: Element | string): child is Element => typeof child !== 'string'

/** The child elements of that name. */
export const childrenNamed = (element: Element, name: string): Element[] =>
  element.children.filter((c): c is Element => isElement(c) && c.name === name)

export const childNamed = (element: Element, name: string): Element | undefined =>
  element.children.find((c): c is Element => isElement(c) && c.name === name)

/** All characters below an element, in order. */
export function textBelow(element: Element): string {
  let text = ''
  for (const child of element.children) text += isElement(child) ? textBelow(child) : child
  return text
}
