import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { z } from 'zod'
import { newId } from '#ground/ids/ids.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import type { Contract } from '#ground/operation/contract.ts'
import { chart, myStanding, officesChart, people, person, posts, units } from './contract.ts'
import { testHouse } from './test-house.ts'

const house = await testHouse({ after })

const csv = (header: string[], rows: string[][]): Uint8Array => writeCsv({ header, rows }).bytes
const take = (kind: 'units' | 'people', bytes: Uint8Array) =>
  house.run('organisation.import', { fileId: house.upload('x.csv', bytes), kind, on: '2026-04-01' })

await take(
  'units',
  csv(
    ['組織コード', '組織名', '上位組織コード', '事務局', '並び順'],
    [
      ['01', '企画財政部', '', '', '1'],
      ['0101', '情報政策課', '01', '○', '1'],
      ['02', '福祉部', '', '', '2'],
      ['0201', '長寿支援課', '02', '', '1'],
      ['020101', '介護係', '0201', '', '1'],
      ['0202', '子育て支援課', '02', '', '2'],
    ],
  ),
)
await take(
  'people',
  csv(
    ['職員番号', '氏名', 'フリガナ', '所属', '職名', '発令日'],
    [
      ['0000001', '宮原 誠', 'ミヤハラ マコト', '', '副市長', '2026-04-01'],
      ['0000002', '篠田 進', 'シノダ ススム', '', '副市長', '2026-04-01'],
      ['0000003', '長谷部 徹', 'ハセベ トオル', '企画財政部', '部長', '2026-04-01'],
      ['0000004', '三輪 和也', 'ミワ カズヤ', '情報政策課', '課長', '2026-04-01'],
      ['0000005', '西田 亮', 'ニシダ リョウ', '情報政策課', '主査', '2026-04-01'],
      ['0000006', '大木 隆', 'オオキ タカシ', '福祉部', '部長', '2026-04-01'],
      ['0000007', '佐伯 真由美', 'サエキ マユミ', '長寿支援課', '課長', '2026-04-01'],
      ['0000008', '渡邉 亮', 'ワタナベ リョウ', '長寿支援課', '課長補佐', '2026-04-01'],
      ['0000009', '小川 直樹', 'オガワ ナオキ', '介護係', '主事', '2026-04-01'],
      ['0000010', '原 健', 'ハラ ケン', '子育て支援課', '主事', '2026-04-01'],
    ],
  ),
)
for (const [office, word, kinds] of [
  ['dept-iso', '情報セキュリティ責任者', ['部', '局']],
  ['sec-manager', '情報セキュリティ管理者', ['課', '室', '機関']],
] as const) {
  const rule = { by: 'rank', rank: 'head', kinds }
  await house.run('organisation.save-office-rule', { office, word, rule, scope: 'unit', from: '2026-11-24' })
}
const policy = {
  office: 'policy-office',
  word: '事務局',
  rule: { by: 'policy-office' },
  scope: 'city',
  from: '2026-11-24',
}
await house.run('organisation.save-office-rule', policy)

async function ask<Output extends z.ZodType>(
  contract: Contract<string, z.ZodType, Output>,
  input: unknown,
  as?: string,
): Promise<z.output<Output>> {
  const run = as === undefined ? house.run(contract.name, input) : house.runAs(as, contract.name, input)
  return contract.output.parse(await run)
}
const idOf = async (q: string): Promise<string> => {
  const found = await ask(people, { q })
  assert.equal(found.total, 1, q)
  return found.people[0]?.id ?? ''
}
const postOf = async (q: string): Promise<string> =>
  (await ask(person, { personId: await idOf(q) })).appointments[0]?.postId ?? ''
const unitOf = async (q: string): Promise<string> => (await ask(units, { q })).units[0]?.id ?? ''
async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal, String(error))
  return error
}

const nishida = await idOf('西田')
const saeki = await idOf('さえき')
const watanabe = await idOf('渡辺')
const ogawa = await idOf('0000009')

test('the chart shows two levels with their offices, and names what is empty', async () => {
  const top = await ask(chart, {})
  assert.deepEqual(
    top.units.map((unit) => unit.name),
    ['企画財政部', '情報政策課', '福祉部', '長寿支援課', '子育て支援課'],
  )
  const welfare = top.units.find((unit) => unit.name === '福祉部')
  assert.partialDeepStrictEqual(welfare, { childCount: 2, staff: 5, kind: '部' })
  assert.equal(welfare?.seats[0]?.holders[0]?.name, '大木 隆')
  const empty = top.units.find((unit) => unit.name === '子育て支援課')?.seats[0]
  assert.deepEqual(empty?.holders, [])
  assert.match(empty?.gap ?? '', /子育て支援課の情報セキュリティ管理者/)
  const below = await ask(chart, { unitId: await unitOf('長寿支援課') })
  assert.deepEqual([below.units.map((unit) => unit.name), below.city], [['介護係'], []])
})

