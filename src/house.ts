import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { personNames, rightsOf, standingsOf } from '#authority/reads.ts'
import { unitsUnder } from '#authority/units.ts'
import { stepUpRights } from '#authority/rights.ts'
import { createChallenges } from '#authority/sign-in/challenges.ts'
import { signInOperations } from '#authority/sign-in/service.ts'
import { providerOperations } from '#authority/sign-in/providers/service.ts'
import { actorOfSession } from '#authority/sign-in/session.ts'
import { isKnownDevice } from '#authority/sign-in/failures.ts'
import { barredBy } from '#authority/sign-in/stops.ts'
import { caseNumbers, definitionsOf } from '#engine/procedure/case.ts'
import { violationsOn } from '#engine/check/attention.ts'
import { casesOfLines } from '#engine/procedure/cases-of-lines.ts'
import { checkRunJob } from '#engine/check/job.ts'
import { recheckAfter } from '#engine/check/recheck.ts'
import { CHECK_JOB as RUN_CHECKS } from '#engine/check/request-run.ts'
import { checkOperations } from '#engine/check/service.ts'
import { wrongLines } from '#engine/check/wrong-lines.ts'
import { ownDefinitions } from '#engine/own-procedure/reads.ts'
import { ownProcedureOperations } from '#engine/own-procedure/service.ts'
import { paperFormOperations } from '#engine/paper-form/service.ts'
import type { ProcedurePorts } from '#engine/procedure/ports.ts'
import { procedureOperations } from '#engine/procedure/service.ts'
import { printJob, printJobName } from '#engine/register/print-service.ts'
import { registerOperations, type RegisterPorts } from '#engine/register/service.ts'
import { searchOperations } from '#engine/search/service.ts'
import { whereaboutsOperations } from '#engine/whereabouts/service.ts'
import { PREPARE_STOCKTAKE, prepareStocktakeJob } from '#engine/stocktake/prepare-job.ts'
import { stocktakeOperations } from '#engine/stocktake/service.ts'
import { FOLLOW_JOB } from '#engine/register/inherited-classes.ts'
import { lapseForEntries } from '#engine/procedure/lapse.ts'
import { casesAbout } from '#engine/procedure/held-cases.ts'
import { taskOperations } from '#engine/task/service.ts'
import type { Config } from '#ground/config/config.ts'
import { jstDate, type Clock } from '#ground/clock/clock.ts'
import { openDatabase, type Database, type Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { DirectorySettings } from '#ground/directory/settings.ts'
import { fileOperations } from '#ground/files/service.ts'
import { fileStore } from '#ground/files/file-store.ts'
import { createThrottle, type Throttle } from '#ground/http/throttle.ts'
import { newId } from '#ground/ids/ids.ts'
import { jobSender, startWorker, type JobHandler } from '#ground/jobs/jobs.ts'
import { jobOperations } from '#ground/jobs/service.ts'
import { createMailer, mailJob, mailJobName } from '#ground/mail/mailer.ts'
import type { Actor } from '#ground/operation/act.ts'
import { createRunner, type Runner, type RunnerPorts } from '#ground/operation/runner.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { createRegistry, type Registry } from '#ledger/recorded-table.ts'
import { startSequencer, type Sequencer } from '#ledger/sequencer.ts'
import { ledgerOperations, verifyJob } from '#ledger/service.ts'
import { citationsOf, citationsOfAll, editionLabel } from '#policy/reads.ts'
import { policyOperations } from '#policy/service.ts'
import { caseResolution, councilPort } from '#rooms/1-organisation/council/owed.ts'
import { councilOperations } from '#rooms/1-organisation/council/service.ts'
import { compareJob, compareJobName } from '#rooms/1-organisation/hr/compare-job.ts'
import { directoryOperations, directoryReader } from '#rooms/1-organisation/hr/directory.ts'
import { hrOperations } from '#rooms/1-organisation/hr/service.ts'
import { consentOperations } from '#rooms/1-organisation/consent/service.ts'
import { joiningOperations } from '#rooms/1-organisation/joining/service.ts'
import { organisationOperations } from '#rooms/1-organisation/service.ts'
import { transferJobs } from '#rooms/1-organisation/transfer/jobs.ts'
import { transferOperations } from '#rooms/1-organisation/transfer/service.ts'
import { CARRY_JOB } from '#rooms/2-assets/classification/manage-schemes.ts'
import { carryOverJob, classificationOperations, followJob } from '#rooms/2-assets/classification/service.ts'
import { checkJob, PREPARE_JOB, prepareJob } from '#rooms/6-technical/accounts/check-job.ts'
import { CHECK_JOB } from '#rooms/6-technical/accounts/request-check.ts'
import { sectionsOn } from '#authority/sections.ts'
import { DISPOSE_ENTRY, disposeEntryJob } from '#rooms/4-physical/entry/dispose.ts'
import { ENTRY_BOOK } from '#rooms/4-physical/entry/ports.ts'
import { entryOperations } from '#rooms/4-physical/entry/service.ts'
import { entryLogWords } from '#rooms/4-physical/entry/words.ja.ts'
import { accountOperations } from '#rooms/6-technical/accounts/service.ts'
import { exception } from '#rooms/7-operation/exception/definition.ts'
import { holdersOfCards } from '#rooms/6-technical/cards/reads.ts'
import { cardOperations } from '#rooms/6-technical/cards/service.ts'
import { unitOperations } from '#rooms/1-organisation/units/service.ts'
import { noteRefusals } from '#rooms/9-evaluation/signs/attempts.ts'
import { SIGN_JOB, signJob } from '#rooms/9-evaluation/signs/job.ts'
import { signOperations } from '#rooms/9-evaluation/signs/service.ts'
import { createSetup, type Setup } from '#rooms/setup/service.ts'
import { adoptRound, dailyJob, dailyRound } from './daily.ts'
import {
  bodies,
  counts,
  dependents,
  describePerson,
  cityDirectory,
  gateFacts,
  holdingSources,
  maySeeSubject,
  nameActors,
  placesOfPerson,
  readerChoices,
  transferPorts,
  taskAreaName,
  tellOfComment,
  unitsOf,
  directoryTest,
} from './house-ports.ts'
import { allSlots } from './all-slots.ts'
import { gaps } from './gaps.ts'
import { checks, procedures, recorded, registers } from './mechanisms.ts'
import { searchSources } from './search-sources.ts'
import { otherSlots } from './planned-mechanisms.ts'
import { nameInCast } from './sample-city/cast.ts'
import { privilegedMinutes, signInText, tellOfStop } from './sign-in-ports.ts'
import { makeSampleCity, sampleCity } from './sample-city/make.ts'
import { demoPassword, demoPeople } from './sample-city/people.ts'
import { unitFollowers } from './unit-followers.ts'

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
  /** The same for links that are opened without an account. */
  readonly linkThrottle: Throttle
  readonly nowhere: string
  rightsOf(tx: Tx, personId: string, on: string): Promise<ReadonlySet<string>>
  /** Who a session secret stands for at an instant; nobody when it is over. */
  actorOf(tx: Tx, secret: string | null, at: string): Promise<Actor>
  /** Key under which secrets lie in the database; null: what needs one cannot be used. */
  readonly sealKey: Buffer | null
  /** The city's directory and who is looked for in it; null where none is set. One query. */
  directoryOf(tx: Tx): Promise<{ settings: DirectorySettings; peopleFilter: string } | null>
  /** Whether somebody of the tenant has signed in on the device with this mark. */
  knowsDevice(tenantId: string, device: string | null): Promise<boolean>
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
  /** Key under which secrets of second factors are kept (32 bytes); without it apps for codes cannot be added. */
  sealKey?: Buffer | null
  /** The city's own procedures; in tests those that are to be tried. */
  ownProcedures?: ProcedurePorts['ownProcedures']
  /** false: no background work; for tests that drive it themselves, and for the command line. */
  background?: boolean
}): Promise<House> {
  const { config, clock, database, ownerPool, sealKey = null } = given
  const registry = createRegistry(recorded)
  const tenants = async (): Promise<string[]> =>
    (await database.shared.selectFrom('tenant').select('tenant_id').orderBy('created_at').execute()).map(
      (row) => row.tenant_id,
    )
  // The ledger follows every tenant from its first act; work of its own has only one that is there as a whole.
  const readyTenants = async (): Promise<string[]> =>
    (
      await database.shared
        .selectFrom('tenant')
        .select('tenant_id')
        .where('ready', '=', true)
        .orderBy('created_at')
        .execute()
    ).map((row) => row.tenant_id)
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
    places: placesOfPerson,
    barred: barredBy,
    stepUpRights,
    // What was refused is told in any case: that it could not be noted is ours to look at.
    refused: (refused) =>
      noteRefusals({ database, runner: () => runner })(refused).catch(report('断られた操作')),
    recorded: () => sequencer.poke(),
  }

  const procedurePorts: ProcedurePorts = {
    procedures,
    ownProcedures: given.ownProcedures ?? ownDefinitions,
    registers,
    citations: citationsOfAll,
    resolution: caseResolution,
    commented: tellOfComment,
    editionLabel,
    exceptionProcedures: [exception.key],
    wrongWith: wrongLines(checks),
    gaps,
  }
  const allProcedures = (tx: Tx) => definitionsOf(procedurePorts, tx)
  const mailer = createMailer({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    folder: config.dataFolder,
    clock,
    newId,
  })
  const registerPorts: RegisterPorts = {
    definitions: registers,
    organisation: { standingsOf, unitsOf, unitsUnder },
    citations: (tx, key) => citationsOf(tx, `register:${key}`, jstDate(clock.now())),
    applications: caseNumbers,
    cases: casesOfLines(procedures),
    attention: violationsOn(checks),
    changed: (act, { key }, entries) =>
      recheckAfter(
        act,
        checks,
        { register: key, lineIds: entries.map((entry) => entry.entryId) },
        { sectionsOn },
      ),
    gateFacts,
    otherBooks: [{ key: ENTRY_BOOK, name: entryLogWords.name }],
  }
  const implementations = [
    ...signInOperations({
      describePerson,
      cityText: signInText,
      tellOfStop,
      sealKey,
      publicUrl: config.publicUrl,
      challenges: createChallenges(),
    }),
    ...providerOperations({ sealKey, tryDirectory: directoryTest(sealKey) }),
    ...fileOperations,
    ...jobOperations,
    ...policyOperations({
      slots: allSlots,
      planned: () => otherSlots,
      personNames,
      counts,
      dependents,
      bodies,
      readerChoices,
      council: councilPort,
    }),
    ...organisationOperations,
    ...hrOperations,
    ...directoryOperations({ sealKey }),
    ...councilOperations,
    ...transferOperations,
    ...consentOperations,
    ...joiningOperations({ sources: () => holdingSources, citations: citationsOfAll }),
    ...unitOperations({ followers: unitFollowers, procedures: allProcedures }),
    ...registerOperations(registerPorts),
    ...checkOperations({
      checks,
      organisation: { standingsOf, unitsOf, unitsUnder },
      sectionsOn,
      citations: citationsOfAll,
    }),
    ...procedureOperations(procedurePorts),
    ...searchOperations({
      registers,
      procedures,
      organisation: { standingsOf, unitsOf, unitsUnder },
      sources: searchSources,
    }),
    ...whereaboutsOperations({
      registers,
      procedures,
      organisation: { standingsOf, unitsOf, unitsUnder },
    }),
    ...stocktakeOperations({
      definitions: registers,
      organisation: { standingsOf, unitsOf, unitsUnder },
      citations: (tx, key) => citationsOf(tx, `register:${key}`, jstDate(clock.now())),
    }),
    ...ownProcedureOperations(procedurePorts),
    ...paperFormOperations(procedurePorts),
    ...taskOperations({ citations: citationsOfAll, areaName: taskAreaName }),
    ...entryOperations({
      organisation: { standingsOf, unitsOf, unitsUnder },
      citations: citationsOfAll,
      cardHolders: holdersOfCards,
    }),
    ...classificationOperations({
      definitions: () => registers,
      organisation: { standingsOf, unitsOf, unitsUnder },
      citations: citationsOfAll,
      casesAbout,
      lapse: async (act, lines) =>
        (await lapseForEntries(act, await allProcedures(act.tx), lines, '資産の分類が変わったため')).length,
    }),
    ...accountOperations({ organisation: { standingsOf, unitsOf, unitsUnder }, citations: citationsOf }),
    ...cardOperations({ organisation: { standingsOf, unitsOf, unitsUnder }, citations: citationsOf }),
    ...signOperations({ procedures: allProcedures, citations: citationsOfAll }),
    ...ledgerOperations({ dataFolder: config.dataFolder, maySeeSubject, nameActors }),
  ]
  const runner = createRunner(ports, implementations)
  const handlers = new Map<string, JobHandler>([
    ['daily', dailyJob({ database, clock, runner: () => runner, ports: procedurePorts })],
    [mailJobName, mailJob(mailer)],
    ...transferJobs({
      runner: () => runner,
      clock,
      database,
      ports: { ...transferPorts, procedures: allProcedures },
    }),
    [printJobName, printJob(registerPorts, { database, clock, dataFolder: config.dataFolder })],
    [CHECK_JOB, checkJob(() => runner)],
    [RUN_CHECKS, checkRunJob({ runner: () => runner, checks })],
    [SIGN_JOB, signJob({ runner: () => runner, database, clock })],
    [PREPARE_STOCKTAKE, prepareStocktakeJob(() => runner)],
    [DISPOSE_ENTRY, disposeEntryJob(() => runner)],
    [CARRY_JOB, carryOverJob(() => runner)],
    [FOLLOW_JOB, followJob(() => runner)],
    [PREPARE_JOB, prepareJob(() => runner)],
    [
      compareJobName,
      compareJob({
        database,
        clock,
        dataFolder: config.dataFolder,
        readDirectory: directoryReader({ database, sealKey }),
      }),
    ],
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
  const adopting = adoptRound({ database, runner, tenants: readyTenants })
  const daily = dailyRound({ database, clock, tenants: readyTenants })
  const worker =
    given.background === false
      ? null
      : startWorker({
          database,
          clock,
          handlers,
          tenants: readyTenants,
          beforeRound: async () => {
            await adopting()
            await daily()
          },
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
    linkThrottle: createThrottle(
      clock,
      'この端末から、使えないリンクが続けて開かれました。10分ほどおいてから、もう一度試してください。',
    ),
    nowhere: NOWHERE,
    sealKey,
    directoryOf: cityDirectory(sealKey),
    rightsOf,
    actorOf: (tx, secret, at) => actorOfSession(tx, secret, at, jstDate(at), { rightsOf, privilegedMinutes }),
    knowsDevice: async (tenantId, device) =>
      device !== null && database.readTenant(tenantId, (tx) => isKnownDevice(tx, device)),
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
