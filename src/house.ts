import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { personNames, rightsOf, standingsOf } from '#authority/reads.ts'
import { unitsUnder } from '#authority/units.ts'
import { signInOperations } from '#authority/sign-in/service.ts'
import { caseNumbers } from '#engine/procedure/case.ts'
import type { ProcedurePorts } from '#engine/procedure/ports.ts'
import { procedureOperations } from '#engine/procedure/service.ts'
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
import { policyOperations } from '#policy/service.ts'
import { organisationOperations } from '#rooms/1-organisation/service.ts'
import { createSetup, type Setup } from '#rooms/setup/service.ts'
import { dailyJob, dailyRound } from './daily.ts'
import { counts, describePerson, gaps, maySeeSubject, nameActors, unitsOf } from './house-ports.ts'
import { procedures, recorded, registers, slots } from './mechanisms.ts'
import { nameInCast } from './sample-city/cast.ts'
import { makeSampleCity, sampleCity } from './sample-city/make.ts'
import { demoPassword, demoPeople } from './sample-city/people.ts'

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
        settled: () => Promise.race([sequencer.settled(), sleep(10_000, undefined, { ref: false })]),
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
