import type { QueryClient } from '@tanstack/react-query'

/** Asks anew for everything that follows from the organisation: charts, offices, people, and what waits for whom. */
export async function forgetOrganisation(queryClient: QueryClient): Promise<void> {
  const touched = ['organisation.', 'application.', 'home.', 'register.kinds']
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => touched.some((name) => String(queryKey[0]).startsWith(name)),
  })
}
