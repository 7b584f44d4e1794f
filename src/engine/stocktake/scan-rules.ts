import type { Outcome, ScanResult } from './contract.ts'

/** What is known of a number that was read. */
export type KnownNumber = {
  /** The line of this stock-take that has the number, and whose it is. */
  readonly line?: { readonly entryId: string; readonly unitId: string; readonly label: string }
  /** What came of that line up to now. */
  readonly outcome?: Outcome
  /** The line of the register that has the number today. */
  readonly entry?: { readonly entryId: string; readonly label: string; readonly closed: boolean }
  /** The same number is noted in this section already as a thing without a line. */
  readonly noted: boolean
}

export type Judged = {
  readonly result: ScanResult
  /** The line is found by this reading. */
  readonly counts: boolean
  /** The thing has no line that is counted: it is noted, so that it is not lost. */
  readonly surplus: boolean
}

const there: ReadonlySet<Outcome> = new Set(['found', 'elsewhere', 'damaged'])

/**
 * What a number that was read in a section means. Nothing that was read is lost: it counts its line, or is noted as a
 * thing without a line, or is kept as read in the wrong place. Pure.
 */
export function judgeScan(known: KnownNumber, unitId: string): Judged {
  const { line, outcome, entry } = known
  if (line !== undefined && line.unitId !== unitId) return judged('other-unit')
  if (line !== undefined) {
    if (outcome !== undefined && there.has(outcome)) return judged('twice')
    return { result: entry?.closed === true ? 'closed' : 'counted', counts: true, surplus: false }
  }
  if (known.noted) return judged('twice')
  if (entry === undefined) return { result: 'unknown', counts: false, surplus: true }
  return entry.closed ? { result: 'closed', counts: false, surplus: true } : judged('outside')
}

const judged = (result: ScanResult): Judged => ({ result, counts: false, surplus: false })

/** A number as it is looked for: width does not matter; a reader may write small letters. */
export function readNumber(typed: string): string {
  return typed.normalize('NFKC').trim()
}

/** What happened, for whoever holds the reader. */
export function scanMessage(
  result: ScanResult,
  about: { number: string; label: string; unitName: string; counts: boolean; noun: string },
): string {
  const { number, label, unitName, counts, noun } = about
  const name = label === '' || label === number ? number : `${number} ${label}`
  switch (result) {
    case 'counted':
      return `${name} を数えました。`
    case 'twice':
      return `${name} は、もう数えてあります。二度は数えません。`
    case 'closed':
      return counts
        ? `${name} は、表を配った後に抹消されています。物があったこととして数えました。抹消が正しいかを確かめてください。`
        : `${name} は、台帳で抹消されています。「台帳にない物」に書き留めました。`
    case 'other-unit':
      return `${number} は${unitName}の${noun}です。ここで読み取ったことを残し、${unitName}の表に知らせました。`
    case 'outside':
      return `${name} は台帳にありますが、この棚卸では数えません(基準日の後の登録か、対象の外)。読み取ったことは残しました。`
    case 'unknown':
      return `${number} という管理番号は台帳にありません。「台帳にない物」に書き留めました。`
  }
}
