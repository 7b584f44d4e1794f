import { cipherRegister } from './ciphers/definition.ts'
import { developmentRegister } from './development/definition.ts'
import { exchangeBook } from './exchange/book.ts'
import { connectionRegister, lineRegister, wirelessRegister } from './network/definition.ts'
import { changeRecord, faultRecord, workRecord } from './records/definition.ts'
import { licenseRegister, softwareRegister } from './software/definition.ts'
import { systemRegister } from './systems/definition.ts'

/** The ledgers of systems, software, records of work, the network, ciphers and exchanges, in the order the list of ledgers shows them. */
export const technicalRegisters = [
  systemRegister,
  softwareRegister,
  licenseRegister,
  developmentRegister,
  workRecord,
  changeRecord,
  faultRecord,
  lineRegister,
  connectionRegister,
  wirelessRegister,
  cipherRegister,
  exchangeBook,
]
