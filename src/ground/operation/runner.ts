import type { Clock } from '#ground/clock/clock.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { inSavepoint, type Database, type Tx } from '#ground/database/database.ts'
import { refuse, Refusal, type RefusalCode } from '#ground/errors/refusal.ts'
import type { FileStore } from '#ground/files/file-store.ts'
import type { Act, Actor, JobSender, PartAs, Places, Recorder, Visit } from './act.ts'
import type { Implementation } from './implementation.ts'
import { requireStepUp } from './step-up.ts'

/** What the house plugs in, since ground knows neither the ledger nor the offices. */
export type RunnerPorts = {
  readonly database: Database
  readonly clock: Clock
  recorder(scope: {
    tx: Tx
    tenantId: string
    at: string
    actor: Actor
    operation: string
  }): Recorder & { finish(): Promise<unknown> }
  jobs(scope: { tx: Tx; tenantId: string; at: string; requestedBy?: string }): JobSender
  files(scope: { tx: Tx; tenantId: string; at: string }): FileStore
  /** Units and offices of a person on a date; without it nobody has any. */
  places?(tx: Tx, personId: string, on: string): Promise<Places>
  /** Why a person may do nothing at all at this instant (stopped rights), as a sentence; null when nothing bars him. */
  barred?(tx: Tx, personId: string, at: string): Promise<string | null>
  /** Rights that administer: commands that ask for one of them ask for a fresh proof of who acts, too. */
  readonly stepUpRights?: ReadonlySet<string>
  /**
   * Told of every command a person was refused, after everything of it was taken back, and of every part of a command
   * that stands for a single act, after the command has ended. It does not throw.
   */
  refused?(refused: RefusedAct): Promise<void>
  /** Called after a commit that left a ledger entry, so that the sequencer need not wait for its poll. */
  recorded(tenantId: string): void
}

/** A command that somebody was refused, as it was asked for. */
export type RefusedAct = {
  readonly tenantId: string
  readonly operation: string
  readonly actor: Actor
  readonly origin: string
  readonly at: string
  readonly code: RefusalCode
  readonly message: string
  readonly input: unknown
}

type RefusedPart = { readonly as: PartAs; readonly refusal: Refusal }

/** Finds the actor inside the transaction; the session is read in the same transaction as the act. */
export type ActorSource = (tx: Tx, at: string) => Promise<Actor>

export type Runner = {
  readonly operations: ReadonlyMap<string, Implementation>
  /** Runs one operation in one transaction. Throws Refusal for what the caller can mend. */
  run(
    name: string,
    scope: { tenantId: string; actor: ActorSource | Actor; origin?: string; visit?: Visit },
    input: unknown,
  ): Promise<unknown>
  /** Work of the house itself (setting up, sample data): one recorded transaction, outside every contract. */
  perform<T>(
    name: string,
    scope: { tenantId: string; actor: Actor; origin?: string; visit?: Visit },
    work: (act: Act) => Promise<T>,
  ): Promise<T>
}

const silentRecorder: Recorder = {
  save: () => failQuery(),
  saveAll: () => failQuery(),
  saveReading: () => failQuery(),
  remove: () => failQuery(),
  removeAll: () => failQuery(),
  describe: () => failQuery(),
}

/** Who asked for a job may follow its progress. */
function requestedBy(actor: Actor): { requestedBy?: string } {
  return actor.kind === 'person' ? { requestedBy: actor.personId } : {}
}

function failQuery(): never {
  throw new TypeError('a query may not write; declare the operation as a command')
}

/** Checks the contract's audience. The object's own rules are the operation's. */
export function admit(implementation: Implementation, actor: Actor): void {
  const { who } = implementation.contract
  if (who === 'anyone') return
  if (actor.kind === 'nobody') refuse('unauthenticated', 'サインインしてください。')
  if (actor.kind === 'operator' || actor.kind === 'system') return
  if (who !== 'signed-in' && !actor.rights.has(who.right)) {
    refuse('forbidden', 'この操作をする権限がありません。担当する役割の人に依頼してください。')
  }
}

