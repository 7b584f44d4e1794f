import type { Finding, Sentence } from './sentence.ts'
import type { Approval, Modality, Trigger } from './types.ts'

const NUMBER: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}
const numberOf = (s: string | undefined): number =>
  s === undefined ? 1 : /^[0-9]+$/.test(s) ? Number(s) : (NUMBER[s] ?? 1)
const N = '([0-9]{1,3}|[一二三四五六七八九十])'

/** 年1回, 毎月, 四半期ごと …: words of a cadence and the ISO 8601 duration they mean. */
const CADENCES: readonly (readonly [words: RegExp, iso: (m: RegExpExecArray) => string | null])[] = [
  [new RegExp(`${N}日以内ごと`), (m) => `P${numberOf(m[1])}D`],
  [new RegExp(`${N}(?:か|箇|ヶ|ケ|カ)月以内ごと`), (m) => `P${numberOf(m[1])}M`],
  [
    new RegExp(`${N}年度?(?:に(?:1|一)[回度](?:以上)?|(?:以内)?ごと|毎に|おきに)`),
    (m) => `P${numberOf(m[1])}Y`,
  ],
  [
    new RegExp(
      `(?<!年度?|[0-9])${N}(?:か|箇|ヶ|ケ|カ)?月(?:に(?:1|一)[回度](?:以上)?|(?:以内)?ごと|毎に|おきに|を超えない)`,
    ),
    (m) => `P${numberOf(m[1])}M`,
  ],
  [
    new RegExp(
      `(?:少なくとも)?(?:毎年度?|1?年度?|一年)に?(?:つき|ごとに)?(?:少なくとも|最低)?${N}[回度](?:以上)?`,
    ),
    (m) => perYear(numberOf(m[1])),
  ],
  [
    new RegExp(
      `(?:少なくとも)?(?:毎月|(?:1|一)?(?:か|箇|ヶ|ケ|カ)?月に?(?:つき)?)(?:少なくとも)?${N}回(?:以上)?`,
    ),
    (m) => (numberOf(m[1]) === 1 ? 'P1M' : null),
  ],
  [new RegExp(`(?:毎週|週に?)${N}回(?:以上)?`), (m) => (numberOf(m[1]) === 1 ? 'P1W' : null)],
  [new RegExp(`(?:毎日|1?日に?)${N}回(?:以上)?`), (m) => (numberOf(m[1]) === 1 ? 'P1D' : null)],
  [new RegExp(`${N}日(?:に(?:1|一)[回度](?:以上)?|ごと|毎に)`), (m) => `P${numberOf(m[1])}D`],
  [/四半期(?:に(?:1|一)回|ごとに?|毎に?)/, () => 'P3M'],
  [/半年(?:に(?:1|一)回|ごとに?|毎に?)/, () => 'P6M'],
  [/(?:毎年度?|年度(?:ごと|毎)に?|年度当初に?|年(?:ごと|毎)に|毎会計年度)/, () => 'P1Y'],
  [/年度末に/, () => 'P1Y'],
  [/(?:毎月|月(?:ごと|毎)に|(?<![0-9一二三四五六七八九十当該翌前同])月末に)/, () => 'P1M'],
  [/(?:毎週|週(?:ごと|毎)に)/, () => 'P1W'],
  [/(?:学期|四半期|上半期及び下半期)(?:ごと|毎)に/, () => null],
  [/(?:毎日|日次で)/, () => 'P1D'],
]
const perYear = (n: number): string | null => (n === 1 ? 'P1Y' : 12 % n === 0 ? `P${12 / n}M` : null)

const PERIODIC = /定期(?:的|点検|保守|検査)(?:な|に|にか?つ|又は|または|、又は)?|(?:毎年度?|毎月|毎週|毎日)/
const OR_EVENT =
  /(?:定期(?:的)?(?:に)?|(?:年|月|年度)に?[0-9一二三四]?回(?:以上)?|毎年度?|毎月)(?:、)?(?:又は|若しくは|及び|並びに|かつ|または|もしくは)(?:必要に応じ|随時|臨時|必要な?(?:とき|場合|都度)|[^、。]{2,24}(?:場合|とき|都度)に)|(?:時|後|際|とき|場合)(?:に|は|速やかに|直ちに)?、?(?:及び|並びに|又は|かつ|若しくは)、?(?:(?:その後)?(?:毎年|毎月|定期)|年に?[0-9一二三四]回)/
