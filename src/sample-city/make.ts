import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OfficeRule } from '#authority/offices.ts'
import { rightsOf } from '#authority/reads.ts'
import { personRow, unitRow } from '#authority/rows.ts'
import { hashPassword } from '#authority/sign-in/password.ts'
import { runCheck } from '#engine/check/contract.ts'
import { storeNew } from '#engine/register/store.ts'
import { settableClock, type Clock } from '#ground/clock/clock.ts'
import { addDays, fiscalYearStart, startOfDay } from '#ground/clock/calendar.ts'
import type { Database } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act, Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { policyDescribeDocument, policyPublish } from '#policy/contract-documents.ts'
import {
  policyBind,
  policyEdition,
  policyImport,
  policyProvisions,
  policyPutInForce,
} from '#policy/contract.ts'
import {
  policyAcceptProposals,
  policyConfirmNorms,
  policyNorms,
  policyParameters,
  policySetParameter,
} from '#policy/contract-norms.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { checks } from '../mechanisms.ts'
import { assets } from './assets.ts'
import { bindings } from './bindings.ts'
import { openDoors } from './doors.ts'
import { history } from './history.ts'
import { makeIds } from './ids.ts'
import { callNextMeeting, holdPastMeeting, setCouncilRules } from './meetings.ts'
import { playJoining } from './joining.ts'
import { organisation } from './organisation.ts'
import type { Organisation, Period } from './organisation-types.ts'
import { demoPassword, demoPeople } from './people.ts'
import { playPermits } from './permits.ts'
import { playHistory } from './play.ts'
import { playThings } from './things.ts'

export const sampleCity = { code: 'kakuu', name: '架空市' } as const

/** Ids that the sample's readable keys became. */
export type Keys = {
  readonly unit: ReadonlyMap<string, string>
  readonly post: ReadonlyMap<string, string>
  readonly person: ReadonlyMap<string, string>
  readonly asset: ReadonlyMap<string, string>
}

const maker: Actor = { kind: 'system', job: 'sample-city' }

/**
 * Makes 架空市 through the real operations, with a clock of its own: the organisation, the two texts and what
 * their clauses are bound to, the asset register, six months of cases, and the sign-ins.
 */
export async function makeSampleCity(options: {
  tenantId: string
  today: string
  database: Database
  runnerWith(clock: Clock): Runner
  progress(done: number, total: number): void
}): Promise<void> {
  const { tenantId, today } = options
  const events = history(today)
  const total = events.length + 6
  let done = 0
  const step = (): void => options.progress(++done, total)

  // Everything that was there before the six months begins with the fiscal year before last.
  const beginning = fiscalYearStart(addDays(today, -400))
  const clock = settableClock(startOfDay(beginning))
  const runner = options.runnerWith(clock)
  const scope = { tenantId, actor: maker }

  const city = organisation(today)
  const units = await runner.perform('sample.organisation', scope, (act) => saveOrganisation(act, city))
  step()
  const basic = await importText(runner, tenantId, {
    file: 'basic-policy.txt',
    kind: '基本方針',
    on: beginning,
  })
  step()
  const standard = await importText(runner, tenantId, {
    file: 'standard.txt',
    kind: '対策基準',
    on: beginning,
  })
  step()
  await restOn(runner, tenantId, standard, basic)
  await bind(runner, tenantId, standard)
  for (const editionId of [basic, standard]) await settle(runner, tenantId, editionId, beginning)
  step()
  const asset = await runner.perform('sample.assets', scope, (act) => saveAssets(act, units.unit, today))
  step()
  const stage = { runner, clock, tenantId, keys: units }
  const rights = (personId: string, on: string) =>
    options.database.readTenant(tenantId, (tx) => rightsOf(tx, personId, on))
  await setCouncilRules(stage, beginning)
  await holdPastMeeting(stage, today)
  await playHistory({
    runner,
    clock,
    tenantId,
    events,
    keys: { ...units, asset },
    rightsOf: rights,
    contentHashOf: (applicationId) =>
      options.database.readTenant(tenantId, async (tx) => {
        const row = await tx
          .selectFrom('application')
          .select('content_hash')
          .where('application_id', '=', applicationId)
          .executeTakeFirstOrThrow()
        return row.content_hash
      }),
    unreadDecisionOf: (applicationId) =>
      options.database.readTenant(tenantId, async (tx) => {
        const row = await tx
          .selectFrom('after_reading')
          .select('decision_id')
          .where('application_id', '=', applicationId)
          .where('read_at', 'is', null)
          .executeTakeFirstOrThrow()
        return row.decision_id
      }),
    today,
    step,
  })
  const { talk } = await playThings({ ...stage, keys: { ...units, asset }, today })
  const systems = await makeIds({ ...stage, city, today, rightsOf: rights })
  const serverRoom = await openDoors({ ...stage, today, rightsOf: rights })
  await playPermits({
    ...stage,
    keys: { ...units, asset },
    today,
    rightsOf: rights,
    lines: { ...systems, talk, serverRoom },
  })
  clock.set(`${today}T00:00:00+09:00`)
  await callNextMeeting(stage, today)
  await playJoining({
    runner,
    tenantId,
    today,
    managerId: idOf(units.person, 'kiritani'),
    unitId: idOf(units.unit, '0404'),
  })
  await runner.perform('sample.accounts', scope, (act) => saveAccounts(act, units.person))
  await runChecks(runner, tenantId)
  step()
}

