import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { policyExport } from '../contract-exports.ts'
import { findEdition } from '../editions/editions.ts'
import { exportFile } from './export-file.ts'
import { loadEdition } from './load-edition.ts'
import type { PolicyPorts } from '../ports.ts'

/** 版の書き出し. Whoever may read an edition may take it out; a draft is there only for those who may change it. */
export function exportOperation(ports: PolicyPorts): Implementation {
  return implement(policyExport, async (act, input) => {
    const edition = await findEdition(act, input.editionId)
    return exportFile(await loadEdition(act, edition, ports), input.format, input)
  })
}
