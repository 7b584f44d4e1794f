import type pg from 'pg'
import { describePeople } from '#authority/people.ts'
import { authoritySlots } from '#authority/slots.ts'
import { personNames, placesOf, rightsOf, standingsOf } from '#authority/reads.ts'
import { sectionsOf, unitsUnder } from '#authority/units.ts'
import { recordedTables as authorityTables } from '#authority/recorded.ts'
import { recordedTables as signInTables } from '#authority/sign-in/recorded.ts'
import { signInOperations } from '#authority/sign-in/service.ts'
import { caseCounts, caseNumbers, findCase, maySee } from '#engine/procedure/case.ts'
import { AUTHORITY, mechanismOf, type ProcedurePorts } from '#engine/procedure/ports.ts'
import { recordedTables as procedureTables } from '#engine/procedure/recorded.ts'
import { procedureOperations } from '#engine/procedure/service.ts'
import { entryCounts } from '#engine/register/counts.ts'
import { recordedTables as registerTables } from '#engine/register/recorded.ts'
import { registerOperations } from '#engine/register/service.ts'
import type { Config } from '#ground/config/config.ts'
import { jstDate, type Clock } from '#ground/clock/clock.ts'
import { openDatabase, type Database, type Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { fileOperations } from '#ground/files/service.ts'
import { fileStore } from '#ground/files/file-store.ts'
import { createThrottle, type Throttle } from '#ground/http/throttle.ts'
import { newId } from '#ground/ids/ids.ts'
import { jobSender, startWorker, type JobHandler } from '#ground/jobs/jobs.ts'
import { jobOperations } from '#ground/jobs/service.ts'
import { createMailer, mailJob, mailJobName } from '#ground/mail/mailer.ts'
import { createRunner, type Runner, type RunnerPorts } from '#ground/operation/runner.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { createRegistry, type Registry } from '#ledger/recorded-table.ts'
import { startSequencer, type Sequencer } from '#ledger/sequencer.ts'
import { ledgerOperations, verifyJob } from '#ledger/service.ts'
import { citationsOf, citationsOfAll, editionLabel } from '#policy/reads.ts'
import { recordedTables as policyTables } from '#policy/recorded.ts'
import { policyOperations } from '#policy/service.ts'
import { organisationOperations } from '#rooms/1-organisation/service.ts'
import { assetRegister } from '#rooms/2-assets/asset/definition.ts'
import { carryBook } from '#rooms/2-assets/carry/book.ts'
import { carryOut } from '#rooms/2-assets/carry/definition.ts'
import { createSetup, type Setup } from '#rooms/setup/service.ts'
import type { Act } from '#ground/operation/act.ts'
import { dailyJob, dailyRound } from './daily.ts'
import { nameInCast } from './sample-city/cast.ts'
import { makeSampleCity, sampleCity } from './sample-city/make.ts'
import { demoPassword, demoPeople } from './sample-city/people.ts'

/** Every register and procedure of the house. A new one is one line here and a folder in its room. */
const registers = [assetRegister, carryBook]
const procedures = [carryOut]
/** The rules of who decides also rest on clauses of the city's text. */
const authorityMechanism = {
  key: AUTHORITY,
  name: '組織と決裁',
  kind: '役割' as const,
  slots: [
    { slot: authoritySlots.separationOfApproval, need: '申請者と許可者を別の者にすることを定める条文' },
    { slot: authoritySlots.separationOfAudit, need: '監査を受ける者と行う者を別の者にすることを定める条文' },
    { slot: authoritySlots.structure, need: '組織体制と役割を定める条文' },
    { slot: authoritySlots.acting, need: '職務代理を定める条文' },
    { slot: authoritySlots.delegation, need: '事務の委任(専決)を定める条文' },
    { slot: authoritySlots.deputy, need: '不在のときの代決を定める条文' },
  ],
}

/** Everything that rests on a clause, with the places where the city's own clause belongs. */
export const mechanisms = [
  ...procedures.map((each) => ({
    key: mechanismOf(each),
    name: each.name,
    kind: '手続' as const,
    slots: each.slots,
  })),
  ...registers.map((each) => ({
    key: `register:${each.key}`,
    name: each.name,
    kind: '台帳' as const,
    slots: each.slots,
  })),
  authorityMechanism,
]

/** The same, slot by slot, as the policy room shows them. */
const slots = mechanisms.flatMap((mechanism) =>
  mechanism.slots.map((slot) => ({
    mechanism: mechanism.key,
    mechanismName: mechanism.name,
    kind: mechanism.kind,
    ...slot,
  })),
)

const recorded = [policyTables, authorityTables, signInTables, registerTables, procedureTables]

/** What an anonymous query runs in: no tenant has this id, so it sees nothing. */
const NOWHERE = '00000000-0000-0000-0000-000000000000'

export type House = {
  readonly config: Config
  readonly clock: Clock
  readonly database: Database
  readonly ownerPool: pg.Pool
  readonly registry: Registry
  readonly runner: Runner
  readonly sequencer: Sequencer
  readonly handlers: ReadonlyMap<string, JobHandler>
  readonly setup: Setup
  readonly throttle: Throttle
  readonly nowhere: string
  rightsOf(tx: Tx, personId: string, on: string): Promise<ReadonlySet<string>>
  /** The tenant a sign-in is for. @throws Refusal when there is none, or several and none was named. */
  tenantFor(code: string | null): Promise<string>
  health(): Promise<{ state: 'ok'; tenants: number }>
  close(): Promise<void>
}

/** Wires the rooms together. Nothing is decided here. */
export async function openHouse(given: {
  config: Config
  clock: Clock
  database: Database
  ownerPool: pg.Pool
  /** false: no background work; for tests that drive it themselves, and for the command line. */
  background?: boolean
}): Promise<House> {
  const { config, clock, database, ownerPool } = given
  const registry = createRegistry(recorded)
  const tenants = async (): Promise<string[]> =>
    (await database.shared.selectFrom('tenant').select('tenant_id').orderBy('created_at').execute()).map(
      (row) => row.tenant_id,
    )
  const report = (what: string) => (error: unknown) => {
    if (config.logLevel !== 'silent') console.error(`[${what}]`, error)
  }
  const sequencer = startSequencer({
    pool: ownerPool,
    tenants,
    dataFolder: config.dataFolder,
    clock,
    onError: report('記録簿'),
  })
  const ports: RunnerPorts = {
    database,
    clock,
    recorder: (scope) => createRecorder({ ...scope, registry }),
    jobs: ({ tx, tenantId, at, requestedBy }) =>
      jobSender({ tx, tenantId, at, ...(requestedBy === undefined ? {} : { requestedBy }) }),
    files: ({ tx, tenantId, at }) => fileStore({ tx, tenantId, at, folder: config.dataFolder, newId }),
    recorded: () => sequencer.poke(),
  }

  const procedurePorts: ProcedurePorts = {
    procedures,
    registers,
    citations: citationsOfAll,
    editionLabel,
    gaps,
  }
  const mailer = createMailer({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    folder: config.dataFolder,
    clock,
    newId,
  })
  const implementations = [
    ...signInOperations({ describePerson }),
    ...fileOperations,
    ...jobOperations,
    ...policyOperations({ slots: () => slots, personNames, counts }),
    ...organisationOperations,
    ...registerOperations({
      definitions: registers,
      organisation: { standingsOf, unitsOf, unitsUnder },
      citations: (tx, key) => citationsOf(tx, `register:${key}`, jstDate(clock.now())),
      applications: caseNumbers,
    }),
    ...procedureOperations(procedurePorts),
    ...ledgerOperations({ dataFolder: config.dataFolder, maySeeSubject, nameActors }),
  ]
  const runner = createRunner(ports, implementations)
  const handlers = new Map<string, JobHandler>([
    ['daily', dailyJob({ database, clock, runner: () => runner })],
    [mailJobName, mailJob(mailer)],
    [
      'ledger.verify',
      verifyJob({
        database,
        pool: database.pool,
        registry,
        dataFolder: config.dataFolder,
        clock,
        settled: () => sequencer.settled(),
      }),
    ],
  ])
  const worker =
    given.background === false
      ? null
      : startWorker({
          database,
          clock,
          handlers,
          tenants,
          beforeRound: dailyRound({ database, clock, tenants }),
          onError: (error, job) => report(`仕事 ${job}`)(error),
        })

  const house: House = {
    config,
    clock,
    database,
    ownerPool,
    registry,
    runner,
    sequencer,
    handlers,
    throttle: createThrottle(clock),
    nowhere: NOWHERE,
    rightsOf,
    setup: createSetup({
      database,
      clock,
      runner,
      sample: {
        ...sampleCity,
        people: demoPeople.map((person) => ({
          ...person,
          password: demoPassword,
          name: nameInCast(person.personKey),
        })),
      },
      makeSample: async ({ tenantId, today, progress }) => {
        // What can be made again from the start need not wait for the disk at every step.
        const quick = openDatabase(database.connection, { max: 2, durable: false, name: 'kijun-sample' })
        try {
          const runnerWith = (sampleClock: Clock): Runner =>
            createRunner({ ...ports, clock: sampleClock, database: quick }, implementations)
          await makeSampleCity({ tenantId, today, database: quick, runnerWith, progress })
        } finally {
          await quick.close()
        }
        await sequencer.settled()
      },
    }),
    tenantFor: async (code) => {
      const rows = await database.shared
        .selectFrom('tenant')
        .select(['tenant_id', 'code'])
        .where('ready', '=', true)
        .where('kind', '<>', 'abandoned')
        .execute()
      const found =
        code === null ? (rows.length === 1 ? rows[0] : undefined) : rows.find((row) => row.code === code)
      if (found !== undefined) return found.tenant_id
      return refuse(
        'invalid',
        rows.length === 0
          ? 'まだ団体がありません。はじめの画面から始めてください。'
          : '団体を選んでください。',
        {
          problems: [{ at: 'tenant', message: '団体を選んでください' }],
        },
      )
    },
    health: async () => {
      const rows = await tenants()
      return { state: 'ok', tenants: rows.length }
    },
    close: async () => {
      await worker?.stop()
      await sequencer.stop()
      mailer.close()
    },
  }
  return house
}

/** What nobody has bound to a clause yet: shown on the first page of those who can mend it. */
async function gaps(
  tx: Tx,
  rights: ReadonlySet<string>,
  on: string,
): Promise<{ kind: string; text: string }[]> {
  if (!rights.has('policy.manage')) return []
  const open: { kind: string; text: string }[] = []
  const cites = await citationsOfAll(
    tx,
    mechanisms.map((mechanism) => mechanism.key),
    on,
  )
  for (const mechanism of mechanisms) {
    const bound = new Set((cites.get(mechanism.key) ?? []).map((cite) => cite.slot))
    for (const slot of mechanism.slots) {
      if (!bound.has(slot.slot)) open.push({ kind: mechanism.kind, text: `${mechanism.name}: ${slot.need}` })
    }
  }
  return open
}

/** How often a mechanism has been used: shown beside the clause it rests on. */
async function counts(tx: Tx, keys: readonly string[]) {
  const used = await caseCounts(tx)
  const lines = await entryCounts(tx)
  const found = new Map<string, { label: string; value: number }[]>()
  for (const key of keys) {
    const value = used.get(key) ?? lines.get(key)
    if (value !== undefined) found.set(key, [{ label: used.has(key) ? '申請' : '登録', value }])
  }
  return found
}

async function nameActors(tx: Tx, personIds: readonly string[], on: string): Promise<Map<string, string>> {
  const people = await describePeople(tx, personIds, on)
  return new Map([...people].map(([id, person]) => [id, person.name]))
}

async function describePerson(tx: Tx, personId: string, on: string) {
  return (await describePeople(tx, [personId], on)).get(personId) ?? null
}

async function unitsOf(tx: Tx, personId: string, on: string): Promise<string[]> {
  const places = await placesOf(tx, personId, on)
  return sectionsOf(
    tx,
    places.flatMap((place) => place.unitId ?? []),
  )
}

/** Whose records somebody may see follows from who may see the thing itself. */
async function maySeeSubject(act: Act, subject: { kind: string; id: string }): Promise<boolean> {
  if (act.actor.kind !== 'person') return true
  if (subject.kind !== 'application') return act.actor.rights.has('ledger.read')
  const file = await findCase(act.tx, subject.id)
  if (file === undefined) return false
  const standings = await standingsOf(act.tx, act.actor.personId, act.today, file.applicant_id)
  return maySee(
    act.tx,
    {
      applicantId: file.applicant_id,
      unitId: file.unit_id,
      stepUnitId: file.step_unit_id,
      applicationId: file.application_id,
    },
    { ...act.actor, standings },
  )
}
