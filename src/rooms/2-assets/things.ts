import { disposalRegister } from './disposal/book.ts'
import { disposeAsset, disposeMedium } from './disposal/permits.ts'
import { disposalProof } from './disposal/checks.ts'
import { mediumFound } from './found/definition.ts'
import { mediumChecks } from './medium/checks.ts'
import { mediumRegister } from './medium/definition.ts'
import { loanBook } from './medium/loan-book.ts'
import { mediumLoan } from './medium/loan.ts'
import { provisionBook } from './provide/book.ts'

/** Ledgers of media, of what was lent, given outside and done away with. */
export const thingRegisters = [mediumRegister, loanBook, disposalRegister, provisionBook]
/** What is asked before a medium is lent or something is done away with. */
export const thingProcedures = [mediumLoan, mediumFound, disposeAsset, disposeMedium]

/** What is looked for in them by machine. */
export const thingChecks = [...mediumChecks, disposalProof]
