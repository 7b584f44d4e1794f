import { recordedTables as authorityTables } from '#authority/recorded.ts'
import { recordedTables as signInTables } from '#authority/sign-in/recorded.ts'
import { authoritySlots } from '#authority/slots.ts'
import { mechanismOf as checkMechanism, type CheckDefinition } from '#engine/check/definition.ts'
import { recordedTables as checkTables } from '#engine/check/recorded.ts'
import { AUTHORITY, mechanismOf } from '#engine/procedure/ports.ts'
import { recordedTables as procedureTables } from '#engine/procedure/recorded.ts'
import { recordedTables as confirmationTables } from '#engine/confirmation/recorded.ts'
import { recordedTables as gateTables } from '#engine/register-gate/recorded.ts'
import { recordedTables as registerTables } from '#engine/register/recorded.ts'
import { recordedTables as stocktakeTables } from '#engine/stocktake/recorded.ts'
import { recordedTables as ownProcedureTables } from '#engine/own-procedure/recorded.ts'
import { recordedTables as paperTables } from '#engine/paper-form/recorded.ts'
import { recordedTables as taskTables } from '#engine/task/recorded.ts'
import { recordedTables as policyTables } from '#policy/recorded.ts'
import { recordedTables as hrTables } from '#rooms/1-organisation/hr/recorded.ts'
import { recordedTables as transferTables } from '#rooms/1-organisation/transfer/recorded.ts'
import { COUNCIL, councilSlots } from '#rooms/1-organisation/council/council.ts'
import { recordedTables as councilTables } from '#rooms/1-organisation/council/recorded.ts'
import { recordedTables as consentTables } from '#rooms/1-organisation/consent/recorded.ts'
import { JOINING_MECHANISM, joiningName, joiningSlots } from '#rooms/1-organisation/joining/definition.ts'
import { recordedTables as joiningTables } from '#rooms/1-organisation/joining/recorded.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { carryBook } from '#rooms/2-assets/carry/book.ts'
import { handlingChecks } from '#rooms/2-assets/classification/checks.ts'
import { thingChecks, thingProcedures, thingRegisters } from '#rooms/2-assets/things.ts'
import { deviceChecks } from '#rooms/4-physical/device/checks.ts'
import { deviceProcedures, deviceRegisters } from '#rooms/4-physical/devices.ts'
import { privateDeviceBook } from '#rooms/5-people/private-device/book.ts'
import { privateDeviceOver } from '#rooms/5-people/private-device/checks.ts'
import {
  CLASSIFICATION,
  classificationName,
  classificationSlots,
} from '#rooms/2-assets/classification/definition.ts'
import { recordedTables as classTables } from '#rooms/2-assets/classification/recorded.ts'
import { copyRegister } from '#rooms/2-assets/copy/definition.ts'
import { placeRegister } from '#rooms/2-assets/place/definition.ts'
import { areaChecks } from '#rooms/4-physical/area/checks.ts'
import { areaRegister } from '#rooms/4-physical/area/definition.ts'
import { entryChecks } from '#rooms/4-physical/entry/checks.ts'
import { ENTRY_LOG, entrySlots } from '#rooms/4-physical/entry/ports.ts'
import { recordedTables as entryTables } from '#rooms/4-physical/entry/recorded.ts'
import { areaPermitBook, carryInBook } from '#rooms/4-physical/permits/book.ts'
import { areaEntry, carryIn } from '#rooms/4-physical/permits/definition.ts'
import { accountRegister } from '#rooms/6-technical/accounts/definition.ts'
import { recordedTables as idTables } from '#rooms/6-technical/accounts/recorded.ts'
import { cardRegister } from '#rooms/6-technical/cards/definition.ts'
import { technicalChecks } from '#rooms/6-technical/checks.ts'
import { evidenceRegister } from '#rooms/9-evaluation/evidence/definition.ts'
import { recordedTables as signTables } from '#rooms/9-evaluation/signs/recorded.ts'
import { SIGNS, signSlots, signsName } from '#rooms/9-evaluation/signs/slots.ts'
import { technicalRegisters } from '#rooms/6-technical/registers.ts'
import type { MechanismSlot } from '#policy/ports.ts'
import { permits } from './permits.ts'
import { wordsOfSlots } from './slot-words.ts'

