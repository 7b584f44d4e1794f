import { HIDDEN } from './plain.ts'
import { actorOffice, looksLikeRole, officeByForm } from './role-priors.ts'
import { afterHidden, groupEndingAt, type Finding, type RoleGroup, type Sentence } from './sentence.ts'
import type { Modality, Role, Subject } from './types.ts'

/** The subject a sentence names itself; null when it names none. */
export function subjectIn(sentence: Sentence): Finding<Subject> | null {
  // 管理者を置き、管理者は、課長をもって充てる: the sentence sets the office up.
  if (/([^、。を]{2,20})を置き、\1は、/.test(sentence.bare)) return null
  return (
    deputy(sentence) ??
    pairTopic(sentence) ??
    otherDoer(sentence) ??
    roleTopic(sentence) ??
    forum(sentence) ??
    doer(sentence) ??
    placedTopic(sentence) ??
    actorTopic(sentence) ??
    nounTopic(sentence) ??
    firstDoer(sentence) ??
    conditionSubject(sentence) ??
    judge(sentence)
  )
}

const found = (group: RoleGroup, colour: 'green' | 'amber' = 'green'): Finding<Subject> => ({
  value: { roles: group.roles, join: group.join, from: 'text' },
  cue: [group.start, group.end],
  colour,
})

/** は after a noun, not はじめ. */
const isTopic = (bare: string, place: number): boolean =>
  /^は(?!じ|い|る|か)/.test(bare.slice(afterHidden(bare, place), place + 400).slice(0, 3))

/** 甲の職務は、次のとおりとする: what follows is 甲's to do. */
export function dutiesOf(sentence: Sentence): Finding<Subject> | null {
  const { bare, roles } = sentence
  for (const [i, m] of roles.entries())
    if (
      /^の(?:職務|所掌事務|責務|役割|任務|業務|遵守事項)(?:及び[^、。は]{1,12})?は/.test(
        bare.slice(afterHidden(bare, m.end)),
      )
    )
      return found(groupEndingAt(sentence, i))
  return null
}

/** 甲に事故があるときは、乙がその職務を代理する: 乙 is who acts for 甲. */
function deputy(sentence: Sentence): Finding<Subject> | null {
  const { bare, text, roles } = sentence
  if (!/事故(?:が|の)ある|欠けた|不在/.test(bare)) return null
  const m = /([^、。]{2,40}?)が、?(?:その|これを)?(?:職務を)?(?:代理|代行)/.exec(bare)
  if (m?.[1] === undefined) return null
  const end = m.index + m[1].length
  const ciso = roles.some((r) => r.office === 'ciso' && r.start < Math.max(m.index, end - 1))
  return {
    value: {
      roles: [{ word: text.slice(m.index, end), office: ciso ? 'ciso-acting' : null }],
      join: 'single',
      from: 'text',
    },
    cue: [m.index, end],
    colour: 'green',
  }
}

/** 申請を行う者とその許可者は: two who are named by what they do. */
function pairTopic(sentence: Sentence): Finding<Subject> | null {
  const { bare } = sentence
  const m =
    /(?<=^|[、。])((?:又は|[^、。は]){2,60}?者)(?:と|及び|並びに)(?:その)?((?:又は|[^、。は]){1,40}者)は/.exec(
      bare,
    )
  if (m?.[1] === undefined || m[2] === undefined) return null
  const start = m.index
  const first = m[1]
  if (sentence.roles.some((r) => r.end === start + first.length)) return null
  if (/が(?:指名|指定|任命)/.test(m[2])) return null
  const end = start + m[0].length - 1
  const roles = [first, m[2]].map((words) => actorOf(words, sentence))
  return { value: { roles, join: 'all', from: 'text' }, cue: [start, end], colour: 'green' }
}

/** 甲及び乙は. */
function roleTopic(sentence: Sentence): Finding<Subject> | null {
  const { bare, roles } = sentence
  for (const [i, m] of roles.entries()) {
    if (!isTopic(bare, m.end)) continue
    const group = shortened(sentence, groupEndingAt(sentence, i))
    // 媒体を使用したい職員は: which of the staff is part of who is meant.
    const only = group.roles.length === 1 ? group.roles[0] : undefined
    if (only?.office === 'staff') {
      const clause = /(?:^|[、は])([^、は。]{2,60}?(?:たい|する|した|ている|れた|めた|けた|った|行う))$/.exec(
        bare.slice(0, group.start),
      )
      if (clause?.[1] !== undefined && !HIDDEN_ANY.test(clause[1]))
        return found({
          ...group,
          roles: [{ word: `${clause[1]}${only.word}`, office: only.office }],
          start: group.start - clause[1].length,
        })
    }
    return found(group)
  }
  return null
}

