import { choice, choicesOf, clause, date, flag, line } from '#engine/register/columns.ts'
import { longText, named, people, person, seen, text } from '#engine/register/columns.ts'
import { register, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'

const works = choicesOf({
  operation: '運用',
  backup: 'バックアップ',
  patch: '更新の適用',
  account: 'IDの設定',
  inspection: '点検',
  other: 'その他',
})
const risks = choicesOf({ high: '影響が大きい', low: '影響が小さい' })
const results = choicesOf({ done: '完了', undone: '元に戻した', partly: '一部を残して終了' })
const causes = choicesOf({
  hardware: '機器',
  software: 'ソフトウェア',
  network: '回線・網',
  power: '電源・設備',
  mistake: '操作・設定の誤り',
  vendor: '事業者',
  unknown: '調査中',
})

/** 作業記録: what was done in the running of a system, by whom; a second person reads it and says so. */
export const workRecord = register({
  key: 'work-record',
  name: '作業記録',
  noun: '作業',
  numberPrefix: 'WR-',
  written: 'by-people',
  columns: [
    text('title', '作業の件名', { ...named, slot: 'text_1' }),
    line('system', '情報システム', 'system', { ...seen, required: true, record: true, slot: 'text_2' }),
    choice('kind', '作業の種類', works, { ...seen, required: true, slot: 'text_3' }),
    date('done_on', '作業日', { ...seen, required: true, slot: 'date_1' }),
    text('hours', '時間', { maxLength: 40, hint: '例:17:30から19:00まで' }),
    people('workers', '作業者', { required: true, search: true }),
    text('vendor_workers', '事業者の作業者', { maxLength: 200, search: true }),
    longText('content', '作業の内容', { required: true, search: true }),
    longText('result', '結果', { required: true }),
  ],
  labelColumn: 'title',
  secondPerson: { word: '相互確認', doers: ['workers'], slot: 'text_4' },
  slots: [clause('record', '運用の作業記録を定める条文', ['ledger'], '作業記録 運用において実施した作業')],
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})

function changeProblems(values: Values): Problem[] {
  const problems: Problem[] = []
  if (values['specification_changed'] === true && values['specification'] === undefined) {
    problems.push({ at: 'specification', message: '直した仕様書の名前と版を入れてください。' })
  }
  if (values['result'] === 'undone' && values['why_undone'] === undefined) {
    problems.push({ at: 'why_undone', message: '元に戻した理由を入れてください。' })
  }
  return problems
}

/** 変更記録: what was changed in a system, checked by a second person; it cannot be altered without losing that mark. */
export const changeRecord = register({
  key: 'change-record',
  name: '変更記録',
  noun: '変更',
  numberPrefix: 'CH-',
  written: 'by-people',
  columns: [
    text('title', '変更の件名', { ...named, slot: 'text_1' }),
    line('system', '情報システム', 'system', { ...seen, required: true, record: true, slot: 'text_2' }),
    choice('risk', '影響', risks, { ...seen, required: true, slot: 'text_3' }),
    date('done_on', '作業日', { ...seen, required: true, slot: 'date_1' }),
    people('workers', '作業者', { required: true, search: true }),
    text('vendor_workers', '事業者の作業者', { maxLength: 200, search: true }),
    flag('privileged_by_vendor', '特権IDの変更を事業者が行った'),
    longText('content', '変更の内容', { required: true, search: true }),
    longText('way_back', '元に戻す手順', { required: true }),
    flag('specification_changed', '仕様書の変更', { required: true }),
    text('specification', '直した仕様書と版', { maxLength: 200, search: true }),
    longText('consistency', 'ほかのシステムとの整合性の確認', { required: true, maxLength: 500 }),
    flag('backup_before', '作業前のバックアップ', { required: true }),
    choice('result', '結果', results, { ...seen, required: true, slot: 'text_4' }),
    text('why_undone', '元に戻した理由', { maxLength: 200 }),
  ],
  labelColumn: 'title',
  secondPerson: { word: '相互確認', doers: ['workers'], slot: 'text_5' },
  slots: [
    clause('record', '変更作業の記録を定める条文', ['ledger'], 'システム変更等+記録 作業内容について記録'),
    clause(
      'second',
      '2名以上での作業と相互の確認を定める条文',
      ['ledger'],
      '2名以上 2 名以上 互いにその作業',
    ),
    clause('specification', '仕様書の変更履歴を定める条文', ['ledger'], '変更履歴 仕様書等+変更'),
    clause(
      'consistency',
      '更新の前の整合性の確認を定める条文',
      ['technical-check'],
      '整合性を確認 パッチの適用をする',
    ),
    clause(
      'vendor',
      '事業者に特権IDの変更をさせないことを定める条文',
      ['prohibition-rule'],
      '特権+委託事業者に行わせ 委託事業者',
    ),
  ],
  problems: changeProblems,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})

function faultProblems(values: Values): Problem[] {
  const { found_on: found, restored_on: restored } = values
  return typeof found === 'string' && typeof restored === 'string' && restored < found
    ? [{ at: 'restored_on', message: '復旧した日は、見つけた日より後の日にしてください。' }]
    : []
}

/** 障害記録: what failed, why, what was done, kept as a body in which the next one looks for the like. */
export const faultRecord = register({
  key: 'fault',
  name: '障害記録',
  noun: '障害',
  numberPrefix: 'FT-',
  written: 'by-people',
  columns: [
    text('title', '障害の件名', { ...named, slot: 'text_1' }),
    line('system', '情報システム', 'system', { ...seen, required: true, record: true, slot: 'text_2' }),
    date('found_on', '見つけた日', { ...seen, required: true, slot: 'date_1' }),
    person('reported_by', '報告した職員', { search: true }),
    longText('symptom', '様子', { required: true, search: true }),
    longText('affected', '業務への影響', { maxLength: 500, search: true }),
    choice('cause_kind', '原因の種類', causes, { ...seen, required: true, slot: 'text_3' }),
    longText('cause', '原因', { search: true }),
    longText('measure', '処理の内容', { search: true }),
    date('restored_on', '復旧した日', { ...seen, slot: 'date_2' }),
    longText('open_points', '残った問題', { maxLength: 500 }),
    longText('prevention', '再発を防ぐ措置', { search: true }),
  ],
  labelColumn: 'title',
  similar: { compares: ['title', 'symptom', 'cause'], tells: ['cause', 'measure', 'prevention'] },
  slots: [clause('record', '障害の報告と処理の記録を定める条文', ['ledger'], '障害記録 システム障害+記録')],
  problems: faultProblems,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'sec-leader', 'policy-office'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
