import {
  decideApplication,
  fileApplication,
  followApplication,
  noteOpening,
  setRole,
  showApplication,
} from '#engine/procedure/contract.ts'
import { seatActs } from '#engine/procedure/step-machine.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'
import { storeNew } from '#engine/register/store.ts'
import type { settableClock } from '#ground/clock/clock.ts'
import { addDays, addOpenDays, fiscalYearEnd, fiscalYearStart } from '#ground/clock/calendar.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { deviceRegister } from '#rooms/4-physical/device/definition.ts'
import type { Keys } from './make.ts'
import { atMinute } from './office-hours.ts'
import { permitStories, type PermitAct, type PermitStory, type Places } from './permit-stories.ts'
import { countDevices } from './counting.ts'

/** The sample's stage, with everything the stories point to. */
export type PermitStage = {
  readonly runner: Runner
  readonly clock: ReturnType<typeof settableClock>
  readonly tenantId: string
  readonly keys: Keys
  readonly today: string
  /** Lines of registers that were made before. */
  readonly lines: {
    readonly talk: string
    readonly serverRoom: string
    readonly documents: string
    readonly care: string
  }
  rightsOf(personId: string, on: string): Promise<ReadonlySet<string>>
}

/** Runs an operation as one of the cast, at the hour the clock shows. */
export type Doing = {
  as(who: string, on: string): Promise<{ tenantId: string; actor: Actor }>
  unit(key: string): string
  day(open: number): string
}

const maker: Actor = { kind: 'system', job: 'sample-city' }

/**
 * The permit desk of the last three weeks: devices to ask for, who 情報システム管理者 is, the cases of `permitStories` in
 * the order in which everything happened, and a stock-take of devices that is signed in one section and under way in the
 * other.
 */
export async function playPermits(stage: PermitStage): Promise<void> {
  const { runner, clock, tenantId, keys, today } = stage
  const last = addOpenDays(today, -1)
  const day = (open: number): string => {
    const wanted = addOpenDays(today, open)
    const first = fiscalYearStart(last)
    // Nobody's permission reaches over the end of a fiscal year, so no case of the sample does.
    return wanted < first ? first : wanted
  }
  const doing: Doing = {
    day,
    unit: (key) => idOf(keys.unit, key),
    as: async (who, on) => {
      const personId = idOf(keys.person, who)
      const rights = await stage.rightsOf(personId, on)
      // Nobody signs in while the script plays, so there is no account behind the act yet.
      return { tenantId, actor: { kind: 'person', personId, accountId: personId, rights } }
    },
  }
  clock.set(atMinute(addDays(day(-14), -60), 600))
  const lines = new Map([...keys.asset, ...(await devices(stage))])
  for (const [name, id] of [
    ['talk', stage.lines.talk],
    ['server-room', stage.lines.serverRoom],
    ['documents', stage.lines.documents],
    ['care', stage.lines.care],
  ] as const)
    lines.set(name, id)
  const places: Places = {
    day,
    line: (name) => idOf(lines, name),
    person: (key) => idOf(keys.person, key),
    ahead: (days) => addDays(today, days),
    until: (days) => earlier(addDays(today, days), fiscalYearEnd(last)),
  }

  clock.set(atMinute(day(-14), 530))
  await runner.run(setRole.name, await doing.as('hasumi', day(-14)), {
    procedure: 'remote-access',
    role: 'system-admin',
    office: 'sec-manager',
  })
  const cases = new Map<PermitStory, string>()
  for (const { story, step, on, at } of inOrder(day)) {
    try {
      if (step === null) {
        clock.set(at)
        const filed = await runner.run(fileApplication.name, await doing.as(story.who, on), {
          procedure: story.procedure,
          form: story.form(places),
        })
        cases.set(story, fileApplication.output.parse(filed).applicationId)
      } else {
        await follow(stage, await doing.as(step.who, on), cases.get(story) ?? '', step, at)
      }
    } catch (cause) {
      const what = step === null ? `${story.who} file` : `${step.who} ${step.does}`
      throw new Error(`the permit stories fail on ${on}: ${what} ${story.procedure}`, { cause })
    }
  }
  await countDevices(stage, doing)
}