test('the chart of a day before the organisation began is empty, and an unknown unit is not found', async () => {
  assert.deepEqual((await ask(chart, { on: '2020-01-01' })).units, [])
  assert.equal((await refusal(ask(chart, { unitId: newId() }))).code, 'not-found')
})

test('units and people are found in any width and any variant of a character', async () => {
  assert.deepEqual((await ask(units, { q: '介護' })).units[0]?.path, ['福祉部', '長寿支援課'])
  assert.equal((await ask(people, { q: 'ﾐﾜ' })).people[0]?.name, '三輪 和也')
  assert.equal((await ask(people, { q: '渡邊　亮' })).people[0]?.name, '渡邉 亮')
  assert.equal((await ask(people, { q: '%' })).total, 0)
  const within = await ask(people, { unitId: await unitOf('福祉部'), size: 2 })
  assert.deepEqual([within.total, within.people.length], [5, 2])
  assert.equal((await ask(people, { unitId: await unitOf('福祉部'), size: 2, page: 9 })).total, 5)
})

test('the list of offices counts its gaps and can show them alone', async () => {
  const all = await ask(officesChart, {})
  assert.deepEqual([all.gaps, all.total], [1, 6])
  const open = await ask(officesChart, { gapsOnly: true })
  assert.deepEqual(
    open.seats.map((seat) => [seat.office, seat.unitName]),
    [['sec-manager', '子育て支援課']],
  )
})

test('the posts of a unit come head first with their holders, and those of the body by themselves', async () => {
  const section = await ask(posts, { unitId: await unitOf('長寿支援課') })
  assert.deepEqual(
    section.posts.map((post) => [post.title, post.holders.map((each) => each.name), post.holderCount]),
    [
      ['課長', ['佐伯 真由美'], 1],
      ['課長補佐', ['渡邉 亮'], 1],
    ],
  )
  const body = await ask(posts, {})
  assert.deepEqual(
    body.posts.map((post) => [post.title, post.holders.length]),
    [['副市長', 2]],
  )
  assert.equal((await refusal(ask(posts, { unitId: newId() }))).code, 'not-found')
})

test('the policy office fills a vacancy by 事務取扱, but nobody appoints himself', async () => {
  const post = await house.run('organisation.import', {
    fileId: house.upload(
      'x.csv',
      csv(
        ['職員番号', '氏名', '所属', '職名', '発令日'],
        [['0000011', '前任 者', '子育て支援課', '課長', '2026-04-01']],
      ),
    ),
    kind: 'people',
  })
  assert.ok(post)
  const former = await ask(person, { personId: await idOf('前任') })
  const [appointment] = former.appointments
  await house.runAs(nishida, 'organisation.end-appointment', {
    id: appointment?.appointmentId,
    to: '2026-11-24',
  })
  const vacant = await ask(officesChart, { gapsOnly: true })
  assert.match(vacant.seats[0]?.gap ?? '', /子育て支援課長が空席です/)
  const fill = { postId: appointment?.postId, kind: '事務取扱', from: '2026-11-24' }
  const self = await refusal(house.runAs(nishida, 'organisation.appoint', { ...fill, personId: nishida }))
  assert.equal(self.code, 'forbidden')
  await house.runAs(nishida, 'organisation.appoint', { ...fill, personId: await idOf('大木') })
  assert.equal((await ask(officesChart, {})).gaps, 0)
  const twice = await refusal(
    house.runAs(nishida, 'organisation.appoint', { ...fill, personId: await idOf('大木') }),
  )
  assert.equal(twice.code, 'conflict')
})

