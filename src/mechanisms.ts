import { recordedTables as authorityTables } from '#authority/recorded.ts'
import { recordedTables as signInTables } from '#authority/sign-in/recorded.ts'
import { authoritySlots } from '#authority/slots.ts'
import { AUTHORITY, mechanismOf } from '#engine/procedure/ports.ts'
import { recordedTables as procedureTables } from '#engine/procedure/recorded.ts'
import { recordedTables as registerTables } from '#engine/register/recorded.ts'
import { recordedTables as policyTables } from '#policy/recorded.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { carryBook } from '#rooms/2-assets/carry/book.ts'
import { carryOut } from '#rooms/2-assets/carry/definition.ts'

/** Every register and procedure of the house. A new one is one line here and a folder in its room. */
export const registers = [assetRegister, carryBook]
export const procedures = [carryOut]
/** The rules of who decides also rest on clauses of the city's text. */
const authorityMechanism = {
  key: AUTHORITY,
  name: '組織と決裁',
  kind: '役割' as const,
  slots: [
    { slot: authoritySlots.separationOfApproval, need: '申請者と許可者を別の者にすることを定める条文' },
    { slot: authoritySlots.separationOfAudit, need: '監査を受ける者と行う者を別の者にすることを定める条文' },
    { slot: authoritySlots.structure, need: '組織体制と役割を定める条文' },
    { slot: authoritySlots.acting, need: '職務代理を定める条文' },
    { slot: authoritySlots.delegation, need: '事務の委任(専決)を定める条文' },
    { slot: authoritySlots.deputy, need: '不在のときの代決を定める条文' },
  ],
}

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
  authorityMechanism,
]

/** The same, slot by slot, as the policy room shows them. */
export const slots = mechanisms.flatMap((mechanism) =>
  mechanism.slots.map((slot) => ({
    mechanism: mechanism.key,
    mechanismName: mechanism.name,
    kind: mechanism.kind,
    ...slot,
  })),
)

/** Tables the ledger vouches for, room by room. */
export const recorded = [policyTables, authorityTables, signInTables, registerTables, procedureTables]
