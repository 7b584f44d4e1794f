import { newId } from '#ground/ids/ids.ts'
import type { Recorder } from '#ground/operation/act.ts'
import type { OfficeCode, OfficeRule } from '#authority/offices.ts'
import { offices } from '#authority/offices.ts'
import { personRow, unitRow } from '#authority/rows.ts'

export type FirstOrganisation = {
  readonly bodyId: string
  readonly unitId: string
  readonly personId: string
}

/**
 * The least a city needs before it can import the rest: one body, the policy office with one member, and the
 * usual rules for the offices that follow from rank. Offices that need a particular post (最高情報統括責任者 …)
 * stay open and show as gaps. The caller describes the act.
 */
export async function startOrganisation(
  recorder: Recorder,
  given: {
    tenantId: string
    /** First day of validity. */
    on: string
    unitName: string
    bodyName?: string
    unitCode?: string
    person: { number: string; family: string; given: string; familyKana?: string; givenKana?: string }
  },
): Promise<FirstOrganisation> {
  const tenant_id = given.tenantId
  const valid = { valid_from: given.on, valid_to: null }
  const bodyId = newId()
  await recorder.save('body', {
    tenant_id,
    id: bodyId,
    name: given.bodyName ?? '市長部局',
    sort: 0,
    ...valid,
  })
  const unit = unitRow({
    tenant_id,
    body_id: bodyId,
    parent_id: null,
    code: given.unitCode ?? '情報',
    name: given.unitName,
    kind: '課',
    symbol: null,
    policy_office: true,
    ...valid,
  })
  await recorder.save('unit', unit)
  const postId = newId()
  const post = {
    tenant_id,
    id: postId,
    body_id: bodyId,
    unit_id: unit.id,
    title: '担当',
    rank: 'staff' as const,
  }
  await recorder.save('post', { ...post, ...valid })
  const { number, family, given: givenName, familyKana = '', givenKana = '' } = given.person
  const person = personRow({
    tenant_id,
    number,
    family,
    given: givenName,
    family_kana: familyKana,
    given_kana: givenKana,
    mail: null,
    extension: null,
    ...valid,
  })
  await recorder.save('person', person)
  const appointment = { tenant_id, id: newId(), person_id: person.id, post_id: postId, kind: '本務' as const }
  await recorder.save('appointment', { ...appointment, ...valid })
  const rules: readonly [OfficeCode, 'unit' | 'city', OfficeRule][] = [
    ['dept-iso', 'unit', { by: 'rank', rank: 'head', kinds: ['部', '局'] }],
    ['sec-manager', 'unit', { by: 'rank', rank: 'head', kinds: ['課', '室', '機関', '施設'] }],
    ['sec-leader', 'unit', { by: 'rank', rank: 'leader', kinds: ['課', '室', '機関', '施設'] }],
    ['policy-office', 'city', { by: 'policy-office' }],
  ]
  await recorder.saveAll(
    'office_rule',
    rules.map(([office, scope, rule], sort) => ({
      tenant_id,
      id: newId(),
      office,
      word: offices[office].word,
      scope,
      rule,
      eid: null,
      sort,
      ...valid,
    })),
  )
  return { bodyId, unitId: unit.id, personId: person.id }
}
