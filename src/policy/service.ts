import type { Implementation } from '#ground/operation/implementation.ts'
import { editionOperation, listOperation, provisionsOperation } from './browse.ts'
import { confirmTableOperation } from './confirm-table.ts'
import { discardOperation } from './discard.ts'
import { putInForceOperation } from './force.ts'
import { importOperation } from './import.ts'
import type { PolicyPorts } from './ports.ts'
import { provisionOperation } from './provision.ts'
import { searchOperation } from './search.ts'
import { bindOperation, slotsOperation, unbindOperation } from './slots.ts'

/** The operations of the policy room, with what the rest of the house tells it plugged in. */
export function policyOperations(ports: PolicyPorts): Implementation[] {
  return [
    importOperation(),
    listOperation(),
    editionOperation(ports),
    provisionsOperation(),
    provisionOperation(ports),
    searchOperation(),
    putInForceOperation(ports),
    discardOperation(),
    slotsOperation(ports),
    bindOperation(ports),
    unbindOperation(ports),
    confirmTableOperation(),
  ]
}
