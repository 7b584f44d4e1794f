import type { QueryClient } from '@tanstack/react-query'

/** Asks anew for everything that follows from tasks and what they are about. */
export async function forgetTasks(queryClient: QueryClient): Promise<void> {
  const touched = ['task.', 'joining.', 'consent.']
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => touched.some((name) => String(queryKey[0]).startsWith(name)),
  })
}
