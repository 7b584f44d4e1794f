import { z } from 'zod'
import { dateText, idText } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import {
  abolishUnit,
  createUnit,
  mergeUnits,
  moveUnit,
  renameUnit,
  splitUnit,
  type UnitChange,
  unitRef,
} from '../units/change.ts'

/*
 * What one line of a transfer plan (人事異動・組織改正の案) says. A plan has one effective date, from 00:00 of which
 * every change of it holds. Browser-safe.
 */

export { unitRef, type UnitRef } from '../units/change.ts'

/** A person by id, or by 職員番号: also of somebody whom the same plan hires. */
export const personRef = z.union([
  z.strictObject({ id: idText }),
  z.strictObject({ number: boundedText(40) }),
])
export type PersonRef = z.output<typeof personRef>

/** Ranks of posts, as `post.rank` holds them; left out, the rank follows from the title. */
export const changeRanks = [
  'vice-mayor',
  'head',
  'deputy-head',
  'section-chief',
  'leader',
  'staff',
  'member',
] as const

/** 任用 of which a person has one at a time: what somebody is taken on, moved or extended as. */
export const mainAppointments = [
  '本務',
  '再任用',
  '会計年度任用',
  '臨時',
  '派遣',
  '労働者派遣',
  '委託先要員',
] as const

/** Those that are given for a term: without a last day they are refused. */
export const termAppointments: ReadonlySet<(typeof mainAppointments)[number]> = new Set([
  '会計年度任用',
  '臨時',
  '派遣',
  '労働者派遣',
  '委託先要員',
])

/** 任用 beside the main one. */
export const sideAppointments = ['兼務', '併任', '事務取扱', '心得', '委嘱'] as const

const names = {
  family: boundedText(60),
  given: boundedText(60, { min: 0 }).default(''),
  familyKana: boundedText(60, { min: 0 }).default(''),
  givenKana: boundedText(60, { min: 0 }).default(''),
}

/** A seat: the post of that title in the unit (null: of the body itself, such as 副市長). It is made when there is none. */
const seat = {
  unit: unitRef.nullable(),
  /** For a post of a body; the only or first body when left out. */
  bodyId: idText.optional(),
  title: boundedText(100),
  rank: z.enum(changeRanks).optional(),
}

/** First day on which it no longer holds (the last day is the one before); null = until further notice. */
const until = dateText.nullable().default(null)

const person = personRef

/** 採用, also of 派遣, 会計年度任用, 臨時, 労働者派遣, 委託先要員. Somebody who left and comes back keeps his number. */
const hire = z.strictObject({
  kind: z.literal('hire'),
  number: boundedText(40),
  ...names,
  mail: boundedText(200).nullable().default(null),
  extension: boundedText(40).nullable().default(null),
  ...seat,
  appointment: z.enum(mainAppointments).default('本務'),
  until,
})

/** 異動: the main post is another one from the day. */
const move = z.strictObject({
  kind: z.literal('move'),
  person,
  ...seat,
  appointment: z.enum(mainAppointments).default('本務'),
  until,
})

/** 昇任: an 異動 (or a new title in the same unit) with which the rank rises. */
const promote = move.extend({ kind: z.literal('promote') })

/** 退職, and the end of a term that is not renewed: everything the person holds ends the day before. */
const retire = z.strictObject({
  kind: z.literal('retire'),
  person,
  reason: boundedText(100, { min: 0 }).default(''),
})

/** 任期の更新: the running main appointment ends later (or with null no longer). */
const extend = z.strictObject({ kind: z.literal('extend'), person, until: dateText.nullable() })

/** 改姓: the name known now changes on the day; the former one is kept. */
const rename = z.strictObject({ kind: z.literal('rename'), person, ...names })

/** 休職: away from the day; `until` is the day of return. */
const leave = z.strictObject({ kind: z.literal('leave'), person, reason: boundedText(200), until })

/** 復職: back on the day. */
const comeBack = z.strictObject({ kind: z.literal('return'), person })

/** 兼務・併任・事務取扱・心得・委嘱の発令. */
const addPost = z.strictObject({
  kind: z.literal('add-post'),
  person,
  ...seat,
  appointment: z.enum(sideAppointments).default('兼務'),
  until,
})

/** 兼務などの解除: every appointment beside the main one at that post ends. */
const endPost = z.strictObject({
  kind: z.literal('end-post'),
  person,
  unit: unitRef.nullable(),
  title: boundedText(100),
})

export const transferChange = z.discriminatedUnion('kind', [
  hire,
  move,
  promote,
  retire,
  extend,
  rename,
  leave,
  comeBack,
  addPost,
  endPost,
  createUnit,
  abolishUnit,
  renameUnit,
  moveUnit,
  mergeUnits,
  splitUnit,
])
/** A change as it is kept: every default filled in. */
export type TransferChange = z.output<typeof transferChange>
/** A change as a source may hand it over. */
export type NewTransferChange = z.input<typeof transferChange>
export type ChangeKind = TransferChange['kind']

/** What each kind is called on screen, in the order in which a plan shows them. */
export const changeWords: Readonly<Record<ChangeKind, string>> = {
  'create-unit': '所属の新設',
  'abolish-unit': '所属の廃止',
  'rename-unit': '名称変更',
  'move-unit': '移管',
  'merge-units': '統合',
  'split-unit': '分割',
  hire: '採用',
  move: '異動',
  promote: '昇任',
  retire: '退職',
  extend: '任期の更新',
  rename: '改姓',
  leave: '休職',
  return: '復職',
  'add-post': '兼務等の発令',
  'end-post': '兼務等の解除',
}

/** True for the kinds that are about a unit. */
export function isUnitChange(change: TransferChange): change is UnitChange {
  return unitKinds.has(change.kind)
}

const unitKinds: ReadonlySet<ChangeKind> = new Set([
  'create-unit',
  'abolish-unit',
  'rename-unit',
  'move-unit',
  'merge-units',
  'split-unit',
])
