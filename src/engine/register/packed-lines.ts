import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'

/*
 * A file is planned whole before anything of it is written, so that no line is read against what another one of the
 * same file wrote. Until then its lines wait packed: as objects 100,000 of them take ten times the file's size, as
 * packed text a tenth of it.
 */

const values = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]),
)

/** A new line as it waits. */
export const plannedLine = z.object({ unitId: z.string(), number: z.string().optional(), values })

/** A change as it waits: the line and the version it was planned on. */
export const plannedChange = z.object({
  entryId: z.string(),
  number: z.string(),
  version: z.number(),
  unitId: z.string(),
  values,
})

export type PlannedLine = z.output<typeof plannedLine>
export type PlannedChange = z.output<typeof plannedChange>

/** Lines put away a stretch at a time, and taken out again by the same stretches. */
export class PackedLines<Line extends z.ZodType> implements Iterable<z.output<Line>[]> {
  readonly #lines: z.ZodArray<Line>
  readonly #stretches: Uint8Array[] = []

  constructor(line: Line) {
    this.#lines = z.array(line)
  }

  put(lines: readonly z.input<Line>[]): void {
    if (lines.length === 0) return
    // The fastest level: the text of lines repeats itself so much that others gain little.
    this.#stretches.push(deflateRawSync(JSON.stringify(lines), { level: 1 }))
  }

  *[Symbol.iterator](): Generator<z.output<Line>[]> {
    for (const packed of this.#stretches) {
      yield this.#lines.parse(JSON.parse(inflateRawSync(packed).toString('utf8')))
    }
  }
}
