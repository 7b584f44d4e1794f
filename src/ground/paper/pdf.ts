import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { codePointName } from '#ground/words/text.ts'
import { variantOf } from '#ground/words/variants.ts'
import { type Coverage, fontCoverage } from './font-coverage.ts'
import { plainPicture } from './plain-picture.ts'

/*
 * PDF by Typst, with BIZ UDGothic and no other font, so that a page looks the same on every machine and
 * nothing is fetched. The output is PDF/A-2b: fonts embedded, no outside references.
 */

export type MissingGlyph = {
  readonly character: string
  /** 'U+20BB7' */
  readonly codePoint: string
  /** the standard form of the same name, if it is a known variant (吉 of 𠮷) */
  readonly variantOf: string | undefined
}

type Press = { readonly compiler: NodeCompiler; readonly covers: Coverage }

let press: Press | undefined

/** Fonts and compiler are loaded at the first page that is asked for (about 0.2 s), then kept. */
function loadPress(): Press {
  const resolve = createRequire(import.meta.url).resolve
  const fontBlobs = ['400Regular/BIZUDGothic_400Regular.ttf', '700Bold/BIZUDGothic_700Bold.ttf'].map((file) =>
    readFileSync(resolve(`@expo-google-fonts/biz-udgothic/${file}`)),
  )
  const coverages = fontBlobs.map(fontCoverage)
  return {
    // A template can open files below its workspace only, and there is nothing there but templates.
    compiler: NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] }),
    covers: (codePoint) => coverages.every((covered) => covered(codePoint)),
  }
}

const ignorable = /\p{Default_Ignorable_Code_Point}/u

/**
 * The same data with 〓 in place of every character that the font cannot show (𠮷, 外字), and the list of
 * them for the reader. Glyph selectors are dropped, and listed.
 */
export function withoutMissingGlyphs<T>(data: T): { data: T; missing: MissingGlyph[] } {
  press ??= loadPress()
  const { covers } = press
  const missing = new Map<string, MissingGlyph>()
  const replaced = mapStrings(data, (text) => {
    let shown = ''
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0
      if (character === '\n' || covers(code)) {
        shown += character
        continue
      }
      const codePoint = codePointName(code)
      missing.set(character, { character, codePoint, variantOf: variantOf.get(character) })
      shown += ignorable.test(character) ? '' : character === '\t' ? ' ' : '〓'
    }
    return shown
  })
  return { data: replaced, missing: [...missing.values()].filter(({ character }) => character !== '\t') }
}

function mapStrings<T>(value: T, change: (text: string) => string): T
function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, change))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]))
  }
  return value
}

/** The printer could not make the page: a fault of the template, never of the data. */
export class PdfError extends Error {
  override readonly name = 'PdfError'
}

/**
 * Renders a Typst template as PDF/A-2b. The data arrives in the template as
 * `json(bytes(sys.inputs.data))`: it is never part of the program text, so nothing in it can run. Characters
 * the font lacks become 〓 (see `withoutMissingGlyphs` to tell the reader). `at` is the instant written as
 * creation date; without it the file has none, and the same input gives the same bytes.
 *
 * @throws PdfError where the template does not compile.
 */
export async function renderPdf(
  template: string,
  data: object,
  options: { readonly at?: string } = {},
): Promise<Uint8Array> {
  const { compiler, document } = compiled(template, data, options.at === undefined ? 'none' : 'auto')
  try {
    const timestamp =
      options.at === undefined ? {} : { creationTimestamp: Math.floor(Date.parse(options.at) / 1000) }
    return new Uint8Array(compiler.pdf(document, { pdfStandard: 'a-2b', ...timestamp }))
  } catch (error) {
    throw new PdfError('the page cannot be written as PDF/A-2b', { cause: error })
  } finally {
    compiler.evictCache(10)
  }
}

/**
 * The same pages as one picture (SVG), one under the other with a line between: shapes only, with nothing that runs,
 * loads or styles.
 *
 * @throws PdfError where the template does not compile.
 */
export function renderPicture(template: string, data: object): string {
  const { compiler, document } = compiled(template, data, 'none')
  try {
    return plainPicture(compiler.svg(document))
  } finally {
    compiler.evictCache(10)
  }
}

function compiled(
  template: string,
  data: object,
  date: 'none' | 'auto',
): { compiler: NodeCompiler; document: NodeTypstDocument } {
  press ??= loadPress()
  const { compiler } = press
  const safe = withoutMissingGlyphs(data).data
  const result = compiler.compile({
    mainFileContent: `#set document(date: ${date})\n${template}`,
    inputs: { data: JSON.stringify(safe) },
  })
  const document = result.result
  if (document === null) {
    const found = JSON.stringify(result.takeDiagnostics()?.shortDiagnostics ?? [])
    throw new PdfError(`the template does not compile: ${found}`)
  }
  return { compiler, document }
}
