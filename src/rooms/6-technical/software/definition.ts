import { choice, choicesOf, clause, date, line, lines, longText } from '#engine/register/columns.ts'
import { named, number, seen, text } from '#engine/register/columns.ts'
import { register, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'

const states = choicesOf({ allowed: '利用できる', 'not-allowed': '利用できない', ended: '利用を終えた' })
const bases = choicesOf({ device: '端末ごと', user: '利用者ごと', site: '庁内一括', free: '無償' })

/** ソフトウェア台帳: what may be installed, what it is for, and until when its maker looks after it. */
export const softwareRegister = register({
  key: 'software',
  name: 'ソフトウェア台帳',
  noun: 'ソフトウェア',
  numberPrefix: 'SW-',
  written: 'by-people',
  columns: [
    text('name', '製品名', { ...named, slot: 'text_1' }),
    text('edition', '版', { maxLength: 60, slot: 'text_2', search: true, list: true }),
    text('maker', 'メーカー', { maxLength: 100, slot: 'text_3', search: true, list: true, filter: true }),
    choice('state', '利用の可否', states, { ...seen, required: true, slot: 'text_4' }),
    text('purpose', '使う業務', { required: true, maxLength: 200, search: true }),
    line('system', '情報システム', 'system', { filter: true, slot: 'text_5' }),
    date('supported_until', 'サポートの終了日', { ...seen, due: true, slot: 'date_1' }),
    longText('terms', '許諾の条件', { maxLength: 1000 }),
    longText('note', '備考', { maxLength: 1000 }),
  ],
  labelColumn: 'name',
  slots: [
    clause(
      'allowed',
      '業務に必要なソフトウェアに限ることを定める条文',
      ['prohibition-rule'],
      'ソフトウェア+必要がない ソフトウェア+導入してはならない',
    ),
    clause(
      'remove',
      '認めたもの以外の削除を定める条文',
      ['technical-check'],
      'ソフトウェア以外のソフトウェア 認めたソフトウェア+削除',
    ),
  ],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader', 'policy-office'], of: 'own-unit' },
  readableBy: 'everyone',
})

/**
 * How many of a licence are in use, and how that is known: by the devices it names that are still there, or by what
 * somebody counted and typed. Where both are known the larger holds: neither knows of everything the other does.
 */
export function usedOf(
  values: Values,
  livingDevices: number,
): { readonly used: number; readonly by: 'devices' | 'typed'; readonly other: number } {
  const typed = typeof values['installed'] === 'number' ? values['installed'] : 0
  return livingDevices > typed
    ? { used: livingDevices, by: 'devices', other: typed }
    : { used: typed, by: 'typed', other: livingDevices }
}

function licenceProblems(values: Values): Problem[] {
  const { from, until, basis, owned } = values
  const problems: Problem[] = []
  if (typeof from === 'string' && typeof until === 'string' && until < from) {
    problems.push({ at: 'until', message: '期間の終わりは、始まりより後の日にしてください。' })
  }
  if (basis !== 'free' && basis !== 'site' && owned === undefined) {
    problems.push({ at: 'owned', message: '端末・利用者ごとの契約のときは、保有数を入れてください。' })
  }
  return problems
}

/** ライセンス台帳: how many the city owns, of what, for how long, and how many are in use. */
export const licenseRegister = register({
  key: 'license',
  name: 'ライセンス台帳',
  noun: 'ライセンス',
  numberPrefix: 'LI-',
  written: 'by-people',
  columns: [
    text('name', 'ライセンスの名称', { ...named, slot: 'text_1' }),
    line('software', 'ソフトウェア', 'software', { ...seen, required: true, slot: 'text_2' }),
    choice('basis', '数え方', bases, { ...seen, required: true, slot: 'text_3' }),
    number('owned', '保有数', { ...seen, counter: '本', max: 1_000_000, slot: 'number_1' }),
    number('installed', '使用数', {
      ...seen,
      counter: '本',
      max: 1_000_000,
      slot: 'number_2',
      hint: '端末の調べなどで数えた、いま使っている数。機器台帳にないものも含めます。',
    }),
    lines('devices', '使っている機器', 'device', {
      most: 500,
      record: true,
      hint: '抹消された機器は、使用数に数えません。',
    }),
    date('counted_on', '使用数を数えた日', { slot: 'date_2', filter: true }),
    date('from', '期間の始まり'),
    date('until', '期間の終わり', { ...seen, due: true, slot: 'date_1' }),
    text('contract', '契約の番号・件名', { maxLength: 100, search: true }),
    text('kept', '証書の保管場所', { maxLength: 100 }),
    longText('note', '備考', { maxLength: 1000 }),
  ],
  labelColumn: 'name',
  slots: [
    clause('count', 'ライセンスの管理を定める条文', ['ledger'], 'ライセンス ライセンス数+超えて'),
    clause(
      'genuine',
      '不正な複製の利用の禁止を定める条文',
      ['prohibition-rule'],
      '不正にコピー 違法コピー 不正コピー',
    ),
  ],
  problems: licenceProblems,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader', 'policy-office'], of: 'own-unit' },
  readableBy: 'everyone',
})
