import { clause } from '#engine/citation.ts'
import { choicesOf } from '#engine/register/choices.ts'
import { register, type Value } from '#engine/register/definition.ts'
import type { BookFacts } from '#engine/procedure/definition.ts'
import { textOf } from '#engine/procedure/form-rules.ts'
import { jstDate } from '#ground/clock/clock.ts'

/** Kinds of private devices, and what their owners agree to. */
export const privateKinds = {
  pc: 'パソコン・タブレット',
  phone: '携帯電話',
  medium: 'USBメモリなどの記録媒体',
  camera: 'カメラ・録音機',
  other: 'そのほか',
} as const
export const privateCare = {
  scan: 'つなぐ前に、ウイルスがないことを確かめる',
  least: '必要な作業のあいだだけつなぐ',
  erase: '終わったら、市の情報を残さず消す',
  record: '使った日と内容を、課の記録に書く',
} as const

const found = { maxLength: 100, search: true } as const
const states = { permitted: '許可済み', 'in-use': '使用中', removed: '取外し・消去済み' } as const

/** 私物機器の記録簿: whose own device is connected, under which permission and until when; written by the case. */
export const privateDeviceBook = register({
  key: 'private-device',
  name: '私物機器記録簿',
  noun: '私物機器',
  numberPrefix: 'PD-',
  written: 'by-events',
  columns: [
    {
      key: 'model',
      label: 'メーカーと機種',
      type: 'text',
      required: true,
      slot: 'text_1',
      ...found,
      list: true,
    },
    {
      key: 'kind',
      label: '種類',
      type: 'choice',
      choices: choicesOf(privateKinds),
      slot: 'text_2',
      list: true,
      filter: true,
    },
    { key: 'serial', label: '製造番号', type: 'text', ...found },
    { key: 'owner', label: '持ち主', type: 'person', slot: 'text_3', search: true, list: true },
    {
      key: 'state',
      label: '今の状態',
      type: 'choice',
      choices: choicesOf(states),
      slot: 'text_4',
      list: true,
      filter: true,
    },
    { key: 'os', label: '基本ソフトと版', type: 'text', ...found },
    { key: 'antivirus', label: 'ウイルス対策', type: 'text', ...found },
    { key: 'target', label: 'つなぐ相手', type: 'text', ...found },
    { key: 'consent', label: '守ること(同意)', type: 'long-text', maxLength: 500 },
    { key: 'purpose', label: '必要な理由', type: 'long-text', maxLength: 500 },
    { key: 'from', label: '使い始める日', type: 'date', slot: 'date_1' },
    { key: 'until', label: '使い終わる日', type: 'date', slot: 'date_2', list: true, filter: true },
    { key: 'started_on', label: 'つないだ日', type: 'date', slot: 'date_3' },
    { key: 'removed_on', label: '取外し・消去を確認した日', type: 'date', slot: 'date_4', filter: true },
    { key: 'permitted_on', label: '許可日', type: 'date' },
    { key: 'permitted_by', label: '許可した人', type: 'person' },
    { key: 'application_number', label: '申請番号', type: 'text', slot: 'text_5', ...found, list: true },
    { key: 'application', label: '申請', type: 'application' },
  ],
  labelColumn: 'model',
  slots: [clause('keep', '私物機器の使用の記録を定める条文', ['ledger'], '私物機器+記録 私物+記録')],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})

/** What the permission for a private device writes. */
export function privateDeviceLine(facts: BookFacts): Record<string, Value> {
  const { form } = facts
  const values: Record<string, Value> = {
    model: textOf(form, 'model'),
    kind: textOf(form, 'kind'),
    serial: textOf(form, 'serial'),
    owner: facts.applicantId,
    state: facts.finishedAt !== null ? 'removed' : facts.startedAt === null ? 'permitted' : 'in-use',
    antivirus: textOf(form, 'antivirus'),
    target: textOf(form, 'target'),
    consent: Object.values(privateCare).join('、'),
    purpose: textOf(form, 'purpose'),
    from: textOf(form, 'from'),
    until: textOf(form, 'to'),
    permitted_on: facts.decidedOn,
    permitted_by: facts.deciderId,
    application_number: facts.number,
    application: facts.applicationId,
  }
  if (textOf(form, 'system') !== '') values['os'] = textOf(form, 'system')
  if (facts.startedAt !== null) values['started_on'] = jstDate(facts.startedAt)
  if (facts.finishedAt !== null) values['removed_on'] = jstDate(facts.finishedAt)
  return values
}
