import { acts, headingWords, objects, proviso, roleWords, sentence, words } from './invented.ts'
import type { Dice } from './seeded.ts'
import { levels, newPiece, seatsOf, type Piece, type Seat, type Text } from './text-tree.ts'

/** Changes the text and notes on the pieces what it did. False where the text offers no place for it. */
export type Edit = (text: Text, d: Dice) => boolean

const sentences = (text: string): string[] => text.match(/[^。]+。?/g) ?? []
const long = (s: Seat) => s.piece.text.length >= 25 && s.piece.type !== 'row' && s.piece.type !== 'deleted'
const leaf = (s: Seat) => s.piece.children.length === 0

function pick(text: Text, d: Dice, fits: (seat: Seat) => boolean): Seat | null {
  const seats = seatsOf(text).filter(fits)
  return seats.length === 0 ? null : d.of(seats)
}

const rankOf = (seat: Seat) => seat.siblings.indexOf(seat.piece)

/** Rewrites the words of one piece. */
const reword =
  (fits: (seat: Seat) => boolean, change: (text: string, d: Dice) => string): Edit =>
  (text, d) => {
    const seats = seatsOf(text).filter((s) => long(s) && fits(s) && change(s.piece.text, d) !== s.piece.text)
    if (seats.length === 0) return false
    const { piece } = d.of(seats)
    piece.text = change(piece.text, d)
    return true
  }

const says = (pattern: RegExp) => (s: Seat) => pattern.test(s.piece.text)
const instead = (pattern: RegExp, words: string) => (text: string) => text.replace(pattern, words)

function insert(at: (seat: Seat, d: Dice) => number, fits: (seat: Seat) => boolean): Edit {
  return (text, d) => {
    const seat = pick(text, d, fits)
    if (seat === null) return false
    const withHeading = seat.piece.heading !== null
    const fresh = newPiece(text, seat.piece, {
      heading: withHeading ? d.of(headingWords) : null,
      text: words(d),
    })
    seat.siblings.splice(at(seat, d), 0, fresh)
    return true
  }
}

function removeFrom(seat: Seat): void {
  seat.siblings.splice(rankOf(seat), 1)
}

/** Another parent at the same depth that takes the same kind of piece. */
function otherRow(text: Text, d: Dice, seat: Seat): Piece[] | null {
  const rows = seatsOf(text)
    .filter((s) => s.piece !== seat.parent && s.piece.children[0]?.level === seat.piece.level)
    .map((s) => s.piece.children)
    .filter((row) => row !== seat.siblings && !row.some((p) => p.fixedLabel !== undefined))
  return rows.length === 0 ? null : d.of(rows)
}

/** A sentence about something else: neither the things nor the duty of the one before. */
function about(old: string, d: Dice): string {
  let fresh = sentence(d)
  for (let tries = 0; tries < 200 && sharesWords(old, fresh); tries += 1) fresh = sentence(d)
  return fresh
}

const sharesWords = (a: string, b: string): boolean =>
  [...objects, ...acts].some((word) => a.includes(word) && b.includes(word))

/** Keeps about half of the clauses and writes the others anew. */
function rewordStrongly(text: string, d: Dice): string {
  const clauses = text.split(/(?<=、)/)
  const fresh = sentence(d).split(/(?<=、)/)
  const turn = d.below(2)
  const kept = clauses.map((clause, i) => (i % 2 === turn ? clause : (fresh[i] ?? 'これを別に定め、')))
  const joined = kept.join('')
  return joined.endsWith('。') ? joined : `${joined.replace(/、$/, '')}よう定める。`
}

function splitPiece(text: Text, d: Dice): boolean {
  const seat = pick(text, d, (s) => {
    const [a = '', ...rest] = sentences(s.piece.text)
    const tail = rest.join('')
    return (
      leaf(s) &&
      s.parent !== null &&
      a.length >= 15 &&
      tail.length >= 15 &&
      Math.abs(a.length - tail.length) > 8
    )
  })
  if (seat === null) return false
  const [a = '', ...rest] = sentences(seat.piece.text)
  const tail = rest.join('')
  const keepsFirst = a.length > tail.length
  const fresh = newPiece(text, seat.piece, { heading: null, text: keepsFirst ? tail : a })
  fresh.partOf = seat.piece.id
  seat.piece.text = keepsFirst ? a : tail
  seat.siblings.splice(rankOf(seat) + (keepsFirst ? 1 : 0), 0, fresh)
  return true
}

