import type { Problem } from '#ground/errors/refusal.ts'

/** How something is done away with. The last two destroy nothing and only strike a line off. */
export const methods = {
  destroy: '物理的な破壊(裁断、穿孔、溶解など)',
  degauss: '磁気による消去',
  wipe: '消去ソフトによる上書き',
  reset: '初期化・通常の削除',
  lost: '紛失(見つからないため抹消)',
  mistake: '誤った登録の取消し',
} as const
export type Method = keyof typeof methods

/** Whether it can be read again by nobody; an initialised disk can be. */
const unrecoverable: readonly Method[] = ['destroy', 'degauss', 'wipe']

/** What is known of a thing that is to go. */
export type Going = {
  /** Level of its confidentiality, 1 to 3. */
  readonly level: number
  /** It held data of the individual number: nothing but destruction will do. */
  readonly myNumber: boolean
  /** Something is still said to be on it. */
  readonly holds: boolean
}

/** Why a method will not do for something; null when it will. Pure. */
export function tooWeak(method: string, { level, myNumber, holds }: Going): string | null {
  if (method === 'lost') return null
  if (method === 'mistake') {
    return holds
      ? '資産が入っているものは、誤った登録として取り消せません。先に「入っている資産」を直してください'
      : null
  }
  if (myNumber && method !== 'destroy') return '個人番号を扱うものは、物理的に破壊してください'
  return level >= 2 && !unrecoverable.some((each) => each === method)
    ? `機密性${level}のものは、元に戻せない方法(物理的な破壊、磁気による消去、消去ソフトによる上書き)にしてください`
    : null
}

/** The same as a problem of a field. */
export function methodProblems(at: string, method: string, things: readonly Going[]): Problem[] {
  const [message] = things.flatMap((each) => tooWeak(method, each) ?? [])
  return message === undefined ? [] : [{ at, message }]
}
