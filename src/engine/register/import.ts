import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { registerImport } from './contract.ts'
import { mayWrite } from './engine.ts'
import { planImport, type ImportPlan } from './import-plan.ts'
import type { ApplicationNames } from './references.ts'
import type { Entry } from './reads.ts'
import type { Opened, Opener, RegisterPorts } from './service.ts'
import { readSheetFile } from './sheet-file.ts'
import { applyChanges, lockEntries, storeNew } from './store.ts'

const mostListed = 500

/** `register.import`: a dry run that says what would happen to every line, and the import that keeps the right ones. */
export function importOperation(
  open: Opener,
  ports: Pick<RegisterPorts, 'applications' | 'changed'>,
): Implementation {
  return implement(registerImport, async (act, input) => {
    const opened = await open(act, input.register)
    const { definition, access } = opened
    mayWrite(definition, 'person')
    if (access.because !== undefined) refuse('forbidden', access.because)
    const sheet = await readSheetFile(Buffer.from(input.content, 'base64'))
    const plan = await planImport(act, opened, sheet, ports.applications)
    if (!input.dryRun) {
      const written = await carryOut(act, opened, plan, input.fileName, ports.applications)
      await ports.changed?.(act, definition, written)
    }
    const { added, changed } = counts(plan)
    act.recorder.describe({
      act: input.dryRun ? '取込みの試し読み' : '取込み',
      subject: { kind: `register:${definition.key}`, id: definition.key, label: definition.name },
      ...(access.capacity === undefined ? {} : { capacity: access.capacity }),
      note: `${input.fileName}:新規${added}件、変更${changed}件、変更なし${plan.unchanged}件、誤り${plan.refused}行`,
    })
    return {
      dryRun: input.dryRun,
      read: plan.read,
      added,
      changed,
      unchanged: plan.unchanged,
      refused: plan.refused,
      unreadColumns: [...plan.unreadColumns],
      problems: plan.problems.slice(0, mostListed).map((problem) => ({ ...problem })),
      moreProblems: Math.max(0, plan.problems.length - mostListed),
    }
  })
}

const counts = (plan: ImportPlan) => ({ added: plan.additions.length, changed: plan.changes.length })

async function carryOut(
  act: Act,
  { definition }: Opened,
  plan: ImportPlan,
  fileName: string,
  applications: ApplicationNames | undefined,
): Promise<Entry[]> {
  const provenance = {
    origin: 'import',
    why: `「${fileName}」の取込み`,
    ...(applications === undefined ? {} : { applications }),
  } as const
  const locked = await lockEntries(
    act.tx,
    definition,
    plan.changes.map((change) => change.current.entryId),
  )
  for (const { current } of plan.changes) {
    const now = locked.get(current.entryId)
    if (now?.version !== current.version || now.state !== current.state) {
      refuse(
        'conflict',
        `取込みの間に、${definition.noun} ${current.number} がほかの人に変更されました。何も取り込んでいません。もう一度取り込んでください。`,
      )
    }
  }
  const altered = await applyChanges(act, definition, provenance, plan.changes)
  return [...altered, ...(await storeNew(act, definition, provenance, plan.additions))]
}
