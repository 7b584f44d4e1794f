import type { z } from 'zod'
import { unitNames } from '#authority/units.ts'
import { accessOf, holds, reachOf } from '#engine/register/access.ts'
import { entryColumns, entryOf } from '#engine/register/reads.ts'
import { applyChanges } from '#engine/register/store.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { carriedRegisters } from './carry-over.ts'
import type { pendingClasses, settlePending } from './contract.ts'
import type { ClassificationPorts } from './ports.ts'
import { axisWord, classWord, inForceOn, schemeBefore, schemesOf } from './scheme-reads.ts'

/** Lines that wait for somebody to choose among several new classes, in the units of the reader. */
export async function openPending(
  act: Act,
  ports: ClassificationPorts,
  { page, size }: { page: number; size: number },
): Promise<z.input<typeof pendingClasses.output>> {
  const reach = await reachOf(act, ports.organisation)
  const registers = carriedRegisters(ports.definitions())
  const access = new Map(registers.map((each) => [each.key, accessOf(reach, each)]))
  const units = [...access.values()].some(({ read }) => read === 'all') ? null : [...reach.own]
  const found = act.tx
    .selectFrom('class_pending as p')
    .innerJoin('register_entry as e', (join) =>
      join.onRef('e.tenant_id', '=', 'p.tenant_id').onRef('e.entry_id', '=', 'p.entry_id'),
    )
    .where('p.decided', 'is', null)
    .where('e.state', '=', 'current')
    .$if(units !== null, (query) =>
      query.where('e.unit_id', 'in', units === null || units.length === 0 ? [''] : units),
    )
  if (units !== null && units.length === 0) return { rows: [], total: 0, page, size }
  const { count } = await found.select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  const rows = await found
    .selectAll('p')
    .select(['e.number', 'e.label', 'e.unit_id'])
    .orderBy('p.register')
    .orderBy('e.number')
    .orderBy('p.axis')
    .offset((page - 1) * size)
    .limit(size)
    .execute()
  const names = await unitNames(
    act.tx,
    rows.map((row) => row.unit_id),
    act.today,
  )
  const schemes = await schemesOf(act.tx)
  return {
    rows: rows.map((row) => {
      const scheme = schemes.find((each) => each.schemeId === row.scheme_id) ?? inForceOn(schemes, act.today)
      const may = access.get(row.register)
      const allowed = may !== undefined && may.because === undefined && holds(may.write, row.unit_id)
      return {
        schemeId: row.scheme_id,
        register: row.register,
        registerName: registers.find((each) => each.key === row.register)?.name ?? row.register,
        entryId: row.entry_id,
        number: row.number,
        label: row.label,
        unitName: names.get(row.unit_id) ?? '',
        axis: row.axis,
        axisLabel: axisWord(scheme, row.axis),
        fromLabel: classWord(schemeBefore(schemes, scheme, act.today), row.axis, row.from_class),
        candidates: row.candidates.map((value) => ({ value, label: classWord(scheme, row.axis, value) })),
        may: allowed
          ? { allowed }
          : { allowed, because: may?.because ?? 'この部・課の行を書く役割があなたにはありません。' },
      }
    }),
    total: Number(count),
    page,
    size,
  }
}

/** Writes what somebody chose for lines that wait. @throws Refusal for a line he may not write, or a class that is none. */
export async function settle(
  act: Act,
  input: z.output<typeof settlePending.input>,
  ports: ClassificationPorts,
): Promise<{ settled: number }> {
  const ids = input.lines.map((line) => line.entryId.toLowerCase())
  const waiting = await act.tx
    .selectFrom('class_pending')
    .selectAll()
    .where('entry_id', 'in', ids)
    .where('decided', 'is', null)
    .execute()
  const chosen = input.lines.map(({ entryId, axis }) => {
    const row = waiting.find((each) => each.entry_id === entryId.toLowerCase() && each.axis === axis)
    return row ?? refuse('not-found', '選ぶのを待っている行ではありません。一覧を開き直してください。')
  })
  if (chosen.some((row) => !row.candidates.includes(input.value))) {
    refuse('invalid', '移し先のどれかを選んでください。', {
      problems: [{ at: 'value', message: 'この行の移し先にない分類です。' }],
    })
  }
  const reach = await reachOf(act, ports.organisation)
  const capacity = new Set<string>()
  let settled = 0
  for (const definition of carriedRegisters(ports.definitions())) {
    const of = chosen.filter((row) => row.register === definition.key)
    if (of.length === 0) continue
    const access = accessOf(reach, definition)
    const rows = await act.tx
      .selectFrom('register_entry')
      .select(entryColumns)
      .where(
        'entry_id',
        'in',
        of.map((row) => row.entry_id),
      )
      .orderBy('entry_id')
      .forUpdate()
      .execute()
    for (const row of rows) {
      if (!holds(access.read, row.unit_id))
        refuse('not-found', '選ぶのを待っている行ではありません。一覧を開き直してください。')
      if (access.because !== undefined) refuse('forbidden', access.because)
      if (!holds(access.write, row.unit_id)) {
        refuse('forbidden', `${row.number}の部・課の行を書く役割があなたにはありません。`)
      }
    }
    if (access.capacity !== undefined) capacity.add(access.capacity)
    const changes = rows.map((row) => {
      const current = entryOf(row)
      const axesOf = of
        .filter((each) => each.entry_id === row.entry_id)
        .map((each) => [each.axis, input.value])
      const values = { ...current.values, ...Object.fromEntries(axesOf) }
      return { current, values, unitId: current.unitId, state: current.state }
    })
    await applyChanges(
      act,
      definition,
      { origin: 'person', why: `体系の切替えでの選択:${input.why}` },
      changes,
    )
    settled += of.length
  }
  await act.recorder.saveAll(
    'class_pending',
    chosen.map((row) => ({
      ...row,
      decided: input.value,
      decided_at: act.at,
      decided_by: act.actor.kind === 'person' ? act.actor.personId : null,
      why: input.why,
    })),
  )
  const [first] = capacity
  act.recorder.describe({
    act: '分類の選択',
    subject: { kind: 'class-scheme', id: chosen[0]?.scheme_id ?? '' },
    note: `${settled}行:${input.why}`,
    ...(first === undefined ? {} : { capacity: first }),
  })
  return { settled }
}
