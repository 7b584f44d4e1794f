import { choice, choicesOf, clause, date, line, longText } from '#engine/register/columns.ts'
import { named, number, people, seen, text } from '#engine/register/columns.ts'
import { register, type Values } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'

const uses = choicesOf({ storage: '保存', transfer: '送信', signature: '電子署名', connection: '通信路' })
const states = choicesOf({ approved: '定めた方法', retired: '使わないことにした方法' })
const keyPlaces = choicesOf({
  device: '専用の装置',
  card: 'ICカード',
  server: 'サーバー',
  paper: '封をした紙',
  'none-kept': '保管しない',
})

/**
 * Shortest key of each method the city may lay down, in bits: the methods themselves are data, so that a city names its own.
 * What is not listed is not held to a length.
 */
export const methods = choicesOf({
  'aes-256': 'AES(256ビット)',
  'aes-128': 'AES(128ビット)',
  rsa: 'RSA',
  ecdsa: 'ECDSA',
  'tls-1.3': 'TLS 1.3',
  'tls-1.2': 'TLS 1.2',
  zip: 'ZIPの暗号化',
  rc4: 'RC4',
  des: 'DES・3DES',
  'tls-old': 'TLS 1.1より前',
})

/** What no city should lay down any more. */
export const brokenMethods: readonly string[] = ['zip', 'rc4', 'des', 'tls-old']

function problemsOf(values: Values): Problem[] {
  const problems: Problem[] = []
  if (values['state'] === 'approved' && values['decided_on'] === undefined) {
    problems.push({ at: 'decided_on', message: '定めた日を入れてください。' })
  }
  if (values['method'] === 'rsa' && typeof values['bits'] === 'number' && values['bits'] < 2048) {
    problems.push({ at: 'bits', message: 'RSAの鍵は2048ビットより短くできません。' })
  }
  return problems
}

/** 暗号・鍵管理台帳: the ways of ciphering and signing the city has laid down, where each key lies and who looks after it. */
export const cipherRegister = register({
  key: 'cipher',
  name: '暗号・鍵管理台帳',
  noun: '暗号・鍵',
  numberPrefix: 'KY-',
  written: 'by-people',
  columns: [
    text('name', '名称', { ...named, slot: 'text_1' }),
    choice('use', '使いみち', uses, { ...seen, required: true, slot: 'text_2' }),
    choice('method', '方式', methods, { ...seen, required: true, slot: 'text_3' }),
    number('bits', '鍵の長さ', { counter: 'ビット', max: 65_536 }),
    choice('state', '扱い', states, { ...seen, required: true, slot: 'text_4' }),
    date('decided_on', '定めた日', { slot: 'date_2' }),
    line('system', '情報システム', 'system', { filter: true, slot: 'text_5' }),
    choice('key_place', '鍵の保管場所', keyPlaces, { ...seen, required: true, slot: 'text_6' }),
    people('custodians', '鍵の管理者', { search: true, hint: '2人以上にすると、1人が不在でも困りません。' }),
    date('expires', '鍵の期限', { ...seen, due: true, slot: 'date_1' }),
    longText('handling', '鍵の扱い', { maxLength: 1000, hint: '作成、更新、失効、廃棄の手順。' }),
    longText('note', '備考', { maxLength: 1000 }),
  ],
  labelColumn: 'name',
  slots: [
    clause(
      'methods',
      '定めた暗号化・署名の方法を使うことを定める条文',
      ['config-control'],
      '電子署名、暗号化 定める以外の方法 定めた+暗号化',
    ),
    clause('keys', '鍵の管理を定める条文', ['config-control'], '暗号のための鍵 鍵を管理'),
  ],
  problems: problemsOf,
  retentionYears: 5,
  editableBy: { offices: ['sec-manager', 'policy-office'], of: 'own-unit' },
  readableBy: 'own-unit-and-policy-office',
})
