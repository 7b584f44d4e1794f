import { storeNew, type NewLine } from '#engine/register/store.ts'
import type { Values } from '#engine/register/definition.ts'
import type { settableClock } from '#ground/clock/clock.ts'
import { addDays } from '#ground/clock/date.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { idsCheck, idsImport } from '#rooms/6-technical/accounts/contract.ts'
import {
  answerSheet,
  openReview,
  prepareReview,
  signSheet,
} from '#rooms/6-technical/accounts/contract-review.ts'
import { accountRegister } from '#rooms/6-technical/accounts/definition.ts'
import { systemRegister } from '#rooms/6-technical/systems/definition.ts'
import { issueCard, reportLostCard, stopCard } from '#rooms/6-technical/cards/contract.ts'
import type { Keys } from './make.ts'
import { makeSystemLedgers } from './systems.ts'
import type { Organisation, PersonRow } from './organisation-types.ts'

type Stage = {
  readonly runner: Runner
  readonly clock: ReturnType<typeof settableClock>
  readonly tenantId: string
  readonly keys: Omit<Keys, 'asset'>
  readonly city: Organisation
  readonly today: string
  rightsOf(personId: string, on: string): Promise<ReadonlySet<string>>
}

const maker: Actor = { kind: 'system', job: 'sample-city' }
/** Ids of the systems of the sample. */
export type Systems = { readonly base: string; readonly documents: string; readonly care: string }
/** Sections whose people have IDs in the sample: the demo's own, the policy office, and one that is done already. */
const sections = ['0404', '0103', '0305'] as const

/**
 * Three systems with the IDs of three sections: one whose list is read, one whose list has grown old, one that was never
 * read; IDs that should be looked at among them, a stock-take that runs, and IC cards of which one was lost.
 */
