import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  longest,
  longParts,
  type PaperTemplate,
  type TextPart,
} from '#engine/paper-form/contract-template.ts'
import type { Problem } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { FieldGroup } from '../../parts/form-field.tsx'
import { TextArea, TextField } from '../../parts/text-field.tsx'
import { BoxesEditor } from './boxes-editor.tsx'
import type { PaperForm } from './designer-page.tsx'
import { RowsEditor } from './rows-editor.tsx'
import { withText } from './template-texts.ts'

export type Editing = {
  form: PaperForm
  template: PaperTemplate
  problems: readonly Problem[]
  onChange: (template: PaperTemplate) => void
}

/** Everything wrong with a text, one after the other. */
export function messagesAt(problems: readonly Problem[], path: string): string | undefined {
  const found = problems.filter((problem) => problem.at === path || problem.at === `template.${path}`)
  return found.length === 0 ? undefined : found.map(({ message }) => message).join(' ')
}

/** The parts of a paper from its top to its foot. */
export function PartsForm(editing: Editing): ReactNode {
  const { t } = useTranslation()
  const { template, onChange } = editing
  const part = (name: TextPart): ReactNode => <Part key={name} name={name} {...editing} />
  return (
    <>
      <FieldGroup legend={t('forms.group.head')}>
        {part('formNumber')}
        <BoxesEditor {...editing} />
        {part('addressee')}
        <SenderEditor {...editing} />
        {part('title')}
      </FieldGroup>
      <FieldGroup legend={t('forms.group.text')}>
        {part('lead')}
        {part('before')}
        <Checkbox name="ki" checked={template.ki} onChange={(ki) => onChange({ ...template, ki })}>
          {t('forms.ki')}
        </Checkbox>
      </FieldGroup>
      <FieldGroup legend={t('forms.group.rows')} note={t('forms.rowsNote')}>
        <RowsEditor {...editing} />
      </FieldGroup>
      <FieldGroup legend={t('forms.group.foot')} last>
        {part('after')}
        <Checkbox
          name="history"
          checked={template.history}
          onChange={(history) => onChange({ ...template, history })}
        >
          {t('forms.history')}
        </Checkbox>
      </FieldGroup>
    </>
  )
}

function Part({ name, template, problems, onChange }: Editing & { name: TextPart }): ReactNode {
  const { t } = useTranslation()
  const field = {
    name,
    label: t(`forms.part.${name}`),
    required: name === 'title',
    value: template[name],
    error: messagesAt(problems, name),
    onChange: (text: string) => onChange(withText(template, name, text)),
  }
  if (!longParts.includes(name)) return <TextField {...field} />
  const lines = template[name].split('\n').length
  return (
    <TextArea
      {...field}
      rows={Math.min(10, Math.max(name === 'addressee' ? 2 : 3, lines + 1))}
      hint={
        name === 'after' || name === 'before'
          ? t(`forms.partHint.${name}`, { most: longest.text })
          : undefined
      }
    />
  )
}

/** The block on the right: who hands the paper in, or who sends it. */
function SenderEditor(editing: Editing): ReactNode {
  const { t } = useTranslation()
  const { template, problems, onChange } = editing
  const set = (sender: PaperTemplate['sender']): void => onChange({ ...template, sender })
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-bold">{t('forms.sender')}</legend>
      <p className="-mt-2 text-[0.875rem] text-solid-gray-600">{t('forms.senderHint')}</p>
      <div className="max-w-[240px]">
        <Part {...editing} name="senderTitle" />
      </div>
      {template.sender.map(({ label, value }, index) => (
        // lines have nothing but their place
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className="grid grid-cols-1 items-end gap-3 sm:grid-cols-[96px_minmax(0,1fr)_auto]">
          <TextField
            name={`sender.${index}.label`}
            label={t('forms.senderLabel', { place: index + 1 })}
            compact
            maxLength={8}
            value={label}
            error={messagesAt(problems, `sender.${index}.label`)}
            onChange={(text) =>
              set(template.sender.map((each, place) => (place === index ? { ...each, label: text } : each)))
            }
          />
          <TextField
            name={`sender.${index}.value`}
            label={t('forms.senderValue', { place: index + 1 })}
            compact
            value={value}
            error={messagesAt(problems, `sender.${index}.value`)}
            onChange={(text) => onChange(withText(template, `sender.${index}.value`, text))}
          />
          <Button
            look="text"
            label={t('forms.removeSender', { place: index + 1 })}
            onPress={() => set(template.sender.filter((_, place) => place !== index))}
          >
            {t('forms.remove')}
          </Button>
        </div>
      ))}
      {template.sender.length < 6 && (
        <div>
          <Button size="small" onPress={() => set([...template.sender, { label: '', value: '' }])}>
            {t('forms.addSender')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
