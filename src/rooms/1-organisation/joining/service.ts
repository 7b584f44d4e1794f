import { implement, type Implementation } from '#ground/operation/implementation.ts'
import * as contract from './contract.ts'
import { openByHand } from './open.ts'
import type { JoiningPorts } from './ports.ts'
import { pageOfChecklists, viewChecklist } from './read.ts'
import { close, drop, settle } from './settle.ts'
import { sheetOf } from './sheet.ts'
import './tables.ts'

/** 入庁・異動・退職の手続: checklists from the norms, which close only at zero. */
export function joiningOperations(ports: JoiningPorts): Implementation[] {
  return [
    implement(contract.listChecklists, (act, input) => pageOfChecklists(act, input, ports)),
    implement(contract.showChecklist, (act, input) => viewChecklist(act, input.checklistId, ports)),
    implement(contract.openChecklist, openByHand),
    implement(contract.settleItem, async (act, input) => {
      await settle(act, input, ports)
      return {}
    }),
    implement(contract.closeChecklist, async (act, input) => {
      await close(act, input, ports)
      return {}
    }),
    implement(contract.dropChecklist, async (act, input) => {
      await drop(act, input, ports)
      return {}
    }),
    implement(contract.checklistSheet, (act, input) => sheetOf(act, input.checklistId, ports)),
  ]
}
