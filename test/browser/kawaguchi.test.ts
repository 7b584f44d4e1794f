import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { policyNormBindings } from '#policy/contract-norms.ts'
import { policyUnbind } from '#policy/contract.ts'
import { withoutSeeds } from '#test/seed-norms.ts'
import { giveKawaguchi } from '../permits/kawaguchi-city.ts'
import { openBrowserHouse, picture } from './house.ts'

/*
 * What an officer and an employee see in a city that begins from the whole text of Kawaguchi and accepted what was
 * proposed.
 */
const house = withoutSeeds === false ? await openBrowserHouse({ after }, { giveText: giveKawaguchi }) : null

test(
  'one press binds a clause to every procedure it opens, and the forms cite it',
  { skip: withoutSeeds },
  async () => {
    if (house === null) return
    const { city } = house
    const asked = { editionId: city.editionId, approvals: true, size: 100 } as const
    const { norms } = await city.run('officer', policyNormBindings, asked)
    const disposal = norms.find(({ number }) => number === '第5-2(8)イ') ?? assert.fail('the clause is there')
    for (const { bindingId } of disposal.bindings) await city.run('officer', policyUnbind, { bindingId })

    const applicant = await house.as('applicant')
    await applicant.goto('/apply')
    await applicant.getByText('まだ申請できない手続').click()
    await picture(applicant, 'kawaguchi-1-closed')
    assert.equal(await applicant.getByRole('link', { name: '記録媒体の廃棄許可' }).count(), 0)

    const officer = await house.as('officer')
    await officer.goto(`/policies/${city.editionId}/bindings?show=gap`)
    const row = officer
      .getByRole('listitem')
      .filter({ hasText: '機密性2以上の情報資産の廃棄を行う者は、情報セキュリティ管理者の許可' })
      .first()
    await row.getByText('記録媒体の廃棄許可').waitFor()
    await row.scrollIntoViewIfNeeded()
    await picture(officer, 'kawaguchi-2-proposed')
    await row.getByRole('button', { name: /提案のすべてにする$/ }).click()
    await officer.getByText(/\d+件を対応付けました/).waitFor()

    await applicant.goto('/apply')
    for (const name of [
      '情報資産の廃棄許可',
      '記録媒体の廃棄許可',
      '機器の廃棄許可',
      '機器のリース返却許可',
    ]) {
      const form = applicant.getByRole('listitem').filter({ hasText: name })
      await form.getByRole('link', { name: '対策基準 第5-2(8)イ' }).first().waitFor()
    }
  },
)

test(
  'the card of an asset says each rule with the clause of the table it comes from',
  { skip: withoutSeeds },
  async () => {
    if (house === null) return
    const applicant = await house.as('applicant')
    await applicant.goto(`/registers/asset/${house.city.assets.survey}`)
    await applicant.getByRole('link', { name: '取扱カード' }).click()
    await applicant.getByRole('link', { name: '第5-1(1)分類2・1' }).first().waitFor()
    await picture(applicant, 'kawaguchi-3-card')
  },
)
