import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { saveDraft } from '#engine/procedure/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { fileStore } from '#ground/files/file-store.ts'
import { newId } from '#ground/ids/ids.ts'
import { jobSender } from '#ground/jobs/jobs.ts'
import type { Actor } from '#ground/operation/act.ts'
import { fileOutput } from '#ground/operation/contract.ts'
import type { Implementation } from '#ground/operation/implementation.ts'
import { createRunner } from '#ground/operation/runner.ts'
import { createRecorder } from '#ledger/recorder.ts'
import { ownProcedures } from '#test/own-procedures.ts'
import { cast, makeWorld, type City, type Who } from '#test/world.ts'
import { examples, type Example } from './examples.ts'
import { SITE } from './sign-in-examples.ts'
import { footprint, idsIn, idsOf, MARK, markNames } from './footprint.ts'
import { brokenIds, EXTRA, extraFields, forgedIds, tooLong, unstorable, wrongTypes } from './malformed.ts'

/**
 * For every operation of the house, from its one example: who must be refused, what must be refused, and what a
 * foreign city must not see or change.
 */
const world = await makeWorld({ after }, { publicUrl: SITE, procedures: ownProcedures })
const { city, house, owner } = world
const other = await world.secondCity()
await markNames(owner, city.tenantId)

/** Tried, found to go through, and taken back. */
class TakenBack extends Error {}

/** Runs commands in earnest up to the commit, then takes everything back: a try leaves nothing behind. */
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

const people = Object.keys(cast) as Who[]

async function actorFor(place: City, who: Example['as']): Promise<Actor> {
  if (who === 'nobody') return { kind: 'nobody' }
  return who === 'system' ? { kind: 'system', job: 'daily' } : place.actorOf(who)
}

type Outcome = { output: unknown } | { refusal: Refusal }

/** Runs an operation; a refusal is an outcome, anything else thrown is a defect. */
async function attempt(
  name: string,
  actor: Actor,
  input: unknown,
  tenantId = city.tenantId,
): Promise<Outcome> {
  try {
    return { output: await house.runner.run(name, { tenantId, actor }, input) }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error }
    throw error
  }
}

function codeOf(outcome: Outcome): string {
  return 'refusal' in outcome ? outcome.refusal.code : 'answered'
}

function textOf(outcome: Outcome): string {
  if ('refusal' in outcome) {
    const { message, problems, cites } = outcome.refusal
    return JSON.stringify({ message, problems, cites })
  }
  const file = fileOutput.safeParse(outcome.output)
  return file.success
    ? `${file.data.fileName}\n${Buffer.from(file.data.body).toString('utf8')}`
    : (JSON.stringify(outcome.output) ?? '')
}

/** What somebody typed or uploaded; an answer may repeat it. */
function typedText(input: unknown): string {
  const content =
    typeof input === 'object' && input !== null && 'content' in input ? input.content : undefined
  return typeof content === 'string' ? Buffer.from(content, 'base64').toString('utf8') : ''
}

async function somebodyWithout(right: string): Promise<Actor> {
  for (const who of people) {
    const actor = await city.actorOf(who)
    if (actor.kind === 'person' && !actor.rights.has(right)) return actor
  }
  throw new Error(`everybody has ${right}`)
}

/** Runs one input to its end and takes it back. What comes out other than an answer or a refusal is a defect. */
async function codeOfTrial(name: string, actor: Actor, input: unknown): Promise<string> {
  try {
    await trial.run(name, { tenantId: city.tenantId, actor }, input)
    return 'answered'
  } catch (error) {
    if (error instanceof TakenBack) return 'answered'
    return error instanceof Refusal ? error.code : `threw ${String(error).slice(0, 120)}`
  }
}

/** Tries every input and names those that end otherwise than allowed. */
async function expectEach(
  name: string,
  actor: Actor,
  tries: readonly { what: string; input: unknown }[],
  allowed: readonly string[],
): Promise<void> {
  const wrong: string[] = []
  for (const { what, input } of tries) {
    const code = await codeOfTrial(name, actor, input)
    if (!allowed.includes(code)) wrong.push(`${what}: ${code}`)
  }
  assert.deepEqual(wrong, [])
}

test('every operation has an example, and no example is of an operation that is gone', () => {
  assert.deepEqual(Object.keys(examples).toSorted(), [...house.runner.operations.keys()].toSorted())
})

