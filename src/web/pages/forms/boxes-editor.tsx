import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaperBox, PaperTemplate } from '#engine/paper-form/contract-template.ts'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { messagesAt, type Editing } from './parts-form.tsx'
import { moved } from './template-texts.ts'

const ways = ['standard', 'none', 'chosen'] as const

/** 決裁欄: those of the way, none, or boxes for chosen offices and for seals by hand. */
export function BoxesEditor({ form, template, problems, onChange }: Editing): ReactNode {
  const { t } = useTranslation()
  const { boxes } = template
  const set = (next: PaperTemplate['boxes']): void => onChange({ ...template, boxes: next })
  const setBoxes = (list: readonly PaperBox[]): void => set({ show: 'chosen', boxes: [...list] })
  const first = form.offices[0]
  const begin: PaperBox[] = form.offices
    .filter(({ onTheWay }) => onTheWay)
    .map(({ office, word }) => ({ office, title: word.slice(0, 12) }))
  const chosen = boxes.show === 'chosen' ? boxes.boxes : []
  return (
    <div className="grid gap-3">
      <RadioGroup
        name="boxes"
        label={t('forms.boxes')}
        row
        value={boxes.show}
        choices={ways.map((way) => ({ value: way, label: t(`forms.boxesShow.${way}`) }))}
        onChange={(way) => {
          if (way !== 'chosen') set({ show: way === 'none' ? 'none' : 'standard' })
          else
            setBoxes(begin.length > 0 ? begin : [{ office: first?.office ?? null, title: first?.word ?? '' }])
        }}
      />
      {chosen.length > 0 && (
        <ol className="grid gap-2">
          {chosen.map((box, index) => (
            <li
              // boxes have nothing but their place
              // eslint-disable-next-line react/no-array-index-key
              key={index}
              className="grid grid-cols-1 items-end gap-3 rounded-8 border border-solid-gray-300 p-3 sm:grid-cols-[minmax(0,1fr)_144px_auto]"
            >
              <SelectField
                name={`boxes.boxes.${index}.office`}
                label={t('forms.boxOffice', { place: index + 1 })}
                compact
                value={box.office ?? ''}
                emptyLabel={t('forms.byHand')}
                choices={form.offices.map(({ office, word, onTheWay }) => ({
                  value: office,
                  label: word,
                  group: t(onTheWay ? 'forms.onTheWay' : 'forms.offTheWay'),
                }))}
                onChange={(value) => {
                  const office = form.offices.find((each) => each.office === value)?.office ?? null
                  setBoxes(chosen.map((each, place) => (place === index ? { ...each, office } : each)))
                }}
              />
              <TextField
                name={`boxes.boxes.${index}.title`}
                label={t('forms.boxTitle', { place: index + 1 })}
                compact
                maxLength={12}
                value={box.title}
                error={messagesAt(problems, `boxes.boxes.${index}.title`)}
                onChange={(title) =>
                  setBoxes(chosen.map((each, place) => (place === index ? { ...each, title } : each)))
                }
              />
              <span className="flex flex-wrap gap-1">
                {index > 0 && (
                  <Button
                    look="text"
                    size="small"
                    label={t('forms.leftOf', { place: index + 1 })}
                    onPress={() => setBoxes(moved(chosen, index, -1))}
                  >
                    {t('forms.left')}
                  </Button>
                )}
                {chosen.length > 1 && (
                  <Button
                    look="text"
                    size="small"
                    label={t('forms.removeBox', { place: index + 1 })}
                    onPress={() => setBoxes(chosen.filter((_, place) => place !== index))}
                  >
                    {t('forms.remove')}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
      {chosen.length > 0 && chosen.length < 8 && (
        <div>
          <Button
            size="small"
            onPress={() => setBoxes([...chosen, { office: null, title: t('forms.newBox') }])}
          >
            {t('forms.addBox')}
          </Button>
        </div>
      )}
    </div>
  )
}
