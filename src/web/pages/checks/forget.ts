import type { QueryClient } from '@tanstack/react-query'

/** Asks anew for everything that follows from checks: their pages, and what waits for whom. */
export async function forgetChecks(queryClient: QueryClient): Promise<void> {
  const touched = ['check.', 'task.', 'application.today']
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => touched.some((name) => String(queryKey[0]).startsWith(name)),
  })
}
