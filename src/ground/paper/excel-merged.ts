import { Unzip, UnzipInflate } from 'fflate'

/** A range of merged cells, rows from 1. */
export type MergedRange = { readonly ref: string; readonly firstRow: number; readonly lastRow: number }

// Merged ranges stand behind the rows of a sheet; a table that people fill in has few of them.
const tailBytes = 1024 * 1024

/**
 * The merged ranges of one sheet of a book, read from the end of its XML. (The reader that streams rows gives a merged
 * cell's value to its first cell and nothing to the others, which would read as empty.)
 */
export function mergedRanges(bytes: Uint8Array, sheetNumber: string): MergedRange[] {
  let tail = Buffer.alloc(0)
  const unzip = new Unzip((file) => {
    if (file.name !== `xl/worksheets/sheet${sheetNumber}.xml`) return
    file.ondata = (error, chunk) => {
      if (error !== null) throw error
      const joined = Buffer.concat([tail, chunk])
      tail = joined.length > tailBytes * 2 ? Buffer.from(joined.subarray(-tailBytes)) : joined
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  const step = 1024 * 1024
  for (let at = 0; at < bytes.length; at += step) {
    unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length)
  }
  const text = tail.toString('utf8')
  return Array.from(
    text.matchAll(/<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+(\d+):[A-Z]+(\d+))"/g),
    (match) => ({
      ref: match[1] ?? '',
      firstRow: Number(match[2]),
      lastRow: Number(match[3]),
    }),
  )
}
