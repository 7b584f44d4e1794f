import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { decideApplication } from '#engine/procedure/contract.ts'
import { recordEntry } from '#rooms/4-physical/entry/contract.ts'
import { doorOf } from '#rooms/4-physical/entry/testing/door.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { makeWorld, type Who } from '#test/world.ts'
import { askSigns, computeSigns, exportSigns, listSigns, setSign, showSign } from './contract.ts'
import { dueParts } from './due.ts'
import { SIGN_JOB } from './job.ts'
import { readDeciders, readPairs } from './read-habits.ts'
import { signs } from './signs.ts'
import { tell, type Told } from './testing/history.ts'

const world = await makeWorld({ after })
const { city, house } = world

/** Looks everything through that is due, as the daily work does. */
async function look(): Promise<void> {
  await house.handlers.get(SIGN_JOB)?.({
    tenantId: city.tenantId,
    jobId: newId(),
    data: {},
    progress: async () => undefined,
  })
}

const show = (sign: string, more: { period?: string; unitId?: string } = {}) =>
  city.run('auditor', showSign, { sign, period: '2026Q3', ...more, page: 1, size: 50 })

const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'answered'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** The refusal as whoever asked gets it. */
const answer = async (work: Promise<unknown>): Promise<Refusal> => {
  const error: unknown = await work.then(
    () => assert.fail('it was answered'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal)
  return error
}

const minute = (at: number, second = 0): string =>
  `2026-11-05T0${1 + Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}:${String(second).padStart(2, '0')}.000Z`

/** In order of the hour; none within a minute of another unless it is meant. */
const history: readonly Told[] = [
  { applicant: 'applicant', decider: 'manager', at: minute(0), openedAt: minute(0) },
  {
    applicant: 'applicant',
    decider: 'manager',
    at: minute(5, 20),
    reachedAt: minute(5),
    openedAt: minute(5, 10),
  },
  ...[0, 10, 20, 30, 40].map((second): Told => ({
    applicant: 'colleague',
    decider: 'manager',
    at: minute(20, second),
    openedAt: minute(19),
  })),
  {
    applicant: 'applicant',
    decider: 'manager',
    at: minute(30),
    openedAt: minute(29),
    periodFrom: '2026-11-02',
  },
  {
    applicant: 'applicant',
    decider: 'manager',
    at: minute(40),
    openedAt: minute(39),
    exceptionReason: 'ほかに決められる人がいない',
  },
  {
    applicant: 'applicant',
    decider: 'deputy',
    at: minute(50),
    openedAt: minute(49),
    capacity: '代決',
    holder: 'manager',
  },
  {
    applicant: 'applicant',
    decider: 'deputy',
    at: minute(55),
    openedAt: minute(54),
    capacity: '代決',
    holder: 'manager',
    readAt: '2026-11-06T01:00:00Z',
  },
  {
    applicant: 'applicant',
    decider: 'manager',
    at: '2026-11-05T13:30:00.000Z',
    openedAt: '2026-11-05T13:29:00Z',
  },
  { applicant: 'applicant', decider: 'manager', at: '2026-11-03T02:00:00.000Z' },
  { applicant: 'applicant', decider: 'manager', at: minute(70) },
  { applicant: 'applicant', decider: 'manager', at: minute(80), openedAt: minute(79), purpose: '同上' },
  {
    applicant: 'applicant',
    decider: 'manager',
    at: minute(90),
    openedAt: minute(89),
    act: 'refuse',
    reason: '-',
  },
]

test('every sign of a decision is found in the case that shows it, and in no other', async () => {
  await tell(city, history)
  await look()
  const found = async (sign: string) =>
    (await show(sign)).rows.map((row) => row.cases.map((each) => each.number))
  assert.deepEqual(await found('quick-decision'), [['長寿第2号']])
  const go = await show('in-one-go')
  assert.deepEqual(
    go.rows.map((row) => row.caseCount),
    [5],
  )
  assert.match(go.rows[0]?.sentence ?? '', /10:20:00から10:20:40までに5件/)
  assert.equal(go.rows[0]?.person?.name, '佐伯 真由美')
  assert.deepEqual(await found('after-the-fact'), [['長寿第8号']])
  assert.deepEqual(await found('same-hand'), [['長寿第9号']])
  assert.deepEqual(await found('unread-deputy'), [['長寿第10号']])
  assert.deepEqual((await found('out-of-hours')).flat().toSorted(), ['長寿第12号', '長寿第13号'])
  // Openings are noted from the first on: what was decided before the first is not judged, rather than found.
  assert.deepEqual(await found('unopened'), [['長寿第14号']])
  assert.equal((await show('unopened')).unread, 1)
  const texts = (await show('hollow-text')).rows.map((row) => row.sentence)
  assert.equal(texts.length, 2)
  assert.match(texts.join(), /決裁の理由が記号だけです: 「-」/)
  assert.match(texts.join(), /中身のない言葉だけです: 「同上」/)
})

test('the list says what was found, in which unit, compared with what, and what nobody could look at', async () => {
  const list = await city.run('auditor', listSigns, { period: '2026Q3' })
  const row = (key: string) => list.rows.find((each) => each.key === key)
  assert.equal(list.rows.length, 12)
  assert.equal(row('quick-decision')?.found, 1)
  assert.equal(row('quick-decision')?.seen, history.length)
  assert.deepEqual(
    row('out-of-hours')?.units.map((each) => [each.name, each.found]),
    [['長寿支援課', 2]],
  )
  assert.equal(row('back-dated')?.state, 'nothing')
  assert.equal(row('refused-attempt')?.state, 'nothing')
  assert.equal(row('same-pair')?.state, 'none')
  assert.equal(row('never-refused')?.state, 'none')
  assert.equal(list.looked.missing, 0)
  // The year before was never looked at; that is not zero.
  assert.equal(row('quick-decision')?.before, null)
  const past = await city.run('auditor', listSigns, { period: '2019' })
  assert.ok(past.rows.every((each) => each.state === 'nothing' || each.state === 'unknown'))
})

test('a part looked at again holds what is there now, once', async () => {
  const before = await show('quick-decision')
  await city.run({ kind: 'system', job: 'test' }, computeSigns, { span: 'month', startsOn: '2026-11-01' })
  const again = await show('quick-decision')
  assert.deepEqual(again.rows, before.rows)
  assert.equal(
    await refusal(
      city.run({ kind: 'system', job: 'test' }, computeSigns, { span: 'quarter', startsOn: '2026-11-01' }),
    ),
    'invalid',
  )
})

test('a value of the city counts from the next look on, with its reason, within its bounds', async () => {
  const set = (value: number) =>
    city.run('auditor', setSign, {
      sign: 'quick-decision',
      parameter: 'seconds',
      value,
      why: '短い申請が多い',
    })
  await set(10)
  await look()
  const { rows, parameters, state } = await show('quick-decision')
  assert.deepEqual([rows.length, state], [0, 'none'])
  assert.deepEqual([parameters[0]?.value, parameters[0]?.why], [10, '短い申請が多い'])
  assert.equal(await refusal(set(0)), 'invalid')
  assert.equal(await refusal(set(99_999)), 'invalid')
  const stray = { sign: 'quick-decision', parameter: 'minutes', value: 1, why: '理由' }
  assert.equal(await refusal(city.run('auditor', setSign, stray)), 'not-found')
  await set(30)
  await look()
  assert.equal((await show('quick-decision')).rows.length, 1)
})

test('only auditors see signs, and that they looked is in the ledger', async () => {
  for (const who of ['manager', 'officer', 'director', 'ciso'] as const) {
    assert.equal(await refusal(city.run(who, listSigns, {})), 'forbidden')
    assert.equal(
      await refusal(city.run(who, showSign, { sign: 'same-hand', page: 1, size: 50 })),
      'forbidden',
    )
    assert.equal(await refusal(city.run(who, exportSigns, { period: '2026', format: 'csv' })), 'forbidden')
    assert.equal(await refusal(city.run(who, askSigns, {})), 'forbidden')
  }
  await show('same-hand')
  const entries = await world.db.readTenant(city.tenantId, (tx) =>
    tx.selectFrom('ledger_entry').select('body').orderBy('entry_id', 'desc').limit(1).execute(),
  )
  assert.match(JSON.stringify(entries), /兆候の閲覧/)
})

test('what is asked for and is not there is refused', async () => {
  assert.equal(await refusal(show('no-such-sign')), 'not-found')
  assert.equal(await refusal(show('same-hand', { unitId: newId() })), 'not-found')
  const foreign = { period: '2026Q3', format: 'csv' as const, unitId: newId() }
  assert.equal(await refusal(city.run('auditor', exportSigns, foreign)), 'not-found')
  assert.equal(await refusal(show('same-hand', { period: '1700' })), 'not-found')
  assert.equal(await refusal(show('same-hand', { period: '2026Q9' })), 'invalid')
})

test('the files say the same as the page, and a text like a formula stays a text', async () => {
  await tell(city, [
    {
      applicant: 'applicant',
      decider: 'manager',
      at: minute(110),
      openedAt: minute(109),
      exceptionReason: '=HYPERLINK("x")',
    },
  ])
  await look()
  const csv = await city.run('auditor', exportSigns, { sign: 'same-hand', period: '2026Q3', format: 'csv' })
  const text = Buffer.from(csv.body).toString('utf8')
  assert.equal(text.trim().split('\r\n').length, 1 + (await show('same-hand')).total)
  assert.match(text, /佐伯 真由美/)
  const xlsx = await city.run('auditor', exportSigns, { period: '2026', format: 'xlsx' })
  assert.equal(Buffer.from(xlsx.body).subarray(0, 2).toString(), 'PK')
  const pdf = await city.run('auditor', exportSigns, { period: '2026Q3', format: 'pdf' })
  assert.equal(Buffer.from(pdf.body).subarray(0, 5).toString(), '%PDF-')
})

test('an entry typed long after its day is back-dated, one typed the day after is not', async () => {
  const door = await doorOf(city)
  await door.permitStaff('applicant')
  for (const at of ['2026-11-23T10:00:00+09:00', '2026-11-10T10:00:00+09:00']) {
    await city.run('applicant', recordEntry, {
      areaId: door.areaId,
      direction: 'in',
      kind: 'staff',
      personId: city.ids.person.applicant,
      at,
    })
  }
  await look()
  const { rows } = await show('back-dated')
  assert.deepEqual(
    rows.map((row) => [row.person?.name, row.subject.kind]),
    [['田辺 彩', 'entry-line']],
  )
  assert.match(rows[0]?.sentence ?? '', /14日後に入退室管理簿へ/)
})

test('what was refused is kept although the act was taken back: own cases, no right, after the end', async () => {
  const own = await city.file('manager', { assets: [city.assets.survey] })
  assert.equal(await refusal(city.decide('manager', own)), 'forbidden')
  const other = await city.file()
  // Who may not even see a case is told that there is none, in the words for what is not there; that he tried is kept.
  const { contentHash } = await city.show('auditor', other)
  const told = (applicationId: string) =>
    answer(
      city.run('strangerManager', decideApplication, {
        applicationId,
        act: 'grant',
        contentHash,
        confirmed: [],
      }),
    )
  const [unseen, nowhere] = [await told(other), await told(newId())]
  assert.deepEqual(
    [unseen.code, unseen.message, unseen.problems],
    [nowhere.code, nowhere.message, nowhere.problems],
  )
  assert.equal(unseen.code, 'not-found')
  for (const time of [1, 2]) {
    assert.equal(await refusal(city.decide('leader', other)), 'forbidden', String(time))
  }
  const granted = await city.file('colleague')
  await city.decide('manager', granted)
  await city.follow('manager', granted, 'revoke', '計画がなくなったため')
  assert.equal(await refusal(city.follow('colleague', granted, 'start')), 'conflict')
  // A second press on what is decided already is no attempt.
  assert.equal(await refusal(city.decide('manager', granted)), 'conflict')
  await look()
  const { rows } = await show('refused-attempt')
  const said = rows.map((row) => `${row.person?.name ?? ''} ${row.sentence}`).toSorted()
  assert.equal(said.length, 4)
  assert.match(said.join('\n'), /佐伯 真由美 自分の申請を決めようとして/)
  assert.match(said.join('\n'), /原 健 2回、役割のない操作/)
  assert.match(said.join('\n'), /森下 由佳 効力のない許可を使おうとして/)
  assert.match(said.join('\n'), /見ることのできない申請を操作しようとしました/)
  assert.ok(rows.every((row) => row.subject.kind === 'refused-attempt'))
  assert.equal((await city.show('auditor', own)).state, 'waiting')
})

test('nobody fills the book of refused acts: after a hundred of one day no more is kept', async () => {
  const other = await city.file()
  await city.perform(async (act) => {
    await act.recorder.save('refused_attempt', {
      tenant_id: act.tenantId,
      attempt_id: newId(),
      day: act.today,
      person_id: city.ids.person.director,
      operation: 'application.decide',
      act: 'grant',
      application_id: other,
      kind: 'no-right',
      message: '例',
      times: 100,
      first_at: act.at,
      last_at: act.at,
    })
    act.recorder.describe({ act: '試験', subject: { kind: 'test', id: 'full' } })
  })
  assert.equal(await refusal(city.decide('director', other)), 'forbidden')
  const rows = await world.db.readTenant(city.tenantId, (tx) =>
    tx
      .selectFrom('refused_attempt')
      .select('times')
      .where('person_id', '=', city.ids.person.director)
      .execute(),
  )
  assert.deepEqual(
    rows.map((row) => row.times),
    [100],
  )
})

test('a month that has been settled is not looked at again until something makes it due', async () => {
  const due = (today: string) => world.db.readTenant(city.tenantId, (tx) => dueParts(tx, signs, today))
  world.at('2027-03-01T10:00:00+09:00')
  await look()
  const later = await due('2027-03-01')
  assert.ok(later.some((part) => part.span === 'month' && part.startsOn === '2027-03-01'))
  // November still waits for somebody to read a 代決; October is settled.
  assert.ok(later.some((part) => part.span === 'month' && part.startsOn === '2026-11-01'))
  assert.ok(!later.some((part) => part.startsOn === '2026-12-01'))
  await city.run('auditor', setSign, { sign: 'out-of-hours', parameter: 'to_hour', value: 20, why: '理由' })
  assert.ok((await due('2027-03-01')).some((part) => part.startsOn === '2026-12-01'))
})

const who = fc.constantFrom<Who>('applicant', 'colleague', 'second')
const decider = fc.constantFrom<Who>('manager', 'director', 'deputy')
const some = fc.array(
  fc.record({
    applicant: who,
    decider,
    act: fc.constantFrom(
      'grant' as const,
      'grant' as const,
      'refuse' as const,
      'send-back' as const,
      'pass' as const,
    ),
  }),
  { minLength: 5, maxLength: 40 },
)

test('pairs and deciders are those a naive count finds, whatever the history', async () => {
  let year = 2010
  await fc.assert(
    fc.asyncProperty(some, fc.integer({ min: 1, max: 8 }), async (told, least) => {
      year++
      const between = { from: `${year}-04-01`, to: `${year + 1}-04-01` }
      await tell(
        city,
        told.map((each, at) => ({
          ...each,
          at: `${year}-06-${String(1 + (at % 28)).padStart(2, '0')}T03:00:00Z`,
        })),
      )
      const { person } = city.ids
      const judged = told.filter((each) => each.act !== 'pass')
      const pairs = Map.groupBy(judged, (each) => `${person[each.decider]} ${person[each.applicant]}`)
      const expected = [...pairs]
        .filter(([, of]) => of.length >= least)
        .map(([key, of]) => {
          const total = judged.filter((each) => key.startsWith(person[each.decider])).length
          return `${key} ${of.length}/${total}`
        })
      const read = await world.db.readTenant(city.tenantId, (tx) => readPairs(tx, between, least))
      assert.deepEqual(
        read.rows.map((row) => `${row.personId} ${row.otherId} ${row.shared}/${row.total}`).toSorted(),
        expected.toSorted(),
      )
      assert.equal(read.looked, pairs.size)
      const deciders = [...Map.groupBy(told, (each) => person[each.decider])].map(
        ([key, of]) =>
          `${key} ${of.length} ${of.filter((each) => each.act === 'refuse' || each.act === 'send-back').length}`,
      )
      const seen = await world.db.readTenant(city.tenantId, (tx) => readDeciders(tx, between, least))
      assert.deepEqual(
        seen.rows.map((row) => `${row.personId} ${row.decided} ${row.refused}`).toSorted(),
        deciders.toSorted(),
      )
    }),
    { numRuns: 12 },
  )
})
