import type pg from 'pg'

/** About how many bytes of rows one fetch brings; bodies vary from 300 bytes to 200 kB. */
const FETCH_BYTES = 4_000_000
const MOST_ROWS = 5000

let cursors = 0

/**
 * Streams a query through a server-side cursor in the transaction of `client`. `weigh` estimates a row's bytes, by
 * which the size of the next fetch is chosen, so that memory stays bounded.
 */
export async function* streamRows<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  text: string,
  weigh: (row: Row) => number = () => 500,
): AsyncGenerator<Row[]> {
  const name = `ledger_cursor_${++cursors}`
  let rowsPerFetch = 200
  // One round trip for both statements, which counts for small ledgers. The cursor ends with the transaction.
  const opened = await client.query<Row>(
    `declare ${name} no scroll cursor for ${text}; fetch ${rowsPerFetch} from ${name}`,
  )
  let rows: Row[] = resultsOf(opened).at(-1)?.rows ?? []
  while (rows.length > 0) {
    yield rows
    if (rows.length < rowsPerFetch) return
    const bytes = rows.reduce((sum, row) => sum + weigh(row), 0)
    rowsPerFetch = Math.max(10, Math.min(MOST_ROWS, Math.floor((FETCH_BYTES * rows.length) / (bytes + 1))))
    rows = (await client.query<Row>(`fetch ${rowsPerFetch} from ${name}`)).rows
  }
}

/** The driver answers several statements with a list of results, which its types do not say. */
function resultsOf<Row extends pg.QueryResultRow>(
  answer: pg.QueryResult<Row> | pg.QueryResult<Row>[],
): pg.QueryResult<Row>[] {
  return Array.isArray(answer) ? answer : [answer]
}
