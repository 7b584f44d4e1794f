import { z } from 'zod'
import { idText, operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { columnKey, registerKey } from './contract.ts'

/** Types of the columns a city may add. */
export const ownColumnTypes = [
  'text',
  'long-text',
  'number',
  'date',
  'choice',
  'flag',
  'person',
  'unit',
  'files',
] as const

const label = boundedText(40)
const why = boundedText(200)

export const registerSettings = operation({
  name: 'register.settings',
  kind: 'query',
  summary: '団体が台帳に加えた欄と、保存年限を見る',
  who: 'signed-in',
  input: z.strictObject({ register: registerKey }),
  output: z.object({
    columns: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        type: z.enum(ownColumnTypes),
        choices: z.array(z.object({ value: z.string(), label: z.string() })),
        hint: z.string(),
        listed: z.boolean(),
        retired: z.object({ on: z.string(), why: z.string() }).nullable(),
      }),
    ),
    mostColumns: z.number(),
    /** False for a register that no hand writes. */
    takesColumns: z.boolean(),
    retention: z.object({ years: z.number(), usual: z.number(), why: z.string().nullable() }),
    mayConfigure: z.boolean(),
  }),
  positional: ['register'],
})

export const registerSaveColumn = operation({
  name: 'register.save-column',
  kind: 'command',
  summary: '台帳に団体の欄を加える、または欄の名前や選択肢を直す',
  who: { right: 'settings.manage' },
  input: z.strictObject({
    register: registerKey,
    /** Absent for a new column. */
    key: columnKey.optional(),
    label,
    /** Of an existing column it must be what it was. */
    type: z.enum(ownColumnTypes),
    /** For choices: those that have a `value` already keep it; none may be left out. */
    choices: z
      .array(z.strictObject({ value: z.string().max(40).optional(), label }))
      .max(100, '選択肢は100個までにしてください。')
      .default([]),
    hint: boundedText(200, { min: 0 }).default(''),
    listed: z.boolean().default(false),
  }),
  output: z.object({ key: z.string() }),
})

export const registerOrderColumns = operation({
  name: 'register.order-columns',
  kind: 'command',
  summary: '台帳に団体が加えた欄の順を決める',
  who: { right: 'settings.manage' },
  input: z.strictObject({ register: registerKey, keys: z.array(columnKey).min(1).max(20) }),
  output: z.object({}),
})

export const registerRetireColumn = operation({
  name: 'register.retire-column',
  kind: 'command',
  summary: '台帳に団体が加えた欄を、理由とともに使うのをやめる(履歴では読める)',
  who: { right: 'settings.manage' },
  input: z.strictObject({ register: registerKey, key: columnKey, why }),
  output: z.object({}),
})

export const registerSetRetention = operation({
  name: 'register.set-retention',
  kind: 'command',
  summary: '台帳の保存年限を、理由とともに定める',
  who: { right: 'settings.manage' },
  input: z.strictObject({
    register: registerKey,
    years: z.int().min(1, '1年以上にしてください。').max(100, '100年以下にしてください。'),
    why,
  }),
  output: z.object({}),
})

export const registerExpired = operation({
  name: 'register.expired',
  kind: 'query',
  summary: '保存期限を過ぎ、廃棄できる台帳の行を見る',
  who: 'signed-in',
  input: z.strictObject({
    register: registerKey,
    page: z.int().min(1).max(200).default(1),
    size: z.int().min(1).max(100).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        entryId: z.string(),
        number: z.string(),
        label: z.string(),
        unit: z.string(),
        closedOn: z.string(),
        until: z.string(),
        disposalYear: z.string(),
        /** Why it cannot be disposed of yet. */
        because: z.string().nullable(),
      }),
    ),
    total: z.number(),
    more: z.boolean(),
    years: z.number(),
    mayDispose: z.object({ allowed: z.boolean(), because: z.string().optional() }),
  }),
  positional: ['register'],
})

export const registerDispose = operation({
  name: 'register.dispose',
  kind: 'command',
  summary: '保存期限を過ぎた台帳の行を廃棄する(名称・番号・日付のほかの内容を消す)',
  who: 'signed-in',
  input: z.strictObject({
    register: registerKey,
    entryIds: z
      .array(idText)
      .min(1, '廃棄する行を選んでください。')
      .max(200, '一度に200行までにしてください。'),
    why,
  }),
  output: z.object({ disposed: z.number() }),
})