function mergePieces(text: Text, d: Dice): boolean {
  const seat = pick(text, d, (s) => {
    const next = s.siblings[rankOf(s) + 1]
    return (
      long(s) &&
      leaf(s) &&
      s.parent !== null &&
      next !== undefined &&
      next.children.length === 0 &&
      next.heading === null &&
      next.text.length >= 25 &&
      next.type === s.piece.type &&
      Math.abs(next.text.length - s.piece.text.length) > 8
    )
  })
  const next = seat?.siblings[rankOf(seat) + 1]
  if (seat === null || next === undefined) return false
  const joined = seat.piece.text + next.text
  const [stays, goes] = next.text.length > seat.piece.text.length ? [next, seat.piece] : [seat.piece, next]
  stays.heading = seat.piece.heading
  stays.text = joined
  seat.siblings.splice(seat.siblings.indexOf(goes), 1)
  merged(text).set(goes.id, stays.id)
  return true
}

/** Where merged pieces went, by text. */
const mergedPieces = new WeakMap<Text, Map<number, number>>()
export function merged(text: Text): Map<number, number> {
  const found = mergedPieces.get(text) ?? new Map<number, number>()
  mergedPieces.set(text, found)
  return found
}

const container = (s: Seat) =>
  s.piece.text === '' && s.piece.children.length >= 2 && s.piece.fixedLabel === undefined

function splitContainer(text: Text, d: Dice): boolean {
  const seat = pick(text, d, (s) => container(s) && s.piece.children.length >= 3)
  if (seat === null) return false
  const size = (list: readonly Piece[]) => JSON.stringify(list).length
  const cut = 1 + d.below(seat.piece.children.length - 1)
  const first = seat.piece.children.slice(0, cut)
  const second = seat.piece.children.slice(cut)
  if (Math.abs(size(first) - size(second)) < 60) return false
  const fresh = newPiece(text, seat.piece, { heading: d.of(headingWords), text: '' })
  fresh.partOf = seat.piece.id
  const keepsFirst = size(first) > size(second)
  fresh.children = keepsFirst ? second : first
  seat.piece.children = keepsFirst ? first : second
  seat.siblings.splice(rankOf(seat) + (keepsFirst ? 1 : 0), 0, fresh)
  return true
}

function mergeContainers(text: Text, d: Dice): boolean {
  const seat = pick(text, d, (s) => {
    const next = s.siblings[rankOf(s) + 1]
    return (
      container(s) &&
      next !== undefined &&
      next.text === '' &&
      next.children.length >= 1 &&
      next.children[0]?.level === s.piece.children[0]?.level &&
      Math.abs(JSON.stringify(next.children).length - JSON.stringify(s.piece.children).length) > 60
    )
  })
  const next = seat?.siblings[rankOf(seat) + 1]
  if (seat === null || next === undefined) return false
  const nextIsLarger = JSON.stringify(next.children).length > JSON.stringify(seat.piece.children).length
  const [stays, goes] = nextIsLarger ? [next, seat.piece] : [seat.piece, next]
  stays.children = [...seat.piece.children, ...next.children]
  seat.siblings.splice(seat.siblings.indexOf(goes), 1)
  merged(text).set(goes.id, stays.id)
  return true
}

function wholeText(change: (text: string) => string): (text: Text) => boolean {
  return (text) => {
    let changed = false
    for (const { piece } of seatsOf(text)) {
      const now = change(piece.text)
      if (now !== piece.text) changed = true
      piece.text = now
    }
    return changed
  }
}

const typos: readonly (readonly [RegExp, string])[] = [
  [/(.{8})、/, '$1'],
  [/情報/, '情'],
  [/なければならない/, 'なけらばならない'],
  [/しなければ/, 'ししなければ'],
]

