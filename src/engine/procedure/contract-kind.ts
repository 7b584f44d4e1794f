import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { officeCodes } from '#authority/offices.ts'
import { fieldTypes } from './definition.ts'

const formValue = z.union([z.string().max(4000), z.array(z.string().max(200)).max(100)])
export const formInput = z.record(z.string().max(60), formValue)

const field = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(fieldTypes),
  group: z.string(),
  required: z.boolean(),
  maxLength: z.number().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  everyCheck: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  counter: z.string().optional(),
  register: z.string().optional(),
  maxEntries: z.number().optional(),
  anyUnit: z.boolean().optional(),
  hint: z.string().optional(),
  gone: z.boolean().optional(),
})

const afterwards = z.object({
  act: z.enum(['start', 'finish']),
  word: z.string(),
  remark: z.object({ label: z.string(), choices: z.array(z.string()) }).optional(),
  /** What has to be said with it. */
  asks: z.array(field).optional(),
})

/** Why nothing can be filed: no clause is bound, nobody has confirmed what it says, or who a role is. */
const closed = z.discriminatedUnion('why', [
  z.object({ why: z.literal('ended') }),
  z.object({ why: z.literal('unbound') }),
  z.object({ why: z.literal('unconfirmed'), clauses: z.array(z.string()) }),
  z.object({ why: z.literal('role'), roles: z.array(z.string()) }),
])

/** 専決区分: cases up to that size are decided by that office. */
export const tier = z.object({
  atMost: z.object({
    level: z.int().min(1).max(3).optional(),
    days: z.int().min(1).max(3660).optional(),
    lines: z.int().min(1).max(100).optional(),
  }),
  office: z.enum(officeCodes),
})

export const procedureKind = z.object({
  key: z.string(),
  name: z.string(),
  purpose: z.string(),
  formNumber: z.string(),
  grantWord: z.string(),
  refusalWord: z.string(),
  groups: z.array(z.object({ key: z.string(), label: z.string() })),
  fields: z.array(field),
  parameters: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      unit: z.string(),
      value: z.number(),
      standard: z.number(),
      slot: z.string(),
    }),
  ),
  afterwards: z.array(afterwards),
  cites: z.array(citation),
  /** Slots without a confirmed clause; while the first one is missing nothing can be filed. */
  missing: z.array(z.object({ slot: z.string(), need: z.string() })),
  /** Roles of the way that the text nowhere defines, and who the city has said they are. */
  roles: z.array(z.object({ role: z.string(), word: z.string(), office: z.enum(officeCodes).nullable() })),
  /** 専決区分 the city has set, first first. */
  tiers: z.array(tier.extend({ words: z.string(), officeWord: z.string() })),
  /** One office decides in the end, so that a tier can name another in its place. */
  tiered: z.boolean(),
  /** It is told and needs no answer (届出). */
  notice: z.boolean(),
  live: z.boolean(),
  /** Why nothing can be filed. */
  closed: closed.nullable(),
})
export type ProcedureKind = z.output<typeof procedureKind>
