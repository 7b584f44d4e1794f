import type pg from 'pg'
import type { Act, Actor } from '#ground/operation/act.ts'
import { newId } from '#ground/ids/ids.ts'
import { personRow, unitRow } from '#authority/rows.ts'
import { hashPassword } from '#authority/sign-in/password.ts'
import { checkedValues } from '#engine/register/schema.ts'
import { storeNew } from '#engine/register/store.ts'
import type { House } from '#house'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'

/** A 政令市: 20,000 staff in 1,500 units, 100,000 assets, 300,000 applications of one year. */
export const size = { staff: 20_000, units: 1_500, assets: 100_000, applications: 300_000 }

export type LargeCity = {
  tenantId: string
  units: string[]
  /** Logins and persons of the people whose pages are measured. */
  staff: { login: string; personId: string }
  manager: { login: string; personId: string }
  director: { login: string; personId: string }
  chief: { login: string; personId: string }
}

export const benchPassword = 'keisoku-no-aikotoba-1'
const from = '2024-04-01'

/** Builds the city: the organisation and assets through recorded acts, the year's cases in SQL. */
export async function makeLargeCity(
  house: House,
  owner: pg.ClientBase,
  tenantId: string,
  scale: number,
  /** Numbers that are not wanted at that scale: 0 for what a measurement does not touch. */
  more: Partial<typeof size> = {},
): Promise<LargeCity> {
  const counts = {
    staff: Math.round(size.staff * scale),
    units: Math.round(size.units * scale),
    assets: Math.round(size.assets * scale),
    applications: Math.round(size.applications * scale),
    ...more,
  }
  const maker: Actor = { kind: 'system', job: 'bench' }
  const scope = { tenantId, actor: maker }
  const organisation = await house.runner.perform('bench.organisation', scope, (act) =>
    saveOrganisation(act, counts),
  )
  for (let done = 0; done < counts.assets; done += 5_000) {
    await house.runner.perform('bench.assets', scope, async (act) => {
      const lines = Array.from({ length: Math.min(5_000, counts.assets - done) }, (_, at) => {
        const index = done + at
        return {
          unitId: organisation.units[index % organisation.units.length] ?? '',
          values: checkedValues(assetRegister, {
            name: `${names[index % names.length] ?? ''}${Math.floor(index / names.length)}`,
            business: '計測',
            kind: index % 3 === 0 ? 'paper' : 'file',
            confidentiality: String((index % 3) + 1),
            integrity: '1',
            availability: '1',
            network: 'lgwan',
            personal_count: index % 3 === 0 ? 0 : index % 500,
            encrypted: true,
          }),
        }
      })
      await storeNew(act, assetRegister, { origin: 'import', why: '計測' }, lines)
      act.recorder.describe({ act: '登録', subject: { kind: 'register:asset', id: tenantId } })
    })
  }
  const editionId = newId()
  await saveApplications(owner, tenantId, editionId, counts.applications)
  await owner.query('vacuum analyze')
  return { tenantId, ...organisation }
}

const names = [
  '要介護認定調査票',
  '住民異動届',
  '固定資産台帳',
  '学籍簿',
  '生活保護記録',
  '道路台帳',
  '予算要求書',
  '相談記録票',
  '検診結果',
  '貸出用パソコン',
]

