import type { Contract } from '#ground/operation/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/api.ts'
import type { InputOf, OutputOf } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { setupQuery } from '../../shell/session.ts'

/**
 * A command of the first page. From another machine the server wants the code it printed when it started; `asksCode`
 * becomes true once it has said so.
 */
export function useSetup<C extends Contract>(contract: C, onDone?: () => Promise<void>) {
  const queryClient = useQueryClient()
  const [code, setCode] = useState('')
  const command = useMutation<OutputOf<C>, Error, InputOf<C>>({
    mutationFn: (input) => call(contract, input, code === '' ? {} : { headers: { 'x-setup-code': code } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: setupQuery.queryKey })
      await onDone?.()
    },
  })
  const [asksCode, setAsksCode] = useState(false)
  if (!asksCode && command.error instanceof ApiProblem && command.error.status === 403) setAsksCode(true)
  return { command, asksCode, code, setCode }
}
