import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { makeWorld } from '#test/world.ts'
import {
  discardOwnProcedure,
  ownProcedures,
  publishOwnProcedure,
  retireOwnProcedure,
  saveOwnProcedure,
  showOwnProcedure,
  tryOwnProcedure,
} from './contract.ts'
import type { OwnDeclaration } from './declaration.ts'
import { ownExample } from './own-example.ts'

const world = await makeWorld({ after })
const { city } = world

const refused =
  (code: string, words = /./) =>
  (error: unknown) =>
    error instanceof Refusal && error.code === code && words.test(error.message)

const save = (declaration: OwnDeclaration, at: { key?: string; version: number } = { version: 0 }) =>
  city.run('officer', saveOwnProcedure, {
    ...(at.key === undefined ? {} : { key: at.key }),
    version: at.version,
    declaration,
  })
const publish = (at: { key: string; version: number }) =>
  city.run('officer', publishOwnProcedure, { key: at.key, version: at.version })
const listed = async (key: string) =>
  (await city.run('officer', ownProcedures, {})).procedures.find((each) => each.key === key) ??
  assert.fail(`${key} is not in the list`)

test('a design is saved with its faults, and runs only without them', async () => {
  const bad = { ...ownExample, route: ownExample.route.map((step) => ({ ...step, act: 'pass' as const })) }
  const saved = await save(bad)
  assert.deepEqual(
    saved.problems.map((problem) => problem.at),
    ['route'],
  )
  await assert.rejects(publish(saved), refused('invalid', /直すところ/))
  const mended = await save(ownExample, saved)
  assert.deepEqual(mended.problems, [])
  await publish(mended)
  const now = await listed(saved.key)
  assert.deepEqual([now.state, now.changing, now.open], ['live', false, false])
})

test('of two who design one procedure the second is told, and nothing is lost unseen', async () => {
  const first = await save(ownExample)
  await save({ ...ownExample, name: '別の名前' }, first)
  await assert.rejects(save({ ...ownExample, name: '三つめ' }, first), refused('conflict', /先に/))
  const shown = await city.run('officer', showOwnProcedure, { key: first.key })
  assert.equal(shown.declaration.name, '別の名前')
  await assert.rejects(publish(first), refused('conflict'))
})

test('what runs goes on while its change is designed, and keeps every field it ever asked for', async () => {
  const first = await save(ownExample)
  const { version } = await publish(first)
  const fewer = { ...ownExample, parts: ownExample.parts.slice(1), rules: ownExample.rules.slice(0, 2) }
  const change = await save(fewer, { key: first.key, version })
  assert.ok(change.problems.some((problem) => /今後は使わない/.test(problem.message)))
  const shown = await city.run('officer', showOwnProcedure, { key: first.key })
  assert.deepEqual([shown.state, shown.live?.parts.length, shown.declaration.parts.length], ['live', 2, 1])
  await assert.rejects(publish({ key: first.key, version: change.version }), refused('invalid'))
})

test('a design is tried as somebody else, by the rules and the organisation of the day, and nothing is stored', async () => {
  const before = await city.run('officer', ownProcedures, {})
  const { person } = city.ids
  const attempt = (form: Record<string, string>, declaration = ownExample) =>
    city.run('officer', tryOwnProcedure, { declaration, applicantId: person.applicant, form })
  const good = { f1: '映写機', f2: 'c1', f4: '2026-11-25', f5: '2026-11-26' }
  const answer = await attempt(good)
  assert.deepEqual([answer.faults, answer.answer?.problems], [[], []])
  assert.match(JSON.stringify(answer.answer?.route), /佐伯 真由美/)
  const wrong = await attempt({ ...good, f2: 'c2' })
  assert.deepEqual(
    wrong.answer?.problems.map((problem) => problem.at),
    ['f3'],
  )
  const faulty = await attempt(good, { ...ownExample, parts: [{ label: '空', fields: [] }] })
  assert.equal(faulty.answer, null)
  assert.ok(faulty.faults.length > 0)
  assert.deepEqual(await city.run('officer', ownProcedures, {}), before)
})

test('a procedure that has ended is not designed further, and a draft cannot end', async () => {
  const draft = await save(ownExample)
  await assert.rejects(city.run('officer', retireOwnProcedure, { key: draft.key }), refused('conflict'))
  const { version } = await publish(draft)
  await city.run('officer', retireOwnProcedure, { key: draft.key })
  assert.equal((await listed(draft.key)).state, 'retired')
  await assert.rejects(
    save(ownExample, { key: draft.key, version: version + 1 }),
    refused('conflict', /終わって/),
  )
  await assert.rejects(city.run('officer', retireOwnProcedure, { key: draft.key }), refused('conflict'))
})

test('a draft that never ran is deleted by its designer, with a trace; what ran, or was changed meanwhile, is not', async () => {
  const draft = await save({ ...ownExample, name: '使わない案' })
  const discard = (key: string, version: number) => city.run('officer', discardOwnProcedure, { key, version })
  const changed = await save({ ...ownExample, name: '使わない案の続き' }, draft)
  await assert.rejects(discard(draft.key, draft.version), refused('conflict', /先に/))
  await assert.rejects(
    city.run('manager', discardOwnProcedure, { key: draft.key, version: changed.version }),
    refused('forbidden'),
  )
  await discard(draft.key, changed.version)
  await assert.rejects(city.run('officer', showOwnProcedure, { key: draft.key }), refused('not-found'))
  const entry = await world.db.readTenant(city.tenantId, (tx) =>
    tx
      .selectFrom('ledger_entry')
      .select(['body', 'subject_id'])
      .where('operation', '=', discardOwnProcedure.name)
      .executeTakeFirstOrThrow(),
  )
  assert.equal(entry.subject_id, draft.key)
  assert.match(entry.body ?? '', /手続の案の削除/)
  assert.match(entry.body ?? '', /使わない案の続き/)

  const ran = await save(ownExample)
  const { version } = await publish(ran)
  await assert.rejects(discard(ran.key, version), refused('conflict', /手続を終える/))
})

test('only who owns the rules designs; others do not even see the list', async () => {
  await assert.rejects(city.run('manager', ownProcedures, {}), refused('forbidden'))
  await assert.rejects(
    city.run('applicant', saveOwnProcedure, { version: 0, declaration: ownExample }),
    refused('forbidden'),
  )
  await assert.rejects(
    city.run('officer', showOwnProcedure, { key: 'own-999' }),
    refused('not-found', /選び直して/),
  )
})