/** Every register and procedure of the house. A new one is one line here and a folder in its room. */
export const registers = [
  assetRegister,
  placeRegister,
  copyRegister,
  carryBook,
  areaRegister,
  ...thingRegisters,
  ...deviceRegisters,
  privateDeviceBook,
  areaPermitBook,
  carryInBook,
  accountRegister,
  cardRegister,
  ...technicalRegisters,
  evidenceRegister,
]
export const procedures = [...permits, ...thingProcedures, ...deviceProcedures, areaEntry, carryIn]
/** What is verified by machine, over the lines of the registers. */
export const checks: readonly CheckDefinition[] = [
  ...handlingChecks,
  ...areaChecks,
  ...entryChecks,
  ...technicalChecks,
  ...thingChecks,
  ...deviceChecks,
  privateDeviceOver,
]
/** The rules of who decides also rest on clauses of the city's text. */
const authorityMechanism = {
  key: AUTHORITY,
  name: '組織と決裁',
  kind: '役割' as const,
  slots: [
    { slot: authoritySlots.separationOfApproval, need: '申請者と許可者を別の者にすることを定める条文' },
    { slot: authoritySlots.separationOfAudit, need: '監査を受ける者と行う者を別の者にすることを定める条文' },
    { slot: authoritySlots.structure, need: '組織体制と役割を定める条文' },
    { slot: authoritySlots.powers, need: '役割の権限と責任を定める条文' },
    { slot: authoritySlots.acting, need: '職務代理を定める条文' },
    { slot: authoritySlots.delegation, need: '事務の委任(専決)を定める条文' },
    { slot: authoritySlots.deputy, need: '不在のときの代決を定める条文' },
  ],
}

/** 情報化推進会議 and whatever else meets: what it decides, and what it must be told. */
const councilMechanism = {
  key: COUNCIL,
  name: '会議・委員会の運営',
  kind: '役割' as const,
  slots: [
    { slot: councilSlots.decides, need: '会議・委員会の審議と決定を定める条文' },
    { slot: councilSlots.reports, need: '会議・委員会への報告を定める条文' },
  ],
}

/** 入庁・異動・退職の手続: its items are demanded by clauses, one slot each. */
const joiningMechanism = {
  key: JOINING_MECHANISM,
  name: joiningName,
  kind: '手続' as const,
  slots: [...joiningSlots],
}

/** 入退室管理簿: a book with a table of its own. */
const entryLogMechanism = {
  key: ENTRY_LOG,
  name: '入退室管理簿',
  kind: '台帳' as const,
  slots: entrySlots,
}

/** Classes and the handling each asks for: one slot for each class and each demand. */
const classificationMechanism = {
  key: CLASSIFICATION,
  name: classificationName,
  kind: '分類' as const,
  slots: [...classificationSlots],
}

/** 決裁の兆候: what auditors look for. */
const signMechanism = { key: SIGNS, name: signsName, kind: '点検' as const, slots: [...signSlots] }

/** Everything that rests on a clause, with the places where the city's own clause belongs. */
export const mechanisms = [
  ...procedures.map((each) => ({
    key: mechanismOf(each),
    name: each.name,
    kind: '手続' as const,
    slots: each.slots,
  })),
  ...registers.map((each) => ({
    key: `register:${each.key}`,
    name: each.name,
    kind: '台帳' as const,
    slots: each.slots,
  })),
  ...checks
    .filter((each) => each.restsOn === undefined)
    .map((each) => ({
      key: checkMechanism(each),
      name: each.name,
      kind: '点検' as const,
      slots: each.slots,
    })),
  entryLogMechanism,
  classificationMechanism,
  joiningMechanism,
  authorityMechanism,
  councilMechanism,
  signMechanism,
]

/** The same, slot by slot, as the policy room shows them, with the norms that belong there. */
export const slots: readonly MechanismSlot[] = mechanisms.flatMap((mechanism) =>
  mechanism.slots.map((slot) => ({
    mechanism: mechanism.key,
    mechanismName: mechanism.name,
    kind: mechanism.kind,
    ...slot,
    ...wordsOfSlots.get(`${mechanism.key} ${slot.slot}`),
  })),
)

/** Tables the ledger vouches for, room by room. */
export const recorded = [
  policyTables,
  authorityTables,
  signInTables,
  registerTables,
  confirmationTables,
  gateTables,
  procedureTables,
  ownProcedureTables,
  paperTables,
  taskTables,
  checkTables,
  stocktakeTables,
  entryTables,
  classTables,
  idTables,
  signTables,
  consentTables,
  joiningTables,
  transferTables,
  hrTables,
  councilTables,
]
