import { currentLanguage } from '#web/words/language.ts'
import type { Contract } from '#ground/operation/contract.ts'
import { queryOptions } from '@tanstack/react-query'
import { createClient, type CallOptions, type InputOf, type OutputOf, type ReceivedFile } from './client.ts'
import { ApiProblem } from './problem.ts'
import { askStepUp } from './step-up.ts'

const client = createClient({
  fetch: (url, init) => fetch(url, init),
  cookies: () => document.cookie,
  language: currentLanguage,
})

export const { receive, upload } = client

/**
 * Calls an operation. Where the server asks once more who acts, the person is asked, and the same call is made again;
 * whoever does not answer gets the refusal.
 */
export async function call<C extends Contract>(
  contract: C,
  input: InputOf<C>,
  options?: CallOptions,
): Promise<OutputOf<C>> {
  try {
    return await client.call(contract, input, options)
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'step-up' || !(await askStepUp())) throw error
    return client.call(contract, input, options)
  }
}

/** Options of useQuery for a query operation: its name and input are the cache key. */
export function reading<C extends Contract>(contract: C, input: InputOf<C>) {
  return queryOptions({
    queryKey: [contract.name, input],
    queryFn: ({ signal }) => call(contract, input, { signal }),
  })
}

/** Fetches a file and hands it to the browser to be saved. Refusals come as ApiProblem, not as a page of JSON. */
export async function saveFile<C extends Contract>(contract: C, input: InputOf<C>): Promise<void> {
  offer(await receive(contract, input))
}

function offer(file: ReceivedFile): void {
  const address = URL.createObjectURL(file.body)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // the browser has taken its own hold of the blob by the next turn
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
