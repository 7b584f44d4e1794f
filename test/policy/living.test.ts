import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NormKind } from '#policy/norms/types.ts'
import { indexOf, proposalsFor } from '#policy/bindings/propose.ts'
import { seedNorms, withoutSeeds, type SeedNorm } from '#test/seed-norms.ts'
import { slots } from '../../src/mechanisms.ts'
import { otherSlots } from '../../src/planned-mechanisms.ts'

/** The kinds whose norms have a mechanism that runs, one and all but for what is named below. */
const living: readonly NormKind[] = ['classification', 'permit', 'ledger']

const sensor = '機器やソフトウェアの書出しか、検知の仕組みが要る(M10)'
const attest = '本人の心がけで、自己点検で確かめる(M16)'
const rights = '共有フォルダーや情報システムの権限の書出しとの照合が要る(M10)'
/** Norms of these kinds, and of configuration, that no mechanism runs yet, and why. */
const notYet: Readonly<Record<string, string>> = {
  '第5-1-(1)-分類2-・1': rights,
  '第5-1-(2)-分類2-・1': rights,
  '第6-1-(4)-ウ': sensor,
  '第7-1-(1)-カ-(ア)': sensor,
  '第7-1-(1)-カ-(イ)': attest,
  '第7-4-(3)-ク': sensor,
  '第8-1-(1)-ア': rights,
  '第8-1-(1)-イ': rights,
  '第8-1-(12)-エ': 'メールの設定とお知らせの既読が要る(M19)',
  '第8-1-(13)-ア': sensor,
  '第8-1-(13)-オ': sensor,
  '第8-4-(3)-ア': sensor,
  '6-3-ア': '系統の間の到達の検査と、端末の制御の書出しが要る(三層の対策)',
  '6-3-ウ': '通信の監視の書出しが要る(三層の対策)',
}

const index = indexOf(slots, otherSlots)

/** Where accepting the proposals puts a norm: what runs, or what is to come. */
function placeOf(norm: SeedNorm) {
  const [first] = proposalsFor(norm.draft, norm.headings.join('\n'), index)
  return {
    norm,
    mechanism: first?.mechanism ?? '(なし)',
    slot: first?.slot ?? '',
    lives: first?.ready === true,
  }
}

for (const name of ['kawaguchi', 'neyagawa'] as const) {
  test(
    `${name}: accepting the proposals binds classification, permits and ledgers to what runs; the rest says why not`,
    { skip: withoutSeeds },
    (t) => {
      const places = seedNorms(name).norms.map(placeOf)
      for (const [kind, of] of Map.groupBy(places, ({ norm }) => norm.kind)) {
        t.diagnostic(`${kind}: ${of.filter(({ lives }) => lives).length} of ${of.length} live`)
      }
      const asked = places.filter(({ norm }) => living.includes(norm.kind) || norm.kind === 'config-control')
      const left = asked.filter(({ lives }) => !lives)
      for (const { norm, mechanism } of left) {
        t.diagnostic(`not yet: ${norm.kind} ${norm.id} → ${mechanism}: ${notYet[norm.id] ?? '?'}`)
      }
      if (process.env['KIJUN_SHOW'] === '1')
        for (const { norm, mechanism, slot } of asked) t.diagnostic(`${norm.id} → ${mechanism} ${slot}`)
      assert.deepEqual(
        left.map(({ norm }) => norm.id).filter((id) => notYet[id] === undefined),
        [],
      )
      assert.deepEqual(
        places.filter(({ norm, lives }) => lives && notYet[norm.id] !== undefined).map(({ norm }) => norm.id),
        [],
        'the list of what does not run names nothing that runs',
      )
    },
  )
}
