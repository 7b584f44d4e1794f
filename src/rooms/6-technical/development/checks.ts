import { check } from '#engine/check/definition.ts'
import { clause } from '#engine/register/columns.ts'
import { accountRegister } from '../accounts/definition.ts'

/** A development ID that outlived its development. */
export const developmentIdsLeft = check({
  key: 'development-ids-left',
  name: '終わった開発案件に残る開発用ID',
  what: '開発用のIDについて、その開発案件が抹消されているか、工程を終えているかを見ます。',
  of: accountRegister,
  refers: ['development'],
  violation: ({ values }, { referred }) => {
    if (values['kind'] !== 'development' || values['state'] === 'removed') return null
    const [development] = referred('development')
    if (development === undefined) return null
    return development.closed || development.values['stage'] === 'clean'
      ? `開発案件 ${development.number} ${development.label} は終わっていますが、このIDが残っています。`
      : null
  },
  severity: 'serious',
  owner: 'sec-manager',
  slots: [
    clause(
      'rule',
      '開発用IDの削除を定める条文',
      ['ledger', 'config-control'],
      '開発用ID+削除 開発用IDを削除',
    ),
  ],
  examples: {
    violating: [
      {
        values: { kind: 'development', state: 'live' },
        referred: { development: [{ name: '更新', stage: 'clean' }] },
      },
    ],
    fine: [
      {
        values: { kind: 'development', state: 'live' },
        referred: { development: [{ name: '更新', stage: 'test' }] },
      },
      { values: { kind: 'development', state: 'removed' }, referred: { development: [{ stage: 'clean' }] } },
      { values: { kind: 'personal', state: 'live' } },
    ],
  },
})
