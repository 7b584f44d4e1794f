import type { CaseRow } from '#engine/procedure/contract.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownCasesElsewhere } from './own-cases.ts'

function row(applicationId: string, change: Partial<CaseRow>): CaseRow {
  return {
    applicationId,
    procedure: 'carry-out',
    procedureName: '持出許可',
    number: null,
    title: '',
    state: 'waiting',
    unitName: '',
    applicantName: '',
    purpose: '',
    classLabel: null,
    personal: 0,
    filedAt: null,
    periodTo: null,
    overdueDays: 0,
    waitingDays: 0,
    reminders: 0,
    raised: true,
    turn: null,
    bulk: null,
    mine: true,
    ...change,
  }
}

test('own cases that went one office up are shown once, others not at all', () => {
  const listed = row('listed', {})
  const mine = [listed, row('up', {}), row('decided', { state: 'granted' }), row('usual', { raised: false })]
  assert.deepEqual(
    ownCasesElsewhere({ waiting: { rows: [listed] }, mine: { rows: mine } }).map(
      (each) => each.applicationId,
    ),
    ['up'],
  )
})
