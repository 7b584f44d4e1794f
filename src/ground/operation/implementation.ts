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
      refuseUnstorable(input)
      const parsed = contract.input.safeParse(input)
      if (!parsed.success) throw invalidInput(parsed.error)
      return contract.output.parse(await run(act, parsed.data))
    },
  }
}

/** No input of ours is nested deeper; a deeper one was made to exhaust whoever walks it. */
const DEEPEST = 32

/**
 * Refuses what no column can hold: NUL (PostgreSQL keeps no such text) and halves of a surrogate pair (no JSON
 * column keeps them), in values and in names, whatever the schema says of the field.
 */
function refuseUnstorable(input: unknown): void {
  const problems: Problem[] = []
  const walk = (value: unknown, at: string, depth: number): void => {
    if (typeof value === 'string') {
      if (value.includes('\0') || !value.isWellFormed()) {
        problems.push({
          at,
          message: '使えない文字(壊れた文字か、目に見えない文字)があります。消してください',
        })
      }
      return
    }
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return
    if (depth > DEEPEST) {
      problems.push({ at, message: '入れ子が深すぎます' })
      return
    }
    for (const [key, each] of Object.entries(value)) {
      const place = at === '' ? key : `${at}.${key}`
      if (key.includes('\0') || !key.isWellFormed()) problems.push({ message: '項目の名前が壊れています' })
      else walk(each, place, depth + 1)
    }
  }
  walk(input, '', 0)
  if (problems.length > 0) {
    throw new Refusal('invalid', '入力に誤りがあります。示した項目を直してください。', {
      problems: problems.slice(0, 20),
    })
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