const ALWAYS = /(?:常に|常時|日常的に|24時間|継続的に|絶えず)/

const CLAUSE =
  /(?:場合(?!により|によって|の)|[うくぐすつぬぶむるたいだの]とき(?=[はにのも、。\ue000])|(?:の|する|した|その|この)際|[うくぐすつぬぶむるた]際(?=は|に|、)|に(?:当|あ)たって|(?<!調整|任務|業務|職務|事務|管理)に(?:当|あ)たり(?=[、は])|に当たっては|したら|(?:発生|検知|故障|災害|事故|異常|変更|終了|完了|採用|策定|移行|退職|異動|導入|廃棄|更新|統合|見直し|開始|停止|離席|緊急|作成|入手|取得|登録|受領|貸与|返却|購入|設置|撤去|入室|退室|送信|運搬|調達|契約|開庁|閉庁|退庁)時(?:に|は|には|における|の|、)|(?:終了|完了|使用|利用|退職|異動|作業|返却|改選|就任|採用|閉庁|退庁)後(?:、|に|は|速やかに|直ちに|遅滞なく)|の都度|そのつど|するごとに|する(?:前|まで)に|した(?:後|のち)(?:に|速やかに|直ちに)|が(?:あり|され|行われ|なされ)次第|時点で|(?:受け|し|なっ|知っ)てから)/

/** A clause that describes a lasting state rather than something that happens. */
const STATE =
  /(?:(?<!認め|なっ|発生し|導入され|紛失し|判明し)て(?:いる|おり、?いる)|(?<=(?:機能|資産|設定|権限|規程|定め)が)ある)場合$/
/** A duty at work is a lasting one: 業務の遂行に当たって. */
const AT_WORK = /(?:業務|職務|事務)(?:の(?:遂行|執行)|を(?:行う|遂行する))(?:に当た|にあた|上)/

/** A list item that names something done at an event. */
const NOUN_EVENT = /(?:時(?:の|に|における)|の?(?:廃棄|返却|持ち?出し|搬入|搬出|提供|送信)(?:。|$))/

/** Who is named by a single act meets his duty each time he does it. */
const SINGLE_ACT =
  /(?:運搬|搬送|持ち?出[すし]?|持ち?込[むみ]?|提供|公表|廃棄|入手|受領|送信|送付|搬入|搬出|送受信|複製|返却|借り受け|申請|設置|発見|検知|認知|受信|紛失)(?:を?(?:行う|した|する|しよう)|す|む|し)[^、。]{0,8}(?:者|職員)|(?:(?:異常|事故|障害|違反|おそれ|事実)等?を認め|気付い|気づい|見つけ|拾っ)た(?:者|職員)(?!以外)/

const OBTAINS =
  /(?:を(?:得|受け|経|求め|聴か)|に(?:届け出|協議し|申請し)|届出を(?:し|行わ))(?:なければ|る(?:ものとする|こと|。|$)|るとともに|た(?:上|うえ)|て?、|て(?=[^い]))/

