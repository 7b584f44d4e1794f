import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { boundedText } from '#ground/words/text.ts'
import type { RegisterDefinition } from './definition.ts'

/** The 管理番号 for a running number: `A-00042`. */
export function numberText(definition: RegisterDefinition, running: number): string {
  return `${definition.numberPrefix}${String(running).padStart(definition.numberDigits ?? 5, '0')}`
}

/** The running number inside a 管理番号 of this register's own form; undefined for the city's older forms. */
export function runningNumber(definition: RegisterDefinition, number: string): number | undefined {
  if (!number.startsWith(definition.numberPrefix)) return undefined
  const digits = number.slice(definition.numberPrefix.length)
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined
}

/**
 * Takes the next `count` numbers. The counter's row is locked until the transaction ends, so that numbers are
 * given once and in order; numbers of an act that is rolled back are given again.
 */
export async function takeNumbers(
  tx: Tx,
  tenantId: string,
  definition: RegisterDefinition,
  count: number,
): Promise<string[]> {
  if (count === 0) return []
  const row = await tx
    .insertInto('register_counter')
    .values({ tenant_id: tenantId, register: definition.key, last: count })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'register'])
        .doUpdateSet({ last: sql<number>`register_counter.last + ${count}` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return Array.from({ length: count }, (_, index) => numberText(definition, row.last - count + 1 + index))
}

/** Keeps later numbers above those that were brought along, and locks the counter as `takeNumbers` does. */
export async function passNumbers(
  tx: Tx,
  tenantId: string,
  definition: RegisterDefinition,
  numbers: readonly string[],
): Promise<void> {
  const highest = numbers.reduce((max, number) => Math.max(max, runningNumber(definition, number) ?? 0), 0)
  if (numbers.length === 0) return
  await tx
    .insertInto('register_counter')
    .values({ tenant_id: tenantId, register: definition.key, last: highest })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'register'])
        .doUpdateSet({ last: sql<number>`greatest(register_counter.last, ${highest})` }),
    )
    .execute()
}

/** The form of a 管理番号 that somebody brings along. */
export const numberSchema = boundedText(40)

/** A 管理番号 that somebody brought along. @throws Refusal 'invalid'. */
export function checkedNumber(number: string): string {
  const result = numberSchema.safeParse(number)
  if (result.success) return result.data
  const message = result.error.issues.map((issue) => issue.message).join('')
  return refuse('invalid', '管理番号に誤りがあります。', {
    problems: [{ at: 'number', message, value: number.slice(0, 60) }],
  })
}
