import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import type { OfficeCode, OfficeRule } from '#authority/offices.ts'
import { rightsOf } from '#authority/reads.ts'
import { personRow, unitRow } from '#authority/rows.ts'
import { hashPassword } from '#authority/sign-in/password.ts'
import type { PostRank, UnitKind } from '#authority/tables.ts'
import { writeEntry } from '#engine/register/engine.ts'
import {
  decideApplication,
  fileApplication,
  followApplication,
  showApplication,
} from '#engine/procedure/contract.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import { readConfig } from '#ground/config/config.ts'
import { settableClock } from '#ground/clock/clock.ts'
import { openPool, type Database } from '#ground/database/database.ts'
import { newId, randomBytes } from '#ground/ids/ids.ts'
import type { Act, Actor } from '#ground/operation/act.ts'
import type { Contract } from '#ground/operation/contract.ts'
import { openHouse, type House } from '#house'
import { policyBind, policyImport, policyProvisions, policyPutInForce } from '#policy/contract.ts'
import { policyConfirmNorms, policyNorms } from '#policy/contract-norms.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { testDatabase, type CleanUp } from './database.ts'

/** The people of the test city, by the name tests call them. */
export const cast = {
  applicant: { unit: 'longevity', title: '主事', rank: 'staff', name: '田辺 彩' },
  colleague: { unit: 'longevity', title: '主任', rank: 'staff', name: '森下 由佳' },
  leader: { unit: 'longevity', title: '情報化推進リーダー', rank: 'leader', name: '原 健' },
  deputy: { unit: 'longevity', title: '課長補佐', rank: 'deputy-head', name: '小川 直樹' },
  second: { unit: 'longevity', title: '係長', rank: 'section-chief', name: '西村 恵' },
  manager: { unit: 'longevity', title: '課長', rank: 'head', name: '佐伯 真由美' },
  director: { unit: 'welfare', title: '部長', rank: 'head', name: '大木 隆' },
  chief: { unit: 'planning', title: '部長', rank: 'head', name: '長谷部 徹' },
  ciso: { unit: null, title: '副市長', rank: 'vice-mayor', name: '宮原 誠' },
  officer: { unit: 'policy', title: '主査', rank: 'staff', name: '西田 亮' },
  officeHead: { unit: 'policy', title: '課長', rank: 'head', name: '三輪 和也' },
  auditor: { unit: 'audit', title: '主査', rank: 'staff', name: '鹿島 進' },
  /** Works in a section whose 課長 post is vacant. */
  orphan: { unit: 'disability', title: '主事', rank: 'staff', name: '山口 光' },
  stranger: { unit: 'civil', title: '主事', rank: 'staff', name: '加納 京子' },
  strangerManager: { unit: 'civil', title: '課長', rank: 'head', name: '武藤 剛' },
} as const satisfies Record<string, { unit: string | null; title: string; rank: PostRank; name: string }>
export type Who = keyof typeof cast

const unitPlan = {
  planning: { name: '企画財政部', kind: '部', parent: null, symbol: '企' },
  policy: { name: '情報政策課', kind: '課', parent: 'planning', symbol: '情政' },
  welfare: { name: '福祉部', kind: '部', parent: null, symbol: '福' },
  longevity: { name: '長寿支援課', kind: '課', parent: 'welfare', symbol: '長寿' },
  disability: { name: '障害福祉課', kind: '課', parent: 'welfare', symbol: '障福' },
  citizens: { name: '市民部', kind: '部', parent: null, symbol: '市' },
  civil: { name: '市民課', kind: '課', parent: 'citizens', symbol: '市民' },
  audit: { name: '監査委員事務局', kind: '局', parent: null, symbol: '監' },
} as const satisfies Record<string, { name: string; kind: UnitKind; parent: string | null; symbol: string }>
export type UnitName = keyof typeof unitPlan

export const policyText = `試験市情報セキュリティ対策基準
第1 趣旨
この基準は、試験のための規程とする。
第2 人の対策
1 兼務の禁止
許可を求める者は、自らその許可をしてはならない。
2 持出し
(1) 職員は、対象資産を外へ持ち出すときは、情報セキュリティ管理者の許可を受けなければならない。
(2) 機密性2以上の対象資産を運ぶ者は、情報セキュリティ管理者の許可を受けなければならない。
(3) 運ぶ者は、鍵付きのケースに入れるなどの措置を講じなければならない。
(4) 情報セキュリティ管理者は、持出しの記録を作り、保管しなければならない。
3 分類
(1) 情報資産は、機密性、完全性及び可用性により分類する。
(2) 情報セキュリティ管理者は、課の情報資産に責任を負う。
`

