import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { acting, anyFacts, away, city, holds } from './authority-example.ts'
import { type Frame, frameOf } from './frame.ts'
import { mayDecide } from './rules.ts'
import { routeStep } from './route.ts'
import { separation } from './separation.ts'
import { deriveStandings } from './standing.ts'

const listed = (frame: Frame, units?: ReadonlyMap<string, readonly string[]>): string[] =>
  separation(frame, units).map((each) => `${each.kind} ${each.personId} ${each.unitId ?? '市'}`)

test('an ordinary city lists whom it must: the officer above whom there is none, the 課長 who keeps Kijun', () => {
  assert.deepEqual(listed(city()).toSorted(), [
    'administers-and-decides 三輪 市',
    'administers-and-decides 三輪 情報政策課',
    'approves-own 宮原 市',
    'two-in-chain 長谷部 企画財政部',
  ])
})

test('who holds a 課 and the 部 over it is listed, and so is who acts for where his own case goes', () => {
  const both = city((facts) => facts.holdings.push(holds('大木', '子育て支援課長', '事務取扱')))
  assert.ok(listed(both).includes('two-in-chain 大木 子育て支援課'))
  const lent = city((facts) => facts.acting.push(acting('職務代理', '福祉部長', '長寿支援課長', '不在')))
  assert.ok(!listed(lent).includes('approves-own 佐伯 福祉部'))
  const now = city((facts) => {
    facts.acting.push(acting('職務代理', '福祉部長', '長寿支援課長', '不在'))
    facts.absences.push(away('大木'))
  })
  assert.ok(listed(now).includes('approves-own 佐伯 福祉部'))
})

test('an auditor is listed for what he answers for and where he belongs, but not for the auditors’ own office', () => {
  const frame = city((facts) => {
    facts.serving.push('佐伯')
    facts.rules.push({ ...auditorRule, rule: { by: 'person', personId: '佐伯', unitId: null } })
  })
  assert.ok(listed(frame).includes('audits-own 佐伯 長寿支援課'))
  const named = new Map([['監査人', ['会計課']]])
  assert.ok(listed(city(), named).includes('audits-own 監査人 会計課'))
  const office = city((facts) => {
    facts.rules.push({ ...auditorRule, rule: { by: 'members', unitId: '会計課' } })
  })
  assert.ok(!listed(office, new Map([['監査人', ['会計課']]])).includes('audits-own 監査人 会計課'))
})

const auditorRule = { office: 'auditor', word: '監査人', scope: 'city', eid: null } as const

test('whoever could decide where his own case comes to, were the rule not there, is on the list', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const frame = frameOf(facts)
      const conflicts = separation(frame).filter((each) => each.kind === 'approves-own')
      for (const [personId, holdings] of frame.heldBy) {
        for (const { postId } of holdings) {
          const unitId = frame.posts.get(postId)?.unitId ?? null
          if (unitId === null) continue
          const step = routeStep(frame, { office: 'sec-manager', unitId, applicantId: personId })
          if (step.kind === 'gap') continue
          const standings = deriveStandings(frame, personId)
          // As if somebody else had applied: could he decide there?
          const could = mayDecide({ step, standings, applicantId: '誰でもない', actorId: personId }).allowed
          const free = standings.some(
            (each) => each.matters !== null && each.office === step.office && each.unitId === step.unitId,
          )
          if (could || free)
            assert.ok(
              conflicts.some((each) => each.personId === personId),
              personId,
            )
        }
      }
    }),
    { numRuns: 1000 },
  )
})
