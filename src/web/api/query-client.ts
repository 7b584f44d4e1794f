import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem, Unreachable } from './problem.ts'

/**
 * The cache of what the server said.
 * `onSignedOut` is told when any call is refused because nobody is signed in any more.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown): void => {
    if (error instanceof ApiProblem && error.status === 401) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        // inside LGWAN the browser believes it is offline; asking is the only way to know
        networkMode: 'always',
        retry: (failures, error) => error instanceof Unreachable && error.why === 'network' && failures < 1,
        staleTime: 5_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