/** 職員及び臨時職員(以下「職員等」という。)は: the short name is who is meant from here on. */
function shortened(sentence: Sentence, group: RoleGroup): RoleGroup {
  const { text, bare, lexicon } = sentence
  const after = text.slice(group.end, afterHidden(bare, group.end))
  const word = /以下(?:単に|、)?「([^」]{1,30})」/.exec(after)?.[1]
  if (word === undefined || group.roles.some((r) => r.word === word)) return group
  // One office keeps the word it is printed with; several, or whoever does something, are meant by the short name.
  const several =
    group.roles.length > 1 || group.roles.some((r) => r.office === 'staff' || r.office?.startsWith('actor:'))
  if (!several) return group
  const known = lexicon.words.get(word)
  if (known === undefined) return group
  return { ...group, roles: [{ word, office: known.office }], join: 'single' }
}

const HIDDEN_ANY = new RegExp(HIDDEN)

const BY = /^(?:が|において(?=処理|行|担当|つかさど|所掌))/
/** 総務課において台帳を備える: a section in which something is done does it. */
const BY_SECTION = /^(?:が|において(?!は|も))/

/** 管理は、乙が行う: the one who does it stands right before the verb that ends the sentence. */
function doer(sentence: Sentence): Finding<Subject> | null {
  const { bare, roles } = sentence
  for (let i = roles.length - 1; i >= 0; i -= 1) {
    const m = roles[i]
    if (m === undefined) continue
    const at = afterHidden(bare, m.end)
    const by = (/[課部局係班]$/.test(m.word) ? BY_SECTION : BY).exec(bare.slice(at))?.[0]
    if (by === undefined) continue
    const rest = bare.slice(at + by.length).replace(/(?:ものとする|ものとし|こと|こととする)。?$/, '。')
    if (ONE_VERB.test(rest) && !INSIDE.test(rest)) return found(groupEndingAt(sentence, i))
  }
  return null
}

/** 委員会において、…を決定する: the body in which it is decided decides. */
function forum(sentence: Sentence): Finding<Subject> | null {
  const { bare, roles } = sentence
  if (
    !/(?:決定|審議|協議|検討|調整|議決|承認|審査|評価)(?:する|を行う|し、[^。]{1,20})(?:ものとする|こと)?。?$/.test(
      bare,
    )
  )
    return null
  for (const [i, m] of roles.entries()) {
    if (!/(?:会|会議|本部)$/.test(m.word)) continue
    if (/^(?:において|で)、?/.test(bare.slice(afterHidden(bare, m.end))))
      return found(groupEndingAt(sentence, i))
  }
  return null
}

const ONE_VERB = /^(?:、)?[^、]{0,60}。?$/
/** 病院長も, 副知事においては, 推進員にあっては: who is named beside others, or in his place, acts. */
function placedTopic(sentence: Sentence): Finding<Subject> | null {
  const { bare, roles } = sentence
  for (const [i, m] of roles.entries()) {
    if (!/^(?:も、?(?!って|の|と)|に(?:おいて|あって)[はも]、)/.test(bare.slice(afterHidden(bare, m.end))))
      continue
    return found(groupEndingAt(sentence, i), 'amber')
  }
  return null
}

/** 会議は、議長が招集する: the topic is who it happens to. */
function otherDoer(sentence: Sentence): Finding<Subject> | null {
  const topic = roleTopic(sentence)
  const who = doer(sentence) ?? caller(sentence, topic)
  const at = who?.cue ?? null
  const named = topic?.cue ?? null
  if (who === null || at === null || named === null || named[1] > at[0]) return null
  // 甲は、乙が行う点検に立ち会う is ruled out by what follows; only 甲は、(…を)乙が行う。 is left.
  const between = sentence.bare.slice(named[1], at[0])
  return /^\ue000*は、?(?:必要に応じて?、?|原則として、?)?$/.test(between)
    ? { ...who, colour: 'amber' }
    : null
}

/** 会議は、局長が招集し、その議長となる: who calls a meeting. */
function caller(sentence: Sentence, topic: Finding<Subject> | null): Finding<Subject> | null {
  if (!/(?:会|会議|本部)$/.test(topic?.value.roles.at(-1)?.word ?? '')) return null
  for (const [i, m] of sentence.roles.entries())
    if (/^が(?:、)?(?:必要に応じて?、?)?(?:招集|主宰|開催|総理)(?:し|する)/.test(sentence.bare.slice(m.end)))
      return found(groupEndingAt(sentence, i))
  return null
}

/** Words after the doer that make his clause a part of another: 甲が定める方法, 甲が行う場合. */
const INSIDE = /(?:場合|とき|際|者|ため|よう|こと(?!が)|(?:た|る)[^とこもたる。]{2,})/