test('an absence lets the deputy act from its first day until the day of return', async () => {
  const deputies = {
    postId: await postOf('さえき'),
    deputyPostIds: [await postOf('渡辺')],
    basis: '事務決裁規程',
    from: '2026-11-24',
  }
  await house.runAs(nishida, 'organisation.save-deputies', deputies)
  const absence = { from: '2026-11-25', to: '2026-11-28', reason: '出張' }
  await house.runAs(saeki, 'organisation.save-absence', absence)
  const capacities = async (day: string): Promise<string[]> => {
    house.onDay(day)
    return (await ask(myStanding, {}, watanabe)).standings.map(
      (each) => `${each.capacity} ${each.rightOfName}`,
    )
  }
  assert.deepEqual(await capacities('2026-11-24'), [])
  assert.deepEqual(await capacities('2026-11-25'), ['代決 佐伯 真由美'])
  assert.deepEqual(await capacities('2026-11-28'), [])
  house.onDay('2026-11-25')
  const seat = (await ask(officesChart, { office: 'sec-manager', unitId: await unitOf('長寿支援課') }))
    .seats[0]
  assert.partialDeepStrictEqual(seat, {
    gap: null,
    holders: [{ name: '佐伯 真由美', away: { until: '2026-11-28' } }],
    deputies: [{ place: 1, names: ['渡邉 亮'], standsIn: true }],
  })
})

test('the reason of an absence is for the person and the policy office', async () => {
  const reasons = async (as: string) =>
    (await ask(person, { personId: saeki }, as)).absences.map((each) => each.reason)
  assert.deepEqual(await reasons(saeki), ['出張'])
  assert.deepEqual(await reasons(nishida), ['出張'])
  assert.deepEqual(await reasons(ogawa), [null])
})

test('an absence ends on the day of return, once, and not in the past', async () => {
  const { absences } = await ask(person, { personId: saeki }, saeki)
  const id = absences[0]?.id
  assert.equal((await refusal(house.runAs(ogawa, 'organisation.end-absence', { id }))).code, 'not-found')
  house.onDay('2026-11-27')
  const past = await refusal(house.runAs(saeki, 'organisation.end-absence', { id, backOn: '2026-11-26' }))
  assert.equal(past.problems[0]?.at, 'backOn')
  const undone = await refusal(house.runAs(saeki, 'organisation.end-absence', { id, backOn: '2026-11-25' }))
  assert.equal(undone.problems[0]?.at, 'backOn')
  assert.partialDeepStrictEqual(await house.runAs(saeki, 'organisation.end-absence', { id }), {
    to: '2026-11-27',
  })
  assert.equal((await refusal(house.runAs(saeki, 'organisation.end-absence', { id }))).code, 'conflict')
})

test('absences that are absurd, overlap, or are somebody else’s are refused', async () => {
  house.onDay('2026-12-01')
  const save = (input: object, as = saeki) =>
    house.runAs(as, 'organisation.save-absence', {
      from: '2026-12-05',
      to: '2026-12-07',
      reason: '休暇',
      ...input,
    })
  assert.equal((await refusal(save({ to: '2026-12-05' }))).problems[0]?.at, 'to')
  assert.equal((await refusal(save({ from: '2026-10-01' }))).problems[0]?.at, 'from')
  assert.equal((await refusal(save({ from: '2028-01-01', to: null }))).problems[0]?.at, 'from')
  assert.equal((await refusal(save({ to: '2031-01-01' }))).problems[0]?.at, 'to')
  assert.equal((await refusal(save({ from: '2026-02-30' }))).code, 'invalid')
  assert.equal((await refusal(save({ reason: '' }))).code, 'invalid')
  assert.equal((await refusal(save({ personId: saeki }, ogawa))).code, 'forbidden')
  assert.equal((await refusal(save({ personId: newId() }, nishida))).code, 'not-found')
  await save({})
  assert.equal((await refusal(save({ from: '2026-12-06', to: null }))).code, 'conflict')
  await save({ from: '2026-12-07', to: '2026-12-08' })
  await save({ personId: ogawa }, nishida)
})

test('an absence called off before it begins leaves no deputy behind', async () => {
  const { absences } = await ask(person, { personId: ogawa }, ogawa)
  assert.partialDeepStrictEqual(
    await house.runAs(ogawa, 'organisation.end-absence', { id: absences[0]?.id }),
    {
      from: '2026-12-05',
      to: '2026-12-05',
    },
  )
  assert.deepEqual((await ask(person, { personId: ogawa }, ogawa)).absences, [])
})

test('職務代理 is put in with its basis, by somebody else and not for the past', async () => {
  const lend = {
    kind: '事務委任',
    postId: await postOf('長谷部'),
    holderPostId: await postOf('三輪'),
    when: '常時',
    offices: ['dept-iso'],
    basis: '対策基準第4-1',
    from: '2026-12-01',
  }
  const past = await refusal(
    house.runAs(nishida, 'organisation.save-acting-right', { ...lend, from: '2026-11-01' }),
  )
  assert.equal(past.problems[0]?.at, 'from')
  const none = await refusal(
    house.runAs(nishida, 'organisation.save-acting-right', { ...lend, holderPostId: null }),
  )
  assert.equal(none.problems[0]?.at, 'holderPostId')
  const miwa = await idOf('三輪')
  assert.equal((await refusal(house.runAs(miwa, 'organisation.save-acting-right', lend))).code, 'forbidden')
  await house.runAs(nishida, 'organisation.save-acting-right', lend)
  const { standings } = await ask(person, { personId: miwa })
  assert.ok(standings.some((each) => each.capacity === '事務委任' && each.rightOfName === '長谷部 徹'))
})

