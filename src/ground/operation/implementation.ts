import { z } from 'zod'
import { Refusal, type Problem } from '#ground/errors/refusal.ts'
import type { Act } from './act.ts'
import type { Contract } from './contract.ts'

z.config(z.locales.ja())

/** A contract with the code that keeps it. */
export type Implementation = {
  readonly contract: Contract
  /** Parses the input, runs, and lets out only what the output schema names. */
  run(act: Act, input: unknown): Promise<unknown>
}

/**
 * Joins a contract and its code; the schema types flow into `run`. A wrong input is refused with one problem
 * per field; a wrong output is our own fault and fails loudly.
 */
export function implement<Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  contract: Contract<Name, Input, Output>,
  run: (act: Act, input: z.output<Input>) => Promise<z.input<Output>>,
): Implementation {
  return {
    contract,
    run: async (act, input) => {
      const parsed = contract.input.safeParse(input)
      if (!parsed.success) throw invalidInput(parsed.error)
      return contract.output.parse(await run(act, parsed.data))
    },
  }
}

/** Turns zod's issues into problems that name their field. */
export function invalidInput(error: z.ZodError): Refusal {
  const problems = error.issues.map((issue): Problem => ({
    at: issue.path.map(String).join('.'),
    message: issue.message,
  }))
  return new Refusal('invalid', '入力に誤りがあります。示した項目を直してください。', { problems })
}
