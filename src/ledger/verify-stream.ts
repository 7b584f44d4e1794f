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
  await client.query(`declare ${name} no scroll cursor for ${text}`)
  let rowsPerFetch = 200
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${rowsPerFetch} from ${name}`)
    if (rows.length === 0) break
    yield rows
    if (rows.length < rowsPerFetch) break
    const bytes = rows.reduce((sum, row) => sum + weigh(row), 0)
    rowsPerFetch = Math.max(10, Math.min(MOST_ROWS, Math.floor((FETCH_BYTES * rows.length) / (bytes + 1))))
  }
  await client.query(`close ${name}`)
}
