import type { Look } from './zip-check.ts'

/** A range of merged cells, rows from 1. */
export type MergedRange = { readonly ref: string; readonly firstRow: number; readonly lastRow: number }

// Merged ranges stand behind the rows of a sheet; a table that people fill in has few of them.
const tailBytes = 1024 * 1024

/**
 * Finds the merged ranges of the sheets of a book in the ends of their XML, which is unpacked anyway to be checked. (The
 * reader that streams rows gives a merged cell's value to its first cell and nothing to the others, which would read as
 * empty.)
 */
export function mergedRanges(): {
  readonly look: (name: string) => Look | undefined
  /** Of the sheet that is `xl/worksheets/sheet<number>.xml`. */
  readonly of: (sheetNumber: number) => readonly MergedRange[]
} {
  const found = new Map<number, readonly MergedRange[]>()
  let open: { readonly number: number; readonly tail: Uint8Array[] } | undefined
  const settle = (): void => {
    if (open !== undefined) found.set(open.number, rangesIn(Buffer.concat(open.tail).toString('utf8')))
    open = undefined
  }
  return {
    look: (name) => {
      settle()
      const number = /^xl\/worksheets\/sheet(\d+)\.xml$/u.exec(name)?.[1]
      if (number === undefined) return undefined
      const tail: Uint8Array[] = []
      open = { number: Number(number), tail }
      let length = 0
      return (piece) => {
        tail.push(piece)
        length += piece.length
        for (
          let first = tail[0];
          first !== undefined && length - first.length >= tailBytes;
          first = tail[0]
        ) {
          length -= first.length
          tail.shift()
        }
      }
    },
    of: (sheetNumber) => {
      settle()
      return found.get(sheetNumber) ?? []
    },
  }
}

function rangesIn(text: string): MergedRange[] {
  return Array.from(
    text.matchAll(/<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+(\d+):[A-Z]+(\d+))"/g),
    (match) => ({
      ref: match[1] ?? '',
      firstRow: Number(match[2]),
      lastRow: Number(match[3]),
    }),
  )
}