/** Makes the one place where operations run: parse, admit, act, record, commit. */
export function createRunner(ports: RunnerPorts, implementations: readonly Implementation[]): Runner {
  const operations = new Map<string, Implementation>()
  for (const implementation of implementations) {
    const { name } = implementation.contract
    if (operations.has(name)) throw new TypeError(`operation ${name} is defined twice`)
    operations.set(name, implementation)
  }

  /** Asked for by few operations, and then at most once. */
  function placesOf(tx: Tx, actor: Actor, on: string): () => Promise<Places> {
    let found: Promise<Places> | undefined
    const nowhere: Places = { units: new Set(), offices: new Set() }
    return () => {
      if (actor.kind !== 'person' || ports.places === undefined) return Promise.resolve(nowhere)
      found ??= ports.places(tx, actor.personId, on)
      return found
    }
  }

  /** Whom a stop bars is refused everything that is not for anybody, in whatever session or act he comes. */
  async function admitted(tx: Tx, implementation: Implementation, actor: Actor, at: string): Promise<Actor> {
    const { contract } = implementation
    if (actor.kind === 'person' && contract.who !== 'anyone') {
      const why = (await ports.barred?.(tx, actor.personId, at)) ?? null
      if (why !== null) refuse('forbidden', why)
    }
    admit(implementation, actor)
    const administers =
      contract.kind === 'command' &&
      typeof contract.who === 'object' &&
      ports.stepUpRights?.has(contract.who.right) === true
    if (contract.stepUp ?? administers) requireStepUp(actor, at)
    return actor
  }

  async function command<T>(
    name: string,
    common: Pick<Act, 'tenantId' | 'origin' | 'visit' | 'at' | 'today'>,
    actorIn: (tx: Tx) => Promise<Actor>,
    work: (act: Act) => Promise<T>,
    refusedParts: RefusedPart[] = [],
  ): Promise<T> {
    const { tenantId, at } = common
    const output = await ports.database.inTenant(tenantId, async (tx) => {
      refusedParts.length = 0
      const actor = await actorIn(tx)
      const inner = { tx, tenantId, at }
      const shared = {
        ...common,
        tx,
        actor,
        jobs: ports.jobs({ ...inner, ...requestedBy(actor) }),
        files: ports.files(inner),
        places: placesOf(tx, actor, common.today),
      }
      /** Work with a recorder of its own, and the entry it leaves. */
      const recorded = async <R>(part: (act: Act) => Promise<R>): Promise<R> => {
        const recorder = ports.recorder({ ...inner, actor, operation: name })
        const result = await part({
          ...shared,
          recorder,
          part: async (nested, as) => {
            try {
              return await inSavepoint(tx, () => recorded(nested))
            } catch (error) {
              if (error instanceof Refusal && as !== undefined) refusedParts.push({ as, refusal: error })
              throw error
            }
          },
        })
        await recorder.finish()
        return result
      }
      return recorded(work)
    })
    ports.recorded(tenantId)
    return output
  }

  return {
    operations,
    async run(name, scope, input) {
      const implementation = operations.get(name)
      if (implementation === undefined) return refuse('not-found', 'その操作はありません。')
      const now = ports.clock.now()
      const at = now.toISOString()
      const common = {
        tenantId: scope.tenantId,
        origin: scope.origin ?? 'local',
        ...(scope.visit === undefined ? {} : { visit: scope.visit }),
        at,
        today: jstDate(now),
      }
      const actorIn = async (tx: Tx): Promise<Actor> =>
        typeof scope.actor === 'function' ? scope.actor(tx, at) : scope.actor

      if (implementation.contract.kind === 'query') {
        return ports.database.readTenant(scope.tenantId, async (tx) => {
          const actor = await admitted(tx, implementation, await actorIn(tx), at)
          const inner = { tx, tenantId: scope.tenantId, at }
          const act: Act = {
            ...common,
            tx,
            actor,
            recorder: silentRecorder,
            jobs: ports.jobs({ ...inner, ...requestedBy(actor) }),
            files: ports.files(inner),
            part: async () => failQuery(),
            places: placesOf(tx, actor, common.today),
          }
          return implementation.run(act, input)
        })
      }

      const { tenantId, origin } = common
      let actor: Actor = { kind: 'nobody' }
      const parts: RefusedPart[] = []
      const tell = async (as: PartAs, { code, message }: Refusal): Promise<void> =>
        ports.refused?.({
          tenantId,
          operation: as.operation,
          actor,
          origin,
          at,
          code,
          message,
          input: as.input,
        })
      try {
        return await command(
          name,
          common,
          async (tx) => {
            actor = await actorIn(tx)
            return admitted(tx, implementation, actor, at)
          },
          (act) => implementation.run(act, input),
          parts,
        )
      } catch (error) {
        if (error instanceof Refusal) await tell({ operation: name, input }, error)
        throw error
      } finally {
        for (const { as, refusal } of parts) await tell(as, refusal)
      }
    },
    perform(name, scope, work) {
      const now = ports.clock.now()
      const common = {
        tenantId: scope.tenantId,
        origin: scope.origin ?? 'local',
        ...(scope.visit === undefined ? {} : { visit: scope.visit }),
        at: now.toISOString(),
        today: jstDate(now),
      }
      return command(name, common, async () => scope.actor, work)
    },
  }
}
