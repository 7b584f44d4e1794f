import { createRequire, registerHooks } from 'node:module'
import { dirname } from 'node:path'
import { refuse } from '#ground/errors/refusal.ts'
import type { FormatReading } from '../source.ts'
import { blocksOf, type ReadPage } from './blocks.ts'
import { upright } from './glyphs.ts'
import { textOfPages } from './pdf-text.ts'

const MOST_PAGES = 2000

// pdf.js asks for a native canvas that only drawing needs; nothing is drawn here, so it is never loaded.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@napi-rs/canvas') throw new TypeError('nothing is drawn here')
    return next(specifier, context)
  },
})
const { getDocument, PasswordException } = await import('pdfjs-dist/legacy/build/pdf.mjs')
const { drawnOn } = await import('./drawn.ts')
const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/**
 * Reads a PDF by the places of its characters: one printed line a line, tables by their lines and columns, page numbers
 * and running heads as asides. To be called in a thread of its own: broken files can make the library run without end.
 * @throws Refusal for a PDF with a password, with too many pages, or with pictures of text only; anything else means
 * that the file is broken.
 */
export async function readPdf(bytes: Uint8Array, file: string): Promise<FormatReading> {
  // The characters of fonts that are not in the file come from the package's own tables; nothing is fetched, and no
  // script of the file is ever run. Pictures are left out before they are unpacked.
  const loading = getDocument({
    data: bytes,
    cMapUrl: `${home}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${home}/standard_fonts/`,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: 1,
    verbosity: 0,
  })
  const document = await loading.promise.catch((error: unknown) => {
    if (error instanceof PasswordException) {
      return refuse(
        'unsupported',
        `${file}にはパスワードが付いています。パスワードを外したPDF、又は元の文書を選んでください。`,
      )
    }
    throw error
  })
  if (document.numPages > MOST_PAGES) {
    refuse('too-large', `${file}は${MOST_PAGES}ページを超えています。規程ごとに分けて読み込んでください。`)
  }
  const pages: ReadPage[] = []
  for (let n = 1; n <= document.numPages; n += 1) {
    const page = await document.getPage(n)
    const viewport = page.getViewport({ scale: 1 })
    const operators = await page.getOperatorList()
    const drawn = drawnOn(operators, viewport, (name) => fontOf(page.commonObjs, name))
    pages.push(blocksOf(upright(drawn)))
    page.cleanup()
  }
  if (pages.every((page) => page.characters === 0)) {
    refuse(
      'invalid',
      `${file}には文字の層がありません。画像だけのPDFなので読み取れません。元の文書(ワードなど)から作ったPDF、又は文字認識をかけたPDFを選んでください。`,
    )
  }
  return textOfPages(pages)
}

function fontOf(
  fonts: { has(name: string): boolean; get(name: string): unknown },
  name: string,
): { vertical: boolean; scale: number } {
  const font = fonts.has(name) ? fonts.get(name) : null
  if (typeof font !== 'object' || font === null) return { vertical: false, scale: 0.001 }
  const matrix = 'fontMatrix' in font && Array.isArray(font.fontMatrix) ? font.fontMatrix : []
  const [scale]: unknown[] = matrix
  return {
    vertical: 'vertical' in font && font.vertical === true,
    scale: typeof scale === 'number' && scale > 0 ? scale : 0.001,
  }
}
