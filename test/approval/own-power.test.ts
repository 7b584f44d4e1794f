import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { z } from 'zod'
import { Refusal } from '#ground/errors/refusal.ts'
import { saveDeputies, saveOfficeRule } from '#rooms/1-organisation/contract-commands.ts'
import { makeWorld } from '#test/world.ts'

const world = await makeWorld({ after })
const { city } = world

const forbidden = (error: unknown) => error instanceof Refusal && error.code === 'forbidden'

test('who keeps the organisation cannot give himself an office by changing its rule', async () => {
  const common = { word: '情報セキュリティ管理者', eid: null, from: '2026-12-01', replace: false }
  const gifts: z.input<typeof saveOfficeRule.input>['rule'][] = [
    { by: 'post', postId: city.ids.post.officer },
    { by: 'members', unitId: city.ids.unit.policy },
    { by: 'rank', rank: 'staff', kinds: ['課'] },
  ]
  for (const rule of gifts) {
    const scope = rule.by === 'rank' ? 'unit' : 'city'
    await assert.rejects(
      city.run('officer', saveOfficeRule, { ...common, office: 'sec-manager', scope, rule }),
      forbidden,
    )
  }
  const other = { by: 'post', postId: city.ids.post.auditor } as const
  await city.run('officer', saveOfficeRule, {
    ...common,
    office: 'audit-head',
    word: '監査統括',
    scope: 'city',
    rule: other,
  })
})

test('nor by putting his own post into an order of deputies', async () => {
  const order = { postId: city.ids.post.officeHead, basis: '事務決裁規程', from: '2026-12-01' }
  await assert.rejects(
    city.run('officer', saveDeputies, { ...order, deputyPostIds: [city.ids.post.officer] }),
    forbidden,
  )
  await city.run('officer', saveDeputies, { ...order, deputyPostIds: [city.ids.post.deputy] })
})
