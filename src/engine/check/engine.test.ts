import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { registerClose, registerSave } from '#engine/register/contract.ts'
import { closeEntry, reviseEntry, writeEntry } from '#engine/register/engine.ts'
import type { Values } from '#engine/register/definition.ts'
import { storeNew } from '#engine/register/store.ts'
import { listTasks } from '#engine/task/contract.ts'
import type { Act } from '#ground/operation/act.ts'
import { makeWorld } from '#test/world.ts'
import { violationsOn } from './attention.ts'
import { askCheck, exportCheck, listChecks, runCheck, setCheck, showCheck } from './contract.ts'
import { recheckAfter } from './recheck.ts'
import { CHECK_JOB } from './request-run.ts'
import { runPart, type Part } from './run.ts'
import { lockedAway, media, places } from './testing/media.ts'

const world = await makeWorld({ after })
const { city, house } = world
const unit = city.ids.unit
const ports = { sectionsOn: async () => ({ of: (unitId: string) => ({ unitId }) }) }
const why = { by: 'person', why: '試験', describe: false } as const

const act = <T>(work: (act: Act) => Promise<T>): Promise<T> =>
  city.perform(async (each) => {
    const result = await work(each)
    each.recorder.describe({ act: '試験', subject: { kind: 'test', id: 'check' } })
    return result
  })

/** Runs the queued work of the house until none is left. */
async function work(): Promise<void> {
  for (;;) {
    const job = await world.db.inTenant(city.tenantId, (tx) =>
      tx
        .selectFrom('job')
        .selectAll()
        .where('state', '=', 'waiting')
        .where('name', '=', CHECK_JOB)
        .executeTakeFirst(),
    )
    if (job === undefined) return
    const { job_id: jobId, data } = job
    await house.handlers.get(CHECK_JOB)?.({
      tenantId: city.tenantId,
      jobId,
      data: Object.fromEntries(Object.entries(data ?? {})),
      progress: async () => undefined,
    })
    await world.db.inTenant(city.tenantId, (tx) =>
      tx.updateTable('job').set({ state: 'done' }).where('job_id', '=', jobId).execute(),
    )
  }
}

const openNow = () =>
  world.db.readTenant(city.tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('check_violation')
      .select(['line_id', 'sentence'])
      .where('check_key', '=', lockedAway.key)
      .where('mended_at', 'is', null)
      .execute()
    return new Map(rows.map((row) => [row.line_id, row.sentence]))
  })

type Step =
  | { do: 'add'; level: number; place: number }
  | { do: 'move'; medium: number; place: number }
  | { do: 'lock'; place: number; locked: boolean }
  | { do: 'close'; medium: number }
  | { do: 'run' }

const shelf = fc.nat(3)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), level: fc.nat(3), place: shelf }),
  fc.record({ do: fc.constant('move' as const), medium: fc.nat(9), place: shelf }),
  fc.record({ do: fc.constant('lock' as const), place: shelf, locked: fc.boolean() }),
  fc.record({ do: fc.constant('close' as const), medium: fc.nat(9) }),
  fc.record({ do: fc.constant('run' as const) }),
)

test('whatever is written, moved, locked or closed, exactly what a naive look finds stands as violating', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const shelves = await act(async (it) => {
        const made = []
        for (const locked of [true, false, true, false]) {
          made.push(
            await writeEntry(it, places, {
              ...why,
              unitId: unit.longevity,
              values: { name: `棚${made.length}`, locked },
            }),
          )
        }
        return made
      })
      const locks = new Map(shelves.map((shelf) => [shelf.entryId, shelf.values['locked'] === true]))
      const all: { id: string; values: Values; closed: boolean }[] = []
      const told = (register: string, lineIds: readonly string[]) => (it: Act) =>
        recheckAfter(it, [lockedAway], { register, lineIds }, ports)
      for (const each of steps) {
        await act(async (it) => {
          const medium = 'medium' in each ? all[each.medium % Math.max(1, all.length)] : undefined
          const shelf = 'place' in each ? shelves[each.place] : undefined
          switch (each.do) {
            case 'add': {
              const values = { name: '媒体', level: each.level, place: shelf?.entryId ?? '' }
              const { entryId: id } = await writeEntry(it, media, { ...why, unitId: unit.civil, values })
              all.push({ id, values, closed: false })
              return told(media.key, [id])(it)
            }
            case 'move':
              if (medium === undefined || medium.closed) return
              medium.values = { ...medium.values, place: shelf?.entryId ?? '' }
              await reviseEntry(it, media, medium.id, medium.values, why)
              return told(media.key, [medium.id])(it)
            case 'lock':
              if (shelf === undefined) return
              locks.set(shelf.entryId, each.locked)
              await reviseEntry(it, places, shelf.entryId, { locked: each.locked }, why)
              return told(places.key, [shelf.entryId])(it)
            case 'close':
              if (medium === undefined || medium.closed) return
              medium.closed = true
              await closeEntry(it, media, medium.id, why)
              return told(media.key, [medium.id])(it)
            case 'run':
              await runPart(it, lockedAway, { by: 'daily' }, ports)
          }
        })
        const mine = new Set(all.map(({ id }) => id))
        const wanted = all
          .filter(({ values, closed }) => {
            const level = values['level']
            return (
              !closed &&
              typeof level === 'number' &&
              level >= 2 &&
              locks.get(String(values['place'])) !== true
            )
          })
          .map(({ id }) => id)
        const found = [...(await openNow()).keys()].filter((id) => mine.has(id))
        assert.deepEqual(found.toSorted(), wanted.toSorted())
      }
    }),
    { numRuns: 15 },
  )
})

