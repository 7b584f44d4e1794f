import type { Finding, Sentence } from './sentence.ts'

const SOON =
  /(?:事後(?:、)?速やかに|事後(?:直ちに|遅滞なく)|速やかに|すみやかに|直ちに|ただちに|遅滞なく|遅滞無く|早急に|至急|即時に|即座に|すぐに|可及的速やかに|できる限り速やかに|できるだけ早く|(?:[0-9一二三四五六七八九十]{1,3}(?:時間|分|日|営業日|週間|か月|箇月|ヶ月|月|年)以内(?:に)?)|(?:[0-9一二三四五六七八九十]{1,3}(?:日|週間|か月|箇月|ヶ月|月)前まで(?:に)?)|翌月(?:[0-9]{1,2}日|末日?)までに|(?:毎|当|翌)?月の?末日?までに|(?:毎)?年度(?:の)?末日?までに|[一-龠々ァ-ヶー]{1,10}の日までに|[0-9]{1,3}日を経過する日までに|翌(?:日|営業日|開庁日|月)(?:まで)?に|即日|当日中に|(?:年度|月|週)末までに|(?:前日|期日|期限|[0-9]{1,2}月(?:[0-9]{1,2}日|末日?))までに)/g

/** How soon: 速やかに, 直ちに, 3日以内. Words inside the description of an event are not the deadline. */
export function deadlineIn(sentence: Sentence): Finding<string> | null {
  const { bare, text } = sentence
  const hits: { start: number; end: number }[] = []
  for (const m of bare.matchAll(SOON)) {
    const end = m.index + m[0].length
    // 施行の日までに受けた許可: what was done until then, not what must be.
    if (m[0].endsWith('日までに') && /^[^、。]{0,20}た[一-龠]/.test(bare.slice(end))) continue
    // 直ちに重大な影響を及ぼすおそれがある場合: part of the event.
    const rest = /^[^、。]*/.exec(bare.slice(end))?.[0] ?? ''
    if (
      /(?:可能性|おそれ|恐れ|場合|とき|必要)(?:が|は|の|に|を|で|$)/.test(rest) &&
      !/(?:ければ|ものとする|こと$)/.test(rest)
    )
      continue
    if (/^(?:経過|過ぎ|保存|の期間|とする|を限度|ごと|毎)/.test(rest)) continue
    if (/以内/.test(m[0]) && /^(?:の|で|と|を)/.test(rest) && !/^の?(?:報告|届)/.test(rest)) continue
    hits.push({ start: m.index, end })
  }
  const first = hits[0]
  if (first === undefined) return null
  const words = text.slice(first.start, first.end).replace(/^できる限り/, '')
  const distinct = new Set(hits.map((h) => text.slice(h.start, h.end)))
  return {
    value: words.replaceAll('、', ''),
    cue: [first.start, first.end],
    colour: distinct.size === 1 ? 'green' : 'amber',
  }
}

const LEVELS =
  /(自治体)?(機密性|完全性|可用性)(?:レベル)?([0-9])([A-C])?(?:に(?:該当|分類)[^、。]{0,6})?(以上)?((?:(?:、|・|及び|又は|若しくは|並びに)[0-9][A-C]?(?![0-9年月日回項条号名人件時分・]))*)/g
/** 重要性分類Ⅰ及びⅡ, 重要度2以上, レベル3の情報資産. */
const RANKS =
  /(重要性(?:分類|区分|レベル)?|重要度(?:分類|区分)?|情報資産分類|(?<![一-龠の])分類(?=[0-9ⅠⅡⅢⅣ](?:以上)?の情報)|(?<!性)レベル(?=[0-9ⅠⅡⅢⅣ][^、。]{0,12}(?:情報|データ|文書)))((?:第)?(?:[ⅠⅡⅢⅣI]+|[0-9]|[A-D](?![A-Za-z])))(以上)?((?:(?:及び|又は|若しくは|並びに|、|・)(?:[ⅠⅡⅢⅣ]+|[0-9](?![0-9年月日回項条号名人件時分]))(?:以上)?)*)/g
const LETTER: Readonly<Record<string, string>> = { 機密性: 'C', 完全性: 'I', 可用性: 'A' }

