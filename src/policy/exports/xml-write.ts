/** An element to be written; children that are text are kept as they are, character for character. */
export type XmlOut =
  | string
  | {
      readonly name: string
      readonly attributes: readonly (readonly [string, string])[]
      readonly children: readonly XmlOut[]
    }
  /** A processing instruction with a value of ours, as JSON. */
  | { readonly instruction: string; readonly data: object }

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>

/** An element; attributes without a value are left out, and so are children that are null. */
export function el(name: string, attributes: Attributes, children: readonly (XmlOut | null)[] = []): XmlOut {
  const given: [string, string][] = []
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) given.push([key, String(value)])
  }
  return { name, attributes: given, children: children.filter((c) => c !== null) }
}

/** What XML 1.0 cannot hold: control characters but tab and line ends, halves of a pair. */
const holdable = (text: string) =>
  text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (c) => (/[\t\n\r\u0080-\u009f]/u.test(c) ? c : ''))

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

const escapeText = (text: string) => holdable(text).replace(/[&<>\r]/g, (c) => ENTITIES[c] ?? c)
const escapeAttribute = (text: string) =>
  holdable(text)
    .replace(/[&<>"\r]/g, (c) => ENTITIES[c] ?? c)
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;')

/** The document as text, indented; an element that holds text is written without any blank of its own. */
export function xmlText(root: XmlOut): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>']
  write(root, '', lines)
  return `${lines.join('\n')}\n`
}

function write(node: XmlOut, indent: string, lines: string[]): void {
  if (typeof node === 'string' || 'instruction' in node) {
    lines.push(indent + inline(node))
    return
  }
  if (node.children.length === 0 || node.children.some((c) => typeof c === 'string')) {
    lines.push(indent + inline(node))
    return
  }
  lines.push(`${indent}<${node.name}${attributesText(node.attributes)}>`)
  for (const child of node.children) write(child, `${indent}  `, lines)
  lines.push(`${indent}</${node.name}>`)
}

function inline(node: XmlOut): string {
  if (typeof node === 'string') return escapeText(node)
  if ('instruction' in node) {
    return `<?${node.instruction} ${JSON.stringify(node.data).replaceAll('>', '\\u003e')}?>`
  }
  const open = `<${node.name}${attributesText(node.attributes)}`
  if (node.children.length === 0) return `${open}/>`
  return `${open}>${node.children.map(inline).join('')}</${node.name}>`
}

const attributesText = (attributes: readonly (readonly [string, string])[]) =>
  attributes.map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`).join('')
