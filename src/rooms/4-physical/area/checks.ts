import { check } from '#engine/check/definition.ts'
import { isSet, numberOf, textOf } from '#engine/check/values.ts'
import { addDays } from '#ground/clock/date.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { areaRegister } from './definition.ts'
import { areaWords } from './words.ja.ts'

const { needs, agents } = areaWords

/** 第6-2(1)イ: a controlled area in the basement or on the first floor, and nobody has said why it has to be there. */
const lowFloor = check({
  key: 'area-low-floor',
  name: '地階・1階にある管理区域',
  what: '管理区域の階を見ます。地階と1階のものは、理由と代わりの措置が書かれていなければ違反とします。',
  of: areaRegister,
  violation: ({ values }) => {
    const floor = numberOf(values, 'floor')
    if (floor === undefined || floor > 1 || textOf(values, 'floor_reason') !== undefined) return null
    return `${floor < 1 ? '地階' : '1階'}にあります。移すか、移せない理由と代わりの措置を台帳に書いてください。`
  },
  severity: 'attention',
  owner: 'sec-manager',
  daysToMend: 30,
  slots: [
    { slot: 'rule', need: needs.place, takes: ['config-control'], words: ['地階', ['管理区域', '1階']] },
  ],
  examples: {
    violating: [{ values: { floor: 1 } }, { values: { floor: -1 } }, { values: { floor: 0 } }],
    fine: [{ values: { floor: 2 } }, { values: { floor: 1, floor_reason: '床の荷重のため' } }],
  },
})

/** 第6-2(1)ウ: a door of a controlled area that anybody can open, or of which nobody has said how it is locked. */
const openDoors = check({
  key: 'area-open-doors',
  name: '施錠・監視のない管理区域',
  what: '管理区域のドアの施錠と監視を見ます。施錠しないもの、監視のないもの、書かれていないものを違反とします。',
  of: areaRegister,
  violation: ({ values }) => {
    const lock = textOf(values, 'locking')
    const watch = textOf(values, 'monitoring')
    if (lock === undefined || lock === 'none')
      return lock === undefined
        ? 'ドアの施錠の方法が書かれていません。確かめて書いてください。'
        : 'ドアが施錠されません。施錠してください。'
    if (watch === undefined) return '監視の方法が書かれていません。確かめて書いてください。'
    return watch === 'none' ? '監視する機能も警報装置もありません。' : null
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    { slot: 'rule', need: needs.doors, takes: ['config-control'], words: [['管理区域', 'ドア'], '警報装置'] },
  ],
  examples: {
    violating: [
      { values: { locking: 'none', monitoring: 'camera' } },
      { values: { monitoring: 'camera' } },
      { values: { locking: 'card', monitoring: 'none' } },
      { values: { locking: 'card' } },
    ],
    fine: [{ values: { locking: 'card', monitoring: 'camera' } }],
  },
})

const harming: ReadonlySet<string> = new Set(['powder', 'water'])

/** 第6-2(1)カ: an extinguishing agent that ruins the equipment and media it should save. */
const harmingAgent = check({
  key: 'area-harming-agent',
  name: '機器・媒体を傷める消火の方法',
  what: '管理区域の消火の方法を見ます。粉末・水・泡は機器と媒体を傷めます。設備がないもの、書かれていないものも違反とします。',
  of: areaRegister,
  violation: ({ values }) => {
    const agent = textOf(values, 'extinguishing')
    if (agent === undefined) return '消火の方法が書かれていません。施設の管理の部門に確かめて書いてください。'
    if (agent === 'none') return '消火の設備がありません。'
    if (!harming.has(agent)) return null
    const word = Object.entries(agents).find(([key]) => key === agent)?.[1] ?? agent
    return `消火の方法が「${word}」です。機器と媒体を傷めないものに替えてください。`
  },
  severity: 'serious',
  owner: 'sec-manager',
  daysToMend: 90,
  slots: [{ slot: 'rule', need: needs.agents, takes: ['config-control'], words: ['消火薬剤', '消防用設備'] }],
  examples: {
    violating: [
      { values: { extinguishing: 'powder' } },
      { values: { extinguishing: 'water' } },
      { values: { extinguishing: 'none' } },
      { values: {} },
    ],
    fine: [{ values: { extinguishing: 'inert' } }, { values: { extinguishing: 'carbon' } }],
  },
})

/** 第6-2(1)エ・オ: measures nobody has said are there. */
const unprotected = check({
  key: 'area-unprotected',
  name: '耐震・防水・開口部の措置がない管理区域',
  what: '管理区域に、耐震・防水の措置と、床下の開口部をふさぐ措置があるかを見ます。',
  of: areaRegister,
  violation: ({ values }) => {
    const missing = (['earthquake', 'water', 'openings_closed'] as const).filter((key) => !isSet(values, key))
    if (missing.length === 0) return null
    return `まだない措置: ${missing.map((key) => areaWords.columns[key]).join('、')}。`
  },
  severity: 'attention',
  owner: 'sec-manager',
  daysToMend: 60,
  slots: [
    {
      slot: 'rule',
      need: needs.protect,
      takes: ['config-control'],
      words: [['管理区域', '耐震'], '床下開口部'],
    },
  ],
  examples: {
    violating: [
      { values: {} },
      { values: { earthquake: true, water: true, openings_closed: false } },
      { values: { earthquake: false, water: true, openings_closed: true } },
    ],
    fine: [{ values: { earthquake: true, water: true, openings_closed: true } }],
  },
})

/** Nobody has looked at the area for longer than the city allows. */
const notInspected = check({
  key: 'area-not-inspected',
  name: '長く見回っていない管理区域',
  what: '管理区域の最後の点検日を見ます。定めた日数より前のもの、書かれていないものを違反とします。',
  of: areaRegister,
  violation: ({ values }, { on, parameters }) => {
    const last = textOf(values, 'inspected_on')
    if (last === undefined) return '一度も点検していません。見回って、点検日を書いてください。'
    const days = parameters['days'] ?? 365
    return last < addDays(on, -days)
      ? `最後の点検は${formatDate(last)}です。${days}日を過ぎています。見回って、点検日を書いてください。`
      : null
  },
  parameters: [{ key: 'days', label: '点検の間隔', counter: '日', default: 365, min: 1, max: 3650 }],
  severity: 'attention',
  owner: 'sec-manager',
  slots: [
    {
      slot: 'rule',
      need: '管理区域の構造・施錠・設備を確かめることを定める条文',
      takes: ['config-control'],
      words: [
        ['管理区域', 'ドア'],
        ['管理区域', '耐震'],
      ],
    },
  ],
  examples: {
    violating: [{ on: '2026-11-24', values: { inspected_on: '2025-11-23' } }, { values: {} }],
    fine: [{ on: '2026-11-24', values: { inspected_on: '2025-11-24' } }],
  },
})

export const areaChecks = [lowFloor, openDoors, harmingAgent, unprotected, notInspected]
