import {
  choice,
  choicesOf,
  clause,
  date,
  flag,
  longText,
  named,
  number,
  person,
  seen,
  text,
} from '#engine/register/columns.ts'
import { register } from '#engine/register/definition.ts'
import { areaWords as words } from './words.ja.ts'

const { columns: labels, hints, needs } = words

/** 管理区域台帳: the rooms and vaults where core equipment, important systems and media are, and how they are kept. */
export const areaRegister = register({
  key: 'area',
  name: words.name,
  noun: words.noun,
  numberPrefix: 'KK-',
  numberDigits: 3,
  written: 'by-people',
  columns: [
    text('name', labels.name, { ...named, slot: 'text_1' }),
    text('building', labels.building, { ...named, slot: 'text_2' }),
    number('floor', labels.floor, {
      ...seen,
      required: true,
      min: -9,
      max: 99,
      counter: '階',
      slot: 'number_1',
      hint: hints.floor,
    }),
    longText('floor_reason', labels.floor_reason, { maxLength: 500, hint: hints.floor_reason }),
    choice('construction', labels.construction, choicesOf(words.constructions)),
    choice('windows', labels.windows, choicesOf(words.windows)),
    number('outer_doors', labels.outer_doors, { max: 99, counter: 'か所' }),
    choice('locking', labels.locking, choicesOf(words.locks), { ...seen, slot: 'text_3' }),
    choice('monitoring', labels.monitoring, choicesOf(words.monitoring)),
    choice('extinguishing', labels.extinguishing, choicesOf(words.agents), { ...seen, slot: 'text_4' }),
    flag('earthquake', labels.earthquake),
    flag('water', labels.water),
    flag('openings_closed', labels.openings_closed),
    flag('emergency_power', labels.emergency_power),
    flag('no_sign', labels.no_sign, { hint: hints.no_sign }),
    text('drawing', labels.drawing, { maxLength: 200 }),
    person('keeper', labels.keeper, { slot: 'text_5', search: true }),
    date('inspected_on', labels.inspected_on, { ...seen, slot: 'date_1', hint: hints.inspected_on }),
    longText('note', labels.note, { maxLength: 1000 }),
  ],
  slots: [
    clause('define', needs.define, ['definition'], '管理区域とは 管理区域+いう'),
    clause('place', needs.place, ['config-control'], '地階 無窓 外壁+侵入'),
    clause('doors', needs.doors, ['config-control'], '管理区域+ドア 監視機能+警報'),
    clause('protect', needs.protect, ['config-control'], '管理区域+耐震 床下開口部 管理区域+防火'),
    clause('agents', needs.agents, ['config-control'], '消火薬剤 消防用設備'),
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
