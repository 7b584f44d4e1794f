import { z } from 'zod'
import { fileOutput, idText, operation } from '#ground/operation/contract.ts'
import { conditions, registerKey } from './contract.ts'

/** Lines printed while one waits; a longer list is printed behind the screen. */
export const mostAtOnce = 2_000
/** Lines a printed list holds at most; beyond that a spreadsheet serves better. */
export const mostPrinted = 20_000

export const registerPrint = operation({
  name: 'register.print',
  kind: 'query',
  summary: '台帳の一覧をPDF(A4横)にする',
  who: 'signed-in',
  input: z.strictObject(conditions),
  output: fileOutput,
})

export const registerPrintCard = operation({
  name: 'register.print-card',
  kind: 'query',
  summary: '台帳の1行をPDFのカードにする',
  who: 'signed-in',
  input: z.strictObject({ register: registerKey, entryId: idText }),
  output: fileOutput,
  positional: ['register', 'entryId'],
})

export const registerPrintLater = operation({
  name: 'register.print-later',
  kind: 'command',
  summary: '長い台帳の一覧を、裏でPDFにする',
  who: 'signed-in',
  input: z.strictObject(conditions),
  output: z.object({ jobId: z.string() }),
})

export const registerPrinted = operation({
  name: 'register.printed',
  kind: 'query',
  summary: '裏で作った台帳のPDFを受け取る',
  who: 'signed-in',
  input: z.strictObject({ jobId: idText }),
  output: fileOutput,
  positional: ['jobId'],
})
