import { fold } from '#ground/words/fold.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { displayNumber } from '../display-number.ts'
import { readSource, type ReadSource } from './read-source.ts'
import type { Reading, Unread, UnreadReason } from '../reading/types.ts'
import type { StoredUnread } from '../tables.ts'

const MOST_NODES = 20_000
/** Above this share of the text in stretches that matter, an import is half-read. */
const HALF_READ = 0.15

const REASONS: Readonly<Record<UnreadReason, { readonly text: string; readonly matters: boolean }>> = {
  title: { text: '題名', matters: false },
  date: { text: '日付・番号', matters: false },
  preamble: { text: '条文の前にある文', matters: true },
  contents: { text: '目次', matters: false },
  'amendment-note': { text: '改正の記録', matters: false },
  'page-furniture': { text: 'ページ番号・柱・問合せ先など', matters: false },
  'unnumbered-heading': { text: '番号のない見出し', matters: false },
  unrecognised: { text: '条文として読めなかった部分', matters: true },
}

export const reasonOf = (reason: UnreadReason) => REASONS[reason]

export type ImportPlan = {
  readonly source: ReadSource['source']
  readonly reading: Reading
  readonly unread: readonly StoredUnread[]
  readonly characters: number
  readonly unreadCharacters: number
  readonly halfRead: boolean
  readonly notices: readonly Problem[]
}

const visible = (text: string) => text.replace(/\s+/g, '').length

/**
 * Reads a file of any format for import; nothing is kept.
 * @throws Refusal when the file cannot be read, or when nothing in it reads as a provision.
 */
export async function planImport(bytes: Uint8Array, name: string): Promise<ImportPlan> {
  const { source, reading } = await readSource(bytes, name)
  const unread = withLines(source.text, reading.unread)
  if (reading.nodes.length === 0) {
    refuse(
      'invalid',
      `「${name}」から条文を読み取れませんでした。「第1条」「第1」「1」「(1)」などの番号で始まる本文か確かめてください。`,
      {
        problems: unread
          .slice(0, 20)
          .map((u) => ({ at: `${u.line}行`, message: reasonOf(u.reason).text, value: u.text.slice(0, 60) })),
      },
    )
  }
  if (reading.nodes.length > MOST_NODES) {
    refuse('too-large', `「${name}」の条文が2万を超えています。規程ごとに分けて読み込んでください。`)
  }
  const characters = visible(source.text)
  const unreadCharacters = unread.reduce(
    (sum, u) => sum + (reasonOf(u.reason).matters ? visible(u.text) : 0),
    0,
  )
  return {
    source,
    reading,
    unread,
    characters,
    unreadCharacters,
    halfRead: unreadCharacters / Math.max(1, characters) > HALF_READ,
    notices: [...source.notices, ...repeatedNumbers(reading, source.text)],
  }
}

/** Adds to each unread stretch the line it begins on, in one pass. */
function withLines(text: string, unread: readonly Unread[]): StoredUnread[] {
  let line = 1
  let from = 0
  return unread.map((u) => {
    const start = u.start + (u.text.length - u.text.trimStart().length)
    for (let i = text.indexOf('\n', from); i >= 0 && i < start; i = text.indexOf('\n', i + 1)) {
      line += 1
      from = i + 1
    }
    return { line, start: u.start, end: u.end, text: u.text.trim(), reason: u.reason }
  })
}

function repeatedNumbers(reading: Reading, text: string): Problem[] {
  const out: Problem[] = []
  for (const node of reading.nodes) {
    if (!/~[0-9]+$/.test(node.id) || out.length >= 50) continue
    const value = text.slice(node.span[0], node.span[0] + 30).trim()
    out.push({
      at: displayNumber(node.id),
      message: '同じ番号が二度出てきます。番号の誤りか、本文の一部かもしれません。',
      value,
    })
  }
  return out
}

/** Number, heading and words of a provision under which it is searched; `|` keeps them apart. */
export function foldedProvision(eid: string, heading: string | null, text: string): string {
  return [displayNumber(eid), heading ?? '', text].map(fold).join('|')
}

export function unreadOut(unread: readonly StoredUnread[]) {
  return unread.map((u) => ({
    line: u.line,
    text: u.text.slice(0, 500),
    reason: u.reason,
    reasonText: reasonOf(u.reason).text,
    matters: reasonOf(u.reason).matters,
  }))
}
