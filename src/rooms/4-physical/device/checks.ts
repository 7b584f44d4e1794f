import { clause } from '#engine/citation.ts'
import { check } from '#engine/check/definition.ts'
import { isSet, textOf } from '#engine/check/values.ts'
import type { Values } from '#engine/register/definition.ts'
import { addDays, formatDate } from '#ground/clock/calendar.ts'
import { overdue } from '#rooms/2-assets/thing/definition.ts'
import { deviceRegister } from './definition.ts'

const isOneOf = (values: Values, ...kinds: readonly string[]): boolean =>
  kinds.some((kind) => values['kind'] === kind)

/** What must stay available has power enough to be shut down in order. */
export const deviceUps = check({
  key: 'device-ups',
  name: '無停電電源装置のない、可用性2の機器',
  what: '可用性2の資産が入ったサーバ・共有ディスク・ネットワーク機器に、無停電電源装置があるかを見ます。',
  of: deviceRegister,
  violation: ({ values }) =>
    isOneOf(values, 'server', 'nas', 'network') &&
    textOf(values, 'availability')?.startsWith('2') === true &&
    !isSet(values, 'ups')
      ? '可用性2の資産がありますが、無停電電源装置がありません。'
      : null,
  severity: 'attention',
  owner: 'sec-manager',
  slots: [clause('power', '予備電源を備えることを定める条文', ['config-control'], '予備電源 停電')],
  examples: {
    violating: [{ values: { kind: 'server', availability: '2' } }],
    fine: [
      { values: { kind: 'server', availability: '2', ups: true } },
      { values: { kind: 'server', availability: '1' } },
      { values: { kind: 'pc', availability: '2' } },
    ],
  },
})

/** Servers and terminals are fixed where they stand; what stores nothing may stand loose. */
export const deviceFixed = check({
  key: 'device-fixed',
  name: '固定していない、または設置場所のない機器',
  what: '情報をためるサーバと端末が、ワイヤーなどで固定され、設置場所が登録されているかを見ます。',
  of: deviceRegister,
  refers: ['place'],
  violation({ values }, { referred }) {
    if (!isOneOf(values, 'server', 'nas', 'pc') || values['storage'] === false) return null
    if (referred('place').length === 0) return '設置場所が登録されていません。'
    return isSet(values, 'fixed') ? null : '持ち去られないように固定されていません。'
  },
  severity: 'attention',
  owner: 'sec-manager',
  slots: [
    clause('wire', '端末の盗難を防ぐことを定める条文', ['config-control'], 'ワイヤー 端末+盗難'),
    clause('install', '機器の設置と固定を定める条文', ['config-control'], 'サーバ+設置+固定 機器+取付け'),
  ],
  examples: {
    violating: [
      { values: { kind: 'pc', fixed: true } },
      { values: { kind: 'server' }, referred: { place: [{ name: 'サーバ室' }] } },
    ],
    fine: [
      { values: { kind: 'pc', fixed: true }, referred: { place: [{ name: '執務室' }] } },
      { values: { kind: 'pc', storage: false } },
      { values: { kind: 'printer' } },
    ],
  },
})

/** A system whose maker no longer mends it. */
export const deviceSupport = check({
  key: 'device-support',
  name: 'OSのサポート期限を過ぎた機器',
  what: 'OSのサポート期限と、点検する日を比べます。',
  of: deviceRegister,
  violation({ values }, { on }) {
    const until = textOf(values, 'support_until')
    return until !== undefined && until < on ? `OSのサポートは${formatDate(until)}に終わっています。` : null
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [clause('maintain', '機器の保守を定める条文', ['duty', 'ledger'], '定期保守 機器+保守')],
  examples: {
    violating: [{ values: { support_until: '2026-11-23' } }],
    fine: [{ values: {} }, { values: { support_until: '2026-11-24' } }],
  },
})

/** Off the premises its protection is looked at again and again. */
export const deviceOffSite = check({
  key: 'device-off-site',
  name: '対策を確認していない、敷地外の機器',
  what: '敷地の外に置いた機器の対策を、市の定めた日数のうちに確認したかを見ます。',
  of: deviceRegister,
  violation({ values }, { on, parameters }) {
    if (values['site'] !== 'off-site') return null
    const last = textOf(values, 'site_checked_on')
    if (last === undefined) return '対策を確認した日がありません。'
    return addDays(last, parameters['days'] ?? 365) < on
      ? `対策を最後に確認したのは${formatDate(last)}です。`
      : null
  },
  parameters: [{ key: 'days', label: '確認の間隔', counter: '日', default: 365, min: 30, max: 1096 }],
  severity: 'attention',
  owner: 'sec-manager',
  slots: [
    clause('check', '敷地外の機器の対策を定期に確かめることを定める条文', ['duty'], '当該機器+確認 敷地外'),
  ],
  examples: {
    violating: [
      { values: { site: 'off-site' } },
      { values: { site: 'off-site', site_checked_on: '2025-11-23' } },
    ],
    fine: [{ values: {} }, { values: { site: 'off-site', site_checked_on: '2025-11-24' } }],
  },
})

/** A device that should be back and is not. */
export const deviceOverdue = check({
  key: 'device-overdue',
  name: '戻る予定を過ぎた機器',
  what: '修理などに出ている機器が、予定の日までに戻ったかを見ます。',
  of: deviceRegister,
  violation: ({ values }, { on }) => overdue(values, on),
  severity: 'serious',
  owner: 'sec-manager',
  daysToMend: 3,
  slots: [
    clause('repair', '機器の修理の扱いを定める条文', ['ledger', 'contract'], '修理+消去 修理+秘密保持'),
  ],
  examples: {
    violating: [{ values: { whereabouts: 'in-repair', due: '2026-11-23' } }],
    fine: [{ values: {} }, { values: { whereabouts: 'in-repair', due: '2026-11-24' } }],
  },
})

export const deviceChecks = [deviceUps, deviceFixed, deviceSupport, deviceOffSite, deviceOverdue]