async function saveOrganisation(act: Act, counts: { staff: number; units: number }) {
  const { tenantId: tenant_id, recorder } = act
  const valid = { valid_from: from, valid_to: null }
  const body = newId()
  await recorder.save('body', { tenant_id, id: body, name: '市長部局', sort: 0, ...valid })
  const departments = Math.max(3, Math.round(counts.units / 25))
  const unitRows = Array.from({ length: counts.units }, (_, index) => {
    const isDepartment = index < departments
    return unitRow({
      tenant_id,
      body_id: body,
      parent_id: null,
      code: String(index).padStart(5, '0'),
      name: isDepartment ? `第${index}部` : `第${index}課`,
      kind: isDepartment ? '部' : '課',
      symbol: `記${index}`,
      policy_office: index === departments,
      ...valid,
    })
  })
  const withParents = unitRows.map((row, index) =>
    index < departments ? row : { ...row, parent_id: unitRows[index % departments]?.id ?? null },
  )
  await recorder.saveAll('unit', withParents)
  const units = withParents.map((row) => row.id ?? '')
  const persons = Array.from({ length: counts.staff }, (_, index) =>
    personRow({
      tenant_id,
      number: String(index).padStart(6, '0'),
      family: `姓${index % 500}`,
      given: `名${index}`,
      family_kana: '',
      given_kana: '',
      mail: null,
      extension: null,
      ...valid,
    }),
  )
  await recorder.saveAll('person', persons)
  const posts = persons.map((_person, index) => {
    const unitId = units[index % units.length] ?? ''
    const isHead = index < units.length
    const isDeputy = index >= units.length && index < 2 * units.length
    const rank = isHead ? ('head' as const) : isDeputy ? ('deputy-head' as const) : ('staff' as const)
    return {
      tenant_id,
      id: newId(),
      body_id: body,
      unit_id: unitId,
      title: isHead ? '課長' : isDeputy ? '課長補佐' : '主事',
      rank,
      sort: index,
      ...valid,
    }
  })
  await recorder.saveAll('post', posts)
  await recorder.saveAll(
    'appointment',
    persons.map((person, index) => ({
      tenant_id,
      id: newId(),
      person_id: person.id ?? '',
      post_id: posts[index]?.id ?? '',
      kind: '本務' as const,
      ...valid,
    })),
  )
  await recorder.saveAll(
    'deputy_order',
    units.map((_unit, index) => ({
      tenant_id,
      id: newId(),
      post_id: posts[index]?.id ?? '',
      place: 1,
      deputy_post_id: posts[index + units.length]?.id ?? '',
      basis: '事務決裁規程',
      eid: null,
      ...valid,
    })),
  )
  await recorder.saveAll(
    'absence',
    Array.from({ length: Math.round(counts.units / 20) }, (_, index) => ({
      tenant_id,
      id: newId(),
      person_id: persons[departments + 10 + index * 7]?.id ?? '',
      reason: '出張',
      valid_from: '2026-11-20',
      valid_to: '2026-12-01',
    })),
  )
  await recorder.saveAll('office_rule', [
    {
      tenant_id,
      id: newId(),
      office: 'ciso',
      word: '最高情報統括責任者',
      scope: 'city',
      rule: { by: 'post', postId: posts[1]?.id ?? '' },
      eid: null,
      sort: 0,
      ...valid,
    },
    {
      tenant_id,
      id: newId(),
      office: 'chief-iso',
      word: '統括情報セキュリティ責任者',
      scope: 'city',
      rule: { by: 'post', postId: posts[0]?.id ?? '' },
      eid: null,
      sort: 1,
      ...valid,
    },
    {
      tenant_id,
      id: newId(),
      office: 'dept-iso',
      word: '情報セキュリティ責任者',
      scope: 'unit',
      rule: { by: 'rank', rank: 'head', kinds: ['部', '局'] },
      eid: null,
      sort: 2,
      ...valid,
    },
    {
      tenant_id,
      id: newId(),
      office: 'sec-manager',
      word: '情報セキュリティ管理者',
      scope: 'unit',
      rule: { by: 'rank', rank: 'head', kinds: ['課', '室'] },
      eid: null,
      sort: 3,
      ...valid,
    },
    {
      tenant_id,
      id: newId(),
      office: 'policy-office',
      word: '事務局',
      scope: 'city',
      rule: { by: 'policy-office' },
      eid: null,
      sort: 4,
      ...valid,
    },
  ])
  const password_hash = await hashPassword(benchPassword)
  const account = async (login: string, index: number) => {
    const personId = persons[index]?.id ?? ''
    await recorder.save('account', {
      tenant_id,
      account_id: newId(),
      person_id: personId,
      login,
      password_hash,
      must_change: false,
      disabled_at: null,
      created_at: act.at,
    })
    return { login, personId }
  }
  // A section well inside the range, whose head is not away.
  const section = departments + Math.floor(counts.units / 2)
  const people = {
    staff: await account('staff', section + 2 * counts.units),
    manager: await account('manager', section),
    director: await account(
      'director',
      section % departments === 0 ? departments - 1 : section % departments,
    ),
    chief: await account('chief', 0),
  }
  recorder.describe({ act: '組織の取込み', subject: { kind: 'tenant', id: tenant_id } })
  return { units, ...people }
}

