import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PaperTemplate } from '#engine/paper-form/contract-template.ts'
import { inserted, moved, textAt, withText } from './template-texts.ts'

const template: PaperTemplate = {
  formNumber: '一',
  title: '二',
  addressee: '三',
  senderTitle: '四',
  sender: [{ label: '氏名', value: '五' }],
  lead: '六',
  before: '七',
  after: '八',
  ki: true,
  rows: [
    { kind: 'field', field: 'purpose', label: '九', shown: true },
    { kind: 'text', label: '十', text: '百' },
  ],
  boxes: { show: 'standard' },
  history: true,
}
const paths = ['formNumber', 'title', 'lead', 'sender.0.value', 'rows.0.label', 'rows.1.label', 'rows.1.text']

test('every text is read and written under its path, and nothing else changes', () => {
  for (const path of paths) {
    const changed = withText(template, path, '新')
    assert.equal(textAt(changed, path), '新', path)
    for (const other of paths) {
      if (other !== path) assert.equal(textAt(changed, other), textAt(template, other), `${path} ${other}`)
    }
  }
})

test('a path that leads nowhere changes nothing', () => {
  for (const path of [
    '',
    'ki',
    'rows.0.text',
    'rows.9.label',
    'sender.1.value',
    'sender.0.label',
    'rows.x.label',
  ]) {
    assert.equal(textAt(template, path), undefined, path)
    assert.equal(withText(template, path, '新'), template)
  }
})

test('a placeholder goes in at the cursor, and a condition around what is chosen', () => {
  assert.deepEqual(inserted('前後', { from: 1, to: 1 }, '文書番号', 'value'), {
    text: '前{{文書番号}}後',
    cursor: 9,
  })
  assert.deepEqual(inserted('前中後', { from: 1, to: 2 }, '許可', 'present'), {
    text: '前{{#あれば 許可}}中{{/あれば}}後',
    cursor: 13,
  })
  assert.equal(inserted('', { from: 5, to: 9 }, '許可', 'absent').text, '{{#なければ 許可}}{{/なければ}}')
})

test('whatever is chosen, nothing typed is lost but what a value takes the place of', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: -5, max: 50 }),
      fc.integer({ min: -5, max: 50 }),
      (text, from, to) => {
        const { text: after, cursor } = inserted(text, { from, to }, '許可', 'present')
        assert.equal(after.replace('{{#あれば 許可}}', '').replace('{{/あれば}}', ''), text)
        assert.ok(cursor <= after.length)
      },
    ),
  )
})

test('a line moves one place, and at the end stays where it is', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 1, -1), ['b', 'a', 'c'])
  assert.deepEqual(moved(['a', 'b', 'c'], 1, 1), ['a', 'c', 'b'])
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 1, 1), ['a', 'b'])
})