/** Parts of a few lines, to see a run go on. */
const small = { batch: 10, batches: 3 }

/** Goes on with a run until it is finished. */
async function whole(part: Part): Promise<Part> {
  if (part.finished) return part
  const { runId } = part
  return whole(await act((it) => runPart(it, lockedAway, { by: 'daily', runId }, ports, small)))
}

test('half a run is no result, and the whole of it sees every line once', async () => {
  const lines = 95
  const before = await act(async (it) => {
    const first = await runPart(it, lockedAway, { by: 'daily' }, ports)
    await storeNew(
      it,
      media,
      { origin: 'import', why: '試験' },
      Array.from({ length: lines }, (_, at) => ({
        unitId: unit.longevity,
        values: { name: `m${at}`, level: 1 },
      })),
    )
    return first
  })
  assert.equal(before.finished, true)
  const first = await act((it) => runPart(it, lockedAway, { by: 'daily' }, ports, small))
  assert.equal(first.finished, false)
  const finished = () =>
    world.db.readTenant(city.tenantId, (tx) =>
      tx
        .selectFrom('check_run')
        .select('run_id')
        .where('check_key', '=', lockedAway.key)
        .where('state', '=', 'finished')
        .execute(),
    )
  assert.ok(!(await finished()).some((row) => row.run_id === first.runId), 'half a run does not count')
  const second = await whole(first)
  assert.equal(second.finished, true)
  assert.equal(second.lines, before.lines + lines)
  await assert.rejects(
    act((it) => runPart(it, lockedAway, { by: 'daily', runId: first.runId }, ports)),
    'a finished run does not go on',
  )
})

const areaRow = async (who: Parameters<typeof city.run>[0], key = 'area-low-floor') => {
  const { rows } = await city.run(who, listChecks, {})
  return rows.find((row) => row.key === key)
}

test('not looked at, nothing to look at, nothing wrong, something wrong: four answers', async () => {
  assert.equal((await areaRow('manager'))?.state, 'unknown')
  await city.run('officer', askCheck, {})
  await work()
  assert.equal((await areaRow('manager'))?.state, 'nothing')
  await city.run('manager', registerSave, {
    register: 'area',
    unitId: unit.longevity,
    values: { name: 'サーバ室', building: '本庁舎', floor: 4 },
  })
  await city.run('officer', askCheck, {})
  await work()
  assert.equal((await areaRow('manager'))?.state, 'none')
  assert.equal((await areaRow('stranger'))?.state, 'nothing', 'his own section has no area')
  world.at('2026-11-29T10:00:00+09:00')
  assert.equal(
    (await areaRow('manager'))?.state,
    'unknown',
    'a result of five days ago says nothing of today',
  )
  world.at('2026-11-24T10:00:00+09:00')
})

