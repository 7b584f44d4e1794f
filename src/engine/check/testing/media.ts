import { register, type RegisterDefinition } from '#engine/register/definition.ts'
import { check, type CheckDefinition } from '../definition.ts'
import { isSet, numberOf } from '../values.ts'

/** Two small registers and a check between them, for tests: media, and the places where they lie. */
const common = {
  written: 'by-people',
  slots: [{ slot: 'keep', need: '条文' }],
  retentionYears: 1,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
} as const

export const places: RegisterDefinition = register({
  ...common,
  key: 'test-place',
  name: '試験の場所',
  noun: '場所',
  numberPrefix: 'TP-',
  columns: [
    { key: 'name', label: '名称', type: 'text', required: true },
    { key: 'locked', label: '施錠', type: 'flag' },
  ],
})

export const media: RegisterDefinition = register({
  ...common,
  key: 'test-medium',
  name: '試験の媒体',
  noun: '媒体',
  numberPrefix: 'TM-',
  columns: [
    { key: 'name', label: '名称', type: 'text', required: true },
    { key: 'level', label: '機密性', type: 'number', max: 3 },
    { key: 'place', label: '場所', type: 'entry', register: 'test-place', slot: 'text_1' },
  ],
})

/** A medium from the level the city sets on lies in a place with a lock. */
export const lockedAway: CheckDefinition = check({
  key: 'test-locked',
  name: '施錠のない場所の媒体',
  what: '媒体の場所を見ます。',
  of: media,
  refers: ['place'],
  violation: ({ values }, { referred, parameters }) => {
    if ((numberOf(values, 'level') ?? 3) < (parameters['level'] ?? 2)) return null
    const [place] = referred('place')
    if (place === undefined) return '場所が分かりません。'
    return isSet(place.values, 'locked') ? null : `「${place.label}」は施錠されません。`
  },
  parameters: [{ key: 'level', label: '機密性', counter: '', default: 2, min: 1, max: 3 }],
  severity: 'serious',
  owner: 'sec-manager',
  slots: [{ slot: 'rule', need: '条文' }],
  examples: {
    violating: [{ values: { level: 2 }, referred: { place: [{ locked: false }] } }, { values: {} }],
    fine: [{ values: { level: 1 } }, { values: { level: 3 }, referred: { place: [{ locked: true }] } }],
  },
})