/** 鍵は、乙が保管し、…記録する: the doer of the first of several acts. */
function firstDoer(sentence: Sentence): Finding<Subject> | null {
  const { bare, roles } = sentence
  for (const [i, m] of roles.entries()) {
    const rest = bare.slice(afterHidden(bare, m.end))
    const group = groupEndingAt(sentence, i)
    if (!/(?:^|[、は])$/.test(bare.slice(0, group.start))) continue
    if (
      /^が[^、。]{1,30}?(?:し|い|き|み|り|せ|れ|け|え|め|べ|て)、/.test(rest) &&
      !/^が[^、。]*(?:場合|とき|際)/.test(rest)
    )
      return found(group, 'amber')
  }
  return null
}

/** Where a noun phrase that ends at `end` begins: after the clause before it. */
function phraseStart(bare: string, end: number): number {
  const before = bare.slice(0, end)
  const cut = [
    ...before.matchAll(/(?:場合|とき|際|ため|おいて|ついて|は|て)(?:に|は|には|も|においては)?、/g),
  ].at(-1)
  return cut === undefined ? openingOf(bare) : cut.index + cut[0].length
}

/** 情報資産を運搬する者は: somebody named by what he does. */
function actorTopic(sentence: Sentence): Finding<Subject> | null {
  const { bare, text } = sentence
  const m =
    /(?:[^、。](?:者|者等)|[るたいうすくむぶ](?:所属|部署|部門|課|室|課等|所属等|団体|事業者|法人|職員|(?:課|室|所|部|局|課等|所属|部署|施設)の長))\ue000*は(?!じ)/.exec(
      bare,
    )
  if (m === null) return null
  const end = m.index + m[0].replace(/\ue000*は$/, '').length
  const start = phraseStart(bare, end)
  const np = bare.slice(start, end)
  const delegate =
    /^(.+?)(及び|又は|並びに|若しくは)(.+?が(?:あらかじめ)?(?:指名|指定|任命)(?:した|する)者)$/.exec(np)
  const head = delegate?.[1]
  if (head !== undefined && delegate?.[2] !== undefined && delegate[3] !== undefined) {
    const i = sentence.roles.findIndex((r) => r.start >= start && r.end === start + head.length)
    if (i >= 0) {
      const group = groupEndingAt(sentence, i)
      const ciso = group.roles.some((r) => r.office === 'ciso')
      const named: Role = { word: delegate[3], office: ciso ? 'ciso-delegate' : 'actor:delegate' }
      const join = /^(?:又は|若しくは)/.test(delegate[2]) ? 'any' : 'all'
      return {
        value: { roles: [...group.roles, named], join, from: 'text' },
        cue: [start, end],
        colour: 'green',
      }
    }
  }
  const actor = actorOf(text.slice(start, end), sentence)
  const { roles } = shortened(sentence, { roles: [actor], join: 'single', start, end })
  return { value: { roles, join: 'single', from: 'text' }, cue: [start, end], colour: 'green' }
}

function actorOf(words: string, sentence: Sentence): Role {
  const word = words.replaceAll(HIDDEN, '')
  const own = sentence.roles.find((r) => r.word === word)
  // 許可者 and 申請者 are told by what they do, however often they are named.
  const acts = /(?:申請|許可|承認|決裁)者$/.test(word)
  return own !== undefined && (own.office !== null || !acts)
    ? { word, office: own.office }
    : { word, office: actorOffice(word) }
}

/** A post the lexicon does not know: 各部署は, 町民窓口課長は. */
function nounTopic(sentence: Sentence): Finding<Subject> | null {
  const { bare } = sentence
  const body = /^(?:また、|なお、)?(市|町|村|県|区|組合)は、?/.exec(bare)
  if (body?.[1] !== undefined) {
    const at = body[0].indexOf(body[1])
    return {
      value: { roles: [{ word: body[1], office: 'city' }], join: 'single', from: 'text' },
      cue: [at, at + body[1].length],
      colour: 'green',
    }
  }
  const anybody = /^(?:何人|(?:全ての|すべての)者)(?=も)/.exec(bare)
  if (anybody !== null) {
    return {
      value: { roles: [{ word: anybody[0], office: null }], join: 'single', from: 'text' },
      cue: [0, anybody[0].length],
      colour: 'green',
    }
  }
  const m = /([一-龠々ヶ〇ァ-ヺー・A-Za-z]{2,30}等?(?:の長)?)\ue000*(?:は、|は(?=[^じ]))/.exec(bare)
  if (m?.[1] === undefined) return null
  const word = m[1].replace(/^(?:また|なお|当該|全ての|同)(?=..)/, '')
  if (!looksLikeRole(word) && !/等?の長$/.test(word)) return null
  const start = m.index + m[1].length - word.length
  return {
    value: { roles: [{ word, office: officeByForm(word) }], join: 'single', from: 'text' },
    cue: [start, start + word.length],
    colour: 'amber',
  }
}

