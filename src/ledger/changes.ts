import type { Change } from './entry.ts'
import { RecorderFault, type TableShape } from './recorded-table.ts'

// No text of the database holds it.
const between = '\0'

/**
 * The rows a command has left behind, in order. A large import leaves hundreds of thousands: of each is kept one short
 * text for table and key, and the bytes of its hash.
 */
export class Changes {
  readonly #afters = new Map<string, string | null>()
  readonly #shapes = new Map<string, TableShape>()

  get size(): number {
    return this.#afters.size
  }

  has(shape: TableShape, key: Readonly<Record<string, string>>): boolean {
    return this.#afters.has(nameOf(shape, key))
  }

  /** The last state within a command counts, at the place where it came about. `after` is null for a removed row. */
  note(shape: TableShape, key: Readonly<Record<string, string>>, after: Buffer | null): void {
    const name = nameOf(shape, key)
    this.#shapes.set(shape.table, shape)
    this.#afters.delete(name)
    this.#afters.set(name, after === null ? null : after.toString('latin1'))
  }

  /** The changes, so many at a time; one empty stretch where there are none. */
  *stretches(size: number): Generator<Change[]> {
    let stretch: Change[] = []
    for (const [name, after] of this.#afters) {
      if (stretch.length === size) {
        yield stretch
        stretch = []
      }
      stretch.push(this.#changeOf(name, after))
    }
    yield stretch
  }

  #changeOf(name: string, after: string | null): Change {
    const [table = '', ...values] = name.split(between)
    const shape = this.#shapes.get(table)
    if (shape === undefined) throw new RecorderFault(`table ${table} was not noted`)
    return {
      table,
      key: Object.fromEntries(shape.key.map((column, at) => [column, values[at] ?? ''])),
      after: after === null ? null : Buffer.from(after, 'latin1').toString('hex'),
    }
  }
}

function nameOf(shape: TableShape, key: Readonly<Record<string, string>>): string {
  const values = shape.key.map((column) => {
    const value = key[column]
    if (value === undefined) throw new RecorderFault(`row of ${shape.table} without ${column}`)
    return value
  })
  return [shape.table, ...values].join(between)
}
