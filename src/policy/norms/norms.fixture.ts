import { extractNorms } from './extract-norms.ts'
import type { Norm, TextNode } from './types.ts'

type Given = readonly [id: string, text: string, more?: Partial<TextNode>]

/** Provisions for the tests of this room: `[id, text]`, with the parent told by the id. */
export function provisions(...given: readonly Given[]): TextNode[] {
  return given.map(([id, text, more], order) => {
    const parent = id.includes('-') ? id.slice(0, id.lastIndexOf('-')) : null
    const label = id.split('-').at(-1) ?? id
    return { id, parent, order, level: 'N', label, heading: null, type: 'provision', text, ...more }
  })
}

/** The norms of invented provisions. */
export const normsOf = (...given: readonly Given[]): readonly Norm[] =>
  extractNorms({ title: '試験町情報セキュリティ対策基準', nodes: provisions(...given) }).norms

/** The first norm of one provision. */
export function normOf(text: string): Norm {
  const norm = normsOf(['1', text])[0]
  if (norm === undefined) throw new Error(`規範がありません: ${text}`)
  return norm
}
