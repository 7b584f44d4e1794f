import { setCheck } from '#engine/check/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { Shown } from './check-page.tsx'
import { forgetChecks } from './forget.ts'

type Parameter = Shown['parameters'][number]

/** The numbers the check compares with, and why the city has set them. */
export function CheckValues({ data }: { data: Shown }): ReactNode {
  const { t } = useTranslation()
  const [changing, setChanging] = useState<Parameter>()
  const [told, setTold] = useState(false)
  return (
    <Section title={t('checks.page.values')}>
      {told && (
        <Notice kind="success" live>
          {t('checks.page.told')}
        </Notice>
      )}
      <ul>
        {data.parameters.map((each) => (
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
            {data.maySet && (
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
      {changing !== undefined && (
        <SetDialog
          check={data.key}
          parameter={changing}
          onClose={() => setChanging(undefined)}
          onDone={() => {
            setChanging(undefined)
            setTold(true)
          }}
        />
      )}
    </Section>
  )
}

function SetDialog({
  check,
  parameter,
  onClose,
  onDone,
}: {
  check: string
  parameter: Parameter
  onClose: () => void
  onDone: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [value, setValue] = useState(String(parameter.value))
  const [why, setWhy] = useState('')
  const label = t('checks.page.newValue', { counter: parameter.counter })
  const set = useFormCommand(setCheck, { value: label, why: t('checks.page.why') }, async () => {
    await forgetChecks(queryClient)
    onDone()
  })
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
          <Button
            look="filled"
            busy={set.busy}
            onPress={() => set.send({ check, parameter: parameter.key, value: Number(value), why })}
          >
            {t('checks.page.set')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {set.refusal !== null && <RefusalNotice error={set.refusal} />}
        <TextField
          name="value"
          label={label}
          hint={t('checks.page.bounds', { min: parameter.min, max: parameter.max })}
          inputMode="numeric"
          required
          value={value}
          error={messageAt(set.problems, 'value')}
          onChange={setValue}
        />
        <TextField
          name="why"
          label={t('checks.page.why')}
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
