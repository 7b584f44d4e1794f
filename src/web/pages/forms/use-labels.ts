import { useTranslation } from 'react-i18next'
import { textParts, type PaperTemplate } from '#engine/paper-form/contract-template.ts'
import type { PaperForm } from './designer-page.tsx'

/** The words of every text of a template, by its path, in the order of the page. */
export function useLabels(form: PaperForm, template: PaperTemplate): Readonly<Record<string, string>> {
  const { t } = useTranslation()
  const fieldWord = (key: string): string => form.fields.find((each) => each.key === key)?.label ?? key
  return Object.fromEntries([
    ...textParts.map((part) => [part, t(`forms.part.${part}`)]),
    ...template.sender.flatMap((_, index) => [
      [`sender.${index}.label`, t('forms.senderLabel', { place: index + 1 })],
      [`sender.${index}.value`, t('forms.senderValue', { place: index + 1 })],
    ]),
    ...template.rows.flatMap((row, index) => {
      const name = row.kind === 'field' ? fieldWord(row.field) : t('forms.ownRow', { place: index + 1 })
      return [
        [`rows.${index}.label`, t('forms.rowLabel', { name })],
        [`rows.${index}.text`, t('forms.rowText', { name })],
      ]
    }),
    ...(template.boxes.show === 'chosen'
      ? template.boxes.boxes.map((_, index) => [
          `template.boxes.boxes.${index}.title`,
          t('forms.boxTitle', { place: index + 1 }),
        ])
      : []),
  ])
}
