import { HIDDEN } from './plain.ts'
import { actorOffice } from './role-priors.ts'
import { afterHidden, groupEndingAt, type Finding, type RoleGroup, type Sentence } from './sentence.ts'
import type { Approval, ApprovalAct, Subject } from './types.ts'

const ADVERBS =
  '(?:、|事前に|あらかじめ|予め|前もって|書面(?:により|で)|文書(?:により|で)|必ず|その都度|個別に|直接|速やかに|事後に|事後速やかに|直ちに|当該|明確な|正式な|事前の|書面による|文書による|口頭による)*'
const ACT = '(許可|承認|決裁|同意|認可|承諾|了承|了解|許諾)'
/** を得て, を受けた, を経なければ …, and 許可なく. */
const OBTAIN =
  '(?:を(?:得|え|受け|うけ|取得|もら|経|仰|必要とす|要す|要し)|が(?:必要|ある場合|なければ)|の(?:上|うえ)|(?:を得る)?こと?なく|なく|なしに|がなく|のない)'

const actOf = (word: string): ApprovalAct =>
  word === '許可' || word === '承認' || word === '決裁' || word === '同意'
    ? word
    : word === '承諾' || word === '許諾'
      ? '同意'
      : '承認'

/** Who must obtain whose permission, approval, opinion …; null when nobody must. */
export function approvalOf(sentence: Sentence, subject: Subject): Finding<Approval> | null {
  return direct(sentence, subject) ?? through(sentence, subject) ?? other(sentence, subject)
}

/** 甲の許可を得て, 甲から承認を受けた者, 甲の許可なく. */
function direct(sentence: Sentence, subject: Subject): Finding<Approval> | null {
  const { bare, roles } = sentence
  const pattern = new RegExp(`^(?:の|に|から|より|による|へ)${ADVERBS}${ACT}(?:\\ue000*)${OBTAIN}`)
  for (const [i, m] of roles.entries()) {
    const at = afterHidden(bare, m.end)
    const act = pattern.exec(bare.slice(at, at + 80))
    if (act === null) continue
    const end = at + act[0].length
    if (guardsAgainst(bare.slice(end))) continue
    const group = groupEndingAt(sentence, i)
    return approval(sentence, subject, group, actOf(act[1] ?? ''), end, 'green')
  }
  return null
}

/** 許可なく…されることがないよう: what is guarded against is no permission that anybody must obtain. */
const guardsAgainst = (rest: string): boolean =>
  /^(?:る|た)?(?:いとま|暇|時間的?余裕|ことが(?:できな|困難))/.test(rest) ||
  /^[^。]{0,60}(?:れる|られる|せる)?こと(?:が|の)(?:ない|起こらない|できない)よう/.test(rest) ||
  /^[^。]{0,40}(?:れ|られ|でき)ないよう/.test(rest)

/** 願書を甲に差し出し、その承認を得る. */
function through(sentence: Sentence, subject: Subject): Finding<Approval> | null {
  const { bare } = sentence
  for (const m of bare.matchAll(THROUGH)) {
    const who = guardsAgainst(bare.slice(m.index + m[0].length)) ? null : toldBefore(sentence, m)
    if (who !== null)
      return approval(sentence, subject, who, actOf(m[1] ?? ''), m.index + m[0].length, 'green')
  }
  return null
}

const THROUGH = new RegExp(`(?:その|当該)?${ADVERBS}${ACT}を(?:得|受け|取得|もら|経)`, 'g')

