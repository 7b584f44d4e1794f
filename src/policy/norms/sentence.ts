import { HIDDEN, withoutBrackets } from './plain.ts'
import type { RoleLexicon, RoleMatch } from './role-lexicon.ts'
import type { Colour, Role } from './types.ts'

/** One sentence as the rules of the fields see it: plain words, and the same with brackets blanked out. */
export type Sentence = {
  readonly text: string
  /** Same length as `text`; what stands in round brackets is hidden. */
  readonly bare: string
  /** Role words outside brackets, in order. */
  readonly roles: readonly RoleMatch[]
  readonly lexicon: RoleLexicon
}

/** What a rule found: the value, the words it was read from, and how sure that is. */
export type Finding<Value> = {
  readonly value: Value
  readonly cue: readonly [start: number, end: number] | null
  readonly colour: Colour
}

export function sentenceOf(text: string, lexicon: RoleLexicon): Sentence {
  const bare = withoutBrackets(text)
  return { text, bare, roles: withBody(bare, staffOfVendors(bare, lexicon.all(bare))), lexicon }
}

/** 委託先の従業員, 受託者の責任者: people of a contractor are not the staff of the body. */
function staffOfVendors(bare: string, roles: readonly RoleMatch[]): readonly RoleMatch[] {
  const out: RoleMatch[] = []
  for (const r of roles) {
    const before = out.at(-1)
    const theirs =
      (before?.office === 'vendor' || before?.word.endsWith('業者')) &&
      bare.slice(before.end, r.start) === 'の' &&
      PEOPLE.test(r.word)
    if (before !== undefined && theirs)
      out.splice(-1, 1, { ...before, word: bare.slice(before.start, r.end), end: r.end })
    else out.push(r)
  }
  return out
}

const PEOPLE = /^(?:現場)?(?:従業員|従業者|従事者|社員|職員|作業員|作業者|要員|責任者|担当者|技術者)等?$/

/** The body itself in one character, where it permits, is told or acts: 町の承認を得ないで. */
const BODY =
  /(?<=^|[、。はがにへ])(?:市|町|村|県|区|組合|連合|広域連合|企業団)(?=の(?:承認|許可|同意|承諾|決裁|指示)|に(?:報告|届け?出|提出|通知|返還|返却|申請|対し)|が(?:指定|認め|許可|承認|定め|行))/g

function withBody(bare: string, roles: readonly RoleMatch[]): readonly RoleMatch[] {
  const more: RoleMatch[] = []
  for (const m of bare.matchAll(BODY)) {
    const end = m.index + m[0].length
    if (!roles.some((r) => r.start < end && r.end > m.index))
      more.push({ word: m[0], office: 'city', start: m.index, end })
  }
  return more.length === 0 ? roles : [...roles, ...more].toSorted((a, b) => a.start - b.start)
}

/** Several roles joined by 及び, 又は … */
export type RoleGroup = {
  readonly roles: readonly Role[]
  readonly join: 'single' | 'all' | 'any'
  readonly start: number
  readonly end: number
}

const ALL = /^(?:及び|並びに|と|、|・|および|ならびに|かつ)/
const ANY = /^(?:又は|若しくは|または|もしくは|或いは|あるいは)/
/** A modifier between two joined roles: 当該情報システムを所管する, その他の, 各課の. */
const MODIFIER =
  /^(?:、)?(?:当該|その|それぞれの|各|全ての|すべての|その他|その他の|他の)*(?:[^、。はが]{1,24}(?:する|した|される|の|において))?$/

/** The place after hidden brackets. */
export function afterHidden(bare: string, place: number): number {
  let at = place
  while (bare.charAt(at) === HIDDEN) at += 1
  return at
}

/** The roles joined to the last role of a group, read backwards from it: 甲、乙及び当該…する丙. */
export function groupEndingAt(sentence: Sentence, index: number): RoleGroup {
  const { bare, roles } = sentence
  const last = roles[index]
  if (last === undefined) return { roles: [], join: 'single', start: 0, end: 0 }
  const group: RoleMatch[] = [last]
  let join: 'single' | 'all' | 'any' = 'single'
  for (let i = index - 1; i >= 0; i -= 1) {
    const before = roles[i]
    const first = group[0]
    if (before === undefined || first === undefined) break
    const between = bare.slice(afterHidden(bare, before.end), first.start)
    const any = ANY.exec(between)
    const all = any === null ? ALL.exec(between) : null
    const mark = any ?? all
    if (mark === null) break
    const rest = between.slice(mark[0].length)
    if (!MODIFIER.test(rest)) break
    // A bare comma may only part the members of a list that is closed by 及び or 又は.
    if (mark[0] === '、' && (join === 'single' || rest !== '')) break
    group.unshift(before)
    if (mark[0] !== '、') join = any === null ? (join === 'any' ? 'any' : 'all') : 'any'
  }
  if (group.length === 1 && last.office === 'staff') {
    // 総務課の職員が立ち会う: the staff of one section is not all staff.
    const section = OF_SECTION.exec(bare.slice(Math.max(0, last.start - 24), last.start))?.[0]
    if (section !== undefined)
      return {
        roles: [{ word: `${section}${last.word}`, office: last.office }],
        join,
        start: last.start - section.length,
        end: last.end,
      }
  }
  const start = group[0]?.start ?? last.start
  return { roles: group.map((m) => roleAt(sentence, m)), join, start, end: last.end }
}

const OF_SECTION = /[一-龠ァ-ヶー]{2,16}(?<![各該同主担管属])(?:課|室|係|部|局)の$/

/** A role with the words before it that make it another office: 情報システムを所管する情報セキュリティ管理者. */
export function roleAt(sentence: Sentence, match: RoleMatch): Role {
  const before = sentence.bare.slice(0, match.start)
  if (match.word.endsWith('の長') && before.endsWith('各'))
    return { word: `各${match.word}`, office: match.office }
  const chosen = /その(?:指定|指名|任命)(?:する|した)$/.exec(before)
  if (chosen !== null) return { word: `${chosen[0]}${match.word}`, office: 'actor:delegate' }
  if (match.office !== 'sec-manager') return { word: match.word, office: match.office }
  const owner = /(?:当該)?(情報システム(?:等)?を(?:所管|管理|運用)する)$/.exec(before)
  return owner === null
    ? { word: match.word, office: match.office }
    : { word: `${owner[1] ?? ''}${match.word}`, office: 'system-sec-manager' }
}