/** 甲が違反を確認した場合は、…しなければならない: with no topic, the subject of the condition acts. */
function conditionSubject(sentence: Sentence): Finding<Subject> | null {
  const { bare, roles } = sentence
  const opening = openingOf(bare)
  // Who judges in a condition is not the one who acts: ただし、甲が認めた場合は、この限りでない.
  if (/この限り(?:で|では)ない|旨を/.test(bare)) return null
  for (const [i, m] of roles.entries()) {
    if (bare.charAt(afterHidden(bare, m.end)) !== 'が') continue
    const group = groupEndingAt(sentence, i)
    const modifier = bare.slice(opening, group.start)
    if (!/^(?:当該|各|その)?$/.test(modifier) && !/^(?:情報システム等?を(?:所管|管理)する)$/.test(modifier))
      return null
    const rest = bare.slice(m.end)
    // 甲が必要と認めるときは、延長することができる: there the judge does it.
    const judges = /^\ue000*が[^、。]{0,16}(?:認め|判断|指示|指定|定め)/.test(rest)
    if (judges && !/ことができる(?:ものとする)?。?$/.test(bare)) return null
    const condition = /^\ue000*が[^。]*?(?:場合|とき|際|に当た|にあた)/.exec(rest)
    return condition === null ? null : found(group, 'amber')
  }
  return null
}

/** 軽微な改定は、甲の判断で行う: who judges acts. */
function judge(sentence: Sentence): Finding<Subject> | null {
  for (const [i, m] of sentence.roles.entries())
    if (/^の(?:判断|決定)(?:で|により|によって)/.test(sentence.bare.slice(afterHidden(sentence.bare, m.end))))
      return found(groupEndingAt(sentence, i), 'amber')
  return null
}

/** The place where the sentence begins to speak: after また、, ただし、 … */
function openingOf(bare: string): number {
  return (
    /^(?:[※・]|また|ただし|但し|なお|この場合(?:において)?|その際|さらに|おって|加えて|特に|、|\s)*/.exec(
      bare,
    )?.[0].length ?? 0
  )
}

/** What the sentence before and the lead-in leave to a sentence that names nobody. */
export function inheritedSubject(
  sentence: Sentence,
  modality: Modality,
  from: {
    readonly leadIn: Subject | null
    readonly previous: {
      readonly subject: Subject
      readonly modality: Modality
      readonly text: string
    } | null
    readonly sibling: { readonly subject: Subject; readonly modality: Modality; readonly text: string } | null
  },
): Finding<Subject> {
  const none: Finding<Subject> = {
    value: { roles: [], join: 'none', from: 'none' },
    cue: null,
    colour: 'red',
  }
  if (modality === 'definition') return { ...none, colour: 'green' }
  if (from.leadIn !== null && from.leadIn.roles.length > 0)
    return { value: { ...from.leadIn, from: 'lead-in' }, cue: null, colour: 'amber' }
  for (const before of [from.previous, from.sibling]) {
    if (before === null || before.subject.roles.length === 0) continue
    if (before === from.sibling && speaksOfAnother(sentence, before.subject)) continue
    if (before === from.sibling && (before.modality === 'authority' || someoneActs(sentence))) continue
    return { value: { ...before.subject, from: 'previous' }, cue: null, colour: 'amber' }
  }
  return none
}

/** 業者には、…提出させる and 控えは、…取得されなければならない leave open who acts: not he who was spoken of. */
function speaksOfAnother(sentence: Sentence, subject: Subject): boolean {
  const { bare, roles } = sentence
  if (
    /^[^。]{0,60}(?:は|については)、[^。]*され(?:ていなければ|なければ)(?:ならない|なりません)。?$/.test(bare)
  )
    return true
  if (!/(?:させ|[わかさたなまらがばせ]せ)(?:る|なければ|るものとする)/.test(bare)) return false
  return roles.some(
    (r) =>
      subject.roles.some((s) => s.word === r.word) &&
      /^に(?:は|対し)?/.test(bare.slice(afterHidden(bare, r.end))),
  )
}

/** Whether somebody else is the one who acts inside the sentence: 甲が判断した場合. */
function someoneActs(sentence: Sentence): boolean {
  return sentence.roles.some((r) => sentence.bare.charAt(afterHidden(sentence.bare, r.end)) === 'が')
}
