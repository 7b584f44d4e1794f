import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { askCheck, exportCheck, listChecks, runCheck, setCheck, showCheck } from './contract.ts'
import { exportFile } from './export.ts'
import { checkList } from './list.ts'
import type { CheckPorts } from './ports.ts'
import { requestRun } from './request-run.ts'
import { runPart } from './run.ts'
import { readCheck } from './show.ts'
import { requireCheck, sightOf } from './sight.ts'

/** The one set of operations for all checks. */
export function checkOperations(ports: CheckPorts): Implementation[] {
  const checks = new Map(ports.checks.map((each) => [each.key, each]))
  if (checks.size < ports.checks.length) throw new TypeError('two checks have the same key')
  return [
    implement(listChecks, (act) => checkList(act, ports)),
    implement(showCheck, (act, input) => readCheck(act, input, ports)),
    implement(exportCheck, (act, input) => exportFile(act, input, ports)),
    implement(askCheck, async (act, input) => {
      const definition = input.check === undefined ? undefined : requireCheck(checks, input.check)
      const { mayNotRun } = await sightOf(act, ports.organisation)
      if (mayNotRun !== undefined) return refuse('forbidden', mayNotRun)
      const jobId = await requestRun(act, definition?.key ?? null, 'person')
      act.recorder.describe({
        act: '点検の依頼',
        subject: {
          kind: definition === undefined ? 'checks' : `check:${definition.key}`,
          id: jobId,
          label: definition?.name ?? 'すべての点検',
        },
      })
      return { jobId }
    }),
    implement(setCheck, async (act, input) => {
      const definition = requireCheck(checks, input.check)
      await store(act, definition, input)
      return { jobId: await requestRun(act, definition.key, 'change') }
    }),
    implement(runCheck, async (act, input) => {
      if (act.actor.kind !== 'system' && act.actor.kind !== 'operator') {
        return refuse('forbidden', 'この操作は日々の処理だけが行います。')
      }
      const { runId, by } = input
      return runPart(
        act,
        requireCheck(checks, input.check),
        { by, ...(runId === undefined ? {} : { runId }) },
        ports,
      )
    }),
  ]
}

async function store(
  act: Act,
  definition: CheckPorts['checks'][number],
  input: { readonly parameter: string; readonly value: number; readonly why: string },
): Promise<void> {
  const parameter = (definition.parameters ?? []).find((each) => each.key === input.parameter)
  if (parameter === undefined) return refuse('not-found', 'この点検に、その値はありません。')
  if (input.value < parameter.min || input.value > parameter.max) {
    refuse('invalid', `${parameter.label}は、${parameter.min}から${parameter.max}までで入れてください。`, {
      problems: [{ at: 'value', message: `${parameter.min}から${parameter.max}までで入れてください。` }],
    })
  }
  await act.recorder.save('check_setting', {
    tenant_id: act.tenantId,
    check_key: definition.key,
    parameter: parameter.key,
    value: input.value,
    why: input.why,
  })
  act.recorder.describe({
    act: '値の設定',
    subject: { kind: `check:${definition.key}`, id: parameter.key, label: definition.name },
    note: `${parameter.label} ${input.value}${parameter.counter}: ${input.why}`,
  })
}
