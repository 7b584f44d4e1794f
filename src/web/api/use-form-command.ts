import type { Contract } from '#ground/operation/contract.ts'
import { useState } from 'react'
import { problemsOf } from './check.ts'
import type { InputOf, OutputOf } from './client.ts'
import { ApiProblem, type Problem } from './problem.ts'
import { useCommand } from './use-command.ts'

/**
 * A command behind a form: what it is given is checked by the server's own schema before it goes, and what is wrong is
 * told by field. A refusal that speaks of no field of the form is handed back whole, to be shown as what it is.
 */
export function useFormCommand<C extends Contract>(
  contract: C,
  /** Label of every field, by the name under which problems speak of it. */
  labels: Readonly<Record<string, string>>,
  onDone?: (output: OutputOf<C>) => void | Promise<void>,
) {
  const [found, setFound] = useState<readonly Problem[]>([])
  const command = useCommand(contract, onDone)
  const refused = command.error instanceof ApiProblem ? command.error.problems : []
  const problems = found.length > 0 ? found : refused.filter(({ at }) => at !== undefined && at in labels)
  const check = (input: InputOf<C>, mend: (problems: Problem[]) => Problem[] = (same) => same): boolean => {
    const wrong = mend(problemsOf(contract.input, input))
    setFound(wrong)
    return wrong.length === 0
  }
  return {
    problems,
    labels,
    refusal: problems.length === 0 ? command.error : null,
    busy: command.isPending,
    done: command.isSuccess,
    /** Looks at the input and tells what is wrong, and sends nothing: before one asks whether it is meant. */
    check,
    /** Sends the input unless something is wrong; `mend` rewords or adds to what the schema finds. */
    send(input: InputOf<C>, mend: (problems: Problem[]) => Problem[] = (same) => same): void {
      if (check(input, mend)) command.mutate(input)
    },
  }
}
