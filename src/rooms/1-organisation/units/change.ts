import { z } from 'zod'
import { unitKinds } from '#authority/unit-kinds.ts'
import { idText } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'

/*
 * What a reorganisation (組織改正) can do to units. All changes of one reorganisation hold from one day on.
 * Browser-safe; the transfer plan takes the same shapes.
 */

/** A unit by id, or by its code: of a unit the same reorganisation creates, else of one in force on its day. */
export const unitRef = z.union([z.strictObject({ id: idText }), z.strictObject({ code: boundedText(40) })])
export type UnitRef = z.output<typeof unitRef>

const unitNames = {
  name: boundedText(100),
  kana: boundedText(100, { min: 0 }).default(''),
  /** 文書記号; left out it stays, null takes it away. */
  symbol: boundedText(20).nullable().optional(),
}

/** 新設. */
export const createUnit = z.strictObject({
  kind: z.literal('create-unit'),
  code: boundedText(40),
  ...unitNames,
  unitKind: z.enum(unitKinds),
  parent: unitRef.nullable(),
  /** Where there is no parent; the only or first body when left out. */
  bodyId: idText.optional(),
  policyOffice: z.boolean().default(false),
})

/** 名称変更: the unit stays the same one under another name. */
export const renameUnit = z.strictObject({
  kind: z.literal('rename-unit'),
  unit: unitRef,
  ...unitNames,
  code: boundedText(40).optional(),
})

/** 移管: the unit stays the same one below another parent. */
export const moveUnit = z.strictObject({
  kind: z.literal('move-unit'),
  unit: unitRef,
  parent: unitRef.nullable(),
})

/** 統合: these units end and go over into one (of them, or one that is created with it). */
export const mergeUnits = z.strictObject({
  kind: z.literal('merge-units'),
  units: z.array(unitRef).min(1).max(50),
  into: unitRef,
})

/**
 * 分割: the unit goes over into several. It ends, unless it is one of them. What cannot be divided goes to the heir;
 * where it is left out, the unit itself if it stays, or the only one there is.
 */
export const splitUnit = z.strictObject({
  kind: z.literal('split-unit'),
  unit: unitRef,
  into: z.array(unitRef).min(1).max(50),
  heir: unitRef.optional(),
})

/** 廃止. What hangs on it goes to the successor. */
export const abolishUnit = z.strictObject({
  kind: z.literal('abolish-unit'),
  unit: unitRef,
  successor: unitRef.nullable().default(null),
})

export const unitChange = z.discriminatedUnion('kind', [
  createUnit,
  renameUnit,
  moveUnit,
  mergeUnits,
  splitUnit,
  abolishUnit,
])
export type UnitChange = z.output<typeof unitChange>
export type UnitChangeKind = UnitChange['kind']

export const unitChangeWords: Readonly<Record<UnitChangeKind, string>> = {
  'create-unit': '新設',
  'rename-unit': '名称変更',
  'move-unit': '移管',
  'merge-units': '統合',
  'split-unit': '分割',
  'abolish-unit': '廃止',
}
