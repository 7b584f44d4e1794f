import iconv from 'iconv-lite'
import { Parser } from 'htmlparser2'
import { refuse } from '#ground/errors/refusal.ts'

/** An element as it was read; names are without their prefix. */
export type Xml = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlChild[]
}
export type XmlChild = string | Xml | { readonly instruction: string; readonly data: string }

/** Bytes, elements and depth of the largest file that is read. */
export const MOST_XML_BYTES = 20 * 1024 * 1024
const MOST_ELEMENTS = 400_000
const DEEPEST = 120

/** The characters of an XML file: UTF-8 unless its mark or its first line says UTF-16 or Shift_JIS. */
export function xmlCharacters(bytes: Uint8Array, name: string): string {
  const file = `「${name}」`
  if (bytes.length > MOST_XML_BYTES) {
    refuse('too-large', `${file}は大きすぎます(上限は20MBです)。規程ごとに分けてください。`)
  }
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return iconv.decode(Buffer.from(bytes), 'utf-16le')
  if (first === 0xfe && second === 0xff) return iconv.decode(Buffer.from(bytes), 'utf-16be')
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const declared = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*encoding=["']([A-Za-z0-9_.-]+)["']/.exec(head)?.[1]
  if (declared !== undefined && /^(?:shift_jis|windows-31j|sjis|cp932|ms932)$/i.test(declared)) {
    return iconv.decode(Buffer.from(bytes), 'cp932')
  }
  const text = new TextDecoder('utf-8').decode(bytes)
  if (text.includes('\ufffd')) {
    refuse('invalid', `${file}の文字を読み取れませんでした。文字コードをUTF-8にして保存し直してください。`)
  }
  return text
}

type Open = { name: string; attributes: Record<string, string>; children: XmlChild[] }

/**
 * Reads XML strictly enough that nothing is guessed: every element is closed, there is one root, and no document type
 * declaration (so no entity of the file's own, and nothing that grows). Nothing outside the file is opened.
 * @throws Refusal in words that say what to do.
 */
export function readXml(text: string, name: string): Xml {
  const file = `「${name}」`
  const root: Open = { name: '', attributes: {}, children: [] }
  const stack: Open[] = [root]
  let elements = 0
  const whole = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  let ended = false
  const top = () => stack.at(-1) ?? root
  const parser = new Parser(
    {
      onopentag(qualified, attributes) {
        elements += 1
        if (elements > MOST_ELEMENTS || stack.length > DEEPEST) {
          refuse('too-large', `${file}の要素が多すぎるか、深すぎます。規程ごとに分けてください。`)
        }
        const own: Record<string, string> = {}
        for (const [key, value] of Object.entries(attributes)) own[localName(key)] = value
        const open = { name: localName(qualified), attributes: own, children: [] }
        top().children.push(open)
        stack.push(open)
      },
      ontext(data) {
        const { children } = top()
        const last = children.at(-1)
        if (typeof last === 'string') children[children.length - 1] = last + data
        else children.push(data)
      },
      onclosetag(_qualified, implied) {
        // `<a/>` is told as closed by implication, too; every other such end is a tag that is missing.
        const selfClosed = whole.charAt(parser.endIndex) === '>' && whole.charAt(parser.endIndex - 1) === '/'
        if (implied && (ended || !selfClosed)) {
          refuse('invalid', `${file}は途中で切れているか、壊れたXMLです。元のファイルを選び直してください。`)
        }
        stack.pop()
      },
      onprocessinginstruction(instruction, data) {
        if (instruction.startsWith('!')) {
          refuse(
            'invalid',
            `${file}には文書型の宣言(DOCTYPE)があります。安全のため読み込めません。宣言のないXMLにして保存し直してください。`,
          )
        }
        if (instruction === '?kijun') {
          top().children.push({ instruction: 'kijun', data: data.replace(/^\?kijun\s*|\?$/g, '') })
        }
      },
      onerror(error) {
        throw error
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(whole)
  ended = true
  parser.end()
  const found = root.children.filter((c) => typeof c !== 'string' || c.trim() !== '')
  const [only, ...more] = found.filter(isElement)
  if (only === undefined || more.length > 0 || found.some((c) => typeof c === 'string')) {
    return refuse('invalid', `${file}はXMLとして読み取れません。元のファイルを選び直してください。`)
  }
  return only
}

const localName = (qualified: string) => qualified.slice(qualified.indexOf(':') + 1)

export const isElement = (child: XmlChild): child is Xml => typeof child !== 'string' && 'name' in child

/** The elements directly below, of these names (or all). */
export function elementsOf(xml: Xml, ...names: readonly string[]): Xml[] {
  return xml.children.filter(isElement).filter((c) => names.length === 0 || names.includes(c.name))
}

export const firstOf = (xml: Xml, ...names: readonly string[]) => elementsOf(xml, ...names)[0]

/** The first element of a name anywhere below, in the order of the document. */
export function findBelow(xml: Xml, name: string): Xml | undefined {
  if (xml.name === name) return xml
  for (const child of elementsOf(xml)) {
    const found = findBelow(child, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** All characters below, without those of the left-out elements. */
export function textOf(xml: Xml, without: readonly string[] = []): string {
  return xml.children
    .map((c) =>
      typeof c === 'string' ? c : isElement(c) && !without.includes(c.name) ? textOf(c, without) : '',
    )
    .join('')
}

/** What our own instruction directly inside an element says; undefined where there is none that can be read. */
export function saysOf(xml: Xml): Record<string, unknown> | undefined {
  for (const child of xml.children) {
    if (typeof child === 'string' || isElement(child)) continue
    const value = parsed(child.data)
    if (value !== undefined) return value
  }
  return undefined
}

export function parsed(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
