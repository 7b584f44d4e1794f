/*
 * The language in which a city writes the texts of its 様式: text with placeholders in double braces, and parts that are
 * printed only under a condition. It can look values up by name and compare them, and nothing else.
 */

/** Something of a template text, as read. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string; readonly written: string }
  | { readonly kind: 'part'; readonly when: Condition; readonly body: readonly Piece[] }

/** When a part is printed. */
export type Condition =
  | { readonly is: 'present' | 'absent'; readonly name: string }
  | { readonly is: 'equal'; readonly name: string; readonly value: string }

/** What is wrong, counted from 1 in characters as a person counts them. */
export type TextProblem = { readonly line: number; readonly column: number; readonly message: string }

export type ReadText = { readonly pieces: readonly Piece[]; readonly problems: readonly TextProblem[] }

/** How deep parts may lie in parts. */
export const DEEPEST = 4

/** The words of conditions, as the guide and the page list them. */
export const conditionWords = {
  present: 'あれば',
  absent: 'なければ',
  equal: 'ならば',
} as const

const kindOf: ReadonlyMap<string, Condition['is']> = new Map([
  [conditionWords.present, 'present'],
  [conditionWords.absent, 'absent'],
  [conditionWords.equal, 'equal'],
])

type Open = {
  readonly word: string
  readonly when: Condition
  readonly at: number
  readonly body: Piece[]
}

/**
 * Reads a text. Whatever is typed gives pieces that can be filled in; what is not right about it is told with its
 * place. Braces, marks and dots may be typed at full width. A tag of a condition that is alone on its line takes the
 * line with it. `names` are the placeholders there are, `most` how many characters the text may have. Pure.
 */
export function readText(source: string, names: ReadonlySet<string>, most: number): ReadText {
  const problems: TextProblem[] = []
  const tell = (at: number, message: string): void => {
    problems.push({ ...placeOf(source, at), message })
  }
  const folded = foldTags(source)
  const root: Piece[] = []
  const open: Open[] = []
  const here = (): Piece[] => open.at(-1)?.body ?? root
  const addText = (from: number, to: number): void => {
    if (to > from) here().push({ kind: 'text', text: source.slice(from, to) })
  }
  const known = (name: string, at: number): string => {
    if (name === '') tell(at, '差し込む項目の名前がありません。例:{{申請者.氏名}}')
    else if (!names.has(name)) tell(at, unknownName(name, names))
    return name
  }

  let at = 0
  while (at < source.length) {
    const start = folded.indexOf('{{', at)
    if (start < 0) break
    const end = tagEnd(folded, start)
    if (end < 0) {
      tell(start, '「{{」が同じ行の中で閉じられていません。名前のあとに「}}」を置いてください。')
      addText(at, start + 2)
      at = start + 2
      continue
    }
    const written = source.slice(start, end + 2)
    const inside = folded.slice(start + 2, end).trim()
    if (!inside.startsWith('#') && !inside.startsWith('/')) {
      addText(at, start)
      here().push({ kind: 'value', name: known(nameIn(inside), start), written })
      at = end + 2
      continue
    }
    const line = aloneOnLine(folded, start, end + 2)
    addText(at, line === null ? start : Math.max(at, line.from))
    at = line === null ? end + 2 : line.to
    if (inside.startsWith('#')) {
      const when = conditionIn(inside.slice(1).trim())
      if (when === null) {
        tell(start, '条件は「あれば」「なければ」「ならば」のどれかです。例:{{#あれば 項目.理由}}')
        continue
      }
      known(when.name, start)
      if (when.is === 'equal' && when.value === '') {
        tell(start, '比べる値がありません。例:{{#ならば 結果=許可}}')
      }
      if (open.length >= DEEPEST) tell(start, `条件の中に条件を重ねられるのは${DEEPEST}段までです。`)
      const part: Open = { word: conditionWords[when.is], when, at: start, body: [] }
      open.push(part)
      continue
    }
    const word = inside.slice(1).trim()
    const closed = open.pop()
    if (closed === undefined) tell(start, `「${written}」に対応する条件の始まりがありません。`)
    else {
      if (word !== closed.word) tell(start, `ここで閉じるのは「{{/${closed.word}}}」です。`)
      here().push({ kind: 'part', when: closed.when, body: closed.body })
    }
  }
  addText(at, source.length)
  for (let left = open.pop(); left !== undefined; left = open.pop()) {
    tell(left.at, `この条件が閉じられていません。終わりに「{{/${left.word}}}」を置いてください。`)
    here().push({ kind: 'part', when: left.when, body: left.body })
  }
  const length = [...source].length
  if (length > most) {
    const over = [...source].slice(0, most).join('').length
    tell(over, `${most}文字までです(いまは${length}文字です)。ここから先を減らしてください。`)
  }
  return { pieces: root, problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) }
}

