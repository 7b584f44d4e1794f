import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { registerEntry } from '#engine/register/contract.ts'
import {
  answerQuestions,
  classificationSchemes,
  handlingCard,
  proposeClasses,
} from '#rooms/2-assets/classification/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { TextArea } from '../../parts/text-field.tsx'

/** Questions whose answers lead to the classes of a line, with the way to choose otherwise for a reason. */
export function Questions({ register, entryId }: { register: string; entryId: string }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState('')
  const found = useQuery({
    ...reading(proposeClasses, { answers }),
    // while the next proposal is on its way the last one stays
    placeholderData: (before: OutputOf<typeof proposeClasses> | undefined) => before,
  })
  const schemes = useQuery(reading(classificationSchemes, {}))
  const line = useQuery(reading(registerEntry, { register, entryId }))
  const labels = {
    reason: t('classification.reason'),
    chosen: t('classification.different'),
    ...Object.fromEntries((found.data?.questions ?? []).map(({ key, text }) => [`answers.${key}`, text])),
  }
  const form = useFormCommand(answerQuestions, labels, async () => {
    for (const name of [handlingCard.name, registerEntry.name])
      await queryClient.invalidateQueries({ queryKey: [name] })
  })
  if (found.isPending || schemes.isPending || line.isPending) return <Loading />
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (schemes.isError) return <ErrorState error={schemes.error} onRetry={() => void schemes.refetch()} />
  if (line.isError) return <ErrorState error={line.error} onRetry={() => void line.refetch()} />
  const { axes } = schemes.data.inForce.body
  const differs = Object.values(chosen).some((value) => value !== '')
  return (
    <Section title={t('classification.questions')}>
      <p className="mb-4">{t('classification.questionsLead')}</p>
      {form.done && (
        <div className="mb-4">
          <Notice kind="success" live title={t('classification.answered')} />
        </div>
      )}
      <form
        noValidate
        className="grid max-w-[768px] gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          form.send({
            register,
            entryId,
            expectedVersion: line.data.entry.version,
            answers: { ...answers },
            chosen: Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== '')),
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          })
        }}
      >
        <ErrorSummary problems={form.problems} labels={labels} />
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        {found.data.questions.map((question) => (
          <RadioGroup
            key={question.key}
            name={`answers.${question.key}`}
            label={question.text}
            required
            value={answers[question.key] ?? ''}
            error={messageAt(form.problems, `answers.${question.key}`)}
            choices={question.answers}
            onChange={(value) => setAnswers((before) => ({ ...before, [question.key]: value }))}
          />
        ))}
        {found.data.complete && (
          <div className="grid gap-4 rounded-8 bg-solid-gray-50 p-4" aria-live="polite">
            <h3 className="text-[1rem] leading-[1.5]">{t('classification.proposed')}</h3>
            <ul className="grid gap-2">
              {found.data.proposals.map(({ axis, label, because }) => (
                <li key={axis}>
                  <strong>{label}</strong>
                  {because.length > 0 && (
                    <span className="block text-[0.875rem]">
                      {t('classification.because', { because: because.join('、') })}
                    </span>
                  )}
                </li>
              ))}
            </ul>
            {axes.map(({ axis, label, classes }) => (
              <SelectField
                key={axis}
                name={`chosen.${axis}`}
                label={`${label}:${t('classification.different')}`}
                optional
                emptyLabel={t('classification.asProposed')}
                value={chosen[axis] ?? ''}
                choices={classes.map(({ value, label: word }) => ({ value, label: word }))}
                onChange={(value) => setChosen((before) => ({ ...before, [axis]: value }))}
              />
            ))}
            {differs && (
              <TextArea
                name="reason"
                label={t('classification.reason')}
                hint={t('classification.reasonHint')}
                required
                maxLength={300}
                value={reason}
                error={messageAt(form.problems, 'reason')}
                onChange={setReason}
              />
            )}
          </div>
        )}
        <ButtonRow>
          <Button type="submit" look="filled" busy={form.busy}>
            {t('classification.answer')}
          </Button>
        </ButtonRow>
      </form>
    </Section>
  )
}
