import { ofTheHouse, slot, type PlannedMechanism } from './planned-mechanism.ts'

/** Kijun's own sign-in, as clauses are bound to it. */
export const SIGN_IN = 'house:sign-in'

/**
 * What Kijun does for itself: the clauses on passwords and sign-in hold for it, too (M09), and the scheme of classes is
 * shown and applied wherever an asset stands (M03).
 */
export const inTheHouse: readonly PlannedMechanism[] = [
  ofTheHouse('sign-in', 'M09', '6-technical', '設定', 'サインイン(Kijun自身)', [
    slot(
      'password-length',
      'パスワードの長さと推測のしにくさを定める条文',
      ['technical-check', 'config-control', 'prohibition-rule'],
      'パスワード+十分な長さ パスワード+文字以上 パスワード+推測 パスワード+想像 パスワード+推し量 パスワード+桁以上',
    ),
    slot(
      'password-change',
      'パスワードの定期的な変更と再利用の禁止を定める条文',
      ['technical-check', 'config-control', 'duty'],
      'パスワード+定期的+変更 パスワード+アクセス回数 古いパスワード パスワード+再利用',
    ),
    slot(
      'initial-password',
      '初期・仮のパスワードを最初に変えることを定める条文',
      ['technical-check', 'config-control', 'duty'],
      '仮のパスワード 初期パスワード 最初のログイン ログイン後+仮',
    ),
    slot(
      'password-store',
      'パスワードの情報の管理を定める条文',
      ['config-control', 'technical-check', 'duty'],
      'パスワードに関する情報 パスワード+元の文字列 パスワードファイル 職員等のパスワード+管理',
    ),
    slot(
      'last-sign-in',
      'ログインしたことを本人が確かめられることを定める条文',
      ['config-control'],
      'ログインしたこと ログイン時のメッセージ 前回のログイン 前回使った日時 前回+利用+日時',
    ),
    slot(
      'session-limit',
      '特権による接続時間の制限を定める条文',
      ['technical-check', 'config-control'],
      '特権+接続時間 管理者権限+接続時間 接続時間+制限 特権ID+接続',
    ),
    slot(
      'second-factor',
      '多要素の認証を定める条文',
      ['config-control', 'technical-check'],
      '多要素認証 二要素認証 複数の認証 二つ以上+認証',
    ),
    slot(
      'stop',
      '使用する権利の停止・剥奪とその通知を定める条文',
      ['event-response'],
      '使用する権利を停止 権利を停止 使用+剥奪 停止あるいは剥奪 停止又は剥奪',
    ),
  ]),
  ofTheHouse('asset-classes', 'M03', '2-assets', '分類', '分類と取扱制限', [
    slot(
      'classes',
      '情報資産の分類の基準を定める条文',
      ['classification', 'definition'],
      '機密性 完全性 可用性 分類し 分類を行 重要性 取扱制限 格付',
    ),
    slot(
      'handling',
      '分類に応じた取扱いを定める条文',
      ['classification'],
      '分類に基づ 分類に応じ 分類に従 作成途上 入手 取扱い',
    ),
  ]),
]