export async function makeIds(stage: Stage): Promise<Systems> {
  const { runner, clock, tenantId, today } = stage
  const scope = { tenantId, actor: maker }
  const at = (days: number, time: string): void => clock.set(`${addDays(today, days)}T${time}:00+09:00`)
  at(-120, '09:00')
  const people = staffOf(stage)
  const systems = await runner.perform('sample.systems', scope, async (act) => {
    const entries = await storeNew(
      act,
      systemRegister,
      { origin: 'import', why: '台帳の取込み' },
      [
        {
          unit: '0103',
          values: {
            name: '庁内基盤(ディレクトリ)',
            code: 'kiban',
            zone: 'lgwan',
            backup: 'daily',
            mfa: 'all',
            responsible: idIn(stage.keys.person, 'hasumi'),
            redundancy: 'dual',
            rto: 4,
            public: false,
            login_notice: true,
          },
        },
        {
          unit: '0103',
          values: {
            name: '文書管理システム',
            code: 'bunsho',
            zone: 'lgwan',
            backup: 'daily',
            mfa: 'admin',
            responsible: idIn(stage.keys.person, 'makabe'),
            redundancy: 'spare',
            rto: 24,
            public: false,
          },
        },
        {
          unit: '0404',
          values: {
            name: '介護保険システム',
            code: 'kaigo',
            zone: 'my-number',
            mfa: 'all',
            public: false,
            rto: 8,
            vendor: '架空システム株式会社',
          },
        },
      ].map(({ unit, values }) => ({ unitId: idIn(stage.keys.unit, unit), values })),
    )
    act.recorder.describe({
      act: '台帳の取込み',
      subject: { kind: 'register:system', id: tenantId, label: `${entries.length}件` },
    })
    return entries.map((entry) => entry.entryId)
  })
  const [base = '', documents = '', care = ''] = systems
  await makeSystemLedgers(
    {
      runner,
      tenantId,
      today,
      at,
      unit: (key) => idIn(stage.keys.unit, key),
      person: (key) => idIn(stage.keys.person, key),
      actor: (key) => actorOf(stage, key),
    },
    { base, documents, care },
  )
  at(-120, '09:00')
  const planted = plantedIds(stage, base, care)
  await runner.perform('sample.ids', scope, async (act) => {
    const lines = [
      ...people.map(({ person, section }) => account(stage, base, person, section)),
      ...people.slice(0, 12).map(({ person, section }) => account(stage, documents, person, section)),
      ...planted,
    ]
    await storeNew(act, accountRegister, { origin: 'import', why: '台帳の取込み' }, lines)
    act.recorder.describe({
      act: '台帳の取込み',
      subject: { kind: 'register:account', id: tenantId, label: `${lines.length}件` },
    })
  })

  at(-9, '09:00')
  await bring(stage, base, -9, [
    ...people.map(({ person }, index) => ({
      login: loginOf(person),
      used: index % 17 === 3 ? addDays(today, -160) : addDays(today, -10 - (index % 20)),
    })),
    ...planted
      .filter(({ values }) => values['system'] === base)
      .map(({ values }) => ({
        login: String(values['login']),
        used: addDays(today, -12),
        admin: values['kind'] === 'privileged' || values['kind'] === 'vendor',
      })),
    { login: 'shiken01', used: addDays(today, -30) },
  ])
  await bring(
    stage,
    documents,
    -70,
    people.slice(0, 12).map(({ person }) => ({ login: loginOf(person), used: addDays(today, -75) })),
  )

  const officer = await actorOf(stage, 'hasumi')
  const { reviewId } = openReview.output.parse(
    await runner.run(
      openReview.name,
      { tenantId, actor: officer },
      {
        title: 'IDの棚卸',
        asOf: addDays(today, -9),
        dueOn: addDays(today, 12),
      },
    ),
  )
  await runner.run(prepareReview.name, scope, { reviewId })
  at(-7, '15:20')
  const soma = { tenantId, actor: await actorOf(stage, 'soma') }
  const done = { reviewId, unitId: idIn(stage.keys.unit, '0305') }
  await runner.run(answerSheet.name, soma, { ...done, answers: [], restAsProposed: true })
  await runner.run(signSheet.name, soma, done)

  at(-6, '10:00')
  await cards(stage, people, officer)
  at(-1, '17:00')
  await runner.run(idsCheck.name, scope, {})
  return { base, documents, care }
}

type Staff = { readonly person: PersonRow; readonly section: string }

/** People of the three sections who serve today, in the order of their numbers. */
function staffOf({ city, today }: Stage): Staff[] {
  const unitOf = new Map(city.posts.map((post) => [post.key, post.unitKey ?? '']))
  const persons = new Map(city.persons.map((person) => [person.key, person]))
  const found = new Map<string, Staff>()
  for (const { personKey, postKey, kind, validFrom, validTo } of city.appointments) {
    // IDs of the sample are older than its stock-take: whoever came since has none yet.
    if (kind !== '本務' || validFrom > addDays(today, -120) || (validTo !== null && validTo <= today))
      continue
    const section = sections.find((code) => unitOf.get(postKey)?.startsWith(code) === true)
    const person = persons.get(personKey)
    if (section !== undefined && person !== undefined) found.set(personKey, { person, section })
  }
  return [...found.values()].toSorted((a, b) => (a.person.number < b.person.number ? -1 : 1))
}

