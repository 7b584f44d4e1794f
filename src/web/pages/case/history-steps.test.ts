import type { CaseView, ProcedureKind } from '#engine/procedure/contract.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { historySteps, type HistoryStep } from './history-steps.ts'

const person = { personId: 'p', name: '小川 直樹', postTitle: '係長', unitName: '給付係' }
const kind: ProcedureKind = {
  key: 'carry-out',
  name: '持出許可',
  purpose: '',
  formNumber: '様式第4号',
  grantWord: '許可',
  refusalWord: '不許可',
  groups: [],
  fields: [],
  parameters: [],
  afterwards: [
    { act: 'start', word: '持出し' },
    { act: 'finish', word: '返却の確認' },
  ],
  cites: [],
  missing: [],
  roles: [],
  tiers: [],
  tiered: true,
  notice: false,
  live: true,
  closed: null,
}

function view(change: Partial<CaseView>): CaseView {
  return {
    applicationId: 'a',
    procedure: 'carry-out',
    procedureName: '持出許可',
    formNumber: '様式第4号',
    number: '長寿第1号',
    title: '調査票',
    state: 'waiting',
    round: 1,
    contentHash: '',
    unit: { unitId: 'u', name: '長寿支援課' },
    applicant: person,
    form: {},
    entries: [],
    edition: { editionId: 'e', label: '第1版' },
    openedAt: null,
    filedAt: '2026-11-24T00:12:00Z',
    decidedAt: null,
    startedAt: null,
    revokedAt: null,
    filedBy: null,
    finishedAt: null,
    periodFrom: '2026-11-25',
    periodTo: '2026-12-08',
    validUntil: '2026-12-08',
    overdueDays: 0,
    steps: [],
    step: null,
    standings: [],
    acts: [],
    decisions: [],
    comments: [],
    files: [],
    names: {},
    events: [],
    cites: [],
    rules: [],
    ...change,
  }
}

const decides = { act: 'decide', word: '許可', needs: 'all' } as const

function event(place: number, act: string): CaseView['events'][number] {
  return { place, act, actor: person, capacity: '本人', note: null, at: '2026-11-24T00:12:00Z', changed: [] }
}

function lines(steps: readonly HistoryStep[]): string[] {
  return steps.map((step) =>
    step.what === 'event'
      ? `${step.event.act}:${step.state}`
      : step.what === 'stage'
        ? `${step.word}:${step.state}:${step.until ?? ''}`
        : `${step.what}:${step.state}`,
  )
}

test('what came back and what ended look different from what was done', () => {
  const acts = ['下書き', '申請', '差戻し', '引戻し', '再申請', '不許可', '取下げ', '失効', '後閲']
  const events = acts.map((act, index) => event(index, act))
  assert.deepEqual(lines(historySteps(view({ state: 'refused', events }), kind)), [
    '下書き:done',
    '申請:done',
    '差戻し:returned',
    '引戻し:returned',
    '再申請:done',
    '不許可:refused',
    '取下げ:refused',
    '失効:refused',
    '後閲:done',
  ])
})

test('savings of a draft in a row are one line, and no other event is left out', () => {
  const events = ['下書き', '下書き', '下書き', '申請', '申請'].map((act, index) => event(index, act))
  const shown = historySteps(view({ state: 'done', events }), kind)
  assert.deepEqual(
    shown.map((step) => (step.what === 'event' ? step.event.place : -1)),
    [2, 3, 4],
  )
})

test('a deputy’s decision is followed by the reading of whoever is away', () => {
  const deciders = [
    { personId: 'b', name: '佐伯 真由美', postTitle: '課長', capacity: '不在', awayUntil: '2026-11-26' },
    { personId: 'c', name: '西村 恵', postTitle: '係長', capacity: '代決', awayUntil: null },
  ]
  const step = {
    ...decides,
    office: 'sec-manager',
    officeWord: '情報セキュリティ管理者',
    raised: false,
    why: '',
    deciders,
    confirms: [],
  }
  const shown = historySteps(view({ step }), kind)
  assert.deepEqual(lines(shown), ['waiting:now', 'reading:next'])
  const [waiting] = shown
  assert.deepEqual(waiting?.what === 'waiting' ? waiting.by.map((each) => each.name) : [], ['西村 恵'])
})

test('nobody present is a wait with nobody, not a missing line', () => {
  const step = {
    ...decides,
    office: 'sec-manager',
    officeWord: '',
    raised: false,
    why: '',
    deciders: [],
    confirms: [],
  }
  assert.deepEqual(lines(historySteps(view({ step }), kind)), ['waiting:now'])
})

test('after the grant comes taking out, after that the return with its day', () => {
  assert.deepEqual(lines(historySteps(view({ state: 'granted' }), kind)), [
    '持出し:now:2026-12-08',
    '返却の確認:next:2026-12-08',
  ])
  assert.deepEqual(lines(historySteps(view({ state: 'in-use' }), kind)), ['返却の確認:now:2026-12-08'])
  assert.deepEqual(lines(historySteps(view({ state: 'done' }), kind)), [])
})
