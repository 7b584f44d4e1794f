import assert from 'node:assert/strict'
import { test } from 'node:test'
import { movedTo } from './renew.ts'

const fields = [
  { key: 'from', label: '', type: 'date', group: '', required: true },
  { key: 'to', label: '', type: 'date', group: '', required: true },
  { key: 'purpose', label: '', type: 'text', group: '', required: true },
] as const

test('the days of a renewal begin where it begins, and keep their distance', () => {
  const form = { from: '2026-06-01', to: '2026-06-30', purpose: '2026-06-01' }
  assert.deepEqual(movedTo({ fields }, form, '2026-07-01'), {
    from: '2026-07-01',
    to: '2026-07-30',
    purpose: '2026-06-01',
  })
})

test('a whole fiscal year stays one, also before and after a leap year', () => {
  const year = { from: '2027-04-01', to: '2028-03-31', purpose: '' }
  assert.equal(movedTo({ fields }, year, '2028-04-01')['to'], '2029-03-31')
  assert.equal(
    movedTo({ fields }, { ...year, from: '2026-04-01', to: '2027-03-31' }, '2027-04-01')['to'],
    '2028-03-31',
  )
})

test('a form without days is the same form', () => {
  assert.deepEqual(movedTo({ fields }, { purpose: '保守' }, '2027-04-01'), { purpose: '保守' })
})
