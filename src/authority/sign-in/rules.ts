import { z } from 'zod'
import type { Tx } from '#ground/database/database.ts'
import { officeCodes } from '../offices.ts'
import { rights } from '../rights.ts'
import './tables.ts'

/** What the city itself sets about signing in; what its text says comes from the policy (`CityText`). */
export const signInRules = z.object({
  /** Who must have a second way to sign in: holders of these offices (in whatever capacity) and of these rights. */
  secondFactorFor: z
    .object({ offices: z.array(z.enum(officeCodes)).max(20), rights: z.array(z.enum(rights)).max(20) })
    .default({ offices: [], rights: [] }),
  /** Minutes for which a proof of who one is counts as fresh. */
  stepUpMinutes: z.int().min(1).max(120).default(15),
  /** Minutes of silence after which a session that administers ends. */
  privilegedIdleMinutes: z.int().min(5).max(60).default(30),
  /** Minutes after which it ends in any case, where the city's text sets no 定める値. */
  privilegedMinutes: z.int().min(15).max(720).default(480),
  /** How many former passwords may not be used again. */
  passwordHistory: z.int().min(1).max(24).default(5),
})
export type SignInRules = z.output<typeof signInRules>
export type SignInRuleName = keyof SignInRules

export const usualRules: SignInRules = signInRules.parse({})

/** Rules from what is stored, name by name: what cannot be read counts as not set and bars nobody's way. */
export function rulesFrom(stored: Readonly<Record<string, unknown>>): SignInRules {
  const rules: Record<string, unknown> = { ...usualRules }
  for (const [name, shape] of Object.entries(signInRules.shape)) {
    if (!(name in stored)) continue
    const read = shape.safeParse(stored[name])
    if (read.success) rules[name] = read.data
  }
  return signInRules.parse(rules)
}

/** The city's rules now. One query. */
export async function loadRules(tx: Tx): Promise<SignInRules> {
  const rows = await tx.selectFrom('sign_in_rule').select(['name', 'value']).execute()
  return rulesFrom(Object.fromEntries(rows.map((row) => [row.name, row.value])))
}

/** Whether somebody with these offices and rights must have a second way to sign in. */
export function needsSecondFactor(
  rules: SignInRules,
  who: { readonly offices: ReadonlySet<string>; readonly rights: ReadonlySet<string> },
): boolean {
  const { offices, rights: named } = rules.secondFactorFor
  return offices.some((office) => who.offices.has(office)) || named.some((right) => who.rights.has(right))
}
