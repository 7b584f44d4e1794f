import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { alignPlaces } from '#policy/compare/align-places.ts'
import { placeChanges, type ChangeKind } from '#policy/compare/place-changes.ts'
import { readPolicy } from '#policy/reading/read.ts'
import { edits } from '#test/amendments/edits.ts'
import { inventedText } from '#test/amendments/invented.ts'
import { dice, type Dice } from '#test/amendments/seeded.ts'
import { textOfReading } from '#test/amendments/seed-text.ts'
import { copyText, placesOf, type Text } from '#test/amendments/text-tree.ts'
import { truthOf, type Truth } from '#test/amendments/truth.ts'

/*
 * How right the comparison of editions is: texts are amended by known edits, and every provision of both editions is a
 * decision (what it goes on from, and what happened to it). Beside it what a comparison by number says. An edit counts
 * as right when every decision of its text is right. Seeded: the same figures at every run.
 *
 *     npm run bench -- amendments          every kind of edit, 50 times each
 *     npm run bench -- amendments 5 一つ削る   one kind, 5 times, with what went wrong
 */

const TIMES = Number(process.argv[2] ?? 50)
const only = process.argv[3]

type Decisions = {
  from: readonly number[]
  after: readonly ReadonlySet<string>[]
  gone: ReadonlyMap<number, string>
}
type Score = {
  edits: number
  right: number
  decisions: number
  wrong: number
  baseWrong: number
  touched: number
  touchedWrong: number
  affected: number
  found: number
  flagged: number
}
const none = (): Score => ({
  edits: 0,
  right: 0,
  decisions: 0,
  wrong: 0,
  baseWrong: 0,
  touched: 0,
  touchedWrong: 0,
  affected: 0,
  found: 0,
  flagged: 0,
})

const root = join(import.meta.dirname, '..')
const seeds = join(process.env['KIJUN_SHARED'] ?? join(root, '..', 'shared'), 'seeds')
const real = ['kawaguchi-standard.txt', 'neyagawa-basic-policy.txt']
  .map((name) => join(seeds, name))
  .filter((path) => existsSync(path))
  .map((path) => textOfReading(readPolicy(readFileSync(path, 'utf8'))))

function ours(old: Text, now: Text): Decisions {
  const alignment = alignPlaces(placesOf(old).places, placesOf(now).places)
  const changes = placeChanges(alignment)
  return {
    from: [...alignment.links.toBefore],
    after: changes.after,
    gone: new Map([...changes.before].map(([o, kinds]) => [o, [...kinds][0] ?? ''])),
  }
}

/** What a comparison says that takes the same number for the same provision. */
function byNumber(old: Text, now: Text): Decisions {
  const before = placesOf(old).places
  const after = placesOf(now).places
  const at = new Map(before.map((p, i) => [p.eid, i]))
  const kept = new Set(after.map((p) => p.eid))
  return {
    from: after.map((p) => at.get(p.eid) ?? -1),
    after: after.map((p) => {
      const was = before[at.get(p.eid) ?? -1]
      if (was === undefined) return new Set(['added'])
      return new Set([
        ...(was.text === p.text ? [] : ['modified']),
        ...(was.heading === p.heading ? [] : ['heading']),
      ])
    }),
    gone: new Map(before.flatMap((p, o) => (kept.has(p.eid) ? [] : [[o, 'deleted'] as const]))),
  }
}

const plain = (kinds: ReadonlySet<string>) =>
  [...kinds]
    .filter((k) => k !== 'context')
    .toSorted()
    .join('+')

function wrongs(truth: Truth, said: Decisions): string[] {
  const out: string[] = []
  for (const [n, from] of truth.from.entries()) {
    const is = plain(truth.after[n] ?? new Set())
    const got = plain(said.after[n] ?? new Set())
    if (said.from[n] !== from || is !== got)
      out.push(`n${n}: ${from}→${said.from[n]} ${is || '='} / ${got || '='}`)
  }
  for (const [o, kind] of truth.gone)
    if (said.gone.get(o) !== kind) out.push(`o${o}: ${kind} / ${said.gone.get(o) ?? '-'}`)
  return out
}

/** Changes after which whatever cites the provision needs a decision. */
const AFFECTING: readonly ChangeKind[] = ['modified', 'moved', 'swapped', 'split', 'merged', 'deleted']
/** A heading has no words of its own: what was split or merged are the provisions below it. */
const MOVING: readonly ChangeKind[] = ['moved', 'swapped', 'deleted']