export const password = 'shiken-no-aikotoba-1'
export const VALID_FROM = '2024-04-01'

export type World = Awaited<ReturnType<typeof makeWorld>>
export type City = Awaited<ReturnType<typeof makeCity>>

/** A house with one small city in it, standing at 10:00 of Tuesday 24 November 2026 in Japan. */
export async function makeWorld(
  t: CleanUp,
  options: {
    now?: string
    sealKey?: Buffer | null
    publicUrl?: string
    /** Procedures of the city's own, beside those of the house. */
    procedures?: readonly ProcedureDefinition[]
    /** Another text than the small one. */
    giveText?: GiveText
  } = {},
) {
  // The database goes last: hooks run in the order they were hung up.
  const last: (() => unknown)[] = []
  const base = await testDatabase({ after: (work) => last.push(work) })
  const folder = await mkdtemp(join(tmpdir(), 'kijun-world-'))
  const clock = settableClock(options.now ?? '2026-11-24T10:00:00+09:00')
  const config = {
    ...readConfig({}, folder),
    dataFolder: folder,
    logLevel: 'silent' as const,
    publicUrl: options.publicUrl ?? null,
  }
  const ownerPool = openPool(base.owner, { max: 4, name: 'kijun-owner' })
  const house = await openHouse({
    config,
    clock,
    database: base.db,
    ownerPool,
    sealKey: options.sealKey === undefined ? randomBytes(32) : options.sealKey,
    background: false,
    ...(options.procedures === undefined ? {} : { ownProcedures: async () => options.procedures ?? [] }),
  })
  t.after(async () => {
    await house.close()
    await ownerPool.end()
    await rm(folder, { recursive: true, force: true })
    for (const work of last) await work()
  })
  const city = await makeCity(house, base.db, base.tenantId, options.giveText)
  return {
    ...base,
    house,
    clock,
    folder,
    city,
    /** Moves the hands of the clock; every act after it happens then. */
    at: (iso: string) => clock.set(iso),
    secondCity: async () => makeCity(house, base.db, await base.newTenant('隣の市')),
  }
}

/** Imports a city's text, puts it in force and binds it; the edition. */
export type GiveText = (house: House, tenantId: string) => Promise<string>

