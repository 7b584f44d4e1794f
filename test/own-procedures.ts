import { newId } from '#ground/ids/ids.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import { type Permit, permit } from '#engine/procedure/permit.ts'
import {
  agreedBy,
  consulting,
  decidedBy,
  decidedByAll,
  decidedByAny,
  opinionOf,
  passing,
  receivedBy,
  resolvedBy,
  type RouteStep,
} from '#engine/procedure/route-definition.ts'
import type { City } from './world.ts'

/** Procedures a city might draw up for itself: a way of each kind, over one short form. */
export const ownProcedure = (
  key: string,
  name: string,
  route: readonly RouteStep[],
  more: Partial<Permit> = {},
) =>
  permit({
    key: `own-${key}`,
    name,
    purpose: `${name}を試す。`,
    formNumber: '試験様式',
    slots: [{ slot: 'permit', need: '試験の許可を定める条文' }],
    form: [
      {
        label: '内容',
        fields: [
          { key: 'purpose', label: '目的', type: 'long-text' },
          { key: 'assets', label: '対象', type: 'entries', register: 'asset', anyUnit: true, optional: true },
          { key: 'unit', label: '相手の組織', type: 'unit', optional: true },
          { key: 'partner', label: '相手', type: 'person', optional: true },
          { key: 'people', label: '人数', type: 'number', counter: '人', optional: true },
          { key: 'papers', label: '添付', type: 'files', maxEntries: 2, optional: true },
        ],
      },
    ],
    route,
    validity: { lasts: 'standing' },
    ...more,
  })

/** 経由, then 及び: handed on by the 担当者, decided by the 管理者 and the 統括. */
export const both = ownProcedure('both', '両方の許可', [
  passing('sec-leader'),
  decidedByAll(['sec-manager', 'chief-iso'], '許可'),
])
/** 又は. */
export const either = ownProcedure(
  'either',
  'どちらかの承認',
  [decidedByAny(['dept-iso', 'chief-iso'], '承認')],
  {
    answerWithin: 3,
    // Nothing is taken out: what was approved is only seen to its end.
    afterwards: [{ act: 'finish', word: '終わりの確認', by: { offices: ['sec-manager', 'sec-leader'] } }],
  },
)
/** 協議, 意見 and 合議 before the decision. */
export const heard = ownProcedure('heard', '意見を聴く許可', [
  consulting('policy-office'),
  opinionOf('chief-iso'),
  agreedBy('dept-iso'),
  decidedBy('sec-manager', '許可'),
])
/** 届出. */
export const told = ownProcedure('told', '試験の届出', [receivedBy('sec-leader'), receivedBy('chief-iso')], {
  notice: true,
})
/** Decided by whoever keeps what was chosen, and asked of its unit only where something was chosen. */
export const kept = ownProcedure(
  'kept',
  '所管の許可',
  [
    {
      ...decidedBy({ office: 'sec-manager', from: { field: 'assets' } }, '許可'),
      when: (_form, entries) => entries.length > 0,
    },
    {
      ...decidedBy({ office: 'dept-iso', from: { field: 'unit' } }, '許可'),
      when: (form) => form['unit'] !== undefined,
    },
  ],
  { lapsesWhen: { classChanges: true, editionChanges: true } },
)
/** A role the text never defines. */
export const ofUnknownRole = ownProcedure('unknown-role', '外部からの接続', [
  decidedBy({ undefinedRole: 'system-admin', word: 'システム管理者' }, '許可'),
])
/** Held for a fiscal year, asked for again in bulk, granted several at once. */
export const yearly = ownProcedure('yearly', '年度の許可', [decidedBy('sec-manager', '許可')], {
  validity: { lasts: 'fiscal-year' },
  renewable: true,
  bulk: true,
})
/** 議決. */
export const councilled = ownProcedure('councilled', '会議に諮る許可', [
  passing('sec-manager'),
  resolvedBy('council'),
])
export const ownProcedures = [both, either, heard, told, kept, ofUnknownRole, councilled, yearly]

/** Binds the clause of the take-out to these procedures too: nothing can be filed without one. */
export async function bindOwn(city: City): Promise<void> {
  await bindProcedures(city, ownProcedures)
}

/** The same for procedures a test draws up itself; once is enough. */
export async function bindProcedures(city: City, procedures: readonly ProcedureDefinition[]): Promise<void> {
  await city.perform(async (act) => {
    const done = await act.tx
      .selectFrom('binding')
      .select('binding_id')
      .where('mechanism', '=', `procedure:${procedures[0]?.key ?? ''}`)
      .executeTakeFirst()
    act.recorder.describe({ act: '対応付け', subject: { kind: 'binding', id: done?.binding_id ?? '' } })
    if (done !== undefined) return
    const clause = await act.tx
      .selectFrom('binding')
      .selectAll()
      .where('mechanism', '=', 'procedure:carry-out')
      .where('slot', '=', 'permit')
      .executeTakeFirstOrThrow()
    await act.recorder.saveAll(
      'binding',
      procedures.map((each) => ({
        ...clause,
        binding_id: newId(),
        mechanism: `procedure:${each.key}`,
      })),
    )
  })
}
