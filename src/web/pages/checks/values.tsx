import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt } from '../../api/problem.ts'
import type { Problem } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'

/** A number the city may set, as the page shows it. */
export type SetValue = {
  readonly key: string
  readonly label: string
  readonly counter: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** Why the city set it; null where it is the standard. */
  readonly why: string | null
}

/** A dialog that is open for one of them. */
export type Changing = {
  readonly parameter: SetValue
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The numbers something compares with, and why the city has set them. `told`: what is said after a change. */
export function ValuesSection({
  parameters,
  maySet,
  told: words,
  dialog,
}: {
  parameters: readonly SetValue[]
  maySet: boolean
  told: string
  dialog: (changing: Changing) => ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const [changing, setChanging] = useState<SetValue>()
  const [told, setTold] = useState(false)
  return (
    <Section title={t('checks.page.values')}>
      {told && (
        <Notice kind="success" live>
          {words}
        </Notice>
      )}
      <ul>
        {parameters.map((each) => (
          <li
            key={each.key}
            className="flex flex-wrap items-center gap-3 border-b border-solid-gray-300 py-2 leading-[1.5]"
          >
            <span>
              {t('checks.page.value', {
                label: each.label,
                value: each.value.toLocaleString('ja-JP'),
                counter: each.counter,
              })}{' '}
              <span className="text-[0.875rem] text-solid-gray-700">
                {each.why === null
                  ? t('checks.page.standard')
                  : t('checks.page.setBecause', { why: each.why })}
              </span>
            </span>
            {maySet && (
              <Button
                size="small"
                label={t('checks.page.changeOf', { label: each.label })}
                onPress={() => setChanging(each)}
              >
                {t('checks.page.change')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {changing !== undefined &&
        dialog({
          parameter: changing,
          onClose: () => setChanging(undefined),
          onDone: () => {
            setChanging(undefined)
            setTold(true)
          },
        })}
    </Section>
  )
}

/** What a value is called in its dialog, and so by problems. */
export function useValueLabels({ counter }: Pick<SetValue, 'counter'>) {
  const { t } = useTranslation()
  return { value: t('checks.page.newValue', { counter }), why: t('checks.page.why') }
}

/** Asks for the new value and its reason. */
export function ValueDialog({
  parameter,
  onClose,
  set,
}: Pick<Changing, 'parameter' | 'onClose'> & {
  set: {
    readonly busy: boolean
    readonly refusal: Error | null
    readonly problems: readonly Problem[]
    send(value: number, why: string): void
  }
}): ReactNode {
  const { t } = useTranslation()
  const [value, setValue] = useState(String(parameter.value))
  const [why, setWhy] = useState('')
  const labels = useValueLabels(parameter)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('checks.page.dialog', { label: parameter.label })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={set.busy} onPress={() => set.send(Number(value), why)}>
            {t('checks.page.set')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {set.refusal !== null && <RefusalNotice error={set.refusal} />}
        <TextField
          name="value"
          label={labels.value}
          hint={t('checks.page.bounds', { min: parameter.min, max: parameter.max })}
          inputMode="numeric"
          required
          value={value}
          error={messageAt(set.problems, 'value')}
          onChange={setValue}
        />
        <TextField
          name="why"
          label={labels.why}
          required
          maxLength={500}
          value={why}
          error={messageAt(set.problems, 'why')}
          onChange={setWhy}
        />
      </div>
    </Dialog>
  )
}