export const edits: Readonly<Record<string, Edit>> = {
  冒頭に新設し全て繰り下げる: (text, d) => {
    const row = d.of([text.roots, ...text.roots.map((r) => r.children)].filter((r) => r.length > 1))
    const [like] = row
    if (like === undefined || like.fixedLabel !== undefined) return false
    const heading = like.heading === null ? null : d.of(headingWords)
    row.unshift(newPiece(text, like, { heading, text: words(d) }))
    return true
  },
  途中に新設する: insert(
    (s, d) => rankOf(s) + d.below(2),
    (s) => s.parent !== null && s.piece.fixedLabel === undefined,
  ),
  一つ削る: (text, d) => {
    const seat = pick(text, d, (s) => leaf(s) && long(s))
    if (seat !== null) removeFrom(seat)
    return seat !== null
  },
  少し書き換える: reword(
    () => true,
    (text, d) => {
      const [from, to] = d.of([
        ['職員', '職員等'],
        ['定期的に', '計画的に'],
        ['管理し', '管理及び保護し'],
        ['速やかに', '遅滞なく'],
        ['設備', '装置'],
        ['行わなければ', '実施しなければ'],
        ['端末', '端末及び周辺機器'],
        ['情報', '電子情報'],
      ] as const)
      return text.replace(from, to)
    },
  ),
  大きく書き換える: reword((s) => s.piece.text.split('、').length >= 3, rewordStrongly),
  別の章へ移す: (text, d) => {
    const seat = pick(text, d, (s) => long(s) && s.parent !== null && s.piece.fixedLabel === undefined)
    const row = seat === null ? null : otherRow(text, d, seat)
    if (seat === null || row === null) return false
    removeFrom(seat)
    seat.piece.moved = true
    row.splice(d.below(row.length + 1), 0, seat.piece)
    return true
  },
  隣と入れ替える: (text, d) => {
    const seat = pick(text, d, (s) => {
      const next = s.siblings[rankOf(s) + 1]
      return long(s) && next !== undefined && next.text.length >= 25 && next.fixedLabel === undefined
    })
    const next = seat?.siblings[rankOf(seat) + 1]
    if (seat === null || next === undefined) return false
    const at = rankOf(seat)
    seat.siblings.splice(at, 2, next, seat.piece)
    seat.piece.swapped = true
    next.swapped = true
    return true
  },
  離れた二つを入れ替える: (text, d) => {
    const a = pick(text, d, (s) => long(s) && leaf(s) && s.parent !== null)
    const b = pick(
      text,
      d,
      (s) =>
        a !== null &&
        long(s) &&
        leaf(s) &&
        s.piece.level === a.piece.level &&
        s.siblings !== a.siblings &&
        s.parent !== null,
    )
    if (a === null || b === null) return false
    const [i, j] = [rankOf(a), rankOf(b)]
    a.siblings.splice(i, 1, b.piece)
    b.siblings.splice(j, 1, a.piece)
    a.piece.swapped = true
    b.piece.swapped = true
    return true
  },
  一つを二つに分ける: splitPiece,
  二つを一つにまとめる: mergePieces,
  条を二つに分ける: splitContainer,
  二つの条をまとめる: mergeContainers,
  見出しだけを改める: (text, d) => {
    const seat = pick(text, d, (s) => s.piece.heading !== null)
    if (seat === null) return false
    seat.piece.heading = `${d.of(headingWords)}の${d.of(['基準', '方法', '細目'])}`
    return true
  },
  番号の形を変える: (text, d) => {
    const used = new Set(seatsOf(text).map((s) => s.piece.level))
    const from = d.of([...used].filter((l) => l !== '条' && l !== '章'))
    const to = d.of(levels.filter((l) => !used.has(l) && l !== '条' && l !== '章' && l !== '項'))
    for (const { piece } of seatsOf(text)) if (piece.level === from) piece.level = to
    return true
  },
  承認者を変える: reword(says(/(?:の許可|の承認)を得/), (text, d) =>
    text.replace(
      /[^、。]{2,12}(?=の(?:許可|承認)を得)/,
      d.of(['情報保護統括者', '情報化推進委員会', '副市長']),
    ),
  ),
  義務を努力に弱める: reword(
    says(/しなければならない。/),
    instead(/しなければならない。/, 'するよう努めるものとする。'),
  ),
  周期を定める: reword(says(/定期的に/), instead(/定期的に/, '毎年一回以上')),
  期限を変える: reword(says(/速やかに|直ちに/), instead(/速やかに|直ちに/, '三日以内に')),
  分類を変える: reword(says(/機密性2以上/), instead(/機密性2以上/, '機密性3')),
  ただし書を加える: reword(
    (s) => !s.piece.text.includes('ただし'),
    (text, d) => text + proviso(d),
  ),
  ただし書を削る: reword(says(/。ただし/), instead(/。ただし[^。]*。/, '。')),
  役職名を全体で改める: (text, d) => {
    const from = d.of([...roleWords, '職員等', '情報セキュリティ責任者', '情報セキュリティ管理者'])
    return wholeText((t) => t.replaceAll(from, '情報管理主任'))(text)
  },
  枝番で加える: (text, d) => {
    const seat = pick(
      text,
      d,
      (s) => s.parent !== null && s.piece.fixedLabel === undefined && s.piece.branch !== true,
    )
    if (seat === null) return false
    const heading = seat.piece.heading === null ? null : d.of(headingWords)
    const fresh = newPiece(text, seat.piece, { heading, text: words(d) })
    fresh.branch = true
    seat.siblings.splice(rankOf(seat) + 1, 0, fresh)
    return true
  },
  番号を残して削除とする: (text, d) => {
    const seat = pick(text, d, (s) => long(s) && leaf(s) && s.piece.fixedLabel === undefined)
    if (seat === null) return false
    seat.piece.heading = null
    seat.piece.text = '削除'
    seat.piece.type = 'deleted'
    return true
  },
  表の行を改める: (text, d) => {
    const seat = pick(text, d, (s) => s.piece.type === 'row')
    if (seat === null) return false
    seat.piece.text = seat.piece.text
      .replace('情報であって', '情報資産であって')
      .replace(/もの$/, 'もの(複製を含む。)')
    return true
  },
  誤字を直す: (text, d) => {
    const [pattern, into] = d.of(typos)
    return reword(says(pattern), instead(pattern, into))(text, d)
  },
  字の幅と読点だけを変える: (text, d) => {
    const wide = d.chance(0.5)
    const comma = d.chance(0.5)
    return wholeText((t) => {
      const digits = wide ? t.replace(/[0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)) : t
      return comma ? digits.replaceAll('、', ',') : digits.replaceAll('、', '、 ')
    })(text)
  },
  章を削る: (text, d) => {
    if (text.roots.length < 3) return false
    text.roots.splice(d.below(text.roots.length), 1)
    return true
  },
  章を前に加える: (text, d) => {
    const [first] = text.roots
    if (first === undefined || first.text !== '') return false
    const fresh = newPiece(text, first, { heading: `${d.of(headingWords)}の特例`, text: '' })
    const like = first.children[0]
    for (let i = 0; like !== undefined && i < 3; i += 1)
      fresh.children.push(newPiece(text, like, { heading: d.of(headingWords), text: words(d) }))
    text.roots.unshift(fresh)
    return true
  },
  列の中で後ろへ移す: (text, d) => {
    const seat = pick(
      text,
      d,
      (s) =>
        long(s) &&
        s.siblings.length >= 4 &&
        rankOf(s) < s.siblings.length - 2 &&
        s.piece.fixedLabel === undefined,
    )
    if (seat === null) return false
    removeFrom(seat)
    seat.piece.moved = true
    seat.siblings.push(seat.piece)
    return true
  },
  削った所に別のものを置く: (text, d) => {
    const seat = pick(
      text,
      d,
      (s) => leaf(s) && long(s) && s.piece.heading === null && s.piece.fixedLabel === undefined,
    )
    if (seat === null) return false
    seat.siblings.splice(
      rankOf(seat),
      1,
      newPiece(text, seat.piece, { heading: null, text: about(seat.piece.text, d) }),
    )
    return true
  },
}
