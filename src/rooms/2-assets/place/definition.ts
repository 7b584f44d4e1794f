import {
  choice,
  choicesOf,
  clause,
  flag,
  longText,
  named,
  person,
  seen,
  text,
} from '#engine/register/columns.ts'
import { classColumns } from '#engine/register/class-columns.ts'
import { register } from '#engine/register/definition.ts'
import { placeWords as words } from './words.ja.ts'

const { columns, hints, needs } = words

/** 保管場所台帳: where information lies, and what guards it there. Its classes are those of what lies in it. */
export const placeRegister = register({
  key: 'place',
  name: words.name,
  noun: words.noun,
  numberPrefix: 'PL-',
  written: 'by-people',
  columns: [
    text('name', columns.name, { ...named, slot: 'text_1' }),
    choice('kind', columns.kind, choicesOf(words.kinds), { ...seen, required: true, slot: 'text_2' }),
    text('building', columns.building, { maxLength: 60, search: true, list: true }),
    text('floor', columns.floor, { maxLength: 20, list: true, hint: hints.floor }),
    flag('locked', columns.locked, { ...seen, slot: 'text_6', hint: hints.locked }),
    flag('fireproof', columns.fireproof, { list: true }),
    flag('waterproof', columns.waterproof, { list: true }),
    choice('hazard', columns.hazard, choicesOf(words.hazards), { hint: hints.hazard }),
    flag('controlled', columns.controlled),
    choice('site', columns.site, choicesOf(words.sites)),
    person('keeper', columns.keeper),
    ...classColumns({ slots: ['text_3', 'text_4', 'text_5'], computed: true }),
    longText('note', columns.note, { maxLength: 1000 }),
  ],
  labelColumn: 'name',
  holds: [
    { register: 'asset', column: 'stored_in' },
    { register: 'copy', column: 'stored_in' },
  ],
  slots: [
    clause('storage', needs.storage, ['ledger'], '情報資産+適切に保管 分類+保管'),
    clause('safe', needs.safe, ['ledger', 'classification'], '耐火 媒体+耐火 施錠+保管 鍵+場所'),
    clause('hazard', needs.hazard, ['ledger'], '自然災害 災害+保管'),
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader', 'policy-office'], of: 'own-unit' },
  readableBy: 'everyone',
})
