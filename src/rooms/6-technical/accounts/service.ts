import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { readSheetFile } from '#engine/register/sheet-file.ts'
import { bringList } from './bring-list.ts'
import { check } from './check.ts'
import {
  idsApprovePrivilege,
  idsCheck,
  idsDifferences,
  idsImport,
  idsOverview,
  idsReadDirectory,
  idsRemove,
  idsTakeIn,
} from './contract.ts'
import {
  answerSheet,
  closeReview,
  openReview,
  prepareReview,
  remindReview,
  showReview,
  showSheet,
  signSheet,
} from './contract-review.ts'
import { listDifferences, type AccountPorts } from './differences.ts'
import { overview } from './overview.ts'
import { prepare } from './prepare.ts'
import { directorySheet } from './read-directory.ts'
import { beginReview, endReview, remind } from './review.ts'
import { reviewProgress } from './review-progress.ts'
import { approvePrivilege, removeAccounts } from './settle.ts'
import { answerLines, readSheet, sign } from './sheet.ts'
import { takeIn } from './take-in.ts'
import { requireHouse } from './who-may.ts'

/** Everything about the IDs of the city's systems: lists, comparison, stock-take. */
export function accountOperations(ports: AccountPorts): Implementation[] {
  const { organisation } = ports
  return [
    implement(idsOverview, (act) => overview(act, ports)),
    implement(idsImport, (act, input) =>
      bringList(
        act,
        { ...input, source: 'file', sheet: () => readSheetFile(Buffer.from(input.content, 'base64')) },
        organisation,
      ),
    ),
    implement(idsReadDirectory, (act, input) =>
      bringList(
        act,
        {
          systemId: input.systemId,
          takenOn: input.takenOn,
          mapping: input.mapping,
          register: input.register,
          sure: input.sure,
          dryRun: input.dryRun,
          source: 'directory',
          fileName: `${input.address} ${input.base}`.slice(0, 200),
          sheet: () => directorySheet(input),
        },
        organisation,
      ),
    ),
    implement(idsCheck, (act) => check(act)),
    implement(idsTakeIn, (act, input) => {
      requireHouse(act)
      return takeIn(act, input.snapshotId)
    }),
    implement(idsDifferences, (act, input) => listDifferences(act, input, ports)),
    implement(idsRemove, (act, input) => removeAccounts(act, input, organisation)),
    implement(idsApprovePrivilege, (act, input) => approvePrivilege(act, input, organisation)),
    implement(openReview, beginReview),
    implement(prepareReview, (act, input) => {
      requireHouse(act)
      return prepare(act, input.reviewId)
    }),
    implement(closeReview, (act, input) => endReview(act, input.reviewId)),
    implement(remindReview, remind),
    implement(showReview, (act, input) => reviewProgress(act, input, organisation)),
    implement(showSheet, (act, input) => readSheet(act, input, ports)),
    implement(answerSheet, (act, input) => answerLines(act, input, ports)),
    implement(signSheet, (act, input) => sign(act, input, ports)),
  ]
}
