import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { largestImport, registerImport } from './contract.ts'
import type { RegisterDefinition } from './definition.ts'
import { mayWrite } from './engine.ts'
import { ImportPlanner, type PlannedLines } from './import-plan.ts'
import { passNumbers } from './numbering.ts'
import { PackedLines, plannedChange, plannedLine, type PlannedChange } from './packed-lines.ts'
import type { Entry } from './reads.ts'
import type { ApplicationNames } from './references.ts'
import type { Opened, Opener, RegisterPorts } from './service.ts'
import { streamSheetFile } from './sheet-file.ts'
import { applyChanges, lockEntries, lockVersions, storeNew, type Change, type Provenance } from './store.ts'

/**
 * `register.import`: a dry run that says what would happen to every line, and the import that keeps the right ones. The
 * file is read and planned to its end before the first line is written; both go stretch by stretch, so that the whole
 * of it is never in memory as lines.
 */
export function importOperation(
  open: Opener,
  ports: Pick<RegisterPorts, 'applications' | 'changed'>,
): Implementation {
  return implement(registerImport, async (act, input) => {
    const opened = await open(act, input.register)
    const { definition, access } = opened
    mayWrite(definition, 'person')
    if (access.because !== undefined) refuse('forbidden', access.because)
    const lines: PlannedLines | undefined = input.dryRun
      ? undefined
      : { changes: new PackedLines(plannedChange), additions: new PackedLines(plannedLine), brought: [] }
    const planner = new ImportPlanner(act, opened, { lines, applications: ports.applications })
    await streamSheetFile(Buffer.from(input.content, 'base64'), planner, largestImport)
    const plan = planner.plan()
    if (lines !== undefined) {
      const written = await carryOut(act, opened, lines, input.fileName, ports.applications)
      await ports.changed?.(act, definition, written)
    }
    act.recorder.describe({
      act: input.dryRun ? '取込みの試し読み' : '取込み',
      subject: { kind: `register:${definition.key}`, id: definition.key, label: definition.name },
      ...(access.capacity === undefined ? {} : { capacity: access.capacity }),
      note: `${input.fileName}:新規${plan.added}件、変更${plan.changed}件、変更なし${plan.unchanged}件、誤り${plan.refused}行`,
    })
    return {
      dryRun: input.dryRun,
      ...plan,
      unreadColumns: [...plan.unreadColumns],
      problems: plan.problems.map((problem) => ({ ...problem })),
    }
  })
}

/** Writes what was planned, in the order of the file: the changes, then the new lines. */
async function carryOut(
  act: Act,
  { definition }: Opened,
  { changes, additions, brought }: PlannedLines,
  fileName: string,
  applications: ApplicationNames | undefined,
): Promise<Pick<Entry, 'entryId'>[]> {
  const provenance: Provenance = {
    origin: 'import',
    why: `「${fileName}」の取込み`,
    ...(applications === undefined ? {} : { applications }),
  }
  const written: Pick<Entry, 'entryId'>[] = []
  const note = (entries: readonly Entry[]): void => {
    for (const { entryId } of entries) written.push({ entryId })
  }
  // All of them before the first is written: who waits for another here holds nothing that others wait for.
  for (const stretch of changes) await lockUnchanged(act, definition, stretch)
  for (const stretch of changes) {
    note(await applyChanges(act, definition, provenance, await onLocked(act, definition, stretch)))
  }
  // Before the first number is given, so that none is given that a later line brings along.
  await passNumbers(act.tx, act.tenantId, definition, brought)
  for (const stretch of additions) note(await storeNew(act, definition, provenance, stretch))
  return written
}

/** @throws Refusal 'conflict' when somebody has changed one of the lines since it was planned. */
async function lockUnchanged(
  act: Act,
  definition: RegisterDefinition,
  stretch: readonly PlannedChange[],
): Promise<void> {
  const locked = await lockVersions(
    act.tx,
    definition,
    stretch.map((change) => change.entryId),
  )
  for (const { entryId, number, version } of stretch) {
    if (locked.get(entryId) === version) continue
    refuse(
      'conflict',
      `取込みの間に、${definition.noun} ${number} がほかの人に変更されました。何も取り込んでいません。もう一度取り込んでください。`,
    )
  }
}

async function onLocked(
  act: Act,
  definition: RegisterDefinition,
  stretch: readonly PlannedChange[],
): Promise<Change[]> {
  const locked = await lockEntries(
    act.tx,
    definition,
    stretch.map((change) => change.entryId),
  )
  return stretch.flatMap(({ entryId, unitId, values }) => {
    const current = locked.get(entryId)
    return current === undefined ? [] : [{ current, unitId, values, state: 'current' as const }]
  })
}
