import type { Implementation } from '#ground/operation/implementation.ts'
import { clausesOperation } from './browse/clauses.ts'
import { editionOperation, listOperation, provisionsOperation } from './browse/browse.ts'
import { amendmentsOperation, reportAmendmentOperation } from './editions/amendments.ts'
import { compareOperation, comparisonFileOperation } from './compare/compare-editions.ts'
import { confirmTableOperation } from './import/confirm-table.ts'
import { decideImpactOperation, impactOperation } from './editions/decide-impact.ts'
import { describeDocumentOperation } from './documents/describe-document.ts'
import { discardOperation } from './import/discard.ts'
import { lintsOperation, noteLintOperation } from './findings/lint-list.ts'
import {
  acceptProposalsOperation,
  bindNormsOperation,
  normBindingsOperation,
} from './bindings/norm-bindings.ts'
import { normsOperation } from './review/norm-list.ts'
import { parametersOperation, setParameterOperation } from './findings/parameters.ts'
import { readNormsOperation } from './review/read-norms.ts'
import { termsOperation } from './findings/terms.ts'
import { exportOperation } from './exports/export-operation.ts'
import { putInForceOperation } from './editions/force.ts'
import { importOperation } from './import/import.ts'
import type { PolicyPorts } from './ports.ts'
import { documentOperation, documentsOperation } from './documents/documents.ts'
import { provisionOperation } from './browse/provision.ts'
import {
  confirmNormsOperation,
  correctNormOperation,
  dismissNormOperation,
  mergeNormsOperation,
  splitNormOperation,
  teachOperation,
} from './review/review.ts'
import {
  publishOperation,
  publishedOperation,
  withdrawPublicationOperation,
} from './documents/publication.ts'
import { searchOperation } from './browse/search.ts'
import { bindOperation, slotsOperation, unbindOperation } from './bindings/slots.ts'
import { undoReviewOperation } from './review/undo-review.ts'

/** The operations of the policy room, with what the rest of the house tells it plugged in. */
export function policyOperations(ports: PolicyPorts): Implementation[] {
  return [
    importOperation(),
    listOperation(),
    clausesOperation(),
    editionOperation(ports),
    provisionsOperation(),
    provisionOperation(ports),
    searchOperation(),
    compareOperation(),
    comparisonFileOperation(),
    impactOperation(ports),
    decideImpactOperation(ports),
    amendmentsOperation(),
    reportAmendmentOperation(ports),
    documentsOperation(),
    documentOperation(ports),
    describeDocumentOperation(ports),
    publishOperation(),
    withdrawPublicationOperation(),
    publishedOperation(ports),
    putInForceOperation(ports),
    discardOperation(),
    slotsOperation(ports),
    bindOperation(ports),
    unbindOperation(ports),
    confirmTableOperation(),
    normsOperation(ports),
    confirmNormsOperation(ports),
    correctNormOperation(ports),
    teachOperation(ports),
    splitNormOperation(ports),
    mergeNormsOperation(ports),
    dismissNormOperation(ports),
    undoReviewOperation(ports),
    readNormsOperation(),
    parametersOperation(ports),
    setParameterOperation(),
    normBindingsOperation(ports),
    bindNormsOperation(ports),
    acceptProposalsOperation(ports),
    lintsOperation(ports),
    noteLintOperation(),
    termsOperation(),
    exportOperation(ports),
  ]
}
