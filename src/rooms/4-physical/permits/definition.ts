import { clause } from '#engine/citation.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { permit, type PermitField } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'
import { areaPermitLine, carryInLine } from './lines.ts'
import { entryWords } from './words.ja.ts'

const entry = entryWords.permit
/** Whoever answers for the area decides, not the applicant's own manager. */
const keeper = { office: 'sec-manager', from: { field: 'areas' } } as const
const person = (key: string, label: string, hint?: string): PermitField => ({
  key,
  label,
  type: 'person',
  ...(hint === undefined ? {} : { hint }),
})
const areas = (label: string, most: number): PermitField => ({
  ...field.lineOfAnyUnit('areas', label, 'area'),
  maxEntries: most,
})

/** 入室許可 (第6-2(2)ア): who may enter which controlled area, until the end of the fiscal year at the latest. */
export const areaEntry = permit({
  key: 'area-entry',
  name: entry.name,
  purpose: entry.purpose,
  formNumber: entry.formNumber,
  form: [
    field.part(entry.groups.area, areas(entry.fields.areas, 20)),
    field.part(
      entry.groups.people,
      field.choice('kind', entry.fields.kind, entry.kinds),
      field.optional(person('person', entry.fields.person)),
      field.optional(field.text('company', entry.fields.company)),
      field.optional({ ...field.longText('names', entry.fields.names, entry.hints.names), maxLength: 1000 }),
    ),
    field.part(
      entry.groups.plan,
      field.longText('purpose', entry.fields.purpose),
      ...field.period(entry.fields.from, entry.fields.to),
    ),
  ],
  rules: [
    ...field.periodRules,
    field.neededWhen('person', 'kind', 'staff', entry.problems.person),
    field.neededWhen('company', 'kind', 'vendor', entry.problems.company),
    field.neededWhen('names', 'kind', 'vendor', entry.problems.names),
  ],
  slots: [
    clause('permit', entry.needs.permit, ['ledger', 'permit'], '入退室を許可 入退室+許可された者'),
    clause('wear', entry.needs.wear, ['duty'], '入室許可証'),
  ],
  route: [decidedBy(keeper, '許可')],
  validity: field.inPeriod,
  renewable: true,
  whenHolderMoves: 'lapses',
  book: { register: 'area-permit', values: areaPermitLine },
})

const carry = entryWords.carry

/** 搬入出許可 (第6-2(3)): the effect on what runs there is checked beforehand, and an employee is present. */
export const carryIn = permit({
  key: 'carry-in',
  name: carry.name,
  purpose: carry.purpose,
  formNumber: carry.formNumber,
  titledBy: 'equipment',
  form: [
    field.part(
      carry.groups.what,
      areas(carry.fields.areas, 5),
      field.choice('direction', carry.fields.direction, carry.directions),
      field.text('equipment', carry.fields.equipment, carry.hints.equipment),
      field.optional(field.text('vendor', carry.fields.vendor)),
    ),
    field.part(
      carry.groups.impact,
      field.choice('impact', carry.fields.impact, carry.impacts),
      field.optional(field.longText('impact_detail', carry.fields.impact_detail)),
      field.text('impact_by', carry.fields.impact_by, carry.hints.impact_by),
    ),
    field.part(
      carry.groups.plan,
      field.day('planned_on', carry.fields.planned_on),
      person('witness', carry.fields.witness, carry.hints.witness),
      field.longText('purpose', carry.fields.purpose),
    ),
  ],
  rules: [
    { rule: 'not-past', field: 'planned_on' },
    field.neededWhen('impact_detail', 'impact', 'some', carry.problems.impact),
  ],
  slots: [
    clause('impact', carry.needs.impact, ['permit', 'config-control'], '搬入+影響'),
    clause('witness', carry.needs.witness, ['ledger', 'duty'], '搬入出+立ち会 立会い'),
  ],
  route: [decidedBy(keeper, '許可')],
  validity: { lasts: 'once' },
  afterwards: field.doneAndSeen(carry.start, carry.finish, carry.remarks),
  book: { register: 'carry-in', values: carryInLine },
})
