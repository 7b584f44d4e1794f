import { axisWords, standardClasses, type Axis } from '#engine/register/class-columns.ts'
import type { Question, SchemeBody } from './contract-scheme.ts'

const meanings: Readonly<Record<Axis, readonly string[]>> = {
  confidentiality: [
    '公開しない情報のうち、仕事に要る最小限の人や組織だけが扱うもの',
    '公開しない情報のうち、機密性3のほかのもの',
    '上のどちらでもないもの',
  ],
  integrity: [
    '書き換え・誤り・破損があると、住民の権利を害するか、事務の適確な遂行に軽くない支障が出るもの',
    '上のほかのもの',
  ],
  availability: [
    'なくなるか使えなくなると、住民の権利を害するか、事務の安定した遂行に軽くない支障が出るもの',
    '上のほかのもの',
  ],
}

const question = (
  key: string,
  text: string,
  answers: readonly (readonly [string, string, Question['answers'][number]['gives']])[],
): Question => ({ key, text, answers: answers.map(([value, label, gives]) => ({ value, label, gives })) })

/** Questions in the words of the office; the officer may change them. */
const questions: Question[] = [
  question('open', '情報公開条例で公開できる情報ですか。', [
    ['yes', '公開できる', { confidentiality: '1' }],
    ['no', '公開できない(非公開の情報がある)', { confidentiality: '2' }],
  ]),
  question('personal', '個人情報はありますか。', [
    ['none', 'ない', { confidentiality: '1' }],
    ['some', 'ある', { confidentiality: '2', integrity: '2' }],
    [
      'sensitive',
      '要配慮個人情報・個人番号・口座など、慎重を要するものがある',
      { confidentiality: '3', integrity: '2' },
    ],
  ]),
  question('who', '仕事でこれを見る必要があるのはだれですか。', [
    ['office', '庁内の職員', { confidentiality: '1' }],
    ['unit', '課の職員', { confidentiality: '1' }],
    ['few', '担当など、特定の人だけ', { confidentiality: '3' }],
  ]),
  question('altered', '書き換えられたり壊れたりすると、どうなりますか。', [
    ['light', '作り直せて、影響は軽い', { integrity: '1' }],
    ['heavy', '住民の権利や、事務の正しさに支障が出る', { integrity: '2' }],
  ]),
  question('stopped', 'どのくらいの間、使えなくてもよいですか。', [
    ['week', '1週間ほど使えなくてもよい', { availability: '1' }],
    ['day', '1日使えないと支障が出る', { availability: '2' }],
    ['hours', '数時間でも支障が出る', { availability: '2' }],
  ]),
]

/** The scheme of a city that has not entered its own: three axes, 3/2/1, 2/1 and 2/1. */
export const modelScheme: SchemeBody = {
  axes: (['confidentiality', 'integrity', 'availability'] as const).map((axis) => ({
    axis,
    label: axisWords[axis],
    classes: standardClasses[axis].map((value, index) => ({
      value,
      label: `${axisWords[axis]}${value}`,
      meaning: meanings[axis][index] ?? '',
    })),
  })),
  questions,
}
export const MODEL_NAME = '標準の分類(機密性3・2・1、完全性2・1、可用性2・1)'
