import { classColumns } from '#engine/register/class-columns.ts'
import { register, type Choice } from '#engine/register/definition.ts'
import { placeWords as words } from './words.ja.ts'

const { columns, hints, needs } = words
const choices = (labels: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** 保管場所台帳: where information lies, and what guards it there. Its classes are those of what lies in it. */
export const placeRegister = register({
  key: 'place',
  name: words.name,
  noun: words.noun,
  numberPrefix: 'PL-',
  written: 'by-people',
  columns: [
    {
      key: 'name',
      label: columns.name,
      type: 'text',
      required: true,
      maxLength: 100,
      slot: 'text_1',
      search: true,
      list: true,
    },
    {
      key: 'kind',
      label: columns.kind,
      type: 'choice',
      required: true,
      choices: choices(words.kinds),
      slot: 'text_2',
      list: true,
      filter: true,
    },
    { key: 'building', label: columns.building, type: 'text', maxLength: 60, search: true, list: true },
    { key: 'floor', label: columns.floor, type: 'text', maxLength: 20, list: true, hint: hints.floor },
    {
      key: 'locked',
      label: columns.locked,
      type: 'flag',
      slot: 'text_6',
      list: true,
      filter: true,
      hint: hints.locked,
    },
    { key: 'fireproof', label: columns.fireproof, type: 'flag', list: true },
    { key: 'waterproof', label: columns.waterproof, type: 'flag', list: true },
    {
      key: 'hazard',
      label: columns.hazard,
      type: 'choice',
      choices: choices(words.hazards),
      hint: hints.hazard,
    },
    { key: 'controlled', label: columns.controlled, type: 'flag' },
    { key: 'site', label: columns.site, type: 'choice', choices: choices(words.sites) },
    { key: 'keeper', label: columns.keeper, type: 'person' },
    ...classColumns({ slots: ['text_3', 'text_4', 'text_5'], computed: true }),
    { key: 'note', label: columns.note, type: 'long-text', maxLength: 1000 },
  ],
  labelColumn: 'name',
  holds: [
    { register: 'asset', column: 'stored_in' },
    { register: 'copy', column: 'stored_in' },
  ],
  slots: [
    {
      slot: 'storage',
      need: needs.storage,
      takes: ['ledger'],
      words: [
        ['情報資産', '適切に保管'],
        ['分類', '保管'],
      ],
    },
    {
      slot: 'safe',
      need: needs.safe,
      takes: ['ledger', 'classification'],
      words: ['耐火', ['施錠', '保管'], ['鍵', '場所']],
    },
    { slot: 'hazard', need: needs.hazard, takes: ['ledger'], words: ['自然災害', ['災害', '保管']] },
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader', 'policy-office'], of: 'own-unit' },
  readableBy: 'everyone',
})