/** A year of cases, as the pages read them: case, event and decision rows; a hundredth of them still moving. */
async function saveApplications(
  owner: pg.ClientBase,
  tenantId: string,
  editionId: string,
  count: number,
): Promise<void> {
  // The rows are made to fit; checking 1.5 million foreign keys one by one would only measure the preparation.
  await owner.query(
    `set statement_timeout = 0; set session_replication_role = replica; set synchronous_commit = off`,
  )
  await owner.query(
    `with people as (
       select row_number() over (order by a.id) - 1 as n, a.person_id, p.unit_id, p.body_id
         from appointment a join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
        where a.tenant_id = $1 and p.rank = 'staff'),
     total as (select count(*) as c from people)
     insert into application (tenant_id, application_id, procedure, number, number_unit_id, fiscal_year, running, body_id,
            unit_id, applicant_id, edition_id, state, round, form, facts, content_hash, title, filed_at, decided_at, started_at, finished_at, period_from, period_to,
            valid_until, reminders, version, created_at)
     select $1, gen_random_uuid(), 'carry-out', '記第' || g || '号', x.unit_id, 2026, g, x.body_id, x.unit_id, x.person_id, $2,
            s.state, 1,
            jsonb_build_object('purpose', '訪問調査のため', 'destination', '市内', 'means', 'official-car',
              'from', '2026-06-01', 'to', '2026-06-05', 'measures', jsonb_build_array('locked-case')),
            jsonb_build_object('entries', jsonb_build_array(jsonb_build_object('entryId', gen_random_uuid(), 'number',
              'A-00001', 'label', '調査票', 'version', 1, 'values', jsonb_build_object('confidentiality', '3', 'personal_count', 8)))),
            md5(g::text) || md5(g::text), '調査票 ' || g,
            at, case when s.state = 'waiting' then null else at + interval '1 hour' end,
            case when s.state in ('in-use', 'done') then at + interval '2 hours' end,
            case when s.state = 'done' then at + interval '3 days' end,
            at::date, at::date + 5, at::date + 5, 0, 1, at
       from generate_series(1, $3) g
       cross join total
       join people x on x.n = (g::bigint * 7919) % total.c
       cross join lateral (select case when g % 100 = 0 then 'waiting' when g % 100 = 1 then 'in-use'
              when g % 100 = 2 then 'granted' else 'done' end as state,
              timestamptz '2026-04-01 00:00Z' + (g % 230) * interval '1 day' + (g % 480) * interval '1 minute' as at) s`,
    [tenantId, editionId, count],
  )
  await owner.query(
    `insert into application_event (tenant_id, application_id, place, act, actor_id, capacity, note, form, content_hash, at)
     select tenant_id, application_id, p, (array['申請', '許可', '持出し'])[p], applicant_id, '本人', null, null, null, created_at
       from application cross join generate_series(1, 3) p where tenant_id = $1`,
    [tenantId],
  )
  await owner.query(
    `insert into decision (tenant_id, decision_id, application_id, applicant_id, round, place, seat, act, content_hash, decider_id,
            capacity, office, unit_id, because, decided_at)
     select a.tenant_id, gen_random_uuid(), a.application_id, a.applicant_id, 1, 1, 1, 'grant', a.content_hash, h.person_id, '本人',
            'sec-manager', a.unit_id, '課長', a.decided_at
       from application a
       join post p on p.tenant_id = a.tenant_id and p.unit_id = a.unit_id and p.rank = 'head'
       join appointment h on h.tenant_id = p.tenant_id and h.post_id = p.id
      where a.tenant_id = $1 and a.state <> 'waiting'`,
    [tenantId],
  )
  await owner.query(
    `insert into application_step (tenant_id, application_id, round, place, seat, key, act, word, needs, office, unit_id,
            step_key, raised, why, state, opened_at, closed_at, decision_id)
     select a.tenant_id, a.application_id, 1, 1, 1, 'decide-sec-manager', 'decide', '許可', 'all', 'sec-manager', a.unit_id,
            'sec-manager:' || a.unit_id, false, '課長が決定します。', case when d.decision_id is null then 'open' else 'done' end,
            a.filed_at, d.decided_at, d.decision_id
       from application a
       left join decision d on d.tenant_id = a.tenant_id and d.application_id = a.application_id
      where a.tenant_id = $1`,
    [tenantId],
  )
}
