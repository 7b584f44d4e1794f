import { clause } from '#engine/citation.ts'
import { choice, choicesOf, date, longText, named, person, seen, text } from '#engine/register/columns.ts'
import { register } from '#engine/register/definition.ts'

/** 監査証拠・監査調書の保管簿: what an audit was founded on, who keeps it where, and until when. */
export const evidenceRegister = register({
  key: 'audit-evidence',
  name: '監査証拠・監査調書の保管簿',
  noun: '監査の資料',
  numberPrefix: 'KS-',
  written: 'by-people',
  columns: [
    text('name', '資料の名称', { ...named, slot: 'text_1' }),
    choice(
      'kind',
      '種類',
      choicesOf({ evidence: '監査証拠', paper: '監査調書', report: '監査報告書', other: 'そのほか' }),
      { required: true, slot: 'text_2', ...seen },
    ),
    text('audit', '監査の名称', { required: true, slot: 'text_3', search: true, list: true }),
    date('taken_on', '入手した日', { required: true, slot: 'date_1', ...seen }),
    text('source', '入手した課・相手', { slot: 'text_4', search: true }),
    person('keeper', '保管する人', { required: true, slot: 'text_5', list: true }),
    text('place', '保管する場所', { required: true, list: true }),
    date('keep_until', '保管の期限', { slot: 'date_2', ...seen }),
    longText('note', '備考'),
  ],
  slots: [clause('keep', '監査証拠と監査調書の保管', ['ledger'], '監査証拠 監査調書')],
  retentionYears: 5,
  editableBy: { offices: ['audit-head', 'auditor'], of: 'every-unit' },
  readableBy: 'own-unit-and-policy-office',
})