test('the number of gaps is the number of seats that show one, whatever fills or empties them', async () => {
  const agree = async (): Promise<number> => {
    const { total, gaps } = await ask(officesChart, { size: 1 })
    let seen = 0
    for (let page = 1; page <= Math.ceil(total / 5); page += 1) {
      const { seats } = await ask(officesChart, { page, size: 5 })
      seen += seats.filter((seat) => seat.gap !== null).length
    }
    const open = await ask(officesChart, { gapsOnly: true })
    assert.deepEqual([open.total, open.seats.every((seat) => seat.gap !== null)], [gaps, true])
    assert.equal(seen, gaps)
    return gaps
  }
  const from = '2026-12-01'
  const leader = { by: 'rank', rank: 'leader', kinds: ['課'] }
  await house.run('organisation.save-office-rule', {
    office: 'sec-leader',
    word: '担当者',
    rule: leader,
    scope: 'unit',
    from,
  })
  const before = await agree()
  const named = { by: 'person', personId: ogawa, unitId: await unitOf('長寿支援課') }
  const beside = { office: 'sec-leader', word: '担当者', rule: named, scope: 'unit', from, replace: false }
  await house.run('organisation.save-office-rule', beside)
  assert.equal(await agree(), before - 1)
  // Two vice-mayors share one post: it cannot say which of them is the one officer, and neither decides.
  const ciso = { office: 'ciso', word: '最高', scope: 'city', from }
  await house.run('organisation.save-office-rule', {
    ...ciso,
    rule: { by: 'post', postId: await postOf('宮原') },
  })
  const { gaps, seats } = await ask(officesChart, { office: 'ciso', gapsOnly: true })
  assert.deepEqual([gaps, seats[0]?.gap, seats[0]?.holderCount], [1, null, 2])
  assert.match(seats[0]?.fault ?? '', /最高は1人が担う役割ですが、今日は2人/)
  await house.run('organisation.save-office-rule', {
    ...ciso,
    rule: { by: 'person', personId: await idOf('宮原'), unitId: null },
  })
  assert.equal(await agree(), before - 1)
  const [appointment] = (await ask(person, { personId: saeki })).appointments
  await house.run('organisation.end-appointment', { id: appointment?.appointmentId, to: from })
  assert.equal(await agree(), before)
  const lend = {
    kind: '職務代理',
    postId: appointment?.postId,
    holderPersonId: ogawa,
    when: '欠員',
    basis: '規則',
    from,
  }
  await house.run('organisation.save-acting-right', {
    ...lend,
    offices: ['sec-manager'],
    when: '不在',
  })
  assert.equal(await agree(), before)
  await house.run('organisation.save-acting-right', lend)
  assert.equal(await agree(), before - 1)
})

test('whoever does not keep the organisation changes nothing in it', async () => {
  const post = await postOf('渡辺')
  const tries: [string, object][] = [
    ['organisation.appoint', { personId: ogawa, postId: post, kind: '事務取扱', from: '2026-12-01' }],
    ['organisation.save-deputies', { postId: post, deputyPostIds: [], basis: 'なし', from: '2026-12-01' }],
    ['organisation.save-office-rule', policy],
  ]
  for (const [name, input] of tries) {
    assert.equal((await refusal(house.runAs(ogawa, name, input))).code, 'forbidden', name)
  }
})

test('another tenant finds none of it', async () => {
  const other = await house.newTenant()
  assert.partialDeepStrictEqual(await house.run('organisation.people', { q: '' }, other), { total: 0 })
  for (const [name, input] of [
    ['organisation.person', { personId: saeki }],
    ['organisation.chart', { unitId: await unitOf('福祉部') }],
    ['organisation.save-absence', { personId: saeki, from: '2026-12-20', to: null, reason: '休暇' }],
    [
      'organisation.appoint',
      { personId: saeki, postId: await postOf('西田'), kind: '兼務', from: '2026-12-01' },
    ],
  ] as const) {
    assert.equal((await refusal(house.run(name, input, other))).code, 'not-found', name)
  }
})
