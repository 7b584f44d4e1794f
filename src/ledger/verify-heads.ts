import type { Findings } from './findings.ts'
import {
  MalformedNote,
  openNote,
  parseCheckpoint,
  parseNote,
  type Checkpoint,
  type NoteVerifier,
} from './note.ts'
import { instant } from './verify-entry.ts'
import type { WitnessFault, WitnessRecord } from './witness.ts'

/** A row of ledger_checkpoint, `at` as text. */
export type CheckpointRow = {
  readonly size: number
  readonly root: Buffer
  readonly note: string
  readonly at: string
}

type Witnessed = { readonly checkpoint: Checkpoint; readonly record: WitnessRecord }

/**
 * Compares the signed heads, those in the database and those written down outside, with the tree as it grows.
 * Both streams are read once, in the order of their sizes.
 */
export class HeadChecker {
  readonly #findings: Findings
  readonly #verifier: NoteVerifier | null
  readonly #stored: AsyncIterator<CheckpointRow>
  readonly #witness: AsyncIterator<WitnessRecord | WitnessFault> | null
  #nextStored: CheckpointRow | null = null
  #nextWitness: Witnessed | null = null
  #largestWitnessed = 0
  #lastWitnessNote = ''
  #lastSigned = ''
  #wentBack = false
  #newestStored = 0
  witnessed = 0

  constructor(options: {
    findings: Findings
    verifier: NoteVerifier | null
    stored: AsyncIterator<CheckpointRow>
    witness: AsyncIterator<WitnessRecord | WitnessFault> | null
  }) {
    this.#findings = options.findings
    this.#verifier = options.verifier
    this.#stored = options.stored
    this.#witness = options.witness
  }

  /** Reads the first head of both streams. Call once before the first leaf. */
  async open(): Promise<void> {
    await this.#advanceStored()
    await this.#advanceWitness()
  }

  /** The smallest size at which something waits to be compared. */
  get nextSize(): number {
    return Math.min(
      this.#nextStored?.size ?? Number.POSITIVE_INFINITY,
      this.#nextWitness?.checkpoint.size ?? Number.POSITIVE_INFINITY,
    )
  }

  /** Compares every head up to `size` with the tree, whose root at exactly `size` is `root`. */
  async reach(size: number, root: Buffer): Promise<void> {
    while (this.nextSize <= size) {
      const at = this.nextSize
      const stored = this.#nextStored?.size === at ? this.#nextStored : null
      const witnessed = this.#nextWitness?.checkpoint.size === at ? this.#nextWitness : null
      if (stored !== null) {
        this.#newestStored = at
        if (at !== size || !stored.root.equals(root)) this.#findings.add('checkpoint-root', headName(at))
        await this.#advanceStored()
      }
      if (witnessed !== null) {
        if (at !== size || !witnessed.checkpoint.root.equals(root))
          this.#findings.add('witness-root', headName(at))
        await this.#advanceWitness()
      }
      if (stored !== null && witnessed === null && this.#witness !== null && !this.#wentBack) {
        this.#findings.add('checkpoint-unwitnessed', headName(at))
      }
      if (stored === null && witnessed !== null) this.#findings.add('witness-only', headName(at))
      if (stored !== null && witnessed !== null && instant(stored.at) !== instant(witnessed.record.at)) {
        this.#findings.add('witness-time', headName(at))
      }
    }
  }

  /** After the last leaf: heads beyond the tree, and whether the newest head covers all of it. */
  async end(size: number): Promise<void> {
    for (; this.#nextStored !== null; await this.#advanceStored()) {
      this.#findings.add('checkpoint-beyond', headName(this.#nextStored.size), { detail: `葉は${size}件` })
    }
    for (; this.#nextWitness !== null; await this.#advanceWitness()) {
      this.#findings.add('witness-beyond', headName(this.#nextWitness.checkpoint.size), {
        detail: `記録は${size}件`,
      })
    }
    if (size > 0 && this.#newestStored !== size) {
      this.#findings.add('checkpoint-missing', headName(size), {
        detail: `署名は${this.#newestStored}件まで`,
      })
    }
  }

  async #advanceStored(): Promise<void> {
    const next = await this.#stored.next()
    this.#nextStored = next.done === true ? null : next.value
    if (this.#nextStored === null) return
    const { size, root, note } = this.#nextStored
    const checkpoint = this.#read(note, headName(size), 'checkpoint-form', 'checkpoint-signature')
    if (checkpoint !== null && (checkpoint.size !== size || !checkpoint.root.equals(root))) {
      this.#findings.add('checkpoint-columns', headName(size))
    }
  }

  async #advanceWitness(): Promise<void> {
    this.#nextWitness = null
    if (this.#witness === null) return
    for (;;) {
      const next = await this.#witness.next()
      if (next.done === true) return
      if ('fault' in next.value) {
        this.#findings.add('witness-unreadable', `控え ${next.value.line}行`)
        continue
      }
      this.witnessed++
      const record = next.value
      if (record.note === this.#lastWitnessNote) continue
      this.#lastWitnessNote = record.note
      const checkpoint = this.#read(
        record.note,
        `控え ${this.witnessed}件目`,
        'witness-unreadable',
        'witness-signature',
      )
      if (checkpoint === null) continue
      if (checkpoint.size <= this.#largestWitnessed) {
        this.#wentBack = true
        this.#findings.add('witness-went-back', headName(checkpoint.size), {
          detail: `それまでの最大は${this.#largestWitnessed}件`,
        })
        continue
      }
      this.#largestWitnessed = checkpoint.size
      this.#nextWitness = { checkpoint, record }
      return
    }
  }

  #read(
    note: string,
    where: string,
    malformed: 'checkpoint-form' | 'witness-unreadable',
    unsigned: 'checkpoint-signature' | 'witness-signature',
  ): Checkpoint | null {
    try {
      const { text } = parseNote(note)
      const checkpoint = parseCheckpoint(text)
      if (this.#verifier === null) return checkpoint
      // The same note usually stands in the database and in the witness file: one signature check does for both.
      if (note !== this.#lastSigned) {
        if (openNote(note, this.#verifier) === null || checkpoint.origin !== this.#verifier.name) {
          this.#findings.add(unsigned, where)
        } else {
          this.#lastSigned = note
        }
      }
      return checkpoint
    } catch (error) {
      if (!(error instanceof MalformedNote)) throw error
      this.#findings.add(malformed, where)
      return null
    }
  }
}

function headName(size: number): string {
  return `署名済みの先頭 ${size}件`
}
