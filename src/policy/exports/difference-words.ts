import { z } from 'zod'
import { nodeType } from '../contract-parts.ts'
import { levels } from '../reading/types.ts'
import type { Difference } from './plain-node.ts'

export const levelWord = z.enum(levels)

const differenceWords = z.object({
  id: z.string().min(1).max(400).optional().catch(undefined),
  level: levelWord.optional().catch(undefined),
  type: nodeType.optional().catch(undefined),
  label: z.string().max(2000).optional().catch(undefined),
  heading: z.string().max(20_000).nullable().optional().catch(undefined),
  text: z.string().optional().catch(undefined),
})

/** A difference out of a file; what is no such thing is left aside, field by field. */
export function differenceFrom(value: unknown): Difference | undefined {
  const result = differenceWords.safeParse(value)
  if (!result.success) return undefined
  return Object.values(result.data).some((v) => v !== undefined) ? result.data : undefined
}