/** Everything that is done in all stories, by the instant it is done at. Pure. */
function inOrder(day: Doing['day']) {
  return permitStories
    .flatMap((story, index) =>
      [null, ...story.acts].map((step, place) => {
        const on = day(step?.on ?? story.on)
        // A case is looked at for a while before the next thing is done to it, even where all falls on one day.
        return { story, step, on, at: atMinute(on, 545 + place * 35 + index) }
      }),
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
}

const readMinutes = 7

/** Reads and decides a case, or does what follows the grant. */
async function follow(
  { runner, clock }: PermitStage,
  scope: { tenantId: string; actor: Actor },
  applicationId: string,
  { does, says }: PermitAct,
  at: string,
): Promise<void> {
  if (does === 'start' || does === 'finish') {
    clock.set(at)
    const remark = says === undefined ? {} : { remark: says }
    await runner.run(followApplication.name, scope, { applicationId, act: does, ...remark })
    return
  }
  clock.set(new Date(Date.parse(at) - readMinutes * 60_000).toISOString())
  await runner.run(noteOpening.name, scope, { applicationId })
  const { contentHash, step } = showApplication.output.parse(
    await runner.run(showApplication.name, scope, { applicationId }),
  )
  clock.set(at)
  await runner.run(decideApplication.name, scope, {
    applicationId,
    act: seatActs.find((each) => each === does),
    contentHash,
    ...(does === 'grant' ? { confirmed: step?.confirms.map(({ key }) => key) ?? [] } : {}),
    ...(says === undefined ? {} : { reason: says }),
  })
}

/** An old terminal of 長寿支援課 and what 情報政策課 keeps, by the names of the stories. */
async function devices(stage: PermitStage): Promise<Map<string, string>> {
  const { today } = stage
  const made: readonly (readonly [name: string, section: string, values: Values])[] = [
    [
      'old-terminal',
      '0404',
      {
        name: '窓口端末0号',
        kind: 'pc',
        model: 'KP-300',
        serial: 'P300-007',
        storage: true,
        encrypted: true,
      },
    ],
    [
      'spare-store',
      '0103',
      {
        name: '控えの保管装置',
        kind: 'nas',
        model: 'KS-8',
        serial: 'S8-0021',
        storage: true,
        encrypted: true,
      },
    ],
    [
      'directory',
      '0103',
      {
        name: '庁内基盤サーバ1号',
        kind: 'server',
        model: 'KV-20',
        serial: 'V20-0113',
        storage: true,
        encrypted: true,
        ups: true,
        battery_on: addDays(today, -400),
        surge: true,
        redundant: true,
        fixed: true,
        contract: '庁内基盤の保守',
        maintained_on: addDays(today, -45),
      },
    ],
    [
      'lent',
      '0103',
      {
        name: '貸出用ノート端末',
        kind: 'pc',
        model: 'KN-14',
        serial: 'N14-031',
        storage: true,
        encrypted: true,
      },
    ],
  ]
  const ids = await save(stage, deviceRegister, made)
  return new Map(made.map(([name], index) => [name, ids[index] ?? '']))
}

function save(
  { runner, tenantId, keys }: PermitStage,
  definition: RegisterDefinition,
  lines: readonly (readonly [name: string, section: string, values: Values])[],
): Promise<string[]> {
  return runner.perform('sample.devices', { tenantId, actor: maker }, async (act) => {
    const entries = await storeNew(
      act,
      definition,
      { origin: 'import', why: '台帳の取込み' },
      lines.map(([, section, values]) => ({ unitId: idOf(keys.unit, section), values })),
    )
    act.recorder.describe({
      act: '台帳の取込み',
      subject: { kind: `register:${definition.key}`, id: tenantId, label: `${entries.length}件` },
    })
    return entries.map((entry) => entry.entryId)
  })
}

const earlier = (a: string, b: string): string => (a < b ? a : b)

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the sample city has no "${key}"`)
  return id
}