/** Which classes of information a norm is about: `C2+`, `C2+|I2|A2`. */
export function targetIn(sentence: Sentence): Finding<string> | null {
  const { text } = sentence
  const classes: string[] = []
  let from = -1
  let to = -1
  const put = (name: string, start: number, end: number) => {
    if (!classes.includes(name)) classes.push(name)
    from = from < 0 ? start : Math.min(from, start)
    to = Math.max(to, end)
  }
  for (const m of text.matchAll(LEVELS)) {
    const letter = LETTER[m[2] ?? ''] ?? ''
    const end = m.index + m[0].length
    put(`${letter}${m[3] ?? ''}${m[4] ?? ''}${m[5] === undefined ? '' : '+'}`, m.index, end)
    // 機密性2及び3, 自治体機密性3A、3B及び3C.
    for (const more of (m[6] ?? '').matchAll(/[0-9][A-C]?/g)) put(`${letter}${more[0]}`, m.index, end)
  }
  for (const m of text.matchAll(RANKS)) {
    const end = m.index + m[0].length
    put(`${m[1] ?? ''}${m[2] ?? ''}${m[3] === undefined ? '' : '+'}`, m.index, end)
    for (const more of (m[4] ?? '').matchAll(/([ⅠⅡⅢⅣ]+|[0-9])(以上)?/g))
      put(`${m[1] ?? ''}${more[1] ?? ''}${more[2] === undefined ? '' : '+'}`, m.index, end)
  }
  if (classes.length === 0) return null
  return { value: classes.join('|'), cue: [from, to], colour: 'green' }
}

const QUALIFIERS =
  /(?:必要に応じて?|可能な限り|できる限り|できるだけ|可能な範囲(?:で|において|内で)|極力|原則(?:として|(?=[^としてにをのはが、，。的]))|適宜|随時)/g

/** Words that soften a norm: 必要に応じ, 可能な限り, 原則として. 定期的に又は必要に応じ is a rhythm and no softening. */
export function qualifiersIn(sentence: Sentence): Finding<readonly string[]> | null {
  const { bare, text } = sentence
  const found: string[] = []
  let cue: readonly [number, number] | null = null
  for (const m of bare.matchAll(QUALIFIERS)) {
    const before = bare.slice(Math.max(0, m.index - 12), m.index)
    if (/(?:定期的?に?|毎年|毎月|回(?:以上)?)(?:、)?(?:又は|及び|若しくは|または|並びに|かつ)$/.test(before))
      continue
    const words = text.slice(m.index, m.index + m[0].length)
    if (!found.includes(words)) found.push(words)
    cue ??= [m.index, m.index + m[0].length]
  }
  return found.length === 0 ? null : { value: found, cue, colour: 'green' }
}

/** What is excepted: 「…場合を除き」, or the condition of a proviso that ends この限りでない or を除く. */
export function exceptionIn(sentence: Sentence): Finding<string> | null {
  const { bare, text } = sentence
  const inside =
    /([^、。は]{1,60}?(?:場合|とき|もの|者|こと|事由))を除(?:き|く|いて|いては|外して|外し)(?!。)/.exec(
      bare,
    ) ??
    /([^、。は]{1,60}?[一-龠々ァ-ヶー])を除(?:き|くほか|いて|いては)(?=、)/.exec(bare) ??
    /([^、。は(]{1,60}?(?:場合|とき))を除く。?\)/.exec(text) ??
    /^(?!ただし|但し)([^、。は]{1,60}?(?:場合|とき))を除く。$/.exec(bare)
  if (inside?.[1] !== undefined) {
    const phrase = inside[1].replace(/^(?:また|ただし)/, '')
    const start = inside.index + inside[1].length - phrase.length
    return {
      value: text.slice(start, inside.index + inside[1].length),
      cue: [start, inside.index + inside[0].length],
      colour: 'green',
    }
  }
  const proviso =
    /^(?:ただし|但し)、?(.+?)(?:(?:について)?(?:は|には|においては)?、?この限り(?:で|では)ない|(?:は|を)、?(?:除く|除外する))(?:ものとする)?。?$/.exec(
      bare,
    )
  if (proviso?.[1] === undefined) return null
  const start = bare.indexOf(proviso[1])
  return { value: text.slice(start, start + proviso[1].length), cue: [start, bare.length], colour: 'green' }
}
