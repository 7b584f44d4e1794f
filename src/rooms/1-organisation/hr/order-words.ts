import { mainAppointments, type sideAppointments } from '../transfer/change.ts'

export type MainKind = (typeof mainAppointments)[number]
/** Kinds of which a person has one at a time. */
export const mainKinds: readonly MainKind[] = mainAppointments
export type SideKind = (typeof sideAppointments)[number]

/** What a line of a 発令一覧 does. */
export const orderKinds = [
  'hire',
  'move',
  'promote',
  'retire',
  'extend',
  'rename',
  'leave',
  'return',
  'add-post',
  'end-post',
  'ignore',
] as const
export type OrderKind = (typeof orderKinds)[number]

/** A word of a 発令区分 column; the first that fits decides. 解除 and 復職 undo, so they are looked at first. */
const orderPatterns: readonly (readonly [RegExp, OrderKind])[] = [
  [/(?:兼務|併任|事務取扱|心得|委嘱|兼職|充て職).*(?:解除|免|終了|解く)|^免$|^解職$/u, 'end-post'],
  [/復職|復帰|休職.*(?:満了|終了)|休業.*終了/u, 'return'],
  [/更新|任期.*延長|再度の任用|再度任用|勤務延長/u, 'extend'],
  [/退職|辞職|離職|失職|免職|死亡|任期満了|期間満了|割愛|転出/u, 'retire'],
  [/休職|休業|育休|産休|病休|停職|介護休暇/u, 'leave'],
  [/改姓|改氏|氏名変更|姓.*変更|改名/u, 'rename'],
  [/兼務|併任|事務取扱|心得|委嘱|兼職|充て職/u, 'add-post'],
  [/昇任|昇格|昇進/u, 'promote'],
  [/採用|新規|任用|雇用|転入|受入/u, 'hire'],
  [/異動|配置換|転任|転補|配属|出向|派遣|降任|降格|役職定年|補職|命ずる|充てる/u, 'move'],
  [/昇給|昇格昇給|給料|手当|表彰/u, 'ignore'],
]

/** What a word of the file means: the city's own word first. Undefined: nobody knows. */
export function orderOf(word: string, own: Readonly<Record<string, OrderKind>>): OrderKind | undefined {
  return own[word] ?? orderPatterns.find(([pattern]) => pattern.test(word))?.[1]
}

const mainWords: readonly (readonly [RegExp, MainKind])[] = [
  [/会計年度|非常勤|パート/u, '会計年度任用'],
  [/再任用|定年前短時間/u, '再任用'],
  [/臨時|任期付短時間/u, '臨時'],
  [/労働者派遣|派遣労働者|派遣社員|人材派遣/u, '労働者派遣'],
  [/委託|常駐/u, '委託先要員'],
  [/派遣|出向受入|研修生/u, '派遣'],
  [/^(?:本務|正規|常勤|一般職|特別職|任期の定めのない|正職|任期付|職員)/u, '本務'],
]
const sideWords: readonly (readonly [RegExp, SideKind])[] = [
  [/事務取扱/u, '事務取扱'],
  [/心得/u, '心得'],
  [/併任/u, '併任'],
  [/兼務|兼職|兼任|^兼$/u, '兼務'],
  [/委嘱|充て職/u, '委嘱'],
]

export type Appointed = { readonly main: MainKind } | { readonly side: SideKind }

/** What a word of a 任用区分 column means; an empty one is 本務. Undefined: nobody knows. */
export function appointmentOf(word: string): Appointed | undefined {
  if (word === '') return { main: '本務' }
  const side = sideWords.find(([pattern]) => pattern.test(word))
  if (side !== undefined) return { side: side[1] }
  const main = mainWords.find(([pattern]) => pattern.test(word))
  return main === undefined ? undefined : { main: main[1] }
}

/** Reasons that are 休職 and not a day's absence: whoever comes back from one is 復職. */
export function isLeave(reason: string): boolean {
  return /休職|休業|育休|育児|産休|産前|産後|病休|病気|介護|停職|専従|配偶者同行/u.test(reason)
}

/** A cell of a 休職 column that says that somebody is at work. */
export function isAtWork(word: string): boolean {
  return /^(?:|[-－ー―×✕0０]|無|無し|なし|在職|在籍|通常|現職|勤務|出勤|復職|該当なし)$/u.test(word)
}
