import { sql } from 'kysely'
import { clause } from '#engine/citation.ts'
import { check, type CheckLine, type Facts } from '#engine/check/definition.ts'
import { isSet, textOf } from '#engine/check/values.ts'
import { levelOf } from '#engine/procedure/class-level.ts'
import type { Values } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import { overdue } from '../thing/definition.ts'
import { mediumRegister } from './definition.ts'

const store = clause(
  'store',
  '媒体を保管する場所を定める条文',
  ['ledger', 'config-control'],
  '媒体+保管 媒体+施錠 媒体+耐火',
)

/** Whether there is anything on it that has to be guarded; what nobody has classified counts as the strictest. */
function guarded(values: Values): boolean {
  const empty = !Array.isArray(values['holds']) || values['holds'].length === 0
  if (empty && values['confidentiality'] === undefined) return false
  return (
    levelOf(values['confidentiality']) >= 2 || values['integrity'] === '2' || values['availability'] === '2'
  )
}

/** 機密性2以上・完全性2・可用性2 lies behind a lock, safe from fire and water. */
export const mediumPlace = check({
  key: 'medium-place',
  name: '鍵・耐火・耐水のそろわない場所にある、分類の高い媒体',
  what: '機密性2以上、完全性2、可用性2の資産が入った記録媒体と、その保管場所の備えを比べます。',
  of: mediumRegister,
  refers: ['place'],
  violation({ values }, { referred }) {
    if (!guarded(values)) return null
    const [place] = referred('place')
    if (place === undefined) return '保管場所が登録されていません。'
    const wanted = { locked: '鍵', fireproof: '耐火・耐熱', waterproof: '耐水・耐湿' }
    const missing = Object.entries(wanted).flatMap(([key, word]) => (isSet(place.values, key) ? [] : [word]))
    return missing.length === 0
      ? null
      : `保管場所「${place.label}」に、${missing.join('、')}の備えがありません。`
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [store],
  examples: {
    violating: [
      { values: { confidentiality: '2', holds: ['a'] } },
      { values: { confidentiality: '3' }, referred: { place: [{ fireproof: true, waterproof: true }] } },
      { values: { holds: ['a'] }, referred: { place: [{ locked: true, fireproof: true }] } },
    ],
    fine: [
      { values: {} },
      { values: { confidentiality: '1', integrity: '1', availability: '1' } },
      {
        values: { confidentiality: '3' },
        referred: { place: [{ locked: true, fireproof: true, waterproof: true }] },
      },
    ],
  },
})

/** What is kept long is write-protected, and somebody has made sure. */
export const mediumProtection = check({
  key: 'medium-write-protection',
  name: '書込禁止になっていない、長期保管の媒体',
  what: '長期の保管をする記録媒体が、書込禁止になっているかを見ます。',
  of: mediumRegister,
  violation: ({ values }) =>
    (isSet(values, 'long_term') || values['use'] === 'archive') && !isSet(values, 'write_protected')
      ? '長期の保管をする媒体ですが、書込禁止になっていません。'
      : null,
  severity: 'attention',
  owner: 'sec-manager',
  slots: [
    clause(
      'protect',
      '長期に保管する媒体の書込禁止を定める条文',
      ['ledger'],
      '長期保管+書込禁止 媒体+書込禁止 書込禁止 書込み+禁止',
    ),
  ],
  examples: {
    violating: [{ values: { long_term: true } }, { values: { use: 'archive', write_protected: false } }],
    fine: [{ values: { use: 'daily' } }, { values: { long_term: true, write_protected: true } }],
  },
})

/** Media with backups: whether one of the originals lies in the same building. One query. */
async function originals(tx: Tx, lines: readonly CheckLine[]): Promise<ReadonlyMap<string, Facts>> {
  const ids = lines.map((line) => line.lineId)
  const { rows } = await sql<{ lineId: string; building: string }>`
    select distinct medium.entry_id as "lineId", there.values ->> 'building' as building
      from register_entry medium
      join register_entry place on place.tenant_id = medium.tenant_id and place.entry_id::text = medium.text_4
      cross join lateral jsonb_array_elements_text(medium.values -> 'holds') held
      join register_entry asset on asset.tenant_id = medium.tenant_id and asset.entry_id::text = held
      join register_entry there on there.tenant_id = medium.tenant_id
                               and there.entry_id::text = asset.values ->> 'stored_in'
     where medium.register = 'medium' and medium.entry_id = any(${ids}::uuid[])
       and there.values ->> 'building' = place.values ->> 'building'`.execute(tx)
  return new Map(rows.map(({ lineId, building }) => [lineId, { building }]))
}

const kept = (values: Values): boolean =>
  values['use'] === 'backup' || values['use'] === 'archive' || isSet(values, 'long_term')

/** Backups and what is kept long lie where no disaster is expected, and not beside their originals. */
export const mediumHazard = check({
  key: 'medium-hazard',
  name: '災害の危険のある場所や、もとと同じ建物にある控えの媒体',
  what: '控えや長期保管の媒体の保管場所の危険と、もとの資産がある建物を比べます。',
  of: mediumRegister,
  refers: ['place'],
  gather: (tx, lines) =>
    originals(
      tx,
      lines.filter(({ values }) => kept(values)),
    ),
  violation({ values }, { referred, facts }) {
    if (!kept(values)) return null
    const [place] = referred('place')
    if (place === undefined) return '保管場所が登録されていません。'
    const hazard = textOf(place.values, 'hazard')
    if (hazard === undefined) return `保管場所「${place.label}」の自然災害の危険が調べられていません。`
    if (hazard === 'middle' || hazard === 'high')
      return `保管場所「${place.label}」は、自然災害の危険がある場所です。`
    return typeof facts['building'] === 'string'
      ? `もとの資産と同じ建物(${facts['building']})にあります。`
      : null
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    clause('hazard', '媒体を災害の少ない場所に置くことを定める条文', ['ledger'], '媒体+自然災害 媒体+災害'),
  ],
  examples: {
    violating: [
      { values: { use: 'backup' } },
      { values: { use: 'backup' }, referred: { place: [{ hazard: 'high' }] } },
      { values: { long_term: true }, referred: { place: [{ name: '倉庫' }] } },
      { values: { use: 'backup' }, referred: { place: [{ hazard: 'none' }] }, facts: { building: '本庁舎' } },
    ],
    fine: [
      { values: { use: 'daily' }, referred: { place: [{ hazard: 'high' }] } },
      { values: { use: 'backup' }, referred: { place: [{ hazard: 'low' }] } },
    ],
  },
})

/** A medium that should be back and is not, on loan, carried out or in repair. */
export const mediumOverdue = check({
  key: 'medium-overdue',
  name: '返却期限を過ぎた媒体',
  what: '貸出し、持出し、修理に出ている記録媒体が、期限までに戻ったかを見ます。',
  of: mediumRegister,
  violation: ({ values }, { on }) => overdue(values, on),
  severity: 'serious',
  owner: 'sec-manager',
  daysToMend: 3,
  slots: [
    clause('back', '媒体の管理や持出しの記録を定める条文', ['ledger'], '媒体+貸出 媒体+保管 持ち出+記録'),
  ],
  examples: {
    violating: [{ values: { whereabouts: 'lent', due: '2026-11-23' } }, { values: { whereabouts: 'lost' } }],
    fine: [{ values: {} }, { values: { whereabouts: 'lent', due: '2026-11-24' } }],
  },
})

export const mediumChecks = [mediumPlace, mediumProtection, mediumHazard, mediumOverdue]