/** Who was handed the request before the act: 願書を甲に差し出し. */
function toldBefore(sentence: Sentence, m: RegExpExecArray): RoleGroup | null {
  const { bare, roles } = sentence
  for (let i = roles.length - 1; i >= 0; i -= 1) {
    const role = roles[i]
    if (role === undefined || role.end > m.index) continue
    const between = bare.slice(afterHidden(bare, role.end), m.index)
    // 甲の許可を得るいとまがないときは、事後にその承認を受ける.
    const his = m[0].startsWith('その') && /^の(?:許可|承認|決裁|同意)/.test(between)
    if (!his && !/^(?:に(?:対し(?:て)?)?|へ|宛て?に?|あてに?)/.test(between)) continue
    if (
      !his &&
      !/(?:提出|申請|差し出|願い出|届け出|申し出|申込|協議|回付|付議|諮|報告|上申)[^。]{0,24}$/.test(between)
    )
      continue
    if (between.length > 80) continue
    return groupEndingAt(sentence, i)
  }
  return null
}

type Kind = readonly [words: RegExp, act: ApprovalAct, colour: 'green' | 'amber']

/** The other acts: an opinion is asked, a matter agreed or notified, a judgement followed, a person admitted. */
const OTHERS: readonly Kind[] = [
  [/^(?:の|に|から|より)[^、。はが]{0,24}?意見を(?:求め|聴|聞|徴)/, '意見', 'green'],
  [
    /^(?:に|と|とも?)(?:あらかじめ|事前に|前もって|書面により)?協議(?:し(?!て定め)|する|を行|の(?:上|うえ)|をし)/,
    '協議',
    'green',
  ],
  [
    /^(?:に|へ)(?:、)?(?:あらかじめ|事前に|書面により|速やかに|直ちに|その旨を|遅滞なく)*(?:届け出|届出(?:を|する|し)|届けなければ)/,
    '届出',
    'green',
  ],
  [/^の判断に(?:従|基づ)/, '承認', 'amber'],
  [
    /^が(?:あらかじめ|特に|個別に)?(?:認め|許可し|承認し|指定し)た者(?:で|に限|のみ|だけ|以外)/,
    '承認',
    'amber',
  ],
]

function other(sentence: Sentence, subject: Subject): Finding<Approval> | null {
  const { bare, roles } = sentence
  for (const [words, act, colour] of OTHERS) {
    for (const [i, m] of roles.entries()) {
      const at = afterHidden(bare, m.end)
      const hit = words.exec(bare.slice(at, at + 80))
      if (hit === null || guardsAgainst(bare.slice(at + hit[0].length))) continue
      const group = groupEndingAt(sentence, i)
      // Who is met by the act is not the one whose condition it is.
      if (same(group, subject)) continue
      return approval(sentence, subject, group, act, at + hit[0].length, colour)
    }
  }
  return null
}

const same = (group: RoleGroup, subject: Subject): boolean =>
  group.roles.length === subject.roles.length &&
  group.roles.every((r) => subject.roles.some((s) => s.word === r.word))

function approval(
  sentence: Sentence,
  subject: Subject,
  group: RoleGroup,
  act: ApprovalAct,
  end: number,
  colour: 'green' | 'amber',
): Finding<Approval> {
  const { bare, text } = sentence
  const after = /^[^。]{0,20}者(?:だけ|のみ|に限|に、|は|が|を|へ)/.exec(bare.slice(end))
  const clause = after === null ? null : /^([^、。]{0,12}者)/.exec(bare.slice(end))
  const holds = clause?.[1] !== undefined && /^(?:て|た|ている|ることのできる)/.test(clause[1])
  const own = text.slice(Math.max(group.start, end - 6), end).replaceAll(HIDDEN, '')
  const applicant =
    holds && clause?.[1] !== undefined
      ? [
          {
            word: `${own.replace(/^.*?(?=許可|承認)/, '')}${clause[1]}`,
            office: actorOffice('許可を受けた者'),
          },
        ]
      : subject.roles
  const when = /事後(?:に|速やかに|直ちに)?/.test(bare.slice(Math.max(0, group.start - 12), end))
    ? 'after'
    : 'before'
  return {
    value: { applicant, approver: group.roles, join: group.join, act, when },
    cue: [group.start, end],
    colour: subject.from === 'text' || holds ? colour : 'amber',
  }
}
