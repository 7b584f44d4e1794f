import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { delegateRight, endRight, lendRight } from './acting.ts'
import { readActingRights } from './acting-list.ts'
import { readCalendar } from './calendar.ts'
import {
  absenceCalendar,
  actingRights,
  delegate,
  endActingRight,
  officeRules,
  previewOfficeRule,
  saveActingRight,
} from './contract.ts'
import { separationExceptions, separationExport, separationList } from './contract-separation.ts'
import { previewRule, readOfficeRules } from './office-rules.ts'
import { exportSeparation, readExceptions, readSeparation } from './separation.ts'

/** Rights to act: who gives them, who has them, what they are worth on a day. */
export const rightsOperations: readonly Implementation[] = [
  implement(saveActingRight, lendRight),
  implement(delegate, delegateRight),
  implement(endActingRight, endRight),
  implement(actingRights, readActingRights),
  implement(officeRules, readOfficeRules),
  implement(previewOfficeRule, previewRule),
  implement(absenceCalendar, readCalendar),
  implement(separationList, readSeparation),
  implement(separationExceptions, readExceptions),
  implement(separationExport, exportSeparation),
]
