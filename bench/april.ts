import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import { settableClock } from '#ground/clock/clock.ts'
import { readConfig } from '#ground/config/config.ts'
import { openDatabase, openPool } from '#ground/database/database.ts'
import { withClient } from '#ground/database/roles.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { Contract } from '#ground/operation/contract.ts'
import { openEverything } from '#doors/open.ts'
import { openHouse } from '#house'
import type { NewTransferChange } from '#rooms/1-organisation/transfer/change.ts'
import {
  addTransferChanges,
  confirmTransfer,
  rehearseTransfer,
  saveTransfer,
  showTransfer,
  transferChanges,
  transferEffects,
  undoTransfer,
} from '#rooms/1-organisation/transfer/contract.ts'
import { makeLargeCity, size } from './large-city.ts'
import { connectionOf } from './measuring.ts'

/*
 * The first of April of a 政令市: 6,000 role changes among 20,000 staff in 1,500 units, with 3,000 cases that wait and
 * 6,000 permits in use or to be used. Rehearsal, confirmation, taking it back, and the work of the day.
 *
 *     npm run bench -- april [scale]
 */

const scale = Number(process.argv[2] ?? 1)
const DAY = '2027-04-01'
const folder = await mkdtemp(join(tmpdir(), 'kijun-april-'))
const config = { ...readConfig({}, folder), dataFolder: folder, logLevel: 'silent' as const }
const opened = await openEverything(config)
const connection = connectionOf(opened.house.ownerPool)
const clock = settableClock('2027-03-20T10:00:00+09:00')
const database = openDatabase(opened.house.database.connection, { name: 'kijun-april' })
const ownerPool = openPool(connection, { max: 4, name: 'kijun-april-owner' })
// The same house with hands of the clock that can be moved.
const house = await openHouse({ config, clock, database, ownerPool, background: false })
const load = (): string => `(負荷 ${(loadavg()[0] ?? 0).toFixed(1)})`
const record = z.record(z.string(), z.unknown())

try {
  const tenantId = newId()
  await database.shared
    .insertInto('tenant')
    .values({
      tenant_id: tenantId,
      code: 'april',
      name: '計測市',
      kind: 'city',
      created_at: clock.now().toISOString(),
    })
    .execute()
  const began = performance.now()
  const city = await withClient(connection, (client) =>
    makeLargeCity(house, client, tenantId, scale, { assets: 0 }),
  )
  console.log(
    `職員 ${size.staff * scale}、組織 ${size.units * scale}、申請 ${size.applications * scale} を ${seconds(began)}秒で用意しました ${load()}`,
  )
  const actor: Actor = {
    kind: 'person',
    personId: city.chief.personId,
    accountId: newId(),
    rights: new Set(['organisation.manage']),
  }
  const scope = { tenantId, actor }
  const run = async <C extends Contract>(contract: C, input: z.input<C['input']>) =>
    contract.output.parse(await house.runner.run(contract.name, scope, input)) as z.output<C['output']>
  const work = async (jobId: string): Promise<void> => {
    const job = await database.readTenant(tenantId, (tx) =>
      tx.selectFrom('job').selectAll().where('job_id', '=', jobId).executeTakeFirstOrThrow(),
    )
    const handler = house.handlers.get(job.name)
    if (handler === undefined) throw new Error(job.name)
    const result = record.parse(
      await handler({ tenantId, jobId, data: record.parse(job.data), progress: async () => undefined }),
    )
    if (result['refused'] !== undefined) throw new Error(JSON.stringify(result))
    await database.inTenant(tenantId, (tx) =>
      tx.updateTable('job').set({ state: 'done' }).where('job_id', '=', jobId).execute(),
    )
  }
  const changes = await changesOf(tenantId, city.chief.personId, city.units)
  const plan = async (title: string): Promise<string> => {
    const { planId } = await run(saveTransfer, { title, effectiveOn: DAY })
    for (let start = 0; start < changes.length; start += 1000) {
      await run(addTransferChanges, { planId, changes: changes.slice(start, start + 1000) })
    }
    return planId
  }
  const rehearse = async (planId: string, label: string) => {
    const from = performance.now()
    await work((await run(rehearseTransfer, { planId })).jobId)
    const took = seconds(from)
    const shown = await run(showTransfer, { planId })
    if (shown.notConfirmable !== null) {
      const { changes: wrong } = await run(transferChanges, { planId, show: 'problems', size: 3 })
      throw new Error(`${shown.notConfirmable} ${JSON.stringify(wrong)}`)
    }
    const counts = Object.entries(shown.rehearsal?.counts ?? {}).map(([tab, count]) => `${tab} ${count}`)
    console.log(`${label}: ${took}秒(目標 60秒) ${counts.join('、')} ${load()}`)
    return shown.rehearsal?.rehearsalId ?? ''
  }
  const confirm = async (planId: string, rehearsalId: string) => {
    const from = performance.now()
    await work((await run(confirmTransfer, { planId, rehearsalId })).jobId)
    console.log(`確定: ${seconds(from)}秒(目標 30秒) ${load()}`)
  }

  const first = await plan('一つ目の案')
  console.log(`異動 ${changes.length}件 (${kindsOf(changes)})`)
  const rehearsal = await rehearse(first, '予行')
  await confirm(first, rehearsal)
  const from = performance.now()
  const { rows } = await run(undoTransfer, { planId: first })
  console.log(`取消し: ${seconds(from)}秒 ${rows}行 ${load()}`)
  const second = await plan('二つ目の案')
  await confirm(second, await rehearse(second, '二度目の予行'))
  clock.set(`${DAY}T00:00:00+09:00`)
  const followed = performance.now()
  const handler = house.handlers.get('transfer.follow-up')
  const job = { tenantId, jobId: second, data: { planId: second }, progress: async () => undefined }
  const outcome = await handler?.(job)
  const { total } = await run(transferEffects, { planId: second })
  console.log(`発令日の処理: ${seconds(followed)}秒 ${total}件 ${JSON.stringify(outcome)} ${load()}`)
} finally {
  await house.close()
  await database.close()
  await ownerPool.end()
  await opened.close()
  await rm(folder, { recursive: true, force: true })
}
process.exit(0)

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1)
}