/** Builds the small city in a tenant, through recorded acts; its text is the small one unless another is given. */
export async function makeCity(
  house: House,
  db: Database,
  tenantId: string,
  giveText: GiveText = importText,
) {
  const maker: Actor = { kind: 'system', job: 'test' }
  const scope = { tenantId, actor: maker }
  const ids = await house.runner.perform('test.organisation', scope, saveOrganisation)
  const editionId = await giveText(house, tenantId)
  const assets = await house.runner.perform('test.assets', scope, async (act) => {
    const add = async (
      unit: UnitName,
      name: string,
      confidentiality: string,
      personal: number,
    ): Promise<string> => {
      const entry = await writeEntry(act, assetRegister, {
        by: 'person',
        why: '台帳の登録',
        unitId: ids.unit[unit],
        values: {
          name,
          business: '要介護認定',
          kind: 'paper',
          confidentiality,
          integrity: '1',
          availability: '1',
          network: 'none',
          personal_count: personal,
        },
      })
      return entry.entryId
    }
    return {
      survey: await add('longevity', '要介護認定調査票', '3', 8),
      leaflet: await add('longevity', '介護予防教室の案内', '1', 0),
      foreign: await add('civil', '住民異動届', '3', 100),
      orphan: await add('disability', '手帳交付台帳', '2', 30),
    }
  })

  const actorOf = async (who: Who): Promise<Actor> => {
    const personId = ids.person[who]
    const on = house.clock.now()
    const today = new Date(on.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
    const rights = await db.readTenant(tenantId, (tx) => rightsOf(tx, personId, today))
    return { kind: 'person', personId, accountId: ids.account[who], rights }
  }

  /** Runs an operation as one of the cast; the output has the contract's type. */
  const run = async <C extends Contract>(
    who: Who | Actor,
    contract: C,
    input: z.input<C['input']>,
  ): Promise<z.output<C['output']>> => {
    const actor = typeof who === 'string' ? await actorOf(who) : who
    return contract.output.parse(
      await house.runner.run(contract.name, { tenantId, actor }, input),
    ) as z.output<C['output']>
  }

  const form = (
    changes: Partial<Record<string, string | string[]>> = {},
  ): Record<string, string | string[]> => {
    const complete: Record<string, string | string[]> = {
      assets: [assets.survey],
      purpose: '訪問調査で対象者の状態を記録するため',
      destination: '市内の調査対象者宅(3か所)',
      means: 'official-car',
      from: '2026-11-25',
      to: '2026-12-08',
      measures: ['locked-case', 'always-carried'],
    }
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) delete complete[key]
      else complete[key] = value
    }
    return complete
  }

  return {
    tenantId,
    ids,
    editionId,
    assets,
    actorOf,
    run,
    form,
    /** Files a take-out and returns its id. */
    file: async (
      who: Who = 'applicant',
      changes: Partial<Record<string, string | string[]>> = {},
    ): Promise<string> =>
      (await run(who, fileApplication, { procedure: 'carry-out', form: form(changes) })).applicationId,
    show: (who: Who, applicationId: string) => run(who, showApplication, { applicationId }),
    decide: async (
      who: Who,
      applicationId: string,
      act: 'grant' | 'refuse' | 'send-back' = 'grant',
      more: { reason?: string; contentHash?: string; exceptionReason?: string } = {},
    ) => {
      const { contentHash, step } = await run('auditor', showApplication, { applicationId })
      return run(who, decideApplication, {
        applicationId,
        act,
        contentHash,
        ...(act === 'grant'
          ? { confirmed: step?.confirms.map(({ key }) => key) ?? [] }
          : { reason: '理由の例です' }),
        ...more,
      })
    },
    follow: (
      who: Who,
      applicationId: string,
      act: 'pull-back' | 'withdraw' | 'start' | 'finish' | 'revoke',
      remark?: string,
    ) => run(who, followApplication, { applicationId, act, ...(remark === undefined ? {} : { remark }) }),
    /** Somebody is away from the first day until (not including) the last. */
    absent: (who: Who, from: string, to: string | null) =>
      house.runner.perform('test.absence', scope, async (act) => {
        await act.recorder.save('absence', {
          tenant_id: tenantId,
          id: newId(),
          person_id: ids.person[who],
          reason: '出張',
          valid_from: from,
          valid_to: to,
        })
        act.recorder.describe({ act: '不在の登録', subject: { kind: 'person', id: ids.person[who] } })
      }),
    perform: <T>(work: (act: Act) => Promise<T>) => house.runner.perform('test.act', scope, work),
  }
}

function keyed<K extends string>(keys: readonly K[]): Record<K, string> {
  return Object.fromEntries(keys.map((key) => [key, newId()])) as Record<K, string>
}

let passwordHash: Promise<string> | null = null

