import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { citesOfSigns, type CitationsPort } from './cites.ts'
import { computePart, saveValue } from './compute.ts'
import { askSigns, computeSigns, exportSigns, listSigns, setSign, showSign } from './contract.ts'
import { exportFile } from './export.ts'
import { requestLook } from './job.ts'
import { signList } from './list.ts'
import { beginsOn } from './periods.ts'
import { readSign, requireSign } from './show.ts'
import { signs } from './signs.ts'

/** What the signs ask of the rest of the house. */
export type SignPorts = {
  procedures(tx: Tx): Promise<readonly ProcedureDefinition[]>
  readonly citations: CitationsPort
}

/** 兆候: what auditors read, and the work behind it. */
export function signOperations(ports: SignPorts): Implementation[] {
  const cites = citesOfSigns(ports.citations)
  return [
    implement(listSigns, (act, input) => signList(act, input, signs, cites)),
    implement(showSign, (act, input) => readSign(act, input, signs, cites)),
    implement(exportSigns, (act, input) => exportFile(act, input, signs)),
    implement(askSigns, async (act) => {
      const jobId = await requestLook(act)
      act.recorder.describe({
        act: '兆候の調べの依頼',
        subject: { kind: 'sign', id: 'all', label: 'すべての兆候' },
      })
      return { jobId }
    }),
    implement(setSign, async (act, input) => {
      const sign = requireSign(signs, input.sign)
      const parameter = sign.parameters.find((each) => each.key === input.parameter)
      if (parameter === undefined) return refuse('not-found', 'この兆候に、その値はありません。')
      const { label, counter, min, max } = parameter
      if (input.value < min || input.value > max) {
        refuse('invalid', `${label}は、${min}から${max}までで入れてください。`, {
          problems: [{ at: 'value', message: `${min}から${max}までで入れてください。` }],
        })
      }
      await saveValue(act, sign, input)
      act.recorder.describe({
        act: '値の設定',
        subject: { kind: 'sign', id: sign.key, label: sign.name },
        note: `${label} ${input.value}${counter}: ${input.why}`,
      })
      return { jobId: await requestLook(act) }
    }),
    implement(computeSigns, async (act, input) => {
      if (act.actor.kind !== 'system' && act.actor.kind !== 'operator') {
        return refuse('forbidden', 'この操作は日々の処理だけが行います。')
      }
      if (!beginsOn(input.span, input.startsOn)) {
        return refuse('invalid', '期間の初日を入れてください。', {
          problems: [{ at: 'startsOn', message: '月・四半期・年度の初日を入れてください' }],
        })
      }
      return computePart(act, input, { ...ports, signs })
    }),
  ]
}
