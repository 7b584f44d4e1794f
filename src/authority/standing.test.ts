import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { acting, anyFacts, away, city, deputy, type Facts, holds, people } from './authority-example.ts'
import { frameOf } from './frame.ts'
import { deputyMayStandIn, deriveStandings, type Standing } from './standing.ts'

const seen = (standings: readonly Standing[]): string[] =>
  standings
    .map((s) =>
      [s.office, s.unitId ?? '市', s.capacity, s.rightOf.personId ?? '空席', s.matters?.join() ?? ''].join(
        ' ',
      ),
    )
    .toSorted()

test('every 課長 is 管理者 of that 課, and a member of the policy office is just that', () => {
  assert.deepEqual(seen(deriveStandings(city(), '佐伯')), ['sec-manager 長寿支援課 本人 佐伯 '])
  assert.deepEqual(seen(deriveStandings(city(), '西田')), ['policy-office 市 本人 西田 '])
  assert.deepEqual(seen(deriveStandings(city(), '小川')), [])
})

test('a deputy stands in only while the holder is away, and the second only while the first is away too', () => {
  assert.deepEqual(deriveStandings(city(), '今井'), [])
  const one = city((facts) => facts.absences.push(away('佐伯')))
  assert.deepEqual(seen(deriveStandings(one, '今井')), ['sec-manager 長寿支援課 代決 佐伯 '])
  assert.deepEqual(deriveStandings(one, '谷'), [])
  const both = city((facts) => facts.absences.push(away('佐伯'), away('今井')))
  assert.deepEqual(deriveStandings(both, '今井'), [])
  assert.deepEqual(seen(deriveStandings(both, '谷')), ['sec-manager 長寿支援課 代決 佐伯 '])
})

test('a vacant post is not an absent holder: its deputy gets nothing, 事務取扱 holds it', () => {
  const vacancy = deputy('子育て支援課長', 1, '長寿支援課長')
  assert.equal(deputyMayStandIn(city(), vacancy), false)
  const held = city((facts) => {
    facts.holdings.push(holds('加納', '子育て支援課長'))
    facts.absences.push(away('加納'))
  })
  assert.equal(deputyMayStandIn(held, vacancy), true)
  assert.deepEqual(seen(deriveStandings(city(), '佐伯')), ['sec-manager 長寿支援課 本人 佐伯 '])
  const filled = city((facts) => facts.holdings.push(holds('大木', '子育て支援課長', '事務取扱')))
  assert.deepEqual(seen(deriveStandings(filled, '大木')), [
    'dept-iso 福祉部 本人 大木 ',
    'sec-manager 子育て支援課 本人 大木 ',
  ])
})

test('職務代理 begins when the vice-mayor is away or the post is empty, and ends with it', () => {
  assert.deepEqual(deriveStandings(city(), '篠田'), [])
  const gone = city((facts) => facts.absences.push(away('宮原')))
  assert.deepEqual(seen(deriveStandings(gone, '篠田')), ['ciso 市 職務代理 宮原 '])
  const vacant = city((facts) => {
    facts.holdings = facts.holdings.filter((each) => each.postId !== '副市長A')
  })
  assert.deepEqual(seen(deriveStandings(vacant, '篠田')), ['ciso 市 職務代理 空席 '])
})

test('事務委任 covers the office it names and not the rest of the post, and is not passed on to a deputy', () => {
  const frame = city((facts) => {
    facts.posts.push({ id: '情報政策課長補佐', unitId: '情報政策課', title: '課長補佐', rank: 'deputy-head' })
    facts.holdings.push(holds('森', '情報政策課長補佐'))
    facts.deputies.push(deputy('情報政策課長', 1, '情報政策課長補佐'))
    facts.absences.push(away('三輪'))
  })
  const withoutAbsence = seen(deriveStandings(city(), '三輪'))
  assert.ok(withoutAbsence.includes('chief-iso 市 事務委任 長谷部 '))
  assert.ok(!withoutAbsence.some((each) => each.startsWith('dept-iso')))
  assert.deepEqual(seen(deriveStandings(frame, '森')), [
    'policy-office 市 本人 森 ',
    'sec-manager 情報政策課 代決 三輪 ',
  ])
})

