import type { QueryClient } from '@tanstack/react-query'

/** Asks anew for everything that follows from IDs: their pages, registers, and what waits for whom. */
export async function forgetIds(queryClient: QueryClient): Promise<void> {
  const touched = ['ids.', 'cards.', 'task.', 'register.', 'home.', 'application.today']
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => touched.some((name) => String(queryKey[0]).startsWith(name)),
  })
}
