import { register, type Values } from '#engine/register/definition.ts'
import { application, choice, choicesOf, clause, date, flag } from '#engine/register/columns.ts'
import { longText, named, number, person, ranked, seen, text } from '#engine/register/columns.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { availabilities, confidentialities, integrities, layers } from '../classification.ts'

const strength = choicesOf({ all: '全員', admin: '管理者だけ', none: 'なし' })
const spares = choicesOf({ none: 'なし', spare: '予備機', standby: '待機系', dual: '二重化' })
const backups = choicesOf({ daily: '毎日', weekly: '毎週', monthly: '毎月', none: '取得しない' })

function problemsOf(values: Values): Problem[] {
  return values['cloud'] === true && values['vendor'] === undefined
    ? [{ at: 'vendor', message: 'クラウドサービスのときは、事業者の名前を入れてください。' }]
    : []
}

const clauses = [
  clause(
    'own',
    'システムごとの管理者とアクセスの制限を定める条文',
    ['config-control', 'organisation'],
    'アクセス制御の設定 情報システム+閲覧 情報システムごと+制限',
  ),
  clause(
    'layers',
    '系統の分離と多要素認証を定める条文',
    ['config-control'],
    '利用事務系 LGWAN インターネット接続系 通信経路+分割',
  ),
  clause('line', '回線の選択', ['config-control'], '通信回線を接続 回線を選択 セキュリティクラウド'),
  clause('public', '外部の者が使うシステムの分離を定める条文', ['config-control'], '外部の者が利用+分離'),
  clause(
    'resilient',
    '冗長化とバックアップを定める条文',
    ['config-control', 'technical-check'],
    '冗長化 バックアップ+実施',
  ),
  clause('login', 'ログインを確かめる設定を定める条文', ['config-control'], 'ログイン+設定 正当なアクセス権'),
]

/**
 * 情報システム台帳: which systems there are, which 課 answers for each (the 課 of the line), in which of the three layers
 * it stands, and how it is kept up. Its classes are those of what it holds, never typed.
 */
export const systemRegister = register({
  key: 'system',
  name: '情報システム台帳',
  noun: '情報システム',
  numberPrefix: 'S-',
  numberDigits: 3,
  written: 'by-people',
  columns: [
    text('name', 'システム名', { ...named, slot: 'text_1' }),
    text('code', 'システムコード', {
      maxLength: 40,
      slot: 'text_2',
      search: true,
      list: true,
      hint: '利用者の書出しのファイル名などに使う、短い名前です。',
    }),
    person('responsible', '運用の責任者', { search: true, list: true }),
    choice('zone', '系統', layers, { ...seen, slot: 'text_3' }),
    ranked('confidentiality', '機密性', confidentialities, { ...seen, slot: 'text_4', byEvents: true }),
    ranked('integrity', '完全性', integrities, { byEvents: true }),
    ranked('availability', '可用性', availabilities, { filter: true, slot: 'text_5', byEvents: true }),
    flag('public', '外部への公開', { ...seen, slot: 'text_6' }),
    application('public_permit', '公開の許可', { byEvents: true }),
    choice('mfa', '多要素認証', strength),
    flag('login_notice', 'ログインの表示', {
      hint: '前回のログインの日時などで、正当な利用かを確かめられるか。',
    }),
    choice('backup', 'バックアップ', backups),
    text('backup_place', 'バックアップの保管先', { maxLength: 100 }),
    number('rto', '目標復旧時間', { max: 8_760, counter: '時間', slot: 'number_1', filter: true }),
    choice('redundancy', '冗長化', spares),
    text('vendor', '保守の事業者', { maxLength: 100, search: true }),
    flag('cloud', 'クラウドサービス'),
    date('supported_until', 'サポートの終了日', { slot: 'date_1', filter: true, due: true }),
    number('export_every', '利用者の書出しの間隔', {
      min: 1,
      max: 400,
      counter: '日',
      hint: '利用者の一覧を何日ごとに読み込むか。空のときは35日とします。',
    }),
    longText('note', '備考', { maxLength: 1000 }),
  ],
  labelColumn: 'name',
  holds: [{ register: 'asset', column: 'in_system' }],
  slots: clauses,
  problems: problemsOf,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader', 'policy-office'], of: 'own-unit' },
  readableBy: 'everyone',
})
