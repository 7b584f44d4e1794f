import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { authorOf } from '../author.ts'
import { plainWords } from '../compare/plain-words.ts'
import { likeness, pairSpace } from '../compare/word-pairs.ts'
import type { Impact } from './impact-of.ts'
import { impactWords, type BindingRow } from './impact-words.ts'
import { sentencesOf } from '../sentences.ts'

type Target = { readonly wid: string; readonly sentence: number; readonly quote: string }

/**
 * What was decided about bindings, done as the edition comes into force: 引き継ぐ binds the mechanism to the words that
 * go on; of 確認し直す and やめる nothing stays of what the import carried over. How many were carried.
 */
export async function applyDecisions(act: Act, editionId: string, impact: Impact): Promise<number> {
  const choices = new Map(impact.items.map((item) => [item.item, item.decision]))
  const now = await act.tx
    .selectFrom('binding')
    .selectAll()
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .execute()
  const author = authorOf(act)
  const norms = new Set(impact.after.norms?.map((norm) => norm.id))
  const taken = new Set(now.map(keyOf))
  const carried: Parameters<typeof act.recorder.saveAll<'binding'>>[1][number][] = []
  for (const old of impact.bindings) {
    const decision = choices.get(impactWords.bindingItem(old))
    if (decision === undefined || decision === null) continue
    const copies = now.filter((b) => b.carried_from === old.binding_id)
    if (decision.choice !== 'carry') {
      await act.recorder.removeAll(
        'binding',
        copies.map((b) => ({ binding_id: b.binding_id })),
      )
      continue
    }
    const chosen =
      decision.to_wid === null ? null : { wid: decision.to_wid, sentence: decision.to_sentence ?? 1 }
    if (copies.length > 0 && chosen === null) continue
    const target = chosen === null ? targetOf(old, impact) : chosenTarget(chosen, impact)
    if (target === null) continue
    const row = {
      tenant_id: act.tenantId,
      binding_id: newId(),
      version_id: editionId,
      wid: target.wid,
      mechanism: old.mechanism,
      slot: old.slot,
      sentence: target.sentence,
      norm_id: old.norm_id !== null && norms.has(old.norm_id) ? old.norm_id : null,
      quote: target.quote,
      carried_from: old.binding_id,
      confirmed_at: act.at,
      confirmed_by_kind: author.kind,
      confirmed_by: author.id,
    }
    if (taken.has(keyOf(row))) continue
    taken.add(keyOf(row))
    carried.push(row)
  }
  await act.recorder.saveAll('binding', carried)
  return carried.length
}

const keyOf = (b: Pick<BindingRow, 'mechanism' | 'slot' | 'wid' | 'sentence' | 'norm_id'>): string =>
  [b.mechanism, b.slot, b.wid, b.sentence, b.norm_id ?? ''].join('\n')

function chosenTarget(chosen: { wid: string; sentence: number }, impact: Impact): Target | null {
  const place = impact.after.places.find((p) => p.wid === chosen.wid)
  if (place === undefined) return null
  const quote = sentencesOf(place.text)[chosen.sentence - 1] ?? place.heading ?? place.text
  return { ...chosen, quote }
}

/** The sentence that goes on the one that was bound: the same words anywhere in what came of it, else the likest. */
function targetOf(old: BindingRow, impact: Impact): Target | null {
  const fate = impact.fates.get(old.wid)
  if (fate === undefined || fate.to === null) return null
  const family = new Set([fate.to, ...fate.family])
  const candidates = impact.after.places
    .filter((p) => family.has(p.wid))
    .flatMap((p) => {
      const sentences = sentencesOf(p.text)
      const quotes = sentences.length === 0 ? [p.heading ?? p.text] : sentences
      return quotes.map((quote, i): Target => ({ wid: p.wid, sentence: i + 1, quote }))
    })
  const space = pairSpace(
    [plainWords(old.quote)],
    candidates.map((c) => plainWords(c.quote)),
  )
  const [bound] = space.before
  let best: Target | null = null
  let most = -1
  for (const [i, candidate] of candidates.entries()) {
    const pairs = space.after[i]
    const alike = bound === undefined || pairs === undefined ? 0 : likeness(bound, pairs, space.weights)
    if (alike > most) {
      most = alike
      best = candidate
    }
  }
  return best
}
