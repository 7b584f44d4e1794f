import { axes, standardClasses, type Axis } from '#engine/register/class-columns.ts'
import { byStrictness, classLevel, strictestOf } from '#engine/register/class-order.ts'
import type { Value, Values } from '#engine/register/definition.ts'

export type { Axis }

/** The three axes and the classes of the model scheme, strictest first. */
export const classes = standardClasses
export type Classification = { readonly [A in Axis]: string }

/** The base level of a class on an axis, which has no more levels than the model scheme; 0 for what is no class there. */
export function levelOn(axis: Axis, value: Value | undefined): number {
  const level = classLevel(value)
  return level > classes[axis].length ? 0 : level
}

/** True when the value is this class of the axis or a stricter one; false for what is no class. */
export function atLeast(axis: Axis, value: Value | undefined, wanted: string): boolean {
  return levelOn(axis, value) > 0 && levelOn(axis, wanted) > 0 && byStrictness(value, wanted) <= 0
}

/**
 * How several assets on one medium, or in one bag, are handled: on every axis by the strictest class among them.
 * An asset whose class is missing counts as the strictest: what nobody has classified is not harmless.
 * Undefined when there is no asset.
 */
export function strictest(assets: readonly Values[]): Classification | undefined {
  if (assets.length === 0) return undefined
  const of = (axis: Axis): string =>
    strictestOf(assets.map(({ [axis]: it }) => (levelOn(axis, it) > 0 ? it : undefined))) ??
    classes[axis][0] ??
    ''
  return {
    confidentiality: of('confidentiality'),
    integrity: of('integrity'),
    availability: of('availability'),
  }
}

/** What the register may know that shows whether a demand is kept; `paper` asks are shown where a form is filled. */
export type HandlingFact =
  | 'encrypted'
  | 'readers'
  | 'network'
  | 'copies'
  | 'locked-place'
  | 'writers'
  | 'backup'
  | 'safe-place'
  | 'redundant'
  | 'recovery'
  | 'at-permit'

/** One rule of handling: from which level on it is wanted, what it asks, and the fact that shows whether it is kept. */
export type Handling = {
  readonly key: string
  readonly axis: Axis
  /** This level and stricter ones. */
  readonly from: string
  readonly text: string
  readonly fact: HandlingFact
}

const rule = (key: string, axis: Axis, from: string, fact: HandlingFact, text: string): Handling => ({
  key,
  axis,
  from,
  text,
  fact,
})

/** What handling each class asks for, in our own short words; the city's clause is cited beside it. */
export const handlings: readonly Handling[] = [
  rule('encrypt', 'confidentiality', '3', 'encrypted', '暗号化するか、パスワードをかけて保存する'),
  rule('limit-readers', 'confidentiality', '2', 'readers', '見られる人を許可した人に限る'),
  rule('line', 'confidentiality', '2', 'network', '内容に見合った安全な回線で送る'),
  rule('no-spare-copies', 'confidentiality', '2', 'copies', '要る数より多く複製・配布しない'),
  rule(
    'protect-outside',
    'confidentiality',
    '2',
    'at-permit',
    '送る・運ぶ・渡すときは、暗号化、パスワード、鍵付きのケースのいずれかで守る',
  ),
  rule('lock-media', 'confidentiality', '2', 'locked-place', '鍵のかかる場所に置く'),
  rule('erase', 'confidentiality', '2', 'at-permit', '捨てる前に、元に戻せないように消す'),
  rule('limit-writers', 'integrity', '2', 'writers', '書き換えられる人を許可した人に限る'),
  rule('backup', 'integrity', '2', 'backup', '控え(バックアップ)を取って保管する'),
  rule('safe-place', 'integrity', '2', 'safe-place', '媒体は、火・熱・水・湿気に強く鍵のかかる場所に置く'),
  rule('redundant', 'availability', '2', 'redundant', '機器や回線を二重にする'),
  rule('recover', 'availability', '2', 'recovery', '控えを取り、決めた時間のうちに戻せるようにする'),
  rule(
    'safe-place-available',
    'availability',
    '2',
    'safe-place',
    '媒体は、火・熱・水・湿気に強く鍵のかかる場所に置く',
  ),
]

/** The handling that a classification asks for; the same demand of two axes is named once. 上位は下位を含む. */
export function handlingFor(classification: Classification): Handling[] {
  const wanted = handlings.filter((it) => atLeast(it.axis, classification[it.axis], it.from))
  return wanted.filter((it, index) => wanted.findIndex((other) => other.text === it.text) === index)
}

/** The classes a line says, each missing one taken for the strictest. */
export function classificationOf(values: Values): Classification {
  return strictest([values]) ?? { confidentiality: '3', integrity: '2', availability: '2' }
}

export { axes }
