import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderPdf, withoutMissingGlyphs } from '#ground/paper/pdf.ts'
import type { EditionModel } from '../exports/edition-model.ts'
import type { Table } from '../exports/table-cells.ts'
import { publishedParts, type Block } from './published-parts.ts'
import { published } from './words.ts'

/** A line of the printed text, or a table; `depth` indents. */
type Line =
  | { kind: 'heading'; depth: number; label: string; words: string }
  | { kind: 'clause'; depth: number; label: string; words: string }
  | { kind: 'words'; depth: number; words: string }
  | { kind: 'table'; name: string; columns: string[]; rows: string[][] }

const template = readFileSync(join(import.meta.dirname, 'published-page.typ'), 'utf8')

/**
 * The same as `publishedHtml` on paper: PDF/A-2b, A4 portrait, with page numbers. Without a date of making, so that the
 * same edition gives the same bytes. Characters the font lacks stand as 〓 and are named at the end.
 */
export async function publishedPdf(model: EditionModel): Promise<Uint8Array> {
  const { title, city, facts, blocks } = publishedParts(model)
  const lines = blocks.flatMap((b) => linesOf(b, 0))
  const { data, missing } = withoutMissingGlyphs({
    title,
    city,
    facts: facts.map(([name, value]) => [name, value]),
    lines,
    basis: published.basis,
    basisText: published.basisText,
  })
  const notes = missing.map(
    ({ codePoint }) => `〓は、この書体で印字できない文字(${codePoint})です。画面の表示を確かめてください。`,
  )
  return renderPdf(template, { ...data, notes })
}

function linesOf(block: Block, depth: number): Line[] {
  switch (block.kind) {
    case 'section':
      return [
        { kind: 'heading', depth, label: block.label, words: block.heading },
        ...(block.text === '' ? [] : [{ kind: 'words', depth, words: block.text } as const]),
        ...block.below.flatMap((b) => linesOf(b, depth + 1)),
      ]
    case 'clause':
      return [
        { kind: 'clause', depth, label: block.label, words: block.text },
        ...block.below.flatMap((b) => linesOf(b, depth + 1)),
      ]
    case 'unconfirmed':
      return [{ kind: 'words', depth, words: block.text }]
    case 'table':
      return [{ kind: 'table', name: block.name, ...printed(block.table) }]
  }
}

function printed({ columns, rows }: Table): { columns: string[]; rows: string[][] } {
  const width = Math.max(columns.length, ...rows.map((r) => r.cells.length))
  return {
    columns: columns.length === 0 ? [] : Array.from({ length: width }, (_, i) => columns[i] ?? ''),
    rows: rows.map(({ cells }) =>
      Array.from({ length: width }, (_, i) => {
        const cell = cells[i]
        if (cell === undefined) return ''
        return [cell.text, ...cell.items.map((t) => `${t.node.label} ${t.node.text}`)]
          .filter((t) => t !== '')
          .join('\n')
      }),
    ),
  }
}
