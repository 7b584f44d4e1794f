import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexOf } from './context.ts'
import { crossRefsOf } from './cross-refs.ts'
import { kindOf } from './kind.ts'
import { openValuesOf } from './parameters.ts'
import { recordOf } from './record.ts'
import { termsOf } from './terms.ts'
import type { TextNode } from './types.ts'

const units = [
  '記録及び台帳、',
  '第1条',
  'アの',
  '(以下「X」という。)',
  '、',
  '計画',
  'に関する条例',
  '事故発見し',
  '情報',
  '(',
]

test('no run of like words keeps the readers of fields busy', () => {
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(12_000 / unit.length))
    const node: TextNode = {
      id: '第1条',
      parent: null,
      order: 0,
      level: '条',
      label: '第1条',
      heading: null,
      type: 'provision',
      text,
    }
    recordOf(text, { node, path: [] })
    kindOf({ text, modality: 'obligation', approval: null, record: null }, { node, path: [], leadIn: null })
    openValuesOf(
      {
        text,
        modality: 'obligation',
        kind: 'duty',
        trigger: { type: 'none', cadence: null, eventText: null },
      },
      '',
    )
    termsOf([node])
    for (const ref of crossRefsOf(text, node, indexOf('試しの規程', [node]))) {
      assert.ok(ref.start < ref.end && ref.end <= text.length, unit)
    }
  }
})
