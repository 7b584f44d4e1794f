import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { readBoard } from './board.ts'
import { correctEntry, entryBoard, exportEntry, importEntry, listEntry, recordEntry } from './contract.ts'
import { disposeEntry, disposeEntryPart, expiredEntry, passDoor, printEntry } from './contract-keeping.ts'
import { correctLine } from './correct.ts'
import { beginDisposal, disposePart } from './dispose.ts'
import { readExpired } from './expired.ts'
import { importLines } from './import.ts'
import { exportLines, readList } from './list.ts'
import { passWithCard } from './pass.ts'
import type { EntryPorts } from './ports.ts'
import { printStays } from './print.ts'
import { writeLine } from './record.ts'

/** The doors of the controlled areas: who goes in and out, and the book of it. */
export function entryOperations(ports: EntryPorts): Implementation[] {
  return [
    implement(entryBoard, (act, input) => readBoard(act, input, ports)),
    implement(recordEntry, async (act, input) => {
      const { lineId, warnings } = await writeLine(act, input, ports)
      return { lineId, warnings }
    }),
    implement(passDoor, (act, input) => passWithCard(act, input, ports)),
    implement(correctEntry, (act, input) => correctLine(act, input, ports)),
    implement(listEntry, (act, input) => readList(act, input, ports)),
    implement(exportEntry, (act, input) => exportLines(act, input, ports)),
    implement(printEntry, (act, input) => printStays(act, input, ports)),
    implement(expiredEntry, (act) => readExpired(act, ports)),
    implement(disposeEntry, (act, input) => beginDisposal(act, input, ports)),
    implement(disposeEntryPart, (act, input) => disposePart(act, input.disposalId)),
    implement(importEntry, (act, input) => importLines(act, input, ports)),
  ]
}
