import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Panel } from '../../parts/card.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import type { PaperForm } from './designer-page.tsx'
import { insertions, type Insertion } from './template-texts.ts'

/** What a text can name, put in where the cursor was last. */
export function Picker({
  form,
  target,
  onInsert,
}: {
  form: PaperForm
  /** The text it goes into, in words. */
  target: string | undefined
  onInsert: (name: string, how: Insertion) => void
}): ReactNode {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(form.placeholders[0]?.name ?? '')
  const [how, setHow] = useState<Insertion>('value')
  const fields = new Set(form.fields.map(({ label }) => label))
  const means = form.placeholders.find(({ name }) => name === chosen)?.means
  return (
    <Panel title={t('forms.picker')}>
      <div className="grid gap-3">
        <SelectField
          name="placeholder"
          label={t('forms.placeholder')}
          compact
          value={chosen}
          hint={means}
          onChange={setChosen}
          choices={form.placeholders.map(({ name }) => ({
            value: name,
            label: name,
            group: t(fields.has(name.slice(name.indexOf('.') + 1)) ? 'forms.ofTheForm' : 'forms.ofTheCase'),
          }))}
        />
        <SelectField
          name="how"
          label={t('forms.how')}
          compact
          value={how}
          onChange={(value) => setHow(insertions.find((each) => each === value) ?? 'value')}
          choices={insertions.map((each) => ({ value: each, label: t(`forms.insertion.${each}`) }))}
        />
        <Button onPress={() => onInsert(chosen, how)} wide>
          {t('forms.insert', { target: target ?? t('forms.part.lead') })}
        </Button>
      </div>
    </Panel>
  )
}
