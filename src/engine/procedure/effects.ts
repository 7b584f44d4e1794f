import { closeEntry, getEntry, reviseEntry, type Entry } from '#engine/register/engine.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Case } from './case.ts'
import {
  entriesField,
  type BookFacts,
  type EffectAct,
  type LineEffect,
  type ProcedureDefinition,
} from './definition.ts'
import type { ProcedurePorts } from './ports.ts'
import type { ApplicationState } from './states.ts'

/** The column of a line that names the case which has it now. */
export const HAD_UNDER = 'under'

const actOf: Readonly<Partial<Record<ApplicationState, EffectAct>>> = {
  granted: 'grant',
  'in-use': 'start',
  done: 'finish',
}

/**
 * Does what the act that brought the case to its state does to the lines it is about.
 * @throws Refusal 'conflict' when a line is struck off, or another case has it and this one would take it.
 */
export async function applyEffects(
  act: Act,
  definition: ProcedureDefinition,
  file: Case,
  facts: readonly BookFacts[],
  /** What happened, in words, for the history of the lines. */
  why: string,
  ports: ProcedurePorts,
): Promise<void> {
  const happened = actOf[file.state]
  const effectOf = happened === undefined ? undefined : definition.effects?.[happened]
  if (effectOf === undefined) return
  const key = entriesField(definition)?.register
  const register = ports.registers.find((each) => each.key === key)
  if (register === undefined) throw new TypeError(`procedure ${definition.key} is about no register`)
  for (const known of facts) {
    const line = await getEntry(act.tx, register, known.entry.entryId)
    const effect = effectOf(known, line)
    if ('refused' in effect) refuse('conflict', effect.refused)
    await applyOne(act, register, line, effect, why, file)
  }
}

async function applyOne(
  act: Act,
  register: RegisterDefinition,
  line: Entry,
  effect: LineEffect,
  why: string,
  file: Case,
): Promise<void> {
  const { entryId } = line
  const writing = {
    by: 'event' as const,
    why,
    source: { kind: 'application', id: file.application_id },
    // The version looked at is the version written: who takes the same line at the same moment sees that it is gone.
    expectedVersion: line.version,
  }
  if (effect.does === 'take') {
    await refuseTaken(act, register, line, file)
    await reviseEntry(act, register, entryId, { ...effect.values, [HAD_UNDER]: file.application_id }, writing)
    return
  }
  const freed = register.columns.some((column) => column.key === HAD_UNDER) ? { [HAD_UNDER]: null } : {}
  if (effect.does === 'close') {
    await closeEntry(act, register, entryId, { ...writing, patch: { ...effect.values, ...freed } })
    return
  }
  const patch = effect.does === 'give-back' ? { ...effect.values, ...freed } : effect.values
  await reviseEntry(act, register, entryId, patch, writing)
}

/** What another case has cannot be taken twice. */
async function refuseTaken(
  act: Act,
  register: RegisterDefinition,
  { number, values }: Entry,
  file: Case,
): Promise<void> {
  const under = values[HAD_UNDER]
  if (typeof under !== 'string' || under === file.application_id) return
  const other = await act.tx
    .selectFrom('application')
    .select('number')
    .where('application_id', '=', under)
    .executeTakeFirst()
  refuse(
    'conflict',
    `${register.noun} ${number} は、申請 ${other?.number ?? ''} の手続で出ています。先にその手続で、戻ったことを確認してください。`,
  )
}
