import type { Contract } from '#ground/operation/contract.ts'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { call } from './api.ts'
import type { InputOf, OutputOf } from './client.ts'

/** A command as a mutation: `isPending` keeps its button from being pressed twice. */
export function useCommand<C extends Contract>(
  contract: C,
  onDone?: (output: OutputOf<C>) => void | Promise<void>,
): UseMutationResult<OutputOf<C>, Error, InputOf<C>> {
  return useMutation({
    mutationFn: (input: InputOf<C>) => call(contract, input),
    ...(onDone === undefined ? {} : { onSuccess: (output: OutputOf<C>) => onDone(output) }),
  })
}
