import type { Examples } from './examples.ts'

const everybody = '組織の移り変わりは、職員の全員が見るもの'

export const unitExamples: Examples = {
  'organisation.preview-unit-changes': {
    as: 'officer',
    input: ({ city }) => ({
      changes: [
        {
          kind: 'rename-unit',
          unit: { id: city.ids.unit.civil },
          name: '市民窓口課',
          kana: 'シミンマドグチカ',
        },
      ],
      on: '2027-04-01',
    }),
  },
  'organisation.change-units': {
    as: 'officer',
    input: ({ city }) => ({
      changes: [
        {
          kind: 'create-unit',
          code: '7700',
          name: '窓口課',
          kana: 'マドグチカ',
          symbol: '窓',
          unitKind: '課',
          parent: { id: city.ids.unit.citizens },
          policyOffice: false,
        },
        { kind: 'move-unit', unit: { id: city.ids.unit.civil }, parent: { id: city.ids.unit.planning } },
      ],
      on: '2027-04-01',
      basis: '試験市組織規則',
      left: 0,
    }),
  },
  'organisation.unit-history': {
    as: 'applicant',
    input: () => ({ q: '課', on: '2026-11-24', show: 'current', page: 1, size: 50 }),
  },
  'organisation.unit-line': {
    as: 'applicant',
    input: ({ city }) => ({ unitId: city.ids.unit.longevity, on: '2026-11-24' }),
    everybody,
  },
}