async function saveOrganisation(act: Act) {
  const { tenantId: tenant_id, recorder } = act
  const valid = { valid_from: VALID_FROM, valid_to: null }
  const unit = keyed(Object.keys(unitPlan) as UnitName[])
  const person = keyed(Object.keys(cast) as Who[])
  const post = keyed(Object.keys(cast) as Who[])
  const account = keyed(Object.keys(cast) as Who[])
  const body = newId()
  await recorder.save('body', { tenant_id, id: body, name: '市長部局', sort: 0, ...valid })
  for (const [key, plan] of Object.entries(unitPlan) as [UnitName, (typeof unitPlan)[UnitName]][]) {
    await recorder.save('unit', {
      ...unitRow({
        tenant_id,
        body_id: body,
        parent_id: plan.parent === null ? null : unit[plan.parent],
        code: key,
        name: plan.name,
        kind: plan.kind,
        symbol: plan.symbol,
        policy_office: key === 'policy',
        ...valid,
      }),
      id: unit[key],
    })
  }
  const vacant = newId()
  await recorder.save('post', {
    tenant_id,
    id: vacant,
    body_id: body,
    unit_id: unit.disability,
    title: '課長',
    rank: 'head',
    ...valid,
  })
  passwordHash ??= hashPassword(password)
  const hash = await passwordHash
  let number = 1
  for (const [key, plan] of Object.entries(cast) as [Who, (typeof cast)[Who]][]) {
    const [family = '', given = ''] = plan.name.split(' ')
    await recorder.save('post', {
      tenant_id,
      id: post[key],
      body_id: body,
      unit_id: plan.unit === null ? null : unit[plan.unit],
      title: plan.title,
      rank: plan.rank,
      ...valid,
    })
    await recorder.save('person', {
      ...personRow({
        tenant_id,
        number: String(number++).padStart(5, '0'),
        family,
        given,
        family_kana: '',
        given_kana: '',
        mail: `${key.toLowerCase()}@shiken.example`,
        extension: null,
        ...valid,
      }),
      id: person[key],
    })
    await recorder.save('appointment', {
      tenant_id,
      id: newId(),
      person_id: person[key],
      post_id: post[key],
      kind: '本務',
      ...valid,
    })
    await recorder.save('account', {
      tenant_id,
      account_id: account[key],
      person_id: person[key],
      login: key.toLowerCase(),
      password_hash: hash,
      must_change: false,
      disabled_at: null,
      created_at: act.at,
    })
  }
  const rules: [OfficeCode, string, 'unit' | 'city', OfficeRule][] = [
    ['ciso', '最高情報統括責任者', 'city', { by: 'post', postId: post.ciso }],
    ['chief-iso', '統括情報セキュリティ責任者', 'city', { by: 'post', postId: post.chief }],
    ['dept-iso', '情報セキュリティ責任者', 'unit', { by: 'rank', rank: 'head', kinds: ['部', '局'] }],
    ['sec-manager', '情報セキュリティ管理者', 'unit', { by: 'rank', rank: 'head', kinds: ['課', '室'] }],
    ['sec-leader', '情報セキュリティ担当者', 'unit', { by: 'rank', rank: 'leader', kinds: ['課', '室'] }],
    ['policy-office', '事務局', 'city', { by: 'policy-office' }],
    ['auditor', '監査人', 'city', { by: 'members', unitId: unit.audit }],
  ]
  await recorder.saveAll(
    'office_rule',
    rules.map(([office, word, scope, rule], sort) => ({
      tenant_id,
      id: newId(),
      office,
      word,
      scope,
      rule,
      eid: null,
      sort,
      ...valid,
    })),
  )
  await recorder.saveAll(
    'deputy_order',
    (
      [
        ['deputy', 1],
        ['second', 2],
      ] as const
    ).map(([who, place]) => ({
      tenant_id,
      id: newId(),
      post_id: post.manager,
      place,
      deputy_post_id: post[who],
      basis: '事務決裁規程',
      eid: null,
      ...valid,
    })),
  )
  recorder.describe({ act: '組織の取込み', subject: { kind: 'tenant', id: tenant_id } })
  return { unit, person, post, account, vacantPost: vacant }
}

async function importText(house: House, tenantId: string): Promise<string> {
  const scope = { tenantId, actor: { kind: 'system', job: 'test' } as const }
  const decision = { decidedBy: '試験市情報化推進会議', decidedOn: VALID_FROM }
  const { editionId } = policyImport.output.parse(
    await house.runner.run(policyImport.name, scope, {
      fileName: 'taisaku.txt',
      base64: Buffer.from(policyText).toString('base64'),
      kind: '対策基準',
      effectiveFrom: VALID_FROM,
      ...decision,
    }),
  )
  if (editionId === null) throw new Error('the test text was not imported')
  const approval = { kind: 'council', meeting: decision.decidedBy, resolvedOn: VALID_FROM }
  await house.runner.run(policyPutInForce.name, scope, {
    editionId,
    effectiveFrom: VALID_FROM,
    ...decision,
    approval,
  })
  const { nodes } = policyProvisions.output.parse(
    await house.runner.run(policyProvisions.name, scope, { editionId }),
  )
  const bound: [string, string, string][] = [
    ['procedure:carry-out', 'permit', '第2-2-(1)'],
    ['procedure:carry-out', 'transport', '第2-2-(2)'],
    ['procedure:carry-out', 'protect', '第2-2-(3)'],
    ['procedure:carry-out', 'record', '第2-2-(4)'],
    ['register:carry-book', 'keep', '第2-2-(4)'],
    ['register:asset', 'classify', '第2-3-(1)'],
    ['register:asset', 'keep', '第2-3-(2)'],
    ['authority', 'organisation.separation.approval', '第2-1'],
  ]
  for (const [mechanism, slot, eid] of bound) {
    const wid = nodes.find((node) => node.eid === eid)?.wid
    await house.runner.run(policyBind.name, scope, { editionId, wid, mechanism, slot })
  }
  const { norms } = policyNorms.output.parse(await house.runner.run(policyNorms.name, scope, { editionId }))
  await house.runner.run(policyConfirmNorms.name, scope, {
    editionId,
    norms: norms.map(({ normId, revision }) => ({ normId, revision })),
  })
  return editionId
}
