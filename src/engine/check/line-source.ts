import type { ReadRule } from '#engine/register/definition.ts'
import type { Tx } from '#ground/database/database.ts'
import type { CheckLine } from './definition.ts'

/** Lines that lie in a table of their own (an entry log of millions of lines), not in a register. */
export type LineSource = {
  readonly kind: 'source'
  /** Unique among registers and sources. */
  readonly key: string
  readonly name: string
  readonly noun: string
  readonly readableBy: ReadRule
  /** Where the lines are read. */
  readonly href: string
  /** What of a number a person wants to see: a day. */
  numberShown(number: string): string
  /** Where a line is shown. */
  hrefOf(line: Pick<CheckLine, 'lineId' | 'number'>): string
  /** The next lines behind a number, in the order of the numbers, which are unique (collation "C"). One query. */
  read(tx: Tx, after: string | null, size: number, on: string): Promise<readonly CheckLine[]>
  /** Those of the lines that are still looked at. One query. */
  find(tx: Tx, lineIds: readonly string[], on: string): Promise<readonly CheckLine[]>
}
