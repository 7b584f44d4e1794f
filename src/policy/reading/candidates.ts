import { isQuantity, isReferredTo, isValueOf, markersAt, type Marker } from './markers.ts'
import type { Level } from './types.ts'

/** A place where a label could stand, with its readings. */
export type Candidate = { readonly at: number; readonly readings: readonly Marker[] }

const isBlank = (c: string | undefined) => c === undefined || c === ' ' || c === '\n'

/** Labels that are whole without a blank after them: (1), ①, 【1】, 1. */
const CLOSED: readonly Level[] = ['(N)', '①', '(ア)', '(イロハ)', '【N】', '(a)', 'N.', '・']

/** Places where a label could stand in text without line structure: after a blank or the end of a sentence. */
export function candidates(view: string, from: number, to = view.length, spacedPrint = false): Candidate[] {
  const found: Candidate[] = []
  for (let at = from; at < to; at += 1) {
    const before = view[at - 1]
    if (isBlank(view[at]) || !(isBlank(before) || before === '。')) continue
    const readings = markersAt(view, at).filter(
      (m) =>
        !m.misprint &&
        (m.spaced || m.level === '附則' || CLOSED.includes(m.level) || isAnnexHead(view, m)) &&
        (m.level !== '一' || (isBlank(before) && !spacedPrint)) &&
        plausible(view, m),
    )
    if (readings.length > 0) found.push({ at, readings })
  }
  return found
}

/** 「別表第1(第3条関係)」; 「別表第1(第3条関係)に掲げる」 refers to one. */
const isAnnexHead = (view: string, m: Marker) =>
  (m.level === '別表' || m.level === '様式') &&
  /^ ?\([^()]{1,40}関係\)(?! ?[のにをはがとで、])/.test(view.slice(m.end, m.end + 50))

function plausible(view: string, m: Marker): boolean {
  const before =
    view
      .slice(Math.max(0, m.start - 2), m.start)
      .trim()
      .at(-1) ?? ''
  // What follows a particle is a part of its sentence.
  if (/[はがをにで「(及又]/.test(before)) return false
  if (before === 'の' && !/もの[ \n]?$/.test(view.slice(Math.max(0, m.start - 4), m.start))) return false
  switch (m.level) {
    case 'N':
      return !isQuantity(view, m.end) && !isValueOf(view, m.start)
    case '第N':
      // 「第 1 項」 in a print with a blank between every character.
      if (/^ (?:[条項号章節款編]|回(?!線|答)|次の|者)/.test(view.slice(m.end, m.end + 3))) return false
      return (
        /^$|[。)」]/.test(before) ||
        !/^[ \n]?(?:[のにをはがとで、及又]|から)/.test(view.slice(m.end, m.end + 4))
      )
    case '条':
      return (
        /^$|[。)」]/.test(before) ||
        !/^[ \n]?(?:[のにをはがとで、及又]|から)/.test(view.slice(m.end, m.end + 4))
      )
    case '別表':
    case '様式':
      return /^$|[。)」]/.test(before) || isAnnexHead(view, m)
    case '附則':
      return /^$|[。)」]/.test(before)
    case '(N)':
    case 'N)':
    case 'N.':
    case 'ア':
    case '(ア)':
    case '①':
    case '(a)':
    case '【N】':
      return !isReferredTo(view, m.end)
    default:
      return true
  }
}
