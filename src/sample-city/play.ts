import {
  decideApplication,
  noteOpening,
  fileApplication,
  followApplication,
  readAfterwards,
  saveDraft,
} from '#engine/procedure/contract.ts'
import { lapseGranted } from '#engine/procedure/daily.ts'
import type { Form } from '#engine/procedure/definition.ts'
import type { settableClock } from '#ground/clock/clock.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { carryOut } from '#rooms/2-assets/carry/definition.ts'
import type { HistoryEvent, TakeOutForm } from './history-types.ts'
import type { Keys } from './make.ts'

type Stage = {
  runner: Runner
  clock: ReturnType<typeof settableClock>
  tenantId: string
  events: readonly HistoryEvent[]
  keys: Keys
  rightsOf(personId: string, on: string): Promise<ReadonlySet<string>>
  /** The content a decider would see, read directly: opening every case as its page does would take minutes. */
  contentHashOf(applicationId: string): Promise<string>
  unreadDecisionOf(applicationId: string): Promise<string>
  today: string
  step(): void
}

/** Plays the script through the real operations, each as its own person at its own time. */
export async function playHistory(stage: Stage): Promise<void> {
  const cases = new Map<string, string>()
  const actors = new Map<string, Actor>()
  let before = stage.events[0]?.at ?? ''
  for (const event of stage.events) {
    if (deciding.has(event.act)) {
      stage.clock.set(openedBefore(event, before))
      await open(stage, cases, event, await actorOf(stage, actors, event))
    }
    before = event.at
    stage.clock.set(event.at)
    const actor = await actorOf(stage, actors, event)
    try {
      await play(stage, cases, event, actor)
    } catch (cause) {
      throw new Error(
        `the sample script fails at ${event.at}: ${event.actor ?? '-'} ${event.act} ${event.case}`,
        { cause },
      )
    }
    stage.step()
  }
}

const deciding: ReadonlySet<HistoryEvent['act']> = new Set(['permit', 'refuse', 'send-back'])

/** A case is read for some minutes before it is decided; time never runs backwards from one event to the next. */
function openedBefore(event: HistoryEvent, before: string): string {
  const minutes = 2 + (new Date(event.at).getUTCMinutes() % 7)
  const opened = Date.parse(event.at) - minutes * 60_000
  return new Date(Math.max(opened, Date.parse(before))).toISOString()
}

async function open(
  stage: Stage,
  cases: ReadonlyMap<string, string>,
  event: HistoryEvent,
  actor: Actor,
): Promise<void> {
  const { runner, tenantId } = stage
  const applicationId = cases.get(event.case)
  await runner.run(noteOpening.name, { tenantId, actor }, { applicationId })
}

async function actorOf(stage: Stage, known: Map<string, Actor>, event: HistoryEvent): Promise<Actor> {
  if (event.actor === null) return { kind: 'system', job: 'daily' }
  const found = known.get(event.actor)
  if (found !== undefined) return found
  const personId = stage.keys.person.get(event.actor)
  if (personId === undefined) throw new Error(`the sample city has no person "${event.actor}"`)
  const rights = await stage.rightsOf(personId, jstDate(event.at))
  // Nobody signs in while the script plays, so there is no account behind the act yet.
  const actor: Actor = { kind: 'person', personId, accountId: personId, rights }
  known.set(event.actor, actor)
  return actor
}

async function play(
  stage: Stage,
  cases: Map<string, string>,
  event: HistoryEvent,
  actor: Actor,
): Promise<void> {
  const { runner, tenantId } = stage
  const scope = { tenantId, actor }
  const applicationId = cases.get(event.case)
  switch (event.act) {
    case 'draft':
    case 'file':
    case 'refile': {
      if (event.form === undefined) throw new Error('an application without a form')
      const contract = event.act === 'draft' ? saveDraft : fileApplication
      const output = await runner.run(contract.name, scope, {
        procedure: carryOut.key,
        ...(applicationId === undefined ? {} : { applicationId }),
        form: formFor(stage.keys, event.form),
      })
      cases.set(event.case, contract.output.parse(output).applicationId)
      return
    }
    case 'permit':
    case 'refuse':
    case 'send-back': {
      const contentHash = await stage.contentHashOf(applicationId ?? '')
      const act = event.act === 'permit' ? 'grant' : event.act
      const reason = event.reason === undefined ? {} : { reason: event.reason }
      await runner.run(decideApplication.name, scope, { applicationId, act, contentHash, ...reason })
      return
    }
    case 'pull-back':
    case 'withdraw':
    case 'take-out':
    case 'give-back': {
      const acts = {
        'pull-back': 'pull-back',
        withdraw: 'withdraw',
        'take-out': 'start',
        'give-back': 'finish',
      } as const
      const remark = event.act === 'give-back' ? { remark: event.remark ?? '異常なし' } : {}
      await runner.run(followApplication.name, scope, { applicationId, act: acts[event.act], ...remark })
      return
    }
    case 'after-read': {
      const decisionId = await stage.unreadDecisionOf(applicationId ?? '')
      await runner.run(readAfterwards.name, scope, { decisionId })
      return
    }
    case 'lapse':
      await runner.run(lapseGranted.name, scope, { applicationId })
  }
}

function formFor(keys: Keys, form: TakeOutForm): Form {
  return {
    assets: form.assets.map((key) => keys.asset.get(key) ?? key),
    purpose: form.purpose,
    destination: form.destination,
    means: form.means,
    from: form.from,
    to: form.to,
    measures: [...form.measures],
  }
}