test('what is wrong stands there as soon as it is written, with one task for the section, and goes when mended', async () => {
  const saved = []
  for (const name of ['地下の金庫室', '地下の倉庫']) {
    saved.push(
      await city.run('manager', registerSave, {
        register: 'area',
        unitId: unit.longevity,
        values: { name, building: '本庁舎', floor: -1 },
      }),
    )
  }
  const shown = await city.run('manager', showCheck, { check: 'area-low-floor', page: 1, size: 50 })
  assert.equal(shown.state, 'violations')
  assert.equal(shown.total, 2)
  assert.match(shown.rows[0]?.sentence ?? '', /地階にあります/)
  const tasks = async () =>
    (await city.run('manager', listTasks, { view: 'mine', state: 'open', area: 'check', page: 1, size: 50 }))
      .rows
  const mine = (await tasks()).filter((row) => row.href?.startsWith('/checks/area-low-floor') === true)
  assert.equal(mine.length, 1, 'one task, not one for each area')

  const [first, second] = saved
  const entryId = first?.entryId ?? ''
  await city.run('manager', registerSave, {
    register: 'area',
    entryId,
    expectedVersion: 1,
    values: { floor_reason: '上の階に床の強さがないため。止水板を置いている。' },
  })
  assert.equal((await areaRow('manager'))?.violations, 1)
  assert.equal((await tasks()).filter((row) => row.href?.includes('area-low-floor')).length, 1)
  await city.run('manager', registerClose, {
    register: 'area',
    entryId: second?.entryId ?? '',
    expectedVersion: 1,
    why: '区域の廃止',
  })
  assert.equal((await areaRow('manager'))?.state, 'none')
  assert.equal((await tasks()).filter((row) => row.href?.includes('area-low-floor')).length, 0)
  const mended = await city.run('manager', showCheck, {
    check: 'area-low-floor',
    state: 'mended',
    page: 1,
    size: 50,
  })
  assert.equal(mended.total, 2)
})

test('a line that is right by now is shown as such before the next run has seen it', async () => {
  const { entryId } = await city.run('manager', registerSave, {
    register: 'area',
    unitId: unit.longevity,
    values: { name: '1階の電算室', building: '分庁舎', floor: 1 },
  })
  // Written past the register's pages, as a permission or an import of the house would.
  await act(async (it) => {
    const { areaRegister } = await import('#rooms/4-physical/area/definition.ts')
    await reviseEntry(it, areaRegister, entryId, { floor: 2 }, why)
  })
  const shown = await city.run('manager', showCheck, { check: 'area-low-floor', page: 1, size: 50 })
  assert.equal(shown.rows.find((row) => row.lineId === entryId)?.rightNow, true)
})

test('a stranger reads neither rows nor counts of another section, and cannot have checks run', async () => {
  await city.run('manager', registerSave, {
    register: 'area',
    unitId: unit.longevity,
    values: { name: '地下2階の書庫', building: '本庁舎', floor: -2 },
  })
  const own = await city.run('stranger', showCheck, { check: 'area-low-floor', page: 1, size: 50 })
  assert.deepEqual([own.total, own.violations, own.units, own.runs], [0, 0, [], []])
  await assert.rejects(
    city.run('stranger', showCheck, { check: 'area-low-floor', unitId: unit.longevity, page: 1, size: 50 }),
    /見られる範囲にありません/,
  )
  await assert.rejects(city.run('stranger', askCheck, {}), /情報セキュリティ管理者などの役割の人/)
  await assert.rejects(city.run('officer', runCheck, { check: 'area-low-floor', by: 'daily' }))
  const file = await city.run('manager', exportCheck, { check: 'area-low-floor' })
  assert.ok(file.body.length > 1000)
})

test('the city sets the number a check compares with, and the check runs anew with it', async () => {
  await city.run('manager', registerSave, {
    register: 'area',
    unitId: unit.longevity,
    values: { name: '見回った室', building: '本庁舎', floor: 3, inspected_on: '2026-10-01' },
  })
  const wrong = async () =>
    (await city.run('manager', showCheck, { check: 'area-not-inspected', page: 1, size: 50 })).rows.filter(
      (row) => row.label === '見回った室' && !row.rightNow,
    ).length
  assert.equal(await wrong(), 0)
  const set = { check: 'area-not-inspected', parameter: 'days', why: '月1回とするため' }
  await assert.rejects(city.run('officer', setCheck, { ...set, value: 0 }), /1から3650まで/)
  await city.run('officer', setCheck, { ...set, value: 31 })
  await work()
  assert.equal(await wrong(), 1)
})

test('a check nobody has declared is refused in words', async () => {
  await assert.rejects(
    city.run('officer', showCheck, { check: 'gone', page: 1, size: 50 }),
    /その点検はありません/,
  )
  await assert.rejects(city.run('officer', askCheck, { check: 'gone' }), /その点検はありません/)
})

test('the first page of a register is told how many of its lines violate, of the units one reads', async () => {
  const violating = (await openNow()).size
  assert.ok(violating > 0)
  const told = (scope: 'all' | string[], register: string = media.key) =>
    city.perform(async (it) => {
      it.recorder.describe({ act: '試験', subject: { kind: 'test', id: 'check' } })
      return violationsOn([lockedAway])(it, register, scope)
    })
  const all = await told('all')
  assert.equal(all[0]?.lines, violating)
  assert.equal(all[0]?.href, `/checks/${lockedAway.key}`)
  assert.deepEqual(await told([unit.disability]), [], 'nothing of units one does not read')
  assert.deepEqual(await told('all', places.key), [], 'nothing of another register')
})
