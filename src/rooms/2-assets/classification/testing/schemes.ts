import type { SchemeBody } from '../contract-scheme.ts'
import { modelScheme } from '../model-scheme.ts'

/** Three classes of the strictest level: 自治体機密性3A, 3B, 3C. */
export const threeLetters: SchemeBody = {
  axes: [
    {
      axis: 'confidentiality',
      label: '自治体機密性',
      classes: ['3A', '3B', '3C', '2', '1'].map((value) => ({
        value,
        label: `自治体機密性${value}`,
        meaning: '',
      })),
    },
    ...modelScheme.axes.slice(1),
  ],
  questions: modelScheme.questions.map((question) => ({
    ...question,
    answers: question.answers.map((answer) => ({
      ...answer,
      gives: answer.gives.confidentiality === '3' ? { ...answer.gives, confidentiality: '3A' } : answer.gives,
    })),
  })),
}
/** One axis that says all: 重要性. */
export const importance: SchemeBody = {
  axes: [
    {
      axis: 'confidentiality',
      label: '重要性',
      classes: ['3', '2', '1'].map((value) => ({ value, label: `重要性${value}`, meaning: '' })),
    },
  ],
  questions: [],
}
