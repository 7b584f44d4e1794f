import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { rights as everyRight } from '#authority/rights.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { fileStore } from '#ground/files/file-store.ts'
import { newId } from '#ground/ids/ids.ts'
import { jobSender } from '#ground/jobs/jobs.ts'
import type { Actor } from '#ground/operation/act.ts'
import { createRunner } from '#ground/operation/runner.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { policyEdition } from '#policy/contract.ts'
import { policyDocument } from '#policy/contract-documents.ts'
import { examples } from '#test/operations/examples.ts'
import { ownProcedures } from '#test/own-procedures.ts'
import { makeWorld } from '#test/world.ts'
import { SITE } from './people.ts'

/** Administering the software is no office: it decides no case and opens no closed document. */
const world = await makeWorld({ after }, { publicUrl: SITE, procedures: ownProcedures })
const { city, house } = world

class TakenBack extends Error {}

const trial = createRunner(
  {
    database: world.db,
    clock: world.clock,
    recorder: (scope) => {
      const recorder = createRecorder({ ...scope, registry: house.registry })
      return {
        ...recorder,
        finish: async () => {
          await recorder.finish()
          throw new TakenBack()
        },
      }
    },
    jobs: (scope) => jobSender(scope),
    files: (scope) => fileStore({ ...scope, folder: world.folder, newId }),
    recorded: () => undefined,
  },
  [...house.runner.operations.values()],
)

async function outcome(name: string, actor: Actor, input: unknown): Promise<string> {
  try {
    await trial.run(name, { tenantId: city.tenantId, actor }, input)
    return 'answered'
  } catch (error) {
    if (error instanceof TakenBack) return 'answered'
    if (error instanceof Refusal) return error.code
    throw error
  }
}

const nobodySpecial: Actor = {
  kind: 'person',
  personId: city.ids.person.stranger,
  accountId: city.ids.account.stranger,
  rights: new Set(),
}
const administrator: Actor = { ...nobodySpecial, rights: new Set(['settings.manage', 'organisation.manage']) }
const everything: Actor = { ...nobodySpecial, rights: new Set<string>(everyRight) }

/** What these two rights are for: people, offices, ways to sign in. Everything else must be as closed as to anybody. */
const administration =
  /^(account|sign-in|organisation|setup|transfer|joining|leaving|council|rights|units?|accounts|ids|cards|import|hr|directory|people|person)[.-]/

test('in no operation on cases, registers, documents or the ledger do these rights open anything', async () => {
  const opened: string[] = []
  let tried = 0
  for (const [name, { contract }] of house.runner.operations) {
    const example = examples[name]
    if (example === undefined || administration.test(name) || typeof contract.who === 'object') continue
    if (contract.who === 'anyone') continue
    const input = await example.input(world)
    const without = await outcome(name, nobodySpecial, input)
    const withRights = await outcome(name, administrator, input)
    tried += 1
    if (without !== withRights) opened.push(`${name}: ${without} → ${withRights}`)
  }
  assert.ok(tried > 25, `${tried} operations were tried`)
  assert.deepEqual(opened, [])
})

test('even every right together decides no case, files for nobody and takes nothing back', async () => {
  for (const name of ['application.decide', 'application.follow', 'application.read-afterwards']) {
    const example = examples[name]
    assert.ok(example !== undefined, name)
    const input = await example.input(world)
    assert.notEqual(await outcome(name, everything, input), 'answered', name)
  }
})

test('a document for named readers stays closed to who administers', async () => {
  const { policy } = await city.run('officer', policyEdition, { editionId: city.editionId })
  const { policyId } = policy
  await world.db.inTenant(city.tenantId, (tx) =>
    tx
      .updateTable('policy')
      .set({ audience: 'named', public: false })
      .where('policy_id', '=', policyId)
      .execute(),
  )
  assert.notEqual(await outcome(policyEdition.name, administrator, { editionId: city.editionId }), 'answered')
  const told = (actor: Actor) => city.run(actor, policyDocument, { policyId })
  assert.deepEqual(await told(administrator), await told(nobodySpecial), 'no more than anybody is told')
})