/** What the daily work does in the morning: a city that is made before it would know nothing of its checks. */
async function runChecks(runner: Runner, tenantId: string): Promise<void> {
  const scope = { tenantId, actor: maker }
  for (const { key } of checks) {
    let part = runCheck.output.parse(await runner.run(runCheck.name, scope, { check: key }))
    while (!part.finished) {
      const { runId } = part
      part = runCheck.output.parse(await runner.run(runCheck.name, scope, { check: key, runId }))
    }
  }
}

const spanOf = (period: Period) => ({ valid_from: period.validFrom, valid_to: period.validTo })

function idsFor(keys: readonly string[]): Map<string, string> {
  return new Map(keys.map((key) => [key, newId()]))
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the sample city has no "${key}"`)
  return id
}

async function saveOrganisation(act: Act, city: Organisation): Promise<Omit<Keys, 'asset'>> {
  const { tenantId: tenant_id, recorder } = act
  const body = idsFor(city.bodies.map((row) => row.key))
  const unit = idsFor(city.units.map((row) => row.key))
  const post = idsFor(city.posts.map((row) => row.key))
  const person = idsFor(city.persons.map((row) => row.key))
  const unitOrNull = (key: string | null): string | null => (key === null ? null : idOf(unit, key))

  await recorder.saveAll(
    'body',
    city.bodies.map((row) => ({
      tenant_id,
      id: idOf(body, row.key),
      name: row.name,
      sort: row.sort,
      ...spanOf(row),
    })),
  )
  await recorder.saveAll(
    'unit',
    city.units.map((row) => ({
      ...unitRow({
        tenant_id,
        body_id: idOf(body, row.bodyKey),
        parent_id: unitOrNull(row.parentKey),
        code: row.key,
        name: row.name,
        kana: row.kana,
        kind: row.kind,
        symbol: row.symbol,
        policy_office: row.policyOffice,
        sort: row.sort,
        ...spanOf(row),
      }),
      id: idOf(unit, row.key),
    })),
  )
  await recorder.saveAll(
    'post',
    city.posts.map((row) => ({
      tenant_id,
      id: idOf(post, row.key),
      body_id: idOf(body, row.bodyKey),
      unit_id: unitOrNull(row.unitKey),
      title: row.title,
      rank: row.rank,
      sort: row.sort,
      ...spanOf(row),
    })),
  )
  await recorder.saveAll(
    'person',
    city.persons.map((row) => ({
      ...personRow({
        tenant_id,
        number: row.number,
        family: row.family,
        given: row.given,
        family_kana: row.familyKana,
        given_kana: row.givenKana,
        mail: row.mail,
        extension: row.extension,
        ...spanOf(row),
      }),
      id: idOf(person, row.key),
    })),
  )
  await recorder.saveAll(
    'appointment',
    city.appointments.map((row) => ({
      tenant_id,
      id: newId(),
      person_id: idOf(person, row.personKey),
      post_id: idOf(post, row.postKey),
      kind: row.kind,
      ...spanOf(row),
    })),
  )
  await recorder.saveAll(
    'absence',
    city.absences.map((row) => ({
      tenant_id,
      id: newId(),
      person_id: idOf(person, row.personKey),
      reason: row.reason,
      ...spanOf(row),
    })),
  )
  await recorder.saveAll(
    'deputy_order',
    city.deputyOrders.map((row) => ({
      tenant_id,
      id: newId(),
      post_id: idOf(post, row.postKey),
      place: row.place,
      deputy_post_id: idOf(post, row.deputyPostKey),
      basis: row.basis,
      eid: row.clause,
      ...spanOf(row),
    })),
  )
  await recorder.saveAll(
    'acting_right',
    city.actingRights.map((row) => ({
      tenant_id,
      id: newId(),
      kind: row.kind,
      post_id: idOf(post, row.postKey),
      holder_post_id: idOf(post, row.holderPostKey),
      holder_person_id: null,
      applies_when: row.appliesWhen,
      scope: row.scope,
      basis: row.basis,
      eid: row.clause,
      ...spanOf(row),
    })),
  )
  const ruleOf = (rule: Organisation['officeRules'][number]['rule']): OfficeRule => {
    switch (rule.by) {
      case 'rank':
      case 'policy-office':
        return rule
      case 'post':
        return { by: 'post', postId: idOf(post, rule.postKey) }
      case 'members':
        return { by: 'members', unitId: idOf(unit, rule.unitKey) }
    }
  }
  await recorder.saveAll(
    'office_rule',
    city.officeRules.map((row) => ({
      tenant_id,
      id: newId(),
      office: row.office,
      word: row.word,
      scope: row.scope,
      rule: ruleOf(row.rule),
      eid: row.clause,
      sort: row.sort,
      ...spanOf(row),
    })),
  )
  recorder.describe({
    act: '組織の取込み',
    subject: { kind: 'tenant', id: tenant_id, label: sampleCity.name },
  })
  return { unit, post, person }
}

async function importText(
  runner: Runner,
  tenantId: string,
  text: { file: string; kind: '基本方針' | '対策基準'; on: string },
): Promise<string> {
  const bytes = await readFile(join(import.meta.dirname, 'text', text.file))
  const scope = { tenantId, actor: maker }
  const decision = { decidedBy: `${sampleCity.name}情報化推進会議`, decidedOn: text.on }
  const { editionId } = policyImport.output.parse(
    await runner.run(policyImport.name, scope, {
      fileName: text.file,
      base64: bytes.toString('base64'),
      kind: text.kind,
      documentMark: text.kind,
      public: text.kind === '基本方針',
      effectiveFrom: text.on,
      ...decision,
    }),
  )
  if (editionId === null) throw new Error(`the sample text ${text.file} was not imported`)
  const approval = { kind: 'council', meeting: decision.decidedBy, resolvedOn: text.on }
  await runner.run(policyPutInForce.name, scope, { editionId, effectiveFrom: text.on, ...decision, approval })
  if (text.kind === '基本方針') {
    const place = 'https://www.kakuu.example/joho/kihon-hoshin.html'
    await runner.run(policyPublish.name, scope, { editionId, publishedOn: text.on, place })
  }
  return editionId
}

/** 対策基準は基本方針に基づく. */
async function restOn(runner: Runner, tenantId: string, standard: string, basic: string): Promise<void> {
  const scope = { tenantId, actor: maker }
  const policyOf = async (editionId: string) =>
    policyEdition.output.parse(await runner.run(policyEdition.name, scope, { editionId })).policy
  const { policyId, public: open } = await policyOf(standard)
  const basedOn = (await policyOf(basic)).policyId
  await runner.run(policyDescribeDocument.name, scope, { policyId, public: open, basedOn })
}

async function bind(runner: Runner, tenantId: string, editionId: string): Promise<void> {
  const scope = { tenantId, actor: maker }
  const { nodes } = policyProvisions.output.parse(
    await runner.run(policyProvisions.name, scope, { editionId }),
  )
  const wids = new Map(nodes.map((node) => [node.eid, node.wid]))
  for (const { mechanism, slot, eid } of bindings) {
    await runner.run(policyBind.name, scope, { editionId, wid: idOf(wids, eid), mechanism, slot })
  }
}

/** What an officer's hour leaves behind: every norm confirmed and bound, every open value set. */
async function settle(runner: Runner, tenantId: string, editionId: string, on: string): Promise<void> {
  const scope = { tenantId, actor: maker }
  const { norms } = policyNorms.output.parse(await runner.run(policyNorms.name, scope, { editionId }))
  for (let from = 0; from < norms.length; from += 500) {
    const part = norms.slice(from, from + 500).map(({ normId, revision }) => ({ normId, revision }))
    await runner.run(policyConfirmNorms.name, scope, { editionId, norms: part })
  }
  await runner.run(policyAcceptProposals.name, scope, { editionId })
  const { parameters } = policyParameters.output.parse(
    await runner.run(policyParameters.name, scope, { editionId }),
  )
  for (const { parameter, unit, value, usual, revision } of parameters) {
    if (value !== null) continue
    await runner.run(policySetParameter.name, scope, {
      parameter,
      value: usual?.value ?? plausible[unit] ?? '別に定める',
      note: '架空市の例です。',
      validFrom: on,
      revision,
    })
  }
}

/** A value to show where no usual one is known, by its unit. */
const plausible: Readonly<Record<string, string>> = {
  日: '30',
  月: '12',
  年: '5',
  時間: '24',
  分: '15',
  回: '1',
  文字: '12',
  MB: '10',
  人: '10',
  秒: '5',
}

async function saveAssets(
  act: Act,
  units: ReadonlyMap<string, string>,
  today: string,
): Promise<ReadonlyMap<string, string>> {
  const all = assets(today)
  const entries = await storeNew(
    act,
    assetRegister,
    { origin: 'import', why: '台帳の取込み' },
    all.map((asset) => ({ unitId: idOf(units, asset.unitKey), values: { ...asset.values } })),
  )
  act.recorder.describe({
    act: '台帳の取込み',
    subject: { kind: 'register:asset', id: act.tenantId, label: `${entries.length}件` },
  })
  return new Map(all.map((asset, index) => [asset.key, entries[index]?.entryId ?? '']))
}

async function saveAccounts(act: Act, persons: ReadonlyMap<string, string>): Promise<void> {
  const rows = []
  for (const { login, personKey } of demoPeople) {
    rows.push({
      tenant_id: act.tenantId,
      account_id: newId(),
      person_id: idOf(persons, personKey),
      login,
      password_hash: await hashPassword(demoPassword),
      must_change: false,
      disabled_at: null,
      created_at: act.at,
    })
  }
  await act.recorder.saveAll('account', rows)
  act.recorder.describe({
    act: 'ログインIDの交付',
    subject: { kind: 'tenant', id: act.tenantId, label: `見本の${rows.length}人` },
  })
}