test('a named person who no longer serves holds nothing', () => {
  assert.deepEqual(seen(deriveStandings(city(), '監査人')), ['auditor 市 本人 監査人 '])
  const left = city((facts) => (facts.serving = []))
  assert.deepEqual(deriveStandings(left, '監査人'), [])
})

test('standings agree with a naive reading of the rules on random organisations', () => {
  fc.assert(
    fc.property(anyFacts, fc.constantFrom(...people), (facts, personId) => {
      assert.deepEqual(seen(deriveStandings(frameOf(facts), personId)), naive(facts, personId).toSorted())
    }),
    { numRuns: 2000 },
  )
})

/** The rules once more, by brute force over the lists and in no particular order. */
function naive(facts: Facts, me: string): string[] {
  const found: string[] = []
  const has = (person: string, post: string) =>
    facts.holdings.some((h) => h.personId === person && h.postId === post)
  const isAway = (person: string) => facts.absences.some((a) => a.personId === person)
  const holders = (post: string) => people.filter((person) => has(person, post))
  const there = (post: string) => holders(post).some((person) => !isAway(person))
  const offices = (postId: string): [string, string][] => {
    const post = facts.posts.find((p) => p.id === postId)
    const kind = facts.units.find((u) => u.id === post?.unitId)?.kind
    const given: [string, string][] = []
    if (postId === 'P0') given.push(['ciso', '市'])
    if (postId === 'P1') given.push(['chief-iso', '市'])
    if (post?.rank === 'head' && kind === '部') given.push(['dept-iso', post.unitId ?? ''])
    if (post?.rank === 'head' && kind === '課') given.push(['sec-manager', post.unitId ?? ''])
    return given
  }
  const chain = (unitId: string | null): string[] => {
    const unit = facts.units.find((u) => u.id === unitId)
    return unit === undefined ? [] : [unit.id, ...chain(unit.parentId)]
  }
  const mine = facts.posts.filter((p) => has(me, p.id))
  for (const post of mine) for (const [o, u] of offices(post.id)) found.push(`${o} ${u} 本人 ${me} `)
  const above = mine.flatMap((p) => chain(p.unitId))
  if (above.some((id) => facts.units.find((u) => u.id === id)?.policyOffice))
    found.push(`policy-office 市 本人 ${me} `)
  if (above.includes('U1')) found.push(`council 市 本人 ${me} `)
  if (me === '戊' && facts.serving.includes('戊')) found.push(`auditor 市 本人 ${me} `)
  if (isAway(me)) return found
  for (const d of facts.deputies) {
    const before = facts.deputies.filter((e) => e.postId === d.postId && e.place < d.place)
    if (!has(me, d.deputyPostId) || has(me, d.postId)) continue
    if (holders(d.postId).length === 0 || there(d.postId) || before.some((e) => there(e.deputyPostId)))
      continue
    for (const [o, u] of offices(d.postId))
      for (const h of holders(d.postId)) found.push(`${o} ${u} 代決 ${h} `)
  }
  for (const a of facts.acting) {
    const given = a.holderPersonId === me || (a.holderPostId !== null && has(me, a.holderPostId))
    if (!given || has(me, a.postId)) continue
    const empty = holders(a.postId).length === 0
    const gone = !empty && !there(a.postId)
    if (a.when === '不在' && !gone) continue
    if (a.when === '欠員' && !empty) continue
    if (a.when === '不在・欠員' && !gone && !empty) continue
    for (const [o, u] of offices(a.postId)) {
      for (const h of empty ? ['空席'] : holders(a.postId)) {
        found.push(`${o} ${u} ${a.kind} ${h} ${a.scope.matters?.join() ?? ''}`)
      }
    }
  }
  return found
}

test('a delegation made for an absence is silent while the holder is there', () => {
  const frame = city((facts) => facts.acting.push(acting('職務代理', '福祉部長', '長寿支援課長', '不在')))
  assert.ok(!deriveStandings(frame, '佐伯').some((standing) => standing.office === 'dept-iso'))
})
