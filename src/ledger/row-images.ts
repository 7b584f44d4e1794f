import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Where a row and its latest entry part. `seq`: the entry's place in the tree; null when no entry names the row. */
export type Difference = {
  readonly kind: 'row-differs' | 'row-missing' | 'row-without-entry'
  readonly name: string
  readonly seq: number | null
}

type Image = { readonly after: string | null; readonly seq: number }

const PARTITIONS = 64

/**
 * The latest after-image of every row the ledger names, compared with the rows themselves. Small ledgers stay in
 * memory; beyond `limit` rows both sides go to 64 files by the hash of the row's name and are joined file by file.
 */
export class RowImages {
  readonly #limit: number
  #images: Map<string, Image> | null = new Map()
  #differences: Difference[] = []
  #spill: Spill | null = null

  constructor(limit = 300_000) {
    this.#limit = limit
  }

  /** An entry's word on a row; entries come in the order of the tree. */
  async note(name: string, after: string | null, seq: number): Promise<void> {
    if (this.#images !== null) {
      this.#images.set(name, { after, seq })
      if (this.#images.size <= this.#limit) return
      this.#spill = await Spill.open()
      for (const [each, image] of this.#images) await this.#spill.note(each, image)
      this.#images = null
      return
    }
    await this.#spill?.note(name, { after, seq })
  }

  /** A row as it stands in its table. All notes come before the first row. */
  async row(name: string, hash: string): Promise<void> {
    if (this.#images !== null)
      compare(this.#images, name, hash, (difference) => this.#differences.push(difference))
    else await this.#spill?.row(name, hash)
  }

  /** Every difference; afterwards nothing is kept. */
  async *differences(): AsyncGenerator<Difference> {
    if (this.#images !== null) {
      yield* this.#differences
      yield* leftOver(this.#images)
    } else if (this.#spill !== null) {
      yield* this.#spill.join()
    }
  }

  /** Removes the files, also after a failure. */
  async close(): Promise<void> {
    await this.#spill?.close()
  }
}

function compare(
  images: Map<string, Image>,
  name: string,
  hash: string,
  tell: (difference: Difference) => void,
): void {
  const image = images.get(name)
  if (image === undefined) return tell({ kind: 'row-without-entry', name, seq: null })
  images.delete(name)
  // A row that its latest entry removed came back without an entry.
  if (image.after === null) return tell({ kind: 'row-without-entry', name, seq: image.seq })
  if (image.after !== hash) tell({ kind: 'row-differs', name, seq: image.seq })
}

function* leftOver(images: ReadonlyMap<string, Image>): Generator<Difference> {
  for (const [name, image] of images) {
    if (image.after !== null) yield { kind: 'row-missing', name, seq: image.seq }
  }
}

class Spill {
  readonly #folder: string
  readonly #notes: WriteStream[]
  readonly #rows: WriteStream[]

  private constructor(folder: string) {
    this.#folder = folder
    const streams = (kind: string): WriteStream[] =>
      Array.from({ length: PARTITIONS }, (_, at) =>
        createWriteStream(join(folder, `${kind}-${at}`), { mode: 0o600 }),
      )
    this.#notes = streams('notes')
    this.#rows = streams('rows')
  }

  static async open(): Promise<Spill> {
    return new Spill(await mkdtemp(join(tmpdir(), 'kijun-verify-')))
  }

  async note(name: string, image: Image): Promise<void> {
    await write(this.#notes[partition(name)], `${image.seq}\t${image.after ?? ''}\t${name}\n`)
  }

  async row(name: string, hash: string): Promise<void> {
    await write(this.#rows[partition(name)], `${hash}\t${name}\n`)
  }

  async *join(): AsyncGenerator<Difference> {
    for (const stream of [...this.#notes, ...this.#rows]) {
      stream.end()
      await once(stream, 'close')
    }
    for (let at = 0; at < PARTITIONS; at++) {
      const images = new Map<string, Image>()
      for await (const line of linesOf(join(this.#folder, `notes-${at}`))) {
        const [seq = '', after = '', name = ''] = line.split('\t')
        images.set(name, { seq: Number(seq), after: after === '' ? null : after })
      }
      const found: Difference[] = []
      for await (const line of linesOf(join(this.#folder, `rows-${at}`))) {
        const [hash = '', name = ''] = line.split('\t')
        compare(images, name, hash, (difference) => found.push(difference))
        yield* found.splice(0)
      }
      yield* leftOver(images)
    }
  }

  async close(): Promise<void> {
    for (const stream of [...this.#notes, ...this.#rows]) stream.destroy()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

// Names are canonical JSON behind a table name: neither holds a tab or a newline.
async function* linesOf(path: string): AsyncGenerator<string> {
  if ((await stat(path)).size === 0) return
  yield* createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}

async function write(stream: WriteStream | undefined, line: string): Promise<void> {
  if (stream !== undefined && !stream.write(line)) await once(stream, 'drain')
}

/** FNV-1a: spreads names over the files; nothing else rests on it. */
function partition(name: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < name.length; at++) value = Math.imul(value ^ name.charCodeAt(at), 0x01000193)
  return (value >>> 0) % PARTITIONS
}
