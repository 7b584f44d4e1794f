import type { OwnDeclaration } from './declaration.ts'

/** A design as an officer might make it: the use of a projector outside, which a section manager permits. */
export const ownExample: OwnDeclaration = {
  name: '会議用機材の庁外利用',
  purpose: '会議用の機材を庁舎の外で使うときの許可です。',
  formNumber: '様式第90号',
  verb: '許可',
  notice: false,
  need: '機材を庁舎の外で使うときの許可を定める条文',
  parts: [
    {
      label: '使うもの',
      fields: [
        { key: 'f1', label: '機材の名前', type: 'text', optional: false, maxLength: 60 },
        {
          key: 'f2',
          label: '使い方',
          type: 'choice',
          optional: false,
          choices: [
            { value: 'c1', label: '映すだけ' },
            { value: 'c2', label: '録画もする' },
          ],
        },
        { key: 'f3', label: '録画の理由', type: 'long-text', optional: true, maxLength: 300 },
      ],
    },
    {
      label: '期間',
      fields: [
        { key: 'f4', label: '始まる日', type: 'date', optional: false },
        { key: 'f5', label: '終わる日', type: 'date', optional: false },
      ],
    },
  ],
  rules: [
    { rule: 'not-past', field: 'f4' },
    { rule: 'in-order', from: 'f4', to: 'f5' },
    {
      rule: 'needed-when',
      field: 'f3',
      when: { field: 'f2', is: 'c2' },
      message: '録画するときは、理由を書いてください',
    },
  ],
  route: [{ act: 'decide', needs: 'all', seats: [{ office: 'sec-manager' }] }],
  validity: { lasts: 'period', from: 'f4', to: 'f5' },
  start: '持出し',
  finish: '返却の確認',
  answerWithin: 3,
  renewable: false,
  bulk: false,
}
