import { FilterParser } from 'ldapts'
import { FILTER_LENGTH } from './settings.ts'

/**
 * A value as it may stand in a filter (RFC 4515): everything that is no plain letter or digit of the first 128
 * signs is written as its bytes, so that no value ends the condition it stands in.
 */
export function escapeFilterValue(value: string): string {
  let escaped = ''
  for (const byte of Buffer.from(value, 'utf8')) {
    const plain =
      (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
    escaped += plain ? String.fromCharCode(byte) : `\\${byte.toString(16).padStart(2, '0')}`
  }
  return escaped
}

/** What is wrong with a filter that a person wrote, in Japanese; undefined when it can be sent. */
export function filterFault(filter: string): string | undefined {
  if (filter.length > FILTER_LENGTH) return `検索の条件は${FILTER_LENGTH}文字以内にしてください。`
  if (!/^\(.*\)$/su.test(filter))
    return '検索の条件は「(objectClass=person)」のように全体を括弧で囲んでください。'
  try {
    FilterParser.parseString(filter)
    return undefined
  } catch {
    return '検索の条件の書き方が正しくありません。括弧の数と「属性=値」の形を確かめてください。'
  }
}