/** IDs with something to look at, in the base system and that of the section. */
function plantedIds(stage: Stage, base: string, care: string): NewLine[] {
  const { city, keys, today } = stage
  const person = (key: string): string => idIn(keys.person, key)
  const line = (section: string, values: Values): NewLine => ({
    unitId: idIn(keys.unit, section),
    values: { system: base, state: 'live', ...values },
  })
  const gone = city.persons.find((each) => each.validTo !== null && each.validTo <= today)
  return [
    line('0103', {
      login: 'kanri-hasumi',
      kind: 'privileged',
      holder: person('hasumi'),
      approved_by: person('makabe'),
      approved_on: addDays(today, -200),
      approved_until: addDays(today, 160),
    }),
    line('0103', {
      login: 'kanri-yobi',
      kind: 'privileged',
      holder: person('makabe'),
      approved_by: person('nonomura'),
      approved_on: addDays(today, -400),
      approved_until: addDays(today, -35),
    }),
    line('0103', {
      login: 'hoshu-a',
      kind: 'vendor',
      company: '架空システム株式会社',
      contract: '庁内基盤の保守',
    }),
    line('0103', {
      login: 'kaihatsu01',
      kind: 'development',
      holder: person('hasumi'),
      project: '電子申請の試行',
      project_end: addDays(today, -50),
    }),
    line('0404', { login: 'madoguchi1', kind: 'shared', users: [person('usami'), person('natori')] }),
    line('0404', { login: 'madoguchi2', kind: 'shared' }),
    ...(gone === undefined
      ? []
      : [line('0404', { login: loginOf(gone), kind: 'personal', holder: person(gone.key) })]),
    { ...line('0404', { login: 'nintei', kind: 'shared', users: [person('hamada')] }) },
  ].map((each, index, all) =>
    // the last one is of the section's own system, whose list was never read
    index === all.length - 1 ? { ...each, values: { ...each.values, system: care } } : each,
  )
}

const loginOf = (person: PersonRow): string => `k${person.number}`

function account(stage: Stage, system: string, person: PersonRow, section: string): NewLine {
  return {
    unitId: idIn(stage.keys.unit, section),
    values: {
      system,
      login: loginOf(person),
      kind: 'personal',
      state: 'live',
      holder: idIn(stage.keys.person, person.key),
    },
  }
}

async function bring(
  stage: Stage,
  systemId: string,
  days: number,
  lines: readonly { login: string; used: string; admin?: boolean }[],
): Promise<void> {
  const rows = lines.map(
    ({ login, used, admin }) => `${login},有効,${used},${admin === true ? '管理者' : '一般'}`,
  )
  const text = ['利用者ID,状態,最終ログイン,権限', ...rows].join('\r\n')
  await stage.runner.run(
    idsImport.name,
    { tenantId: stage.tenantId, actor: maker },
    {
      systemId,
      fileName: '利用者一覧.csv',
      content: Buffer.from(text).toString('base64'),
      takenOn: addDays(stage.today, days),
      register: false,
      dryRun: false,
    },
  )
}

/** Cards of the demo's section; one of them was lost three days ago and made void at once. */
async function cards(stage: Stage, people: readonly Staff[], officer: Actor): Promise<void> {
  const { runner, clock, tenantId, today, keys } = stage
  const fujishiro = idIn(keys.person, 'fujishiro')
  let lost = ''
  for (const [index, { person }] of people
    .filter(({ section }) => section === '0404')
    .slice(0, 12)
    .entries()) {
    const holderId = idIn(keys.person, person.key)
    const { entryId } = issueCard.output.parse(
      await runner.run(
        issueCard.name,
        { tenantId, actor: officer },
        {
          holderId,
          cardNumber: `S-${String(1001 + index)}`,
          kind: 'staff',
        },
      ),
    )
    if (holderId === fujishiro || lost === '') lost = entryId
  }
  if (lost === '') return
  clock.set(`${addDays(today, -3)}T08:40:00+09:00`)
  await runner.run(
    reportLostCard.name,
    { tenantId, actor: officer },
    {
      entryId: lost,
      where: '通勤の途中で失くしたと、本人から電話があった。',
    },
  )
  clock.set(`${addDays(today, -3)}T08:55:00+09:00`)
  await runner.run(stopCard.name, { tenantId, actor: officer }, { entryId: lost })
}

async function actorOf(stage: Stage, key: string): Promise<Actor> {
  const personId = idIn(stage.keys.person, key)
  // Nobody signs in while the script plays, so there is no account behind the act yet.
  return {
    kind: 'person',
    personId,
    accountId: personId,
    rights: await stage.rightsOf(personId, stage.today),
  }
}

function idIn(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the sample city has no "${key}"`)
  return id
}
