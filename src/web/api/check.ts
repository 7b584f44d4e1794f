import type { z } from 'zod'
import type { Problem } from './problem.ts'

/** What is wrong with a form before it is sent, by the same schema the server uses; empty when it may go. */
export function problemsOf(schema: z.ZodType, values: unknown): Problem[] {
  const read = schema.safeParse(values)
  if (read.success) return []
  return read.error.issues.map((issue) => ({ at: issue.path.map(String).join('.'), message: issue.message }))
}
