import type { Scalar, Values } from '#engine/register/definition.ts'

/** The three axes and their classes, strictest first. The numbers are the ones every city's standard uses. */
export const classes = {
  confidentiality: ['3', '2', '1'],
  integrity: ['2', '1'],
  availability: ['2', '1'],
} as const
export type Axis = keyof typeof classes
export type ClassOf<A extends Axis> = (typeof classes)[A][number]
export type Classification = { readonly [A in Axis]: ClassOf<A> }

const rank = (axis: Axis, value: Scalar | undefined): number => {
  const place = classes[axis].findIndex((it) => it === value)
  return place < 0 ? -1 : classes[axis].length - place
}

/** True when the value is this class of the axis or a stricter one; false for what is no class. */
export function atLeast(axis: Axis, value: Scalar | undefined, wanted: string): boolean {
  return rank(axis, value) >= rank(axis, wanted) && rank(axis, wanted) > 0
}

/**
 * How several assets on one medium, or in one bag, are handled: on every axis by the strictest class among them.
 * An asset whose class is missing counts as the strictest: what nobody has classified is not harmless.
 * Undefined when there is no asset.
 */
export function strictest(assets: readonly Values[]): Classification | undefined {
  if (assets.length === 0) return undefined
  return {
    confidentiality: strictestOf('confidentiality', assets),
    integrity: strictestOf('integrity', assets),
    availability: strictestOf('availability', assets),
  }
}

function strictestOf<A extends Axis>(axis: A, assets: readonly Values[]): ClassOf<A> {
  const order: readonly ClassOf<A>[] = classes[axis]
  const unclassified = assets.some((asset) => rank(axis, asset[axis]) < 0)
  const found = order.find((value) => assets.some((asset) => asset[axis] === value))
  const [first] = order
  const answer = unclassified ? first : found
  if (answer === undefined) throw new TypeError(`axis ${axis} has no classes`)
  return answer
}

/** One rule of handling: from which class on it is wanted, and what it asks. */
export type Handling = {
  readonly key: string
  readonly axis: Axis
  /** This class and stricter ones. */
  readonly from: string
  readonly text: string
}

/** What handling each class asks for, in our own short words; the city's clause is cited beside it. */
export const handlings: readonly Handling[] = [
  { key: 'encrypt', axis: 'confidentiality', from: '3', text: '暗号化するか、パスワードをかけて保存する' },
  { key: 'limit-readers', axis: 'confidentiality', from: '2', text: '見られる人を許可した人に限る' },
  { key: 'line', axis: 'confidentiality', from: '2', text: '内容に見合った安全な回線で送る' },
  { key: 'no-spare-copies', axis: 'confidentiality', from: '2', text: '要る数より多く複製・配布しない' },
  {
    key: 'protect-outside',
    axis: 'confidentiality',
    from: '2',
    text: '送る・運ぶ・渡すときは、暗号化、パスワード、鍵付きのケースのいずれかで守る',
  },
  { key: 'lock-media', axis: 'confidentiality', from: '2', text: '外部の媒体は鍵のかかる場所に置く' },
  { key: 'erase', axis: 'confidentiality', from: '2', text: '捨てる前に、元に戻せないように消す' },
  { key: 'limit-writers', axis: 'integrity', from: '2', text: '書き換えられる人を許可した人に限る' },
  { key: 'backup', axis: 'integrity', from: '2', text: '控え(バックアップ)を取って保管する' },
  {
    key: 'safe-place',
    axis: 'integrity',
    from: '2',
    text: '媒体は、火・熱・水・湿気に強く鍵のかかる場所に置く',
  },
  { key: 'redundant', axis: 'availability', from: '2', text: '機器や回線を二重にする' },
  { key: 'recover', axis: 'availability', from: '2', text: '控えを取り、決めた時間のうちに戻せるようにする' },
  {
    key: 'safe-place-available',
    axis: 'availability',
    from: '2',
    text: '媒体は、火・熱・水・湿気に強く鍵のかかる場所に置く',
  },
]

/** The handling that a classification asks for; the same demand of two axes is named once. */
export function handlingFor(classification: Classification): Handling[] {
  const wanted = handlings.filter((it) => atLeast(it.axis, classification[it.axis], it.from))
  return wanted.filter((it, index) => wanted.findIndex((other) => other.text === it.text) === index)
}
