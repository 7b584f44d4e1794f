import { refuse } from '#ground/errors/refusal.ts'
import type { Reading } from '../reading/types.ts'
import type { StructuredFormat } from '../sources/source.ts'
import { aknDocument } from './akn-read.ts'
import { egovDocument } from './egov-read.ts'
import { readMarkdown } from './markdown.ts'
import { MARK } from './markdown-write.ts'
import { readOscal } from './oscal.ts'
import { rendered } from './plain-text.ts'
import type { PlainDocument } from './plain-node.ts'
import { readXml, xmlCharacters } from './xml-read.ts'

/** A file whose own structure says what its provisions are. */
export type StructuredReading = {
  readonly format: StructuredFormat
  /** The provisions as plain text: what the places of the reading point into. */
  readonly text: string
  readonly reading: Reading
  /** Permanent ids the file carries, by the number of the provision. */
  readonly wids: ReadonlyMap<string, string>
  /** What was left out or simplified, as polite sentences. */
  readonly notices: readonly string[]
}

/**
 * Reads 法令標準XML, Akoma Ntoso, an OSCAL catalog or Markdown of ours, told by their content; null for any other file.
 * @throws Refusal for other XML and JSON, for a document type declaration, for broken and oversized files.
 */
export function structuredSource(bytes: Uint8Array, name: string): Promise<StructuredReading | null> {
  return Promise.resolve().then(() => read(bytes, name))
}

function read(bytes: Uint8Array, name: string): StructuredReading | null {
  const head = beginning(bytes)
  if (head.startsWith(MARK)) return made('markdown', readMarkdown(xmlCharacters(bytes, name), name))
  if (head.startsWith('{')) {
    return /^\{\s*"/.test(head) ? made('oscal', readOscal(xmlCharacters(bytes, name), name)) : null
  }
  const root = rootOf(head)
  if (root === null) return null
  const known = KNOWN.get(root.name)
  if (known === undefined && !root.declared) return null
  if (/^x?html$/i.test(root.name)) return null
  const xml = readXml(xmlCharacters(bytes, name), name)
  const document = known === 'akn' ? aknDocument(xml) : egovDocument(xml)
  if (document === undefined) {
    return refuse(
      'unsupported',
      `「${name}」は「${root.name}」というXMLで、規程の本文として読み取れません。読めるXMLは、法令標準XML(Law)とAkoma Ntosoです。ほかの形の文書は、ワード(.docx)又はテキスト(.txt)に保存し直してください。`,
    )
  }
  return made(known === 'akn' ? 'akn' : 'egov', document)
}

/** Roots we read; law XML also comes wrapped in the answer of an interface. */
const KNOWN: ReadonlyMap<string, 'egov' | 'akn'> = new Map([
  ['Law', 'egov'],
  ['LawBody', 'egov'],
  ['DataRoot', 'egov'],
  ['akomaNtoso', 'akn'],
])

function made(format: StructuredFormat, document: PlainDocument): StructuredReading {
  const wids = document.nodes.flatMap((n) => (n.wid === null ? [] : [[n.id, n.wid] as const]))
  return { format, ...rendered(document), wids: new Map(wids), notices: document.notices }
}

/** The first characters, whatever the width of their code. */
function beginning(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 8192))
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .replaceAll('\u0000', '')
    .trimStart()
}

/** The name of the first element, and whether the file declares itself to be XML; null where it is no markup. */
function rootOf(head: string): { name: string; declared: boolean } | null {
  const declared = head.startsWith('<?xml')
  let at = 0
  while (at < head.length) {
    const rest = head.slice(at)
    const blank = rest.length - rest.trimStart().length
    const here = rest.slice(blank)
    const end = here.startsWith('<!--')
      ? here.indexOf('-->') + 3
      : here.startsWith('<?')
        ? here.indexOf('?>') + 2
        : here.startsWith('<!')
          ? here.indexOf('>') + 1
          : 0
    if (end === 0) {
      const name = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(here)?.[1]
      return name === undefined ? null : { name, declared }
    }
    if (end < 4) return null
    // A page of the web says so in its document type; any other such declaration is refused when it is read.
    const declaredType = /^<!doctype\s+([\w.:-]+)/i.exec(here)?.[1]
    if (declaredType !== undefined) {
      return /^html$/i.test(declaredType) ? null : { name: declaredType, declared: true }
    }
    at += blank + end
  }
  return null
}
