import type { GuessedRow, TableRegion } from './types.ts'

/** Guesses the rows of a table; an empty list means that an officer types them from the original. */
export function rowsOf(_kind: TableRegion['kind'], _text: string, _heads: readonly string[]): GuessedRow[] {
  return []
}
