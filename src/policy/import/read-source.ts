import { structuredSource } from '../exports/structured-source.ts'
import { readPolicy } from '../reading/read.ts'
import type { Reading } from '../reading/types.ts'
import { refuseSize } from '../sources/decode.ts'
import { sourceOf } from '../sources/source-of.ts'
import type { ReadableFormat, Source } from '../sources/source.ts'

export type ReadSource = {
  readonly source: Omit<Source, 'format'> & { readonly format: ReadableFormat }
  readonly reading: Reading
}

/**
 * Reads a policy file into its provisions: by its own structure where it has one (法令標準XML, Akoma Ntoso, OSCAL, our
 * Markdown), else as text of any format.
 * @throws Refusal when the file cannot be read.
 */
export async function readSource(bytes: Uint8Array, name: string): Promise<ReadSource> {
  refuseSize(bytes, `「${name}」`)
  const structured = await structuredSource(bytes, name)
  if (structured !== null) {
    const { text, reading, format, notices } = structured
    return {
      source: {
        text,
        hints: null,
        format,
        encoding: 'UTF-8',
        notices: notices.map((message) => ({ message })),
      },
      reading,
    }
  }
  const source = await sourceOf(bytes, name)
  return { source, reading: readPolicy(source.text, source.hints) }
}
