import { cipherBroken, keyUnguarded } from './ciphers/checks.ts'
import { developmentIdsLeft } from './development/checks.ts'
import { connectionUnguarded, lineBetweenLayers, wirelessUnguarded } from './network/checks.ts'
import { changeByOne, changeUnconfirmed, workUnconfirmed } from './records/checks.ts'
import { licenceExceeded, licenceExpired, softwareUnsupported } from './software/checks.ts'
import {
  publicSystemUnguarded,
  systemUnsupported,
  systemWithoutBackup,
  systemWithoutOwner,
} from './systems/checks.ts'

/** What is looked for in the ledgers of this chapter, day by day. */
export const technicalChecks = [
  systemWithoutOwner,
  systemWithoutBackup,
  publicSystemUnguarded,
  systemUnsupported,
  softwareUnsupported,
  licenceExceeded,
  licenceExpired,
  developmentIdsLeft,
  workUnconfirmed,
  changeUnconfirmed,
  changeByOne,
  lineBetweenLayers,
  connectionUnguarded,
  wirelessUnguarded,
  keyUnguarded,
  cipherBroken,
]
