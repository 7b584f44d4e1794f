import type { Place } from '#policy/compare/place-tree.ts'
import type { NodeType } from '#policy/reading/types.ts'

/** A provision of a text that is amended. `id` is what a permanent id should follow. */
export type Piece = {
  readonly id: number
  level: string
  heading: string | null
  text: string
  type: NodeType
  children: Piece[]
  /** 第5条の2: does not count in the numbering. */
  branch?: boolean
  /** A label that is not counted (table rows, what a real text numbers oddly). */
  fixedLabel?: string
  /** What became of it, noted by the edit. */
  partOf?: number
  moved?: boolean
  swapped?: boolean
}

export type Text = { readonly roots: Piece[]; nextId: number }

export const copyText = (text: Text): Text => structuredClone(text)

const kana = Array.from(
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ',
)
const circled = Array.from('①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳')

const formats: Readonly<Record<string, (n: number) => string>> = {
  章: (n) => `第${n}章`,
  条: (n) => `第${n}条`,
  項: (n) => `${n}`,
  第N: (n) => `第${n}`,
  N: (n) => `${n}`,
  'N.': (n) => `${n}`,
  '(N)': (n) => `(${n})`,
  'N)': (n) => `${n})`,
  '①': (n) => circled[n - 1] ?? `(${n})`,
  ア: (n) => kana[n - 1] ?? `(${n})`,
  '(ア)': (n) => `(${kana[n - 1] ?? n})`,
  イロハ: (n) => Array.from('イロハニホヘトチリヌルヲワカヨタレソツネナラム')[n - 1] ?? `(${n})`,
}

export const levels = Object.keys(formats)

/** The text as an edition: numbers counted anew, in order. */
export function placesOf(text: Text): { places: Place[]; ids: number[]; parents: (number | null)[] } {
  const places: Place[] = []
  const ids: number[] = []
  const parents: (number | null)[] = []
  const used = new Set<string>()
  let articles = 0
  const walk = (pieces: readonly Piece[], parent: { eid: string; id: number; chapter: boolean } | null) => {
    const counts = new Map<string, number>()
    let branches = 0
    let last = ''
    for (const piece of pieces) {
      let label = piece.fixedLabel ?? ''
      if (piece.fixedLabel === undefined) {
        const count =
          piece.level === '条' ? articles : (counts.get(piece.level) ?? (piece.level === '項' ? 1 : 0))
        if (piece.branch === true && last !== '') {
          branches += 1
          label = `${last}の${branches + 1}`
        } else {
          branches = 0
          counts.set(piece.level, count + 1)
          if (piece.level === '条') articles = count + 1
          label = (formats[piece.level] ?? String)(count + 1)
          last = label
        }
      }
      // An article is counted through the whole text and named without its chapter.
      let eid = parent === null || piece.level === '条' ? label : `${parent.eid}-${label}`
      while (used.has(eid)) eid += '~2'
      used.add(eid)
      places.push({
        eid,
        parent: parent?.eid ?? null,
        label,
        heading: piece.heading,
        type: piece.type,
        text: piece.text,
      })
      ids.push(piece.id)
      parents.push(parent?.id ?? null)
      walk(piece.children, { eid, id: piece.id, chapter: piece.level === '章' })
    }
  }
  walk(text.roots, null)
  return { places, ids, parents }
}

export type Seat = { readonly piece: Piece; readonly siblings: Piece[]; readonly parent: Piece | null }

/** Every piece with the row it stands in. */
export function seatsOf(text: Text): Seat[] {
  const out: Seat[] = []
  const walk = (siblings: Piece[], parent: Piece | null) => {
    for (const piece of siblings) {
      out.push({ piece, siblings, parent })
      walk(piece.children, piece)
    }
  }
  walk(text.roots, null)
  return out
}

export function newPiece(text: Text, like: Piece, words: { heading: string | null; text: string }): Piece {
  text.nextId += 1
  return {
    id: text.nextId,
    level: like.level,
    heading: words.heading,
    text: words.text,
    type: words.text === '' ? 'heading' : 'provision',
    children: [],
  }
}
