import type { Tx } from '#ground/database/database.ts'
import type { Tables } from '#ground/database/tables.ts'
import type { FileStore } from '#ground/files/file-store.ts'
import type { Insertable, Selectable } from 'kysely'

/** Who acts. Always from the session or the process, never from a request body. */
export type Actor =
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly accountId: string
      readonly rights: ReadonlySet<string>
      /** The session the request came with; absent where a person acts outside one. */
      readonly sessionId?: string
      /** Still on the password handed out: may change it and nothing else. */
      readonly mustChangePassword?: boolean
      /** Must have a second way to sign in and has none yet: may add one and nothing else. */
      readonly mustAddFactor?: boolean
      /** Until when the last proof of who he is counts as fresh (instant); absent where there is no session. */
      readonly freshUntil?: string
    }
  | { readonly kind: 'operator'; readonly name: string }
  | { readonly kind: 'system'; readonly job: string }
  | { readonly kind: 'nobody' }

/** What the ledger says about the act. */
export type Deed = {
  /** The act in the words of the house: 「許可」「差戻し」「登録」. */
  readonly act: string
  readonly subject: { readonly kind: string; readonly id: string; readonly label?: string }
  readonly capacity?: string
  readonly editionId?: string
  readonly note?: string
}

/** The only way a command changes a table under the ledger: what it writes is what the entry commits to. */
export type Recorder = {
  save<T extends keyof Tables & string>(table: T, row: Insertable<Tables[T]>): Promise<Selectable<Tables[T]>>
  saveAll<T extends keyof Tables & string>(
    table: T,
    rows: readonly Insertable<Tables[T]>[],
  ): Promise<Selectable<Tables[T]>[]>
  /** The same, for rows of which only some columns are wanted back: what is long need not come twice. */
  saveReading<T extends keyof Tables & string, C extends keyof Selectable<Tables[T]> & string>(
    table: T,
    rows: readonly Insertable<Tables[T]>[],
    columns: readonly C[],
  ): Promise<Pick<Selectable<Tables[T]>, C>[]>
  remove<T extends keyof Tables & string>(table: T, key: Record<string, string | number>): Promise<void>
  /** Many rows at once; throws when one of them is not there. */
  removeAll<T extends keyof Tables & string>(
    table: T,
    keys: readonly Record<string, string | number>[],
  ): Promise<void>
  describe(deed: Deed): void
}

/** Work for later, queued in the same transaction: it exists exactly when the act was committed. */
export type JobSender = {
  send(
    name: string,
    data: Record<string, unknown>,
    options?: { after?: string; once?: string },
  ): Promise<string>
}

/** What came with a request beside its input: cookies that are no session, the browser's name, our own address. */
export type Visit = {
  /** Secret of a sign-in that waits for its second step. */
  readonly attempt: string | null
  /** Secret by which a device is known again. */
  readonly device: string | null
  /** What the browser calls itself, cut to 300 characters. */
  readonly agent: string
  /** `https://kijun.example`: where the browser believes it is; the door has checked it against the host. */
  readonly site: string | null
}

/** The single act that a part of a command stands for: its operation, and what it would have been asked with. */
export type PartAs = { readonly operation: string; readonly input: unknown }

/** Everything one run of an operation may use. */
export type Act = {
  readonly tx: Tx
  readonly tenantId: string
  readonly actor: Actor
  /** Network address the request came from, or 'local' for the command line and jobs. */
  readonly origin: string
  /** Absent for the command line, jobs and tests that come through no door. */
  readonly visit?: Visit
  /** Instant of the act, ISO 8601 UTC. */
  readonly at: string
  /** The date of the act in Asia/Tokyo. */
  readonly today: string
  readonly recorder: Recorder
  readonly jobs: JobSender
  readonly files: FileStore
  /**
   * Runs a part of a command as an act of its own: it leaves its own entry in the ledger, and when it throws nothing of
   * it stays while the rest of the command goes on. Not for queries. `as` says which single act the part is, so that
   * its refusal is told like that of the single one.
   */
  part<T>(work: (act: Act) => Promise<T>, as?: PartAs): Promise<T>
  /** Where the actor works and what he is on the day of the act; nothing for whoever is no person. */
  places(): Promise<Places>
}

/** Units with everything above them, and offices by code. */
export type Places = { readonly units: ReadonlySet<string>; readonly offices: ReadonlySet<string> }

/** The acting person; refuses the acts that only a signed-in person can do. */
export function personOf(act: Act): Extract<Actor, { kind: 'person' }> {
  if (act.actor.kind !== 'person') {
    throw new TypeError('this operation is for people; its contract must say who: signed-in')
  }
  return act.actor
}
