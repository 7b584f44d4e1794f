import type { Afterwards, Field } from './definition.ts'
import type { FormRule } from './form-rules.ts'
import type { Permit, PermitField } from './permit.ts'

/** A choice by its value. */
export type Words = Readonly<Record<string, string>>

const choicesOf = (words: Words) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** The same field, which may be left empty. */
export const optional = (field: PermitField): PermitField => ({ ...field, optional: true })
export const text = (key: string, label: string, hint?: string): PermitField => ({
  key,
  label,
  type: 'text',
  maxLength: 100,
  ...(hint === undefined ? {} : { hint }),
})
export const longText = (key: string, label: string, hint?: string): PermitField => ({
  key,
  label,
  type: 'long-text',
  maxLength: 500,
  ...(hint === undefined ? {} : { hint }),
})
export const day = (key: string, label: string): PermitField => ({
  key,
  label,
  type: 'date',
  hint: '例:令和8年11月25日、R8.11.25、2026-11-25',
})
export const count = (key: string, label: string, counter: string, min = 1): PermitField => ({
  key,
  label,
  type: 'number',
  counter,
  min,
})
export const choice = (key: string, label: string, words: Words): PermitField => ({
  key,
  label,
  type: 'choice',
  choices: choicesOf(words),
})
export const checks = (key: string, label: string, words: Words, hint?: string): PermitField => ({
  key,
  label,
  type: 'checks',
  choices: choicesOf(words),
  optional: true,
  ...(hint === undefined ? {} : { hint }),
})
/** 確認事項: nothing is filed before every one of them is ticked. */
export const everyCheck = (key: string, label: string, words: Words): PermitField => ({
  key,
  label,
  type: 'checks',
  choices: choicesOf(words),
  everyCheck: true,
})
export const files = (key: string, label: string, hint?: string): PermitField => ({
  key,
  label,
  type: 'files',
  maxEntries: 5,
  optional: true,
  ...(hint === undefined ? {} : { hint }),
})
/** Lines of a register of one's own place. */
export const lines = (key: string, label: string, register: string, hint?: string): PermitField => ({
  key,
  label,
  type: 'entries',
  register,
  maxEntries: 20,
  ...(hint === undefined ? {} : { hint }),
})
/** One line of a register, whoever keeps it: the system another 課 answers for. */
export const lineOfAnyUnit = (key: string, label: string, register: string, hint?: string): PermitField => ({
  ...lines(key, label, register, hint),
  maxEntries: 1,
  anyUnit: true,
})

/** A part of the form under its heading. */
export const part = (label: string, ...fields: PermitField[]): Permit['form'][number] => ({ label, fields })
/** What comes after the grant: the applicant does it, and somebody of his unit who answers for it looks at it. */
export const doneAndSeen = (start: string, finish: string, remarks?: readonly string[]): Afterwards[] => [
  { act: 'start', word: start, by: 'applicant' },
  {
    act: 'finish',
    word: finish,
    by: { offices: ['sec-manager', 'sec-leader', 'dept-iso'] },
    ...(remarks === undefined ? {} : { remark: { label: '異常の有無', choices: remarks } }),
  },
]

/** From when to when, as most permissions ask. */
export const period = (from = '始める日', to = '終わる日'): PermitField[] => [
  day('from', from),
  day('to', to),
]
export const periodRules: readonly FormRule[] = [
  { rule: 'not-past', field: 'from' },
  { rule: 'in-order', from: 'from', to: 'to' },
  { rule: 'within-fiscal-year', from: 'from', to: 'to' },
]
/** The same for what may last longer than a year. */
export const longPeriodRules: readonly FormRule[] = periodRules.slice(0, 2)
export const inPeriod: Permit['validity'] = { lasts: 'period', from: 'from', to: 'to' }

/** 三層の系統. */
export const zones: Words = {
  'my-number': '個人番号利用事務系',
  lgwan: 'LGWAN接続系',
  internet: 'インターネット接続系',
}

/** What guards an asset on its way or in other hands. */
export const protection: Words = {
  encryption: '内蔵ディスクや媒体、ファイルを暗号化している',
  password: 'ファイルにパスワードをかけている',
  'locked-case': '鍵付きのケースに入れて運ぶ',
  'always-carried': '車などに置いたままにせず、常に携行する',
}
/** Of these, what guards also against who comes by it; carrying it always on one's person is not enough. */
export const guarding = ['encryption', 'password', 'locked-case']
/** 機密性2以上 asks for one of those that guard it also out of hand. */
export const guardedFrom2 = (field: string, of: readonly string[]): FormRule => ({
  rule: 'one-of-when',
  field,
  values: of,
  when: { classFrom: 2 },
  message: `機密性2以上のものを含むため、${of.map((value) => `「${shortNames[value] ?? value}」`).join('')}のうち少なくとも1つを選んでください`,
})
/** A field has to be filled in when another one says so. */
export const neededWhen = (
  field: string,
  other: string,
  is: string | readonly string[],
  message: string,
): FormRule => ({ rule: 'needed-when', field, when: { field: other, is }, message })
/** Nothing can be filed while a field says so. */
export const refusedWhen = (field: string, is: string | readonly string[], message: string): FormRule => ({
  rule: 'forbidden-when',
  field,
  when: { field, is },
  message,
})

const shortNames: Words = {
  encryption: '暗号化',
  password: 'パスワード',
  'locked-case': '鍵付きのケース',
}

/** The label of a chosen value, for record books. */
export const labelIn = (words: Words, value: string): string => words[value] ?? value
/** The values of a field one may choose from. */
export const valuesOf = (field: Pick<Field, 'choices'>): string[] =>
  (field.choices ?? []).map(({ value }) => value)