test('what is typed into a draft beside its fields is not kept', async () => {
  const form = { ...city.form(), [EXTRA]: '値' }
  const { applicationId } = await city.run('leader', saveDraft, { procedure: 'carry-out', form })
  assert.equal((await city.show('leader', applicationId)).form[EXTRA], undefined)
})

for (const [name, implementation] of house.runner.operations) {
  const example = examples[name]
  if (example !== undefined) {
    test(`${name}: only who may, only in his own city, only with a right input`, async (t) => {
      await tryOut(t, name, implementation, example)
    })
  }
}

async function tryOut(
  t: import('node:test').TestContext,
  name: string,
  { contract }: Implementation,
  example: Example,
): Promise<void> {
  const { who } = contract
  const input = await example.input(world)
  const actor = await actorFor(city, example.as)
  // A question about what does not exist may be answered with nothing; a command must say so.
  const emptyAnswer = contract.kind === 'query' || example.mayBeHalfDone === true ? ['answered'] : []

  if (who !== 'anyone') {
    await t.test('without a session', async () => {
      const outcome = await attempt(name, { kind: 'nobody' }, input)
      assert.equal(codeOf(outcome), 'unauthenticated')
    })
  }

  if (typeof who === 'object') {
    await t.test('somebody without the right', async () => {
      assert.equal(codeOf(await attempt(name, await somebodyWithout(who.right), input)), 'forbidden')
    })
  }

  if (who === 'signed-in') {
    await t.test('somebody the rules of the thing exclude', async () => {
      const namesThings = idsIn(JSON.stringify(input) ?? '').size > 0
      if (example.refusedFor === undefined) {
        assert.ok(!namesThings || example.everybody !== undefined, 'the example must say whom it is refused')
        return
      }
      const code = codeOf(await attempt(name, await city.actorOf(example.refusedFor), input))
      assert.ok(['forbidden', 'not-found', 'invalid'].includes(code), code)
    })
  }

  await t.test('the same role of another city', async () => {
    const before = await footprint(owner, city.tenantId)
    const outcome = await attempt(name, await actorFor(other, example.as), input, other.tenantId)
    assert.deepEqual(await footprint(owner, city.tenantId), before, 'the first city was touched')
    const text = textOf(outcome)
    const typedNames = typedText(input).includes(MARK)
    assert.ok(typedNames || !text.includes(MARK), `a name of the first city was told: ${text.slice(0, 500)}`)
    // A refusal may repeat what was typed; beyond that no identifier of the first city is known.
    const typed = 'refusal' in outcome ? idsIn(JSON.stringify(input) ?? '') : new Set<string>()
    const known = await idsOf(owner, city.tenantId)
    assert.deepEqual(
      [...idsIn(text)].filter((id) => known.has(id) && !typed.has(id)),
      [],
    )
  })

  await t.test('inputs of the wrong shape', async () => {
    const tries = [...wrongTypes(input), ...brokenIds(input)]
    const shapeless = tries.filter((each) => !contract.input.safeParse(each.input).success)
    await expectEach(name, actor, shapeless, ['invalid'])
    // What the schema lets through (one of several types) is the operation's own to judge, without breaking.
    const judged = tries.filter((each) => contract.input.safeParse(each.input).success)
    await expectEach(name, actor, judged, ['answered', 'invalid', 'not-found', 'conflict', 'forbidden'])
  })

  await t.test('forged ids', async () => {
    await expectEach(name, actor, forgedIds(input), ['invalid', 'not-found', 'forbidden', ...emptyAnswer])
  })

  await t.test('texts that are too long or cannot be stored', async () => {
    await expectEach(name, actor, tooLong(input), ['invalid', 'not-found', 'too-large', ...emptyAnswer])
    await expectEach(name, actor, unstorable(input), ['invalid', 'not-found'])
  })

  await t.test('fields nobody asked for are refused or left out', async () => {
    const kept = extraFields(input).filter((each) => {
      const parsed = contract.input.safeParse(each.input)
      return parsed.success && JSON.stringify(parsed.data).includes(EXTRA)
    })
    await expectEach(name, actor, kept, ['invalid', 'not-found', ...emptyAnswer])
  })

  await t.test('the example works', async () => {
    const outcome = await attempt(name, actor, input)
    assert.equal(codeOf(outcome), 'answered', textOf(outcome))
  })
}