/** Things that only happen at an event, though no clause says so. */
const IMPLIED: readonly RegExp[] = [
  /(?:発生した|発見した|検知した|報告のあった|受けた|行った|実施した|搬入する|搬出する|接続した|接続しようとする)[^、。]{1,24}(?:について|に対|への|に係る|に関する|が、)/,
  /(?:監査|点検|評価|検査|調査)(?:の)?結果(?:等)?(?:を踏まえ|に基づ|を取りまとめ|について|を)/,
  /(?:新規採用|新任|採用された)/,
  /(?:研修|訓練)[^、。]{0,12}(?:に参加|を受講|を受け)/,
  /(?:変化|変動|緊急度|発生)[^、。]{0,8}(?:に応じ|に伴い|により|を踏まえ)/,
  /(?:情報|注意喚起)を収集し/,
  /(?:指示|命|通知|要請|求め|申出|申請|依頼)(?:等)?に(?:従い|より|応じ|基づき|対し)/,
  /(?:作業記録|障害記録|その記録|の記録|記録を作成|履歴を作成)/,
  /(?:搬入出|搬出入|入退室者|提供又は公表|開発の責任者|を設計し|調達|公開する|持ち帰った|送付する)/,
  /(?:事故|障害|違反|侵害|インシデント)等?(?:について|に対して|に関し)/,
  /(?:監査|調査|検査)の(?:実施に協力|ため)/,
  /(?:実施状況|結果|状況)[^。]{0,20}報告(?:し|する|を行)/,
  /意見を(?:求め|聴)/,
  /(?:報告|通知|申請|連絡|届出|指示|依頼|相談)を受けた/,
  /(?:よう|う)とする(?:者|職員|教職員)/,
  /申請(?:書)?を(?:審査|受理|確認)/,
  /(?:廃棄|修理|貸出し|持ち?出し|提供|運搬|搬入|搬出|返却)は、/,
  /契約(?:書)?(?:には|において|を締結|を結)|(?:委託先|受託者|委託事業者)との間で/,
  /その後/,
  /必要に応じ/,
  /に際して/,
]

/** When a norm must be met. */
export function triggerOf(
  sentence: Sentence,
  given: {
    readonly modality: Modality
    readonly approval: Approval | null
    readonly inherited: Trigger | null
    readonly isNoun: boolean
  },
): Finding<Trigger> {
  const { text, bare } = sentence
  const { modality } = given
  const cadence = cadenceIn(bare)
  const both = OR_EVENT.exec(bare)
  if (both !== null)
    return periodic('periodic-or-event', cadence?.iso ?? null, text, [
      both.index,
      both.index + both[0].length,
    ])
  const words = cadence ?? wordsOf(PERIODIC, bare)
  if (words !== null && !/保存|保管期間/.test(words.words))
    return periodic('periodic', cadence?.iso ?? null, text, words.range)
  if (modality === 'definition') return none('green')
  const always = wordsOf(ALWAYS, bare)
  const clause = eventClause(bare)
  if (modality === 'authority') return clause === null ? none('amber') : event(text, clause, 'amber')
  if (always !== null && clause === null) return lasting(always.range, 'green')
  // 事故発生時の報告義務 of a contract is agreed when the contract is made, not when the accident happens.
  if (
    given.isNoun &&
    clause !== null &&
    given.inherited?.type === 'event' &&
    given.inherited.eventText !== null
  )
    return { value: given.inherited, cue: null, colour: 'amber' }
  if (clause !== null) {
    const what = bare.slice(clause[0], clause[1])
    if (AT_WORK.test(what) && !/とき/.test(what)) return lasting(clause, 'amber')
    if (STATE.test(what)) return lasting(clause, 'amber')
    // Two duties in one sentence: the first holds always, the second at an event.
    if (clause[2]) return lasting(clause, 'amber')
    if (modality === 'prohibition' && /(?:を利用|を使用|を用い|を行う|されて)/.test(what.slice(-12)))
      return lasting(clause, 'amber')
    return event(text, clause, modality === 'prohibition' || modality === 'permission' ? 'amber' : 'green')
  }
  if (modality === 'permission') {
    const why = IMPLIED.find((w) => w.test(bare))
    return given.approval !== null || why !== undefined ? event(text, null, 'amber') : none('amber')
  }
  if (modality === 'prohibition') return lasting(null, 'amber')
  const act = SINGLE_ACT.exec(bare)
  const listed = act !== null && /^(?:、|及び)[^はが]*(?:記|載)/.test(bare.slice(act.index + act[0].length))
  if (act !== null && act.index < 60 && !listed)
    return event(text, [act.index, act.index + act[0].length], 'amber')
  // The duty is to obtain it: each time something is to be done.
  if (given.approval !== null && OBTAINS.test(bare)) return event(text, null, 'amber')
  if (given.isNoun) {
    const item = NOUN_EVENT.exec(bare)
    if (item !== null) return event(text, [item.index, item.index + item[0].length], 'amber')
    if (given.inherited === null) return lasting(null, 'amber')
    // An act to be observed is observed whenever what opens the list is.
    return given.inherited.type === 'event' || /(?:法|法律|条例|規則|令)(?:\ue000*)。?$/.test(bare)
      ? { value: given.inherited, cue: null, colour: 'amber' }
      : none('amber')
  }
  if (modality !== 'effort' || /また|関係機関/.test(bare.slice(0, 6))) {
    for (const why of IMPLIED) {
      const m = why.exec(bare)
      if (m !== null) return event(text, [m.index, m.index + m[0].length], 'amber')
    }
  }
  if (given.inherited !== null && given.inherited.type !== 'none')
    return { value: given.inherited, cue: null, colour: 'amber' }
  return lasting(null, 'amber')
}

