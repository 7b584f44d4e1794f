// Prints the figures of one text, or of several together.
import type { ExtractedText } from '#policy/norms/extract-file.ts'
import { fields, type Field, type Norm } from '#policy/norms/types.ts'
import { argued } from './argued.ts'
import type { Gold } from './gold.ts'
import { presenceOf, sameRoles, structureOf, verdictsOn, type Presence, type Verdict } from './judge.ts'
import { naiveNorms } from './naive.ts'

export type Scored = {
  readonly gold: Gold
  readonly verdicts: readonly Verdict[]
  readonly naive: readonly Verdict[]
  readonly structure: ReturnType<typeof structureOf> | null
  readonly approval: Presence
  readonly record: Presence
  readonly found: number
  readonly extra: readonly string[]
  readonly unheard: readonly Norm[]
}

/** Holds what was read against the gold. */
export function scoreOf(gold: Gold, read: ExtractedText): Scored {
  const norms = new Map(read.extraction.norms.map((n) => [n.id, n]))
  const naive = new Map(naiveNorms(read.nodes).map((n) => [n.id, n]))
  const wanted = new Set(gold.norms.map((g) => g.id))
  const extra = gold.complete ? read.extraction.norms.filter((n) => !wanted.has(n.id)) : []
  return {
    gold,
    verdicts: gold.norms.flatMap((g) => verdictsOn(g, norms.get(g.id) ?? null)),
    naive: gold.norms.flatMap((g) => verdictsOn(g, naive.get(g.id) ?? null)),
    structure: gold.nodes === null ? null : structureOf(gold.nodes, read.nodes),
    approval: presenceOf(
      gold.norms,
      norms,
      (g) => (g.approver ?? []).length > 0,
      (n) => n.approval !== null,
      (g, n) => sameRoles(g.approver ?? [], n.approval?.approver ?? []),
    ),
    record: presenceOf(
      gold.norms,
      norms,
      (g) => g.record === true,
      (n) => n.record !== null,
      () => true,
    ),
    found: gold.norms.filter((g) => norms.has(g.id)).length,
    extra: extra.map((n) => n.id),
    unheard: extra,
  }
}

const share = (n: number, of: number): string => (of === 0 ? '–' : (n / of).toFixed(3))
const EXACT: readonly Field[] = ['subject', 'modality', 'trigger', 'approval', 'deadline', 'target']

/** The figures of several texts taken together, as lines. */
export function figuresOf(title: string, scored: readonly Scored[], wrong: boolean): string[] {
  const out = [`\n■ ${title}`]
  const structures = scored.flatMap((s) =>
    s.structure === null || s.gold.nodes === null ? [] : [{ s: s.structure, n: s.gold.nodes.length }],
  )
  if (structures.length > 0) {
    const size = structures.reduce((a, b) => a + b.n, 0)
    const mean = (of: (s: (typeof structures)[number]['s']) => number) =>
      (structures.reduce((a, b) => a + of(b.s) * b.n, 0) / size).toFixed(3)
    const placed = structures.filter((x) => x.s.startF1 !== null)
    out.push(
      `構造 F1 ${mean((s) => s.f1)}${placed.length === 0 ? '' : `(開始位置まで ${mean((s) => s.startF1 ?? 0)})`}・条文 ${size}`,
    )
  }
  const total = scored.reduce((a, s) => a + s.gold.norms.length, 0)
  if (total === 0) return out
  const found = scored.reduce((a, s) => a + s.found, 0)
  const extra = scored.reduce((a, s) => a + s.extra.length, 0)
  out.push(`規範 ${total} のうち見つけた ${found}、余分 ${extra}`)
  const verdicts = scored.flatMap((s) => s.verdicts)
  const naive = scored.flatMap((s) => s.naive)
  out.push('項目        正解率  素朴な規則  緑の適合率(緑の数)')
  for (const field of fields) {
    const own = verdicts.filter((v) => v.field === field)
    if (own.length === 0) continue
    const base = naive.filter((v) => v.field === field)
    const green = own.filter((v) => v.green)
    const right = (list: readonly Verdict[]) => list.filter((v) => v.right).length
    out.push(
      `${field.padEnd(11)} ${share(right(own), own.length)}   ${share(right(base), base.length)}       ${share(right(green), green.length)} (${green.length})`,
    )
  }
  const sum = (of: (s: Scored) => Presence): Presence =>
    scored.map(of).reduce((a, b) => ({
      both: a.both + b.both,
      gold: a.gold + b.gold,
      read: a.read + b.read,
      exact: a.exact + b.exact,
    }))
  const approval = sum((s) => s.approval)
  out.push(
    `許可等 適合率 ${share(approval.both, approval.read)} 再現率 ${share(approval.both, approval.gold)} 相手が正しい ${approval.exact}/${approval.both}(正解 ${approval.gold}、読み ${approval.read})`,
  )
  const record = sum((s) => s.record)
  if (record.gold > 0)
    out.push(
      `記録 適合率 ${share(record.both, record.read)} 再現率 ${share(record.both, record.gold)}(正解 ${record.gold}、読み ${record.read})`,
    )
  const green = verdicts.filter((v) => v.green)
  out.push(`緑の項目の適合率 ${share(green.filter((v) => v.right).length, green.length)}(${green.length} 件)`)
  const exact = scored.flatMap((s) => s.gold.norms.map((g) => s.verdicts.filter((v) => v.id === g.id)))
  const judged = EXACT.filter((f) => verdicts.some((v) => v.field === f))
  const whole = exact.filter((vs) => vs.every((v) => v.right || !judged.includes(v.field))).length
  out.push(`すべての項目が一致した規範 ${share(whole, total)}(${judged.join('・')})`)
  for (const s of scored) {
    const reasons = argued.filter((a) => a.gold === s.gold.name)
    for (const a of reasons) {
      const v = s.verdicts.find((x) => x.id === a.id && x.field === a.field)
      if (v !== undefined && !v.right)
        out.push(`  異論 ${a.gold} ${a.id} ${a.field}(正解 ${v.gold}、読み ${v.read}): ${a.why}`)
    }
  }
  if (wrong) out.push(...wrongLines(scored))
  return out
}

function wrongLines(scored: readonly Scored[]): string[] {
  const out: string[] = []
  for (const s of scored) {
    if (s.structure !== null && s.structure.missing.length + s.structure.extra.length > 0)
      out.push(
        `  ${s.gold.name} 条文なし ${s.structure.missing.join(' ')} 余分 ${s.structure.extra.join(' ')}`,
      )
    if (s.extra.length > 0) out.push(`  ${s.gold.name} 余分な規範 ${s.extra.join(' ')}`)
    for (const v of s.verdicts)
      if (!v.right)
        out.push(
          `  ${s.gold.name} ${v.id} ${v.field}${v.green ? ' 緑' : ''}: 正解 ${v.gold} / 読み ${v.read} | ${v.text.slice(0, 90)}`,
        )
  }
  return out
}
