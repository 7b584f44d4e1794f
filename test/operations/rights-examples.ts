import { saveActingRight } from '#rooms/1-organisation/rights/contract.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const everybody = '誰が誰の権限で決めるかと、誰が不在かは、職員の全員が見るもの'
const today = '2026-11-24'

function lending({ city }: World) {
  return {
    kind: '職務代理' as const,
    postId: city.ids.post.strangerManager,
    holderPostId: city.ids.post.director,
    holderPersonId: null,
    when: '欠員' as const,
    offices: ['sec-manager' as const],
    matters: ['carry-out'],
    unitIds: [city.ids.unit.civil],
    given: '規程' as const,
    basis: '職務代理規則',
    eid: null,
    from: '2027-04-01',
    to: null,
  }
}

export const rightsExamples: Examples = {
  'organisation.save-acting-right': { as: 'officer', input: lending },
  'organisation.delegate': {
    as: 'chief',
    input: ({ city }) => ({
      postId: city.ids.post.chief,
      holderPostId: city.ids.post.officeHead,
      holderPersonId: null,
      offices: ['chief-iso'],
      matters: ['carry-out'],
      unitIds: null,
      basis: '対策基準第4-1の注',
      eid: null,
      from: '2027-04-01',
      to: '2028-04-01',
    }),
    refusedFor: 'applicant',
  },
  'organisation.end-acting-right': {
    as: 'officer',
    input: async (world) => ({
      id: (
        await world.city.run('officer', saveActingRight, {
          ...lending(world),
          postId: world.city.ids.post.manager,
          offices: null,
          unitIds: null,
        })
      ).id,
      to: '2027-06-01',
    }),
    refusedFor: 'applicant',
  },
  'organisation.acting-rights': {
    as: 'applicant',
    input: ({ city }) => ({ on: today, ended: true, postId: city.ids.post.chief, page: 1, size: 50 }),
    everybody,
  },
  'organisation.office-rules': { as: 'applicant', input: () => ({ on: today }) },
  'organisation.preview-office-rule': {
    as: 'officer',
    input: ({ city }) => ({
      office: 'audit-head',
      word: '監査統括責任者',
      rule: { by: 'person', personId: city.ids.person.auditor, unitId: city.ids.unit.audit },
      scope: 'city',
      eid: null,
      from: '2027-04-01',
      replace: true,
    }),
  },
  'organisation.absence-calendar': {
    as: 'applicant',
    input: ({ city }) => ({
      from: '2026-11-01',
      to: '2026-12-01',
      unitId: city.ids.unit.longevity,
      page: 1,
      size: 50,
    }),
    everybody,
  },
  'organisation.separation': {
    as: 'auditor',
    input: () => ({ on: today, kind: 'administers-and-decides', page: 1, size: 50 }),
    refusedFor: 'applicant',
  },
  'organisation.separation-exceptions': {
    as: 'officer',
    input: () => ({ from: '2026-04-01', to: '2027-04-01', page: 1, size: 50 }),
    refusedFor: 'manager',
  },
  'organisation.separation-export': {
    as: 'auditor',
    input: () => ({ on: today, format: 'csv', encoding: 'cp932' }),
    refusedFor: 'chief',
  },
}
