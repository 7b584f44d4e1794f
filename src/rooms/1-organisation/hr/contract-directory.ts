import { z } from 'zod'
import { operation } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { fieldWords, type HrField, hrFields } from './fields.ts'

export type { HrField }

/** The fields an entry of a directory can hold, in the order in which they are asked for. */
export const directoryFields = [
  'number',
  'family',
  'given',
  'name',
  'familyKana',
  'givenKana',
  'kana',
  'unitCode',
  'unitName',
  'title',
  'appointment',
  'until',
  'mail',
  'extension',
] as const satisfies readonly HrField[]

/** The word for a field on screen. */
export function fieldLabel(field: HrField): string {
  return fieldWords[field].label
}

/** What Active Directory and OpenLDAP usually call them. */
export const usualAttributes: Readonly<Partial<Record<HrField, string>>> = {
  number: 'employeeNumber',
  family: 'sn',
  given: 'givenName',
  unitName: 'department',
  title: 'title',
  mail: 'mail',
}

const attribute = z
  .string()
  .max(100)
  .regex(/^[A-Za-z][A-Za-z0-9-]*(?:;[A-Za-z0-9-]+)*$/u, '属性の名前は英数字と「-」で入れてください。')
const attributes = z
  .partialRecord(z.enum(hrFields), attribute)
  .refine((given) => given.number !== undefined, '職員番号の属性を入れてください。')
  .refine(
    (given) => given.name !== undefined || given.family !== undefined,
    '氏名、または氏の属性を入れてください。',
  )
  .refine(
    (given) => given.unitCode !== undefined || given.unitName !== undefined,
    '所属コード、または所属の属性を入れてください。',
  )
  .refine((given) => given.title !== undefined, '職名の属性を入れてください。')

const settings = {
  /** ldaps://host[:636], or ldap://host[:389] with StartTLS. Never in the clear. */
  address: boundedText(300),
  /** Certificate of the office's own authority (PEM); null = those the system trusts. */
  authorityPem: z.string().max(20_000).nullable(),
  bindDn: boundedText(500),
  base: boundedText(500),
  filter: boundedText(1_000),
}

export const showDirectory = operation({
  name: 'organisation.directory',
  kind: 'query',
  summary: '庁内のディレクトリの接続先を見る',
  who: { right: 'settings.manage' },
  input: z.object({}),
  output: z.object({
    /** null: none is set. The password is never answered, only whether there is one. */
    directory: z
      .object({
        ...settings,
        attributes: z.partialRecord(z.enum(hrFields), z.string()),
        whole: z.boolean(),
        hasPassword: z.boolean(),
        changedAt: z.string(),
      })
      .nullable(),
  }),
})

export const saveDirectory = operation({
  name: 'organisation.save-directory',
  kind: 'command',
  summary: '庁内のディレクトリの接続先を登録する',
  who: { right: 'settings.manage' },
  input: z.object({
    ...settings,
    /** Left out: the one there is stays, while the address and the account stay the same. */
    password: z.string().min(1, 'パスワードを入れてください。').max(500).optional(),
    attributes,
    /** Everybody in office is in it: whoever is not may have left. */
    whole: z.boolean(),
  }),
  output: z.object({ saved: z.literal(true) }),
})

export const testDirectory = operation({
  name: 'organisation.test-directory',
  kind: 'query',
  summary: '庁内のディレクトリに接続して、初めの職員を見る',
  who: { right: 'settings.manage' },
  input: z.object({}),
  output: z.object({
    /** False: it cannot be asked; `says` tells why and what to do. */
    works: z.boolean(),
    says: z.string(),
    /** Entries that were read, at most a hundred; more tells whether there are others. */
    read: z.int(),
    more: z.boolean(),
    referrals: z.int(),
    fields: z.array(z.enum(hrFields)),
    /** The first entries through the mapping, at most five; values in the order of `fields`. */
    sample: z.array(z.array(z.string())),
  }),
})
