import type { QueryClient } from '@tanstack/react-query'
import { confirmationOf } from '#engine/confirmation/contract.ts'
import { gatesOf } from '#engine/register-gate/contract.ts'
import { registerEntry, registerList } from '#engine/register/contract.ts'

/** After an act on a line everything that shows it is read again. */
export async function refreshLine(queries: QueryClient): Promise<void> {
  await Promise.all(
    [registerList, registerEntry, gatesOf, confirmationOf].map(({ name }) =>
      queries.invalidateQueries({ queryKey: [name] }),
    ),
  )
}
