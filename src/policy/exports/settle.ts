import { markersAt, widthView, type Marker } from '../reading/markers.ts'
import { typeOf } from '../reading/shape.ts'
import type { Level } from '../reading/types.ts'
import type { Draft, PlainDocument, PlainNode } from './plain-node.ts'

type Placed = { readonly level: Level; readonly n: number; readonly part: string }

const TOP: readonly Level[] = ['附則', '別表', '様式']

/**
 * Gives the provisions of a structured file their numbers, levels and kinds: from the printed labels, as the reader of
 * plain text does, unless the file itself says otherwise.
 */
export function settle(drafts: readonly Draft[]): Pick<PlainDocument, 'nodes' | 'tables'> {
  const nodes: PlainNode[] = []
  const tables: PlainDocument['tables'][number][] = []
  const used = new Set<string>()
  let supplements = 0

  const unique = (id: string): string => {
    let free = id
    for (let n = 2; used.has(free); n += 1) free = `${id}~${n}`
    used.add(free)
    return free
  }

  const walk = (siblings: readonly Draft[], above: Above | null): void => {
    let before: Placed | null = null
    let row = 0
    for (const draft of siblings) {
      if (draft.level === '行') row += 1
      const placed = placeOf(draft, before)
      before = placed
      const level = draft.says?.level ?? placed.level
      const heading = draft.says?.heading === undefined ? headingOf(draft, level) : draft.says.heading
      const text = draft.says?.text ?? draft.text
      if (level === '附則' && above === null) supplements += 1
      const id = unique(draft.says?.id ?? idOf(level, placed, above, supplements, row))
      const holds = draft.children.some((c) => c.text !== '' || c.raw !== undefined)
      const type =
        draft.says?.type ??
        typeOf({
          level,
          heading,
          text,
          hasItems: holds || draft.raw !== undefined,
          hasChildren: draft.children.length > 0,
          parentText: above?.text ?? null,
          parentIsList: above !== null && above.text !== '',
        })
      nodes.push({
        wid: draft.wid ?? null,
        id,
        parent: above?.id ?? null,
        order: nodes.length,
        level,
        label: draft.says?.label ?? draft.label,
        heading,
        type,
        text,
        columns: draft.columns ?? [],
      })
      if (draft.raw !== undefined) {
        const { kind, columns, text: raw } = draft.raw
        tables.push({ nodeId: id, kind, columns, raw })
      }
      walk(draft.children, { id, level, text, supplement: level === '附則' || above?.supplement === true })
    }
  }
  walk(drafts, null)
  return { nodes, tables }
}

type Above = {
  readonly id: string
  readonly level: Level
  readonly text: string
  readonly supplement: boolean
}

/** Whether a provision prints its heading, in brackets, as its label. */
export const isOwnCaption = (node: { level: Level; label: string; heading: string | null }) =>
  node.level === '見出し' &&
  node.heading !== null &&
  /^[（(](.+)[）)]$/su.exec(node.label)?.[1] === node.heading

/** 見出し nodes print their heading as their label. */
function headingOf(draft: Draft, level: Level): string | null {
  if (draft.heading !== null || level !== '見出し') return draft.heading
  return /^[（(](.+)[）)]$/su.exec(draft.label)?.[1] ?? null
}

/** The readings of a whole label; none where it is no number of a known family. */
export function readingsOf(label: string): Marker[] {
  const view = widthView(`${label.trim()} `)
  const end = view.length - 1
  const whole = markersAt(view, 0).filter((m) => m.end === end)
  // 第3条及び第4条 is a label where the two are repealed, and nowhere else.
  return whole.length > 0 || !view.includes('条')
    ? whole
    : markersAt(`${view}削除`, 0).filter((m) => m.end === end)
}

/** Level and ordinal of a draft among its siblings; a kana that begins two families goes on with the one before it. */
function placeOf(draft: Draft, before: Placed | null): Placed {
  if (draft.level !== undefined && draft.level !== '・') {
    const same = readingsOf(draft.label).find((m) => m.level === draft.level)
    if (same !== undefined) return same
    const n = before?.level === draft.level ? before.n + 1 : 1
    return { level: draft.level, n, part: draft.label === '' ? String(n) : widthView(draft.label).trim() }
  }
  if (draft.level === '・' || /^[・•●◆◇■□◎○◯‣▪]?$/u.test(draft.label.trim())) {
    const n = before?.level === '・' ? before.n + 1 : 1
    return { level: '・', n, part: `・${n}` }
  }
  const readings = readingsOf(draft.label)
  const follows = readings.find((m) => before !== null && m.level === before.level && m.n === before.n + 1)
  const first = follows ?? readings.find((m) => m.n <= 1) ?? readings[0]
  if (first === undefined) return unknown(draft, before)
  return first
}

/** A label of no known family: (ii) of a list of small letters, 備考 and the like. */
function unknown(draft: Draft, before: Placed | null): Placed {
  const part = widthView(draft.label).trim().replaceAll(/\s+/gu, '')
  const n = (before?.n ?? 0) + 1
  return { level: /^\([a-z]{1,5}\)$/u.test(part) ? '(a)' : '見出し', n, part }
}

function idOf(level: Level, placed: Placed, above: Above | null, supplements: number, row: number): string {
  if (level === '附則') return above === null ? `附則${supplements}` : `${above.id}-附則`
  if (TOP.includes(level)) return placed.part
  if (level === '条' && above?.supplement !== true) return placed.part
  if (level === '行') return above === null ? `行${row}` : `${above.id}-行${row}`
  if (level === 'N-N' || above === null) return placed.part
  return `${above.id}-${placed.part}`
}

/** Printed title of a part: label, then its words; parted where the label ends. */
export function splitTitle(title: string): { label: string; heading: string | null } {
  const trimmed = title.trim()
  const wide = trimmed.indexOf('\u3000')
  if (wide > 0 && readingsOf(trimmed.slice(0, wide)).length > 0) {
    const rest = trimmed.slice(wide + 1)
    return { label: trimmed.slice(0, wide), heading: rest === '' ? null : rest }
  }
  const view = widthView(`${trimmed} `)
  const marker = markersAt(view, 0)[0]
  if (marker === undefined) return { label: trimmed, heading: null }
  const rest = trimmed.slice(marker.end).trim()
  return { label: trimmed.slice(0, marker.end), heading: rest === '' ? null : rest }
}
