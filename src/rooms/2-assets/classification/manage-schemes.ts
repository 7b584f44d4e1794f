import type { z } from 'zod'
import { Refusal, refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { carriedLines, carriedRegisters, classCounts } from './carry-over.ts'
import type { classificationSchemes, decideScheme, previewScheme, saveScheme } from './contract.ts'
import type { SchemeMapping } from './contract-scheme.ts'
import { CLASSIFICATION, classificationSlots } from './definition.ts'
import { openPending } from './pending.ts'
import type { ClassificationPorts } from './ports.ts'
import { mappingProblems, proposedMapping, schemeProblems } from './scheme.ts'
import {
  axisWord,
  classWord,
  getScheme,
  inForceOn,
  schemeBefore,
  schemesOf,
  type Scheme,
} from './scheme-reads.ts'

export const CARRY_JOB = 'classification.carry-over'

/** The scheme of today, drafts, what is planned and what was. */
export async function listSchemes(
  act: Act,
  ports: ClassificationPorts,
): Promise<z.input<typeof classificationSchemes.output>> {
  const schemes = await schemesOf(act.tx)
  const now = inForceOn(schemes, act.today)
  const runs = await act.tx.selectFrom('class_run').selectAll().execute()
  const total = await carriedLines(act, ports)
  const shown = (scheme: Scheme) => {
    const run = runs.find((each) => each.scheme_id === scheme.schemeId)
    return {
      schemeId: scheme.schemeId,
      name: scheme.name,
      basis: scheme.basis,
      body: scheme.body,
      from: scheme.from,
      state: stateOf(scheme, now, act.today),
      run:
        run === undefined
          ? null
          : {
              seen: run.seen,
              changed: run.changed,
              total: Math.max(total, run.seen),
              finished: run.finished_at !== null,
            },
    }
  }
  const cites = (await ports.citations(act.tx, [CLASSIFICATION], act.today)).get(CLASSIFICATION) ?? []
  const bound = new Set(cites.map((cite) => cite.slot))
  const may = act.actor.kind !== 'person' || act.actor.rights.has('policy.manage')
  return {
    inForce: shown(now),
    others: schemes.filter((each) => each.schemeId !== now.schemeId).map(shown),
    mayManage: may
      ? { allowed: true }
      : { allowed: false, because: '分類の体系を定めるのは、ポリシーの事務局です。' },
    pending: (await openPending(act, ports, { page: 1, size: 1 })).total,
    cites: [...cites],
    missing: classificationSlots
      .filter(({ slot }) => !bound.has(slot))
      .map(({ slot, need }) => ({ slot, need })),
  }
}

function stateOf(scheme: Scheme, now: Scheme, today: string) {
  if (scheme.schemeId === now.schemeId)
    return scheme.schemeId === null ? ('model' as const) : ('in-force' as const)
  if (scheme.from === null) return 'draft' as const
  return scheme.from > today ? ('planned' as const) : ('former' as const)
}

/** @throws Refusal 'invalid' with the places of a scheme that cannot be used, 'conflict' once it is decided. */
export async function keepScheme(
  act: Act,
  input: z.output<typeof saveScheme.input>,
): Promise<{ schemeId: string }> {
  const problems = schemeProblems(input.body)
  if (problems.length > 0) {
    throw new Refusal('invalid', '分類の体系に誤りがあります。示した所を直してください。', { problems })
  }
  const before = input.schemeId === undefined ? undefined : await getScheme(act.tx, input.schemeId)
  if (before !== undefined && before.from !== null) {
    refuse('conflict', 'この体系はもう決まっているため、変えられません。新しい案を作ってください。')
  }
  const schemeId = before?.schemeId ?? newId()
  await act.recorder.save('class_scheme', {
    tenant_id: act.tenantId,
    scheme_id: schemeId,
    name: input.name,
    basis: input.basis,
    body: input.body,
    mapping: null,
    in_force_from: null,
    decided_at: null,
    decided_by: null,
    saved_at: act.at,
  })
  act.recorder.describe({
    act: '分類の体系の案',
    subject: { kind: 'class-scheme', id: schemeId, label: input.name },
  })
  return { schemeId }
}

/** What a change would do to the lines: from each class, where to, how many, and how many wait for a person. */
export async function previewChange(
  act: Act,
  input: z.output<typeof previewScheme.input>,
  ports: ClassificationPorts,
): Promise<z.input<typeof previewScheme.output>> {
  const schemes = await schemesOf(act.tx)
  const scheme = await getScheme(act.tx, input.schemeId, 'to-read')
  const from = schemeBefore(schemes, scheme, act.today)
  const mapping = input.mapping ?? scheme.mapping ?? proposedMapping(from.body, scheme.body)
  const counts = await classCounts(act, ports)
  const names = new Map(carriedRegisters(ports.definitions()).map((each) => [each.key, each.name]))
  const rows = mapping.map(({ axis, from: value, to }) => {
    const of = counts.filter((each) => each.axis === axis && each.value === value)
    const lines = of.reduce((sum, each) => sum + each.lines, 0)
    return {
      axis,
      axisLabel: axisWord(scheme, axis),
      from: value,
      fromLabel: classWord(from, axis, value),
      to: to.map((each) => ({ value: each, label: classWord(scheme, axis, each) })),
      lines,
      open: to.length > 1 ? lines : 0,
      registers: of.map((each) => ({
        register: each.register,
        name: names.get(each.register) ?? each.register,
        lines: each.lines,
      })),
    }
  })
  return {
    mapping,
    problems: mappingProblems(from.body, scheme.body, mapping).map(({ at = '', message }) => ({
      at,
      message,
    })),
    rows,
    lines: await carriedLines(act, ports),
    open: rows.reduce((sum, row) => sum + row.open, 0),
  }
}

/** Decides from when a scheme holds; the lines follow in the background on that day. */
export async function putInForce(
  act: Act,
  input: z.output<typeof decideScheme.input>,
  ports: ClassificationPorts,
): Promise<{ jobId: string | null }> {
  const schemes = await schemesOf(act.tx)
  const scheme = await getScheme(act.tx, input.schemeId)
  if (scheme.from !== null) refuse('conflict', 'この体系はもう決まっています。')
  if (input.from < act.today) refuseDay('使い始める日は、今日か、その後の日にしてください。')
  if (schemes.some((each) => each.from !== null && each.from >= input.from)) {
    refuseDay(
      'その日より後か同じ日に使い始める体系が、もうあります。先に取り下げるか、後の日を選んでください。',
    )
  }
  const before = schemeBefore(schemes, { ...scheme, from: input.from }, act.today)
  const problems = mappingProblems(before.body, scheme.body, input.mapping)
  if (problems.length > 0) {
    throw new Refusal('invalid', '移し先に誤りがあります。示した所を直してください。', { problems })
  }
  await act.recorder.save('class_scheme', {
    tenant_id: act.tenantId,
    scheme_id: scheme.schemeId,
    name: scheme.name,
    basis: scheme.basis,
    body: scheme.body,
    mapping: input.mapping,
    in_force_from: input.from,
    decided_at: act.at,
    decided_by: act.actor.kind === 'person' ? act.actor.personId : null,
    saved_at: act.at,
  })
  act.recorder.describe({
    act: '分類の体系の決定',
    subject: { kind: 'class-scheme', id: scheme.schemeId, label: scheme.name },
    note: `${input.from}から`,
  })
  if (!movesSomething(input.mapping, scheme)) return { jobId: null }
  const [first] = carriedRegisters(ports.definitions())
  await act.recorder.save('class_run', {
    tenant_id: act.tenantId,
    scheme_id: scheme.schemeId,
    register: first?.key ?? 'asset',
    last_entry: null,
    seen: 0,
    changed: 0,
    finished_at: null,
  })
  const after = new Date(`${input.from}T00:00:00+09:00`).toISOString()
  const jobId = await act.jobs.send(
    CARRY_JOB,
    { schemeId: scheme.schemeId },
    { once: `${CARRY_JOB}:${scheme.schemeId}`, ...(after > act.at ? { after } : {}) },
  )
  return { jobId }
}

/** A change of words or questions alone leaves every line as it is. */
function movesSomething(mapping: SchemeMapping, scheme: Scheme): boolean {
  return scheme.body.axes.length < 3 || mapping.some(({ from, to }) => to.length !== 1 || to[0] !== from)
}

function refuseDay(message: string): never {
  return refuse('invalid', message, { problems: [{ at: 'from', message }] })
}

/** Takes a draft back, or what is decided and has not begun. */
export async function takeBack(act: Act, schemeId: string): Promise<Record<string, never>> {
  const scheme = await getScheme(act.tx, schemeId)
  if (scheme.from !== null && scheme.from <= act.today) {
    refuse('conflict', 'この体系はもう使われているため、取り下げられません。新しい体系に切り替えてください。')
  }
  const run = await act.tx
    .selectFrom('class_run')
    .select('scheme_id')
    .where('scheme_id', '=', scheme.schemeId)
    .executeTakeFirst()
  if (run !== undefined) await act.recorder.remove('class_run', { scheme_id: scheme.schemeId })
  await act.recorder.remove('class_scheme', { scheme_id: scheme.schemeId })
  act.recorder.describe({
    act: '分類の体系の取下げ',
    subject: { kind: 'class-scheme', id: scheme.schemeId, label: scheme.name },
  })
  return {}
}
