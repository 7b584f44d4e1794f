import assert from 'node:assert/strict'
import { test } from 'node:test'
import { register, type Column, type RegisterDefinition } from './definition.ts'
import { toolRegister } from './testing/sample-register.ts'

const name: Column = { key: 'name', label: '名称', type: 'text' }

function withColumns(
  columns: readonly Column[],
  more: Partial<RegisterDefinition> = {},
): () => RegisterDefinition {
  return () => register({ ...toolRegister, key: 'other', columns, ...more })
}

test('a definition with a fault stops the program when it loads, naming the fault', () => {
  const faulty: [RegExp, () => RegisterDefinition][] = [
    [/key "name" is used twice/, withColumns([name, { ...name, label: '別名' }])],
    [/label "名称" is used twice/, withColumns([name, { ...name, key: 'other' }])],
    [
      /slot "text_1" is used twice/,
      withColumns([
        { ...name, slot: 'text_1' },
        { key: 'b', label: '乙', type: 'text', slot: 'text_1' },
      ]),
    ],
    [/number needs a number slot/, withColumns([{ key: 'n', label: '数', type: 'number', slot: 'text_1' }])],
    [/date needs a date slot/, withColumns([{ key: 'd', label: '日', type: 'date', slot: 'number_1' }])],
    [
      /long-text cannot be kept in a slot/,
      withColumns([{ key: 'd', label: '文', type: 'long-text', slot: 'text_1' }]),
    ],
    [/a filter needs a slot/, withColumns([{ ...name, filter: true }])],
    [/at most 400 characters/, withColumns([{ ...name, slot: 'text_1', maxLength: 401 }])],
    [/has no choices/, withColumns([{ key: 'c', label: '種', type: 'choice' }])],
    [
      /choice "a" twice/,
      withColumns([
        {
          key: 'c',
          label: '種',
          type: 'choice',
          choices: [
            { value: 'a', label: '甲' },
            { value: 'a', label: '乙' },
          ],
        },
      ]),
    ],
    [
      /a register is named for entry and entries columns/,
      withColumns([{ key: 'e', label: '親', type: 'entry' }]),
    ],
    [/heading every register has/, withColumns([{ ...name, label: '管理番号' }])],
    [/labelColumn "none" is not a column/, withColumns([name], { labelColumn: 'none' })],
    [
      /citation slot "keep" is used twice/,
      withColumns([name], {
        slots: [
          { slot: 'keep', need: '甲' },
          { slot: 'keep', need: '乙' },
        ],
      }),
    ],
    [/names no office/, withColumns([name], { editableBy: { offices: [], of: 'own-unit' } })],
    [/key must be lower-case/, withColumns([{ ...name, key: 'Name' }])],
    [/min is above max/, withColumns([{ key: 'n', label: '数', type: 'number', min: 3, max: 2 }])],
    [/retentionYears/, withColumns([name], { retentionYears: 0 })],
    [/has no columns/, withColumns([])],
  ]
  for (const [message, define] of faulty) assert.throws(define, message)
})

test('a well-formed definition is returned as it is', () => {
  assert.deepEqual(register(toolRegister), toolRegister)
})
