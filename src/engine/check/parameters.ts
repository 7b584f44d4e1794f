import type { Tx } from '#ground/database/database.ts'
import type { CheckDefinition } from './definition.ts'
import { defaultParameters } from './example.ts'

/** The values the city has set, by check; those it has not set are the defaults. One query. */
export async function parametersOf(
  tx: Tx,
  definitions: readonly Pick<CheckDefinition, 'key' | 'parameters'>[],
): Promise<Map<string, Record<string, number>>> {
  const found = new Map<string, Record<string, number>>(
    definitions.map((each) => [each.key, defaultParameters(each)]),
  )
  if (definitions.every((each) => (each.parameters ?? []).length === 0)) return found
  const rows = await tx
    .selectFrom('check_setting')
    .select(['check_key', 'parameter', 'value'])
    .where('check_key', 'in', [...found.keys()])
    .execute()
  for (const { check_key, parameter, value } of rows) {
    const values = found.get(check_key)
    if (values !== undefined && parameter in values) values[parameter] = value
  }
  return found
}
