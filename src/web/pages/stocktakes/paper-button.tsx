import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Contract } from '#ground/operation/contract.ts'
import { saveFile } from '../../api/api.ts'
import type { InputOf } from '../../api/client.ts'
import { Button } from '../../parts/button.tsx'
import { RefusalNotice } from '../../parts/states.tsx'

/** Fetches a paper and hands it to the browser; a refusal stands beside the button. */
export function PaperButton<C extends Contract>({
  contract,
  input,
  words,
}: {
  contract: C
  input: InputOf<C>
  words: string
}): ReactNode {
  const save = useMutation({ mutationFn: () => saveFile(contract, input) })
  return (
    <>
      <Button busy={save.isPending} onPress={() => save.mutate()}>
        {words}
      </Button>
      {save.isError && <RefusalNotice error={save.error} />}
    </>
  )
}
