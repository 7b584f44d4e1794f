import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderPdf, withoutMissingGlyphs } from './pdf.ts'

/** One part of a document, from top to bottom. Text is printed as given; line breaks stay. */
export type DocumentPart =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** A date or a name that stands on the right. */
  | { readonly kind: 'right'; readonly text: string }
  /** 「1」「(1)」 and what belongs to it; `note` stands smaller below. */
  | {
      readonly kind: 'list'
      readonly items: readonly { readonly mark: string; readonly text: string; readonly note: string }[]
    }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  /** Widths are shares of the page. */
  | {
      readonly kind: 'table'
      readonly columns: readonly { readonly head: string; readonly width: number }[]
      readonly rows: readonly (readonly string[])[]
    }
  /** Lines to sign, or the names that stand for it. */
  | {
      readonly kind: 'signature'
      readonly rows: readonly { readonly label: string; readonly value: string }[]
    }

/** A document of the office that is no form: 次第, 議事録, a list, a report. */
export type PaperDocument = {
  readonly title: string
  /** Top right and on each further page: number or date, '' for none. */
  readonly mark: string
  readonly parts: readonly DocumentPart[]
  /** Foot of each page: clauses, place in the ledger. */
  readonly footer: readonly string[]
}

const template = readFileSync(join(import.meta.dirname, 'document.typ'), 'utf8')

/**
 * The document as PDF/A-2b, A4 portrait. A character that the font cannot show stands as 〓, and the foot of every page
 * says which it is. `at` (ISO instant) becomes the creation date of the file.
 * @throws PdfError where the template does not compile.
 */
export async function renderDocument(
  paper: PaperDocument,
  options: { readonly at?: string } = {},
): Promise<Uint8Array> {
  const { data, missing } = withoutMissingGlyphs(paper)
  const notes = missing.map(
    ({ codePoint, variantOf }) =>
      `〓は、この書体で印字できない文字(${variantOf === undefined ? codePoint : `${codePoint}、「${variantOf}」の異体字`})です。画面の表示を確かめてください。`,
  )
  return renderPdf(template, { ...data, footer: [...data.footer, ...notes] }, options)
}
