import { refuse, type Problem } from '#ground/errors/refusal.ts'

import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { authorNames, authorOf } from '../author.ts'
import { policyDecideImpact, policyImpact } from '../contract-editions.ts'
import { displayNumber } from '../display-number.ts'
import { editionOut, findEdition, type EditionRow } from './editions.ts'
import { impactOf, type DecidedItem, type Impact } from './impact-of.ts'
import { impactWords } from './impact-words.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'
import { sentencesOf } from '../sentences.ts'

/** 影響: everything that rests on what an edition changes, what must be decided first. */
export function impactOperation(ports: PolicyPorts): Implementation {
  return implement(policyImpact, async (act, input) => {
    const edition = await findEdition(act, input.editionId)
    const impact = await impactOf(act, ports, edition)
    const items = input.open
      ? impact.items.filter((item) => item.open || impact.undecided.includes(item))
      : impact.items
    const deciders = items.flatMap(({ decision: d }) =>
      d === null ? [] : [{ kind: d.decided_by_kind, id: d.decided_by }],
    )
    const name = await authorNames(act.tx, ports, deciders)
    const numberOf = new Map(impact.after.places.map((p) => [p.wid, displayNumber(p.eid)]))
    const { against } = impact
    return {
      edition: editionOut(edition, act.today),
      against:
        against === null
          ? null
          : {
              editionId: against.version_id,
              label: against.label,
              decidedBy: against.decided_by,
              decidedOn: against.decided_on,
              effectiveFrom: against.effective_from,
            },
      items: items.slice((input.page - 1) * input.size, input.page * input.size).map((item) => ({
        item: item.item,
        kind: item.kind,
        kindLabel: item.kindLabel,
        label: item.label,
        count: item.count,
        address: item.address,
        cites: item.cites.map((c) => ({ ...c, changes: [...c.changes], words: [...c.words] })),
        required: item.required,
        options: [...item.options],
        decision: decisionOut(item, name, numberOf),
        open: item.open,
      })),
      undecided: impact.undecided.length,
      required: impact.items.filter((item) => item.required).length,
      total: items.length,
      page: input.page,
      size: input.size,
    }
  })
}

function decisionOut(
  { decision, stale }: DecidedItem,
  name: Awaited<ReturnType<typeof authorNames>>,
  numberOf: ReadonlyMap<string, string>,
) {
  if (decision === null) return null
  const { choice, note, to_wid: wid, to_sentence: sentence } = decision
  return {
    choice,
    note,
    to: wid === null || sentence === null ? null : { wid, number: numberOf.get(wid) ?? '', sentence },
    decidedAt: decision.decided_at,
    decidedBy: name(decision.decided_by_kind, decision.decided_by),
    stale,
  }
}

type Wanted = {
  readonly item: string
  readonly choice: 'carry' | 'reconfirm' | 'drop'
  readonly note: string
  readonly to?: { readonly wid: string; readonly sentence: number } | undefined
}

/** Stores what the officer decides. All of it or nothing: one wrong item refuses the whole. */
export function decideImpactOperation(ports: PolicyPorts): Implementation {
  return implement(policyDecideImpact, async (act, input) => {
    await oneAtATime(act, 'policy.force')
    const edition = await findEdition(act, input.editionId)
    const impact = await impactOf(act, ports, edition)
    const items = new Map(impact.items.map((item) => [item.item, item]))
    // The last word on an item counts.
    const wanted = [...new Map(input.decisions.map((d) => [d.item, d])).values()]
    const problems = wanted.flatMap((d) => problemOf(d, items.get(d.item), edition, impact))
    if (problems.length > 0) {
      return refuse('invalid', problems[0]?.message ?? impactWords.noSuchItem, {
        problems: problems.slice(0, 50),
      })
    }
    const author = authorOf(act)
    await act.recorder.saveAll(
      'impact_decision',
      wanted.flatMap((d) => {
        const item = items.get(d.item)
        if (item === undefined) return []
        return [
          {
            tenant_id: act.tenantId,
            version_id: edition.version_id,
            item: d.item,
            kind: item.kind,
            label: item.label,
            choice: d.choice,
            note: d.note,
            to_wid: d.choice === 'carry' ? (d.to?.wid ?? null) : null,
            to_sentence: d.choice === 'carry' ? (d.to?.sentence ?? null) : null,
            fingerprint: item.fingerprint,
            decided_at: act.at,
            decided_by_kind: author.kind,
            decided_by: author.id,
          },
        ]
      }),
    )
    const count = (choice: Wanted['choice']) => wanted.filter((d) => d.choice === choice).length
    act.recorder.describe({
      act: '改正の影響の扱い',
      subject: { kind: 'policy', id: edition.policy_id, label: `${edition.title} ${edition.label}` },
      editionId: edition.version_id,
      note: `引き継ぐ${count('carry')}件、確認し直す${count('reconfirm')}件、やめる${count('drop')}件`,
    })
    const decided = new Set(wanted.map((d) => d.item))
    return {
      decided: wanted.length,
      undecided: impact.undecided.filter((item) => !decided.has(item.item)).length,
    }
  })
}

function problemOf(
  wanted: Wanted,
  item: DecidedItem | undefined,
  edition: EditionRow,
  impact: Impact,
): Problem[] {
  const wrong = (message: string): Problem[] => [{ at: wanted.item, message, value: wanted.choice }]
  if (item === undefined) return wrong(impactWords.noSuchItem)
  if (edition.state !== 'draft' && item.decision?.choice !== 'reconfirm') return wrong(impactWords.closed)
  const to = wanted.choice === 'carry' ? wanted.to : undefined
  if (to !== undefined) {
    const place = item.kind === 'binding' ? impact.after.places.find((p) => p.wid === to.wid) : undefined
    const sentences = place === undefined ? 0 : Math.max(1, sentencesOf(place.text).length)
    return to.sentence <= sentences ? [] : wrong(impactWords.badTarget)
  }
  if (item.options.includes(wanted.choice)) return []
  return wrong(wanted.choice === 'carry' ? impactWords.noTarget : impactWords.notOffered)
}

/** @throws Refusal 'conflict' that lists what is undecided, before an edition may come into force. */
export function demandDecided(impact: Impact): void {
  const { undecided } = impact
  if (undecided.length === 0) return
  refuse('conflict', impactWords.undecided(undecided.length), {
    problems: undecided.slice(0, 50).map((item) => ({
      at: `${item.kindLabel} ${item.label}`,
      message: `${item.cites.map((c) => c.beforeNumber).join('、')}が変わります。扱いを決めてください。`,
    })),
  })
}