/**
 * The text with the values in their places. A name nobody knows stands as it was typed, so that nothing goes missing
 * unseen. Values are put in as they are: nothing in them is read again. Pure.
 */
export function fillIn(pieces: readonly Piece[], values: ReadonlyMap<string, string>): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'text':
          return piece.text
        case 'value':
          return values.get(piece.name) ?? piece.written
        case 'part':
          return holds(piece.when, values) ? fillIn(piece.body, values) : ''
      }
    })
    .join('')
}

function holds(when: Condition, values: ReadonlyMap<string, string>): boolean {
  const value = (values.get(when.name) ?? '').trim()
  switch (when.is) {
    case 'present':
      return value !== ''
    case 'absent':
      return value === ''
    case 'equal': {
      const wanted = alike(when.value)
      return [value, ...value.split(/[、\n]/u)].some((each) => alike(each) === wanted)
    }
  }
}

/** Widths and spaces at the ends make no difference when values are compared. */
const alike = (text: string): string => text.normalize('NFKC').trim()

const folds: ReadonlyMap<string, string> = new Map([
  ['｛', '{'],
  ['｝', '}'],
  ['．', '.'],
  ['＃', '#'],
  ['／', '/'],
  ['＝', '='],
  ['　', ' '],
])

/** The same text with the marks of tags at half width; every character keeps its place. */
function foldTags(source: string): string {
  return source.replaceAll(/[｛｝．＃／＝　]/gu, (mark) => folds.get(mark) ?? mark)
}

/** Where the `}}` of a tag stands; -1 when its line ends or another tag begins before. */
function tagEnd(folded: string, start: number): number {
  const end = folded.indexOf('}}', start + 2)
  if (end < 0) return -1
  const inside = folded.slice(start + 2, end)
  return inside.includes('\n') || inside.includes('{{') ? -1 : end
}

/** From where to where a line goes that holds nothing but the tag, its end included; null when it holds more. */
function aloneOnLine(folded: string, start: number, end: number): { from: number; to: number } | null {
  const from = folded.lastIndexOf('\n', start - 1) + 1
  const next = folded.indexOf('\n', end)
  const to = next < 0 ? folded.length : next + 1
  const around = folded.slice(from, start) + folded.slice(end, to)
  return around.trim() === '' ? { from, to } : null
}

const nameIn = (text: string): string => text.trim().replace(/\s*\.\s*/u, '.')

/** A name as texts are read to say it: marks at half width, no spaces around the dot. */
export function plainName(name: string): string {
  return nameIn(foldTags(name))
}

function conditionIn(text: string): Condition | null {
  const [word = ''] = text.split(/\s/u, 1)
  const is = kindOf.get(word)
  if (is === undefined) return null
  const rest = text.slice(word.length).trim()
  if (is !== 'equal') return { is, name: nameIn(rest) }
  const mark = rest.indexOf('=')
  return mark < 0
    ? { is, name: nameIn(rest), value: '' }
    : { is, name: nameIn(rest.slice(0, mark)), value: rest.slice(mark + 1).trim() }
}

function placeOf(source: string, at: number): { line: number; column: number } {
  const before = source.slice(0, at).split('\n')
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 }
}

function unknownName(name: string, names: ReadonlySet<string>): string {
  const shown = [...name].slice(0, 40).join('')
  const near = nearest(name, names)
  const hint =
    near === undefined
      ? '「差し込む項目」から選んでください。'
      : `「{{${near}}}」ではありませんか。そうでなければ「差し込む項目」から選んでください。`
  return `「{{${shown}}}」という項目はありません。${hint}`
}

/** The name that differs least, if it is like the one typed at all. */
function nearest(name: string, names: ReadonlySet<string>): string | undefined {
  if (name.length > 60) return undefined
  const most = Math.max(1, Math.floor([...name].length / 3))
  let best: { name: string; distance: number } | undefined
  for (const each of names) {
    const distance = each.includes(name) ? 1 : editDistance([...name], [...each], most)
    if (distance <= most && (best === undefined || distance < best.distance)) best = { name: each, distance }
  }
  return best?.name
}

/** How many characters have to be put in, left out or changed; anything above `most` counts the same. */
function editDistance(one: readonly string[], other: readonly string[], most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let row = other.map((_, index) => index + 1)
  for (const [i, letter] of one.entries()) {
    let left = i + 1
    let diagonal = i
    row = row.map((above, j) => {
      const cost = Math.min(above + 1, left + 1, diagonal + (letter === other[j] ? 0 : 1))
      diagonal = above
      left = cost
      return cost
    })
  }
  return row.at(-1) ?? one.length
}
