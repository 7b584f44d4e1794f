import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { readBoard } from './board.ts'
import { correctEntry, entryBoard, exportEntry, importEntry, listEntry, recordEntry } from './contract.ts'
import { correctLine } from './correct.ts'
import { importLines } from './import.ts'
import { exportLines, readList } from './list.ts'
import type { EntryPorts } from './ports.ts'
import { writeLine } from './record.ts'

/** The doors of the controlled areas: who goes in and out, and the book of it. */
export function entryOperations(ports: EntryPorts): Implementation[] {
  return [
    implement(entryBoard, (act, input) => readBoard(act, input, ports)),
    implement(recordEntry, (act, input) => writeLine(act, input, ports)),
    implement(correctEntry, (act, input) => correctLine(act, input, ports)),
    implement(listEntry, (act, input) => readList(act, input, ports)),
    implement(exportEntry, (act, input) => exportLines(act, input, ports)),
    implement(importEntry, (act, input) => importLines(act, input, ports)),
  ]
}