function add(score: Score, old: Text, now: Text, show: boolean): void {
  const truth = truthOf(old, now)
  const said = ours(old, now)
  const wrong = wrongs(truth, said)
  score.edits += 1
  score.right += wrong.length === 0 ? 1 : 0
  score.decisions += truth.from.length + truth.gone.size
  score.wrong += wrong.length
  score.baseWrong += wrongs(truth, byNumber(old, now)).length
  // Impact: a thing bound to every old provision; which of them appear?
  const next = new Map(said.from.map((o, n) => [o, n]))
  for (const [o, place] of placesOf(old).places.entries()) {
    const n = truth.from.indexOf(o)
    const kinds = place.text === '' ? MOVING : AFFECTING
    const affected = n < 0 || kinds.some((kind) => truth.after[n]?.has(kind) === true)
    const m = next.get(o)
    const listed =
      m === undefined || [...AFFECTING, 'context'].some((kind) => said.after[m]?.has(kind) === true)
    if (affected) score.affected += 1
    if (affected && listed) score.found += 1
    if (affected && !listed && only !== undefined)
      console.log(
        '影響なしとした:',
        o,
        n,
        plain(truth.after[n] ?? new Set()),
        m,
        plain(said.after[m ?? -1] ?? new Set()),
      )
    if (listed) score.flagged += 1
  }
  if (show && wrong.length > 0) {
    const before = placesOf(old).places
    const after = placesOf(now).places
    console.log(wrong.slice(0, 6).join('\n'))
    for (const w of wrong.slice(0, 3)) {
      const at = Number(/\d+/.exec(w)?.[0])
      const p = w.startsWith('n') ? after[at] : before[at]
      const q = w.startsWith('n') ? before[said.from[at] ?? -1] : undefined
      console.log(
        `   ${w}\n      ${p?.eid} [${p?.heading ?? ''}] ${p?.text}\n      ${q?.eid ?? '-'} [${q?.heading ?? ''}] ${q?.text ?? ''}`,
      )
    }
  }
}

const sourceText = (d: Dice): Text =>
  d.chance(0.4) && real.length > 0 ? copyText(d.of(real)) : inventedText(d)
const percent = (part: number, of: number) => (of === 0 ? '–' : (part / of).toFixed(4))

const all = none()
const rows: string[] = []
const began = performance.now()
for (const [k, [name, edit]] of Object.entries(edits).entries()) {
  if (only !== undefined && only !== name) continue
  const score = none()
  for (let seed = 0; score.edits < TIMES && seed < TIMES * 40; seed += 1) {
    const d = dice(k * 100_003 + seed)
    const old = sourceText(d)
    const now = copyText(old)
    if (!edit(now, d)) continue
    add(score, old, now, only !== undefined)
  }
  rows.push(
    [
      name,
      score.edits,
      percent(score.right, score.edits),
      percent(score.decisions - score.wrong, score.decisions),
      percent(score.decisions - score.baseWrong, score.decisions),
      percent(score.found, score.affected),
      percent(score.affected, score.flagged),
    ].join('\t'),
  )
  for (const key of Object.keys(score) as (keyof Score)[]) all[key] += score[key]
}
console.log('改正の種類\t回数\t全て正しい\t判定の正しさ\t番号だけで比べると\t影響の再現\t影響の適合')
for (const row of rows) console.log(row)
if (only === undefined || only === '十の変更') {
  const many = none()
  const kinds = Object.values(edits)
  for (let seed = 0; many.edits < TIMES * 2; seed += 1) {
    const d = dice(7_000_003 + seed)
    const old = sourceText(d)
    const now = copyText(old)
    for (let i = 0; i < 10; i += 1) d.of(kinds)(now, d)
    add(many, old, now, only !== undefined)
  }
  console.log(
    [
      '一つの改正に十の変更',
      many.edits,
      percent(many.right, many.edits),
      percent(many.decisions - many.wrong, many.decisions),
      percent(many.decisions - many.baseWrong, many.decisions),
      percent(many.found, many.affected),
      percent(many.affected, many.flagged),
    ].join('\t'),
  )
  console.log(
    `全体: 改正 ${all.edits}、判定 ${all.decisions}、全て正しい改正 ${percent(all.right, all.edits)}(期待 0.98以上)、判定の正しさ ${percent(all.decisions - all.wrong, all.decisions)}、番号だけで比べると ${percent(all.decisions - all.baseWrong, all.decisions)}、影響の再現 ${percent(all.found, all.affected)}(期待 1.00)`,
  )
}
console.log(`実在の文書 ${real.length}件を含む。所要 ${((performance.now() - began) / 1000).toFixed(1)}秒`)
