import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { endStocktake } from './close.ts'
import {
  closeStocktake,
  openStocktake,
  prepareStocktake,
  stocktakeDifferences,
  stocktakeOverview,
  stocktakePaper,
  stocktakeProgress,
} from './contract.ts'
import { printLabels } from './contract-labels.ts'
import {
  countFile,
  countLines,
  noteSurplus,
  scanNumbers,
  settleSurplus,
  signStocktake,
  stocktakeSheet,
} from './contract-sheet.ts'
import { answerLines } from './count.ts'
import { takeFile } from './count-file.ts'
import { readDifferences } from './differences.ts'
import { labelsOf } from './labels.ts'
import { beginStocktake } from './open.ts'
import { readOverview } from './overview.ts'
import { printStocktake } from './paper.ts'
import type { StocktakePorts } from './ports.ts'
import { prepare } from './prepare.ts'
import { readProgress } from './progress.ts'
import { takeScans } from './scan.ts'
import { readSheet } from './sheet.ts'
import { sign } from './sign.ts'
import { note, settle } from './surplus.ts'

/** 棚卸: one engine for every register that people write. */
export function stocktakeOperations(ports: StocktakePorts): Implementation[] {
  return [
    implement(stocktakeOverview, (act, input) => readOverview(act, input, ports)),
    implement(openStocktake, (act, input) => beginStocktake(act, input, ports)),
    implement(prepareStocktake, (act, input) => prepare(act, input.stocktakeId, ports)),
    implement(stocktakeProgress, (act, input) => readProgress(act, input, ports)),
    implement(stocktakeDifferences, (act, input) => readDifferences(act, input, ports)),
    implement(stocktakeSheet, (act, input) => readSheet(act, input, ports)),
    implement(countLines, (act, input) => answerLines(act, input, ports)),
    implement(scanNumbers, (act, input) => takeScans(act, input, ports)),
    implement(countFile, (act, input) => takeFile(act, input, ports)),
    implement(noteSurplus, (act, input) => note(act, input, ports)),
    implement(settleSurplus, (act, input) => settle(act, input, ports)),
    implement(signStocktake, (act, input) => sign(act, input, ports)),
    implement(closeStocktake, (act, input) => endStocktake(act, input, ports)),
    implement(stocktakePaper, (act, input) => printStocktake(act, input, ports)),
    implement(printLabels, (act, input) => labelsOf(act, input, ports)),
  ]
}
