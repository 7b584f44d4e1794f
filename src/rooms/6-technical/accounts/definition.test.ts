import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { registerExport, registerImport, registerList } from '#engine/register/contract.ts'
import { makeWorld } from '#test/world.ts'
import { accountWords as english } from './words.en.ts'
import { accountWords as japanese } from './words.ja.ts'
import { idsApprovePrivilege } from './contract.ts'
import { idsOf } from './testing/ids-city.ts'

const world = await makeWorld({ after })
const { city } = world
const ids = idsOf(world)
const { person, unit } = city.ids

test('an export of IDs, with their shared users and approvals, is taken back without a change', async () => {
  const system = await ids.system('庁内基盤')
  await ids.account(system, 'madoguchi', { kind: 'shared', users: [person.applicant, person.colleague] })
  const admin = await ids.account(system, 'kanri', { kind: 'privileged', holder: person.applicant })
  await city.run('chief', idsApprovePrivilege, { entryId: admin, until: '2027-03-31', reason: '運用のため' })
  const units = [unit.longevity]
  const file = await city.run('manager', registerExport, { register: 'account', format: 'csv', units })
  const text = Buffer.from(file.body).toString('utf8')
  assert.match(text, /田辺 彩、森下 由佳/)
  const again = async (content: string) =>
    city.run('manager', registerImport, {
      register: 'account',
      fileName: 'ID.csv',
      content: Buffer.from(content).toString('base64'),
      dryRun: false,
    })
  assert.deepEqual(
    (({ changed, unchanged, refused, problems }) => ({ changed, unchanged, refused, problems }))(
      await again(text),
    ),
    { changed: 0, unchanged: 2, refused: 0, problems: [] },
  )
  // a file cannot bring an approval, nor a user nobody knows
  await again(text.replaceAll('2027-03-31', '2030-03-31').replaceAll('長谷部 徹', '佐伯 真由美'))
  const { rows } = await city.run('manager', registerList, { register: 'account', search: 'kanri' })
  assert.deepEqual(
    [rows[0]?.values['approved_until'], rows[0]?.values['approved_by']],
    ['2027-03-31', person.chief],
  )
  const wrong = await again(text.replace('田辺 彩、森下 由佳', '田辺 彩、誰かさん'))
  assert.equal(wrong.refused, 1)
})

test('both languages name the same columns and choices', () => {
  assert.deepEqual(Object.keys(english.account.columns), Object.keys(japanese.account.columns))
  assert.deepEqual(Object.keys(english.account.kinds), Object.keys(japanese.account.kinds))
})