function kindsOf(all: readonly NewTransferChange[]): string {
  const counts = Map.groupBy(all, (change) => change.kind)
  return [...counts].map(([kind, group]) => `${kind} ${group.length}`).join('、')
}

/** Heads and clerks go round, some retire and are followed by their deputies, some are hired, units merge. */
async function changesOf(
  tenantId: string,
  spare: string,
  units: readonly string[],
): Promise<NewTransferChange[]> {
  const staff = await database.readTenant(tenantId, (tx) =>
    tx
      .selectFrom('appointment')
      .innerJoin('post', 'post.id', 'appointment.post_id')
      .select(['appointment.person_id', 'post.unit_id', 'post.title', 'post.rank'])
      .orderBy('post.sort')
      .execute(),
  )
  const count = (n: number): number => Math.round(n * scale)
  const free = staff.filter((each) => each.person_id !== spare)
  const departments = Math.max(3, Math.round(units.length / 25))
  const heads = free.filter((each) => each.rank === 'head').slice(departments)
  const deputies = free.filter((each) => each.rank === 'deputy-head').slice(departments)
  // The last sections go over into their neighbours; nobody is moved into or out of them by name.
  const ending = units.slice(-count(20))
  const clerks = free.filter((each) => each.rank === 'staff' && !ending.includes(each.unit_id ?? ''))
  const changes: NewTransferChange[] = []
  const unitOf = (each: { unit_id: string | null }) => ({ id: each.unit_id ?? '' })
  // 200 課長 retire; the 課長補佐 of the section follows.
  for (const [index, head] of heads.slice(0, count(200)).entries()) {
    changes.push({ kind: 'retire', person: { id: head.person_id }, reason: '定年退職' })
    const deputy = deputies[index]
    if (deputy === undefined) continue
    changes.push({ kind: 'move', person: { id: deputy.person_id }, unit: unitOf(head), title: '課長' })
  }
  // 400 課長 change places with the next one.
  const moving = heads.slice(count(200), count(600))
  for (const [index, head] of moving.entries()) {
    const next = moving[(index + 1) % moving.length]
    if (next !== undefined)
      changes.push({ kind: 'move', person: { id: head.person_id }, unit: unitOf(next), title: '課長' })
  }
  for (const clerk of clerks.slice(0, count(300))) {
    changes.push({ kind: 'retire', person: { id: clerk.person_id }, reason: '' })
  }
  for (const [index, clerk] of clerks.slice(count(300), count(4_500)).entries()) {
    const other = clerks[(index * 7 + 11) % clerks.length]
    const unit =
      other !== undefined && other.unit_id !== clerk.unit_id
        ? other
        : clerks[(index * 7 + 12) % clerks.length]
    if (unit !== undefined)
      changes.push({ kind: 'move', person: { id: clerk.person_id }, unit: unitOf(unit), title: '主事' })
  }
  for (let index = 0; index < count(500); index += 1) {
    changes.push({
      kind: 'hire',
      number: `N${String(index).padStart(5, '0')}`,
      family: `新姓${index}`,
      given: `新名${index}`,
      unit: { id: units[index % (units.length - ending.length)] ?? '' },
      title: '主事',
    })
  }
  for (const clerk of clerks.slice(count(5_000), count(5_150))) {
    changes.push({ kind: 'rename', person: { id: clerk.person_id }, family: '改姓' })
  }
  for (const clerk of clerks.slice(count(5_200), count(5_250))) {
    changes.push({ kind: 'leave', person: { id: clerk.person_id }, reason: '育児休業' })
  }
  // The last sections: some are renamed, some go over into their neighbours.
  for (const unitId of units.slice(-count(60), -count(20))) {
    changes.push({ kind: 'rename-unit', unit: { id: unitId }, name: `改称${unitId.slice(-6)}課` })
  }
  for (const [index, unitId] of ending.entries()) {
    const into = ending[index + 1]
    if (index % 2 === 0 && into !== undefined)
      changes.push({ kind: 'merge-units', units: [{ id: unitId }], into: { id: into } })
  }
  return changes
}
