import { fold } from '#ground/words/fold.ts'

export type Aligned = { readonly wid: string; readonly change: 'same' | 'renumbered' | 'changed' | 'added' }

type Before = {
  readonly wid: string
  readonly eid: string
  readonly heading: string | null
  readonly text: string
}
type After = { readonly eid: string; readonly heading: string | null; readonly text: string }

/**
 * Gives each provision of a new edition its permanent id: that of the provision it continues, or a new one.
 * Same words under the same number, then same words anywhere, then similar words under the same number.
 * Each old provision is continued at most once; `removed` lists those that nobody continues.
 */
export function alignEditions(
  before: readonly Before[],
  after: readonly After[],
  newId: () => string,
): { aligned: Map<string, Aligned>; removed: string[] } {
  const aligned = new Map<string, Aligned>()
  const free = new Map(before.map((p) => [p.wid, p]))
  const byEid = new Map(before.map((p) => [p.eid, p]))
  const take = (eid: string, wid: string, change: Aligned['change']) => {
    aligned.set(eid, { wid, change })
    free.delete(wid)
  }
  const words = (p: After) => fold(`${p.heading ?? ''}\u0000${p.text}`)

  for (const p of after) {
    const old = byEid.get(p.eid)
    if (old !== undefined && words(old) === words(p)) take(p.eid, old.wid, 'same')
  }
  const byWords = new Map<string, Before[]>()
  for (const old of free.values()) byWords.set(words(old), [...(byWords.get(words(old)) ?? []), old])
  for (const p of after) {
    // Short headings come again and again (「報告」, 「実施方法」): only longer words tell a provision.
    if (aligned.has(p.eid) || words(p).length < 12) continue
    const [old, ...more] = (byWords.get(words(p)) ?? []).filter((o) => free.has(o.wid))
    if (old !== undefined && more.length === 0) take(p.eid, old.wid, 'renumbered')
  }
  for (const p of after) {
    if (aligned.has(p.eid)) continue
    const old = byEid.get(p.eid)
    if (old !== undefined && free.has(old.wid) && similarity(words(old), words(p)) >= 0.55)
      take(p.eid, old.wid, 'changed')
  }
  for (const p of after) if (!aligned.has(p.eid)) aligned.set(p.eid, { wid: newId(), change: 'added' })
  return { aligned, removed: [...free.keys()] }
}

/** Dice coefficient of the pairs of neighbouring characters. */
function similarity(a: string, b: string): number {
  if (a === b) return 1
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < a.length; i += 1)
    pairs.set(a.slice(i, i + 2), (pairs.get(a.slice(i, i + 2)) ?? 0) + 1)
  let common = 0
  for (let i = 0; i + 1 < b.length; i += 1) {
    const left = pairs.get(b.slice(i, i + 2)) ?? 0
    if (left > 0) {
      common += 1
      pairs.set(b.slice(i, i + 2), left - 1)
    }
  }
  return (2 * common) / Math.max(1, a.length + b.length - 2)
}
