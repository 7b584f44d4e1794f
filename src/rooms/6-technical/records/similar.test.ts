import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { similarEntries } from '#engine/register-similar/contract.ts'
import { registerSave } from '#engine/register/contract.ts'
import { refusal } from '#engine/register/testing/desk.ts'
import { newId } from '#ground/ids/ids.ts'
import { makeWorld } from '#test/world.ts'
import { idsOf } from '../accounts/testing/ids-city.ts'

const world = await makeWorld({ after })
const { city } = world
const system = await idsOf(world).system('介護保険システム', 'longevity')

const fault = async (title: string, symptom: string, more: Record<string, string> = {}) =>
  (
    await city.run('leader', registerSave, {
      register: 'fault',
      unitId: city.ids.unit.longevity,
      values: { title, symptom, system, found_on: '2026-11-20', cause_kind: 'unknown', ...more },
    })
  ).entryId

test('from a fault the like of before is found, with what helped then; strangers see nothing of it', async () => {
  const old = await fault(
    '納付書の印刷で画面が止まる',
    '窓口で納付書を印刷すると、画面が止まって動かない。',
    {
      cause: '更新で帳票の設定が初期の値に戻った。',
      measure: '帳票の設定を入れ直した。',
    },
  )
  await fault('集線装置の故障', '朝から二階の端末がつながらなかった。', { measure: '予備に替えた。' })
  const now = await fault('督促状の印刷で画面が止まる', '督促状を印刷すると、画面が止まって動かない。')
  const { lines, looked } = await city.run('colleague', similarEntries, { register: 'fault', entryId: now })
  assert.deepEqual(
    lines.map((line) => line.entryId),
    [old],
  )
  assert.equal(looked, 2)
  assert.deepEqual(lines[0]?.told[1], { label: '処理の内容', text: '帳票の設定を入れ直した。' })
  await assert.rejects(
    city.run('stranger', similarEntries, { register: 'fault', entryId: now }),
    refusal('not-found'),
  )
  await assert.rejects(
    city.run('leader', similarEntries, { register: 'fault', entryId: newId() }),
    refusal('not-found'),
  )
  await assert.rejects(
    city.run('leader', similarEntries, { register: 'line', entryId: now }),
    refusal('not-found', /似たものを探せません/),
  )
})
