import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { checkedAnswers } from './answers.ts'
import type { Afterwards } from './definition.ts'
import { permit, type Permit } from './permit.ts'
import { decidedBy } from './route-definition.ts'

const finish: Afterwards = {
  act: 'finish',
  word: '完了の確認',
  by: { offices: ['sec-manager'] },
  asks: [
    { key: 'on', label: '廃棄した日', type: 'date', group: '', required: true },
    {
      key: 'method',
      label: '方法',
      type: 'choice',
      group: '',
      required: true,
      choices: [{ value: 'cut', label: '細断' }],
    },
  ],
  check: (answers, { today: on }) =>
    String(answers['on']) > on ? [{ at: 'on', message: '今日までの日にしてください' }] : [],
}

const said = {
  key: 'shred',
  name: '廃棄',
  purpose: '試し',
  formNumber: '様式第1号',
  slots: [{ slot: 'permit', need: '廃棄の許可' }],
  route: [decidedBy('sec-manager', '許可')],
  form: [{ label: '廃棄', fields: [{ key: 'purpose', label: '理由', type: 'text' }] }],
  validity: { lasts: 'once' },
  afterwards: [{ act: 'start', word: '着手', by: 'applicant' }, finish],
} satisfies Permit
const definition = permit(said)

const today = '2026-11-24'
const file = { form: { purpose: '不要' }, facts: { entries: [] } }

function placesOf(act: string, answers?: Record<string, string>): (string | undefined)[] {
  try {
    checkedAnswers({ today }, definition, file, { act, answers })
    return []
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    return error.problems.map((problem) => problem.at)
  }
}

test('an act that asks for something is not done without it, and says at which field', () => {
  assert.deepEqual(placesOf('finish'), ['on', 'method'])
  assert.deepEqual(placesOf('finish', { on: '2026-11-24', method: 'cut' }), [])
  assert.deepEqual(placesOf('finish', { on: '2026-11-31', method: 'burn' }), ['on', 'method'])
})

test('its own rules hold, and what nobody asked for is refused', () => {
  assert.deepEqual(placesOf('finish', { on: '2026-11-25', method: 'cut' }), ['on'])
  assert.deepEqual(placesOf('start', { on: '2026-11-24' }), ['on'])
  assert.deepEqual(placesOf('start'), [])
})

test('a procedure that asks for the same thing twice is no procedure', () => {
  const twice = [...(finish.asks ?? []), ...(finish.asks ?? [])]
  assert.throws(() => permit({ ...said, afterwards: [{ ...finish, asks: twice }] }), /asks for on twice/)
})
