import { refuse } from '#ground/errors/refusal.ts'
import { nodesWithGuessedRows } from '../reading/guessed-rows.ts'
import { readPolicy } from '../reading/read.ts'
import { readSource } from '../import/read-source.ts'
import type { Hints, ReadNode, Reading } from '../reading/types.ts'
import { extractNorms } from './extract-norms.ts'
import type { Extraction, TextNode } from './types.ts'

/** Everything that was read out of a text: its provisions and what they say. */
export type ExtractedText = {
  readonly source: string
  readonly reading: Reading
  /** With the guessed rows of tables after their owners. */
  readonly nodes: readonly ReadNode[]
  readonly extraction: Extraction
}

/** Reads a policy text: provisions, norms, open values, findings, and what was not read. Pure. */
export function extractText(source: string, hints: Hints | null = null): ExtractedText {
  return extractReading(source, readPolicy(source, hints))
}

function extractReading(source: string, reading: Reading): ExtractedText {
  const nodes = nodesWithGuessedRows(reading)
  const extraction = extractNorms({ title: reading.title, nodes: nodes.map(textNodeOf) })
  return { source, reading, nodes, extraction }
}

/**
 * Reads a file of a policy. Refuses, in words that say what to do, what is no text or no policy.
 * What the file is is told by its content; `name` is only used in messages.
 */
export async function extractFile(bytes: Uint8Array, name: string): Promise<ExtractedText> {
  const { source, reading } = await readSource(bytes, name)
  const extracted = extractReading(source.text, reading)
  if (extracted.nodes.length === 0) {
    refuse(
      'invalid',
      `「${name}」から条や項の番号を読み取れませんでした。規程の本文かどうかを確かめ、番号のある本文を選び直してください。`,
    )
  }
  return extracted
}

const textNodeOf = ({
  id,
  parent,
  order,
  level,
  label,
  heading,
  type,
  text,
  columns,
}: ReadNode): TextNode => ({
  id,
  parent,
  order,
  level,
  label,
  heading,
  type,
  text,
  ...(columns === undefined ? {} : { columns }),
})