const periodic = (
  type: 'periodic' | 'periodic-or-event',
  cadence: string | null,
  _text: string,
  cue: readonly [number, number],
): Finding<Trigger> => ({ value: { type, cadence, eventText: null }, cue, colour: 'green' })

const none = (colour: 'green' | 'amber'): Finding<Trigger> => ({
  value: { type: 'none', cadence: null, eventText: null },
  cue: null,
  colour,
})

const lasting = (
  cue: readonly [number, number] | readonly [number, number, boolean] | null,
  colour: 'green' | 'amber',
): Finding<Trigger> => ({
  value: { type: 'continuous', cadence: null, eventText: null },
  cue: cue === null ? null : [cue[0], cue[1]],
  colour,
})

function event(
  text: string,
  cue: readonly [number, number] | readonly [number, number, boolean] | null,
  colour: 'green' | 'amber',
): Finding<Trigger> {
  return {
    value: { type: 'event', cadence: null, eventText: cue === null ? null : text.slice(cue[0], cue[1]) },
    cue: cue === null ? null : [cue[0], cue[1]],
    colour,
  }
}

function cadenceIn(bare: string): { iso: string | null; words: string; range: [number, number] } | null {
  for (const [words, iso] of CADENCES) {
    const m = words.exec(bare)
    // 5年間保存 and the like is how long, not how often.
    if (m !== null && !/^(?:間|以内|を経過|未満)/.test(bare.slice(m.index + m[0].length)))
      return { iso: iso(m), words: m[0], range: [m.index, m.index + m[0].length] }
  }
  return null
}

function wordsOf(words: RegExp, bare: string): { words: string; range: [number, number] } | null {
  const m = words.exec(bare)
  return m === null ? null : { words: m[0], range: [m.index, m.index + m[0].length] }
}

/** The clause that says at what event: from the end of the subject to 場合, とき, 際 …; true when it comes late. */
function eventClause(bare: string): readonly [number, number, boolean] | null {
  for (const m of bare.matchAll(new RegExp(CLAUSE, 'g'))) {
    const end = m.index + m[0].length
    const after = bare.slice(end)
    // …場合を除き is an exception.
    if (/^(?:を除|以外|に備え|を想定|を考慮|であっても|でも)/.test(after)) continue
    const before = bare.slice(0, m.index)
    const topic = /^(?:また、|ただし、|なお、)?[^。]*?[^合き際]は、/.exec(before)
    let start =
      topic === null
        ? (/^(?:また、|ただし、|なお、|この場合において、)/.exec(before)?.[0].length ?? 0)
        : topic[0].length
    const late =
      topic !== null && /を[^、]{0,8}(?:行い|し)、(?!又は|若しくは|その他)[^、]*$/.test(before.slice(start))
    // 緊急を要する場合であって、…が避けられないとき: the condition goes on.
    if (after.startsWith('であって、') && new RegExp(CLAUSE).test(after)) continue
    const despite = /^[^、。]{1,24}にかかわらず、/.exec(before.slice(start))?.[0].length ?? 0
    start += despite
    // IDを管理し、開発完了後に消す: the first duty is not that of the end.
    if (late && m[0].includes('後')) continue
    const trim = m[0].replace(/(?:に|は|には|における|の|、|速やかに|直ちに|遅滞なく)$/, '')
    return [Math.min(start, m.index), m.index + trim.length, late]
  }
  return null
}
