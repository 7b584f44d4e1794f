import { answerInWriting } from '#rooms/1-organisation/council/contract.ts'
import { choices, type Choice } from '#rooms/1-organisation/council/states.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useMe } from '../../shell/session.ts'
import { useMeetingCommand, type Meeting } from './use-meeting.ts'

type Given = { readonly choice: Choice | ''; readonly remark: string }

/** A member's own page of a written resolution: each question with the answer he gives in his own right. */
export function AnswerPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const { person } = useMe()
  const questions = meeting.items.filter((item) => item.kind === '議決')
  const asked = questions.filter((item) => !item.concerned.some((one) => one.personId === person.personId))
  const [given, setGiven] = useState<ReadonlyMap<string, Given>>(
    new Map(asked.map((item) => [item.itemId, { choice: item.mine ?? '', remark: '' }])),
  )
  const [missing, setMissing] = useState(false)
  const [sent, setSent] = useState(false)
  const command = useMeetingCommand(answerInWriting, () => setSent(true))
  if (meeting.answersFor === null || questions.length === 0) return null
  const own = meeting.members.some((one) => one.personId === person.personId)
  const of = (itemId: string): Given => given.get(itemId) ?? { choice: '', remark: '' }
  const set = (itemId: string, next: Given): void => {
    setSent(false)
    setGiven(new Map([...given, [itemId, next]]))
  }
  const send = (): void => {
    const answers = asked.flatMap((item) => {
      const { choice, remark } = of(item.itemId)
      return choice === '' ? [] : [{ itemId: item.itemId, contentHash: item.contentHash, choice, remark }]
    })
    setMissing(answers.length < asked.length)
    if (answers.length < asked.length || answers.length === 0) return
    command.mutate({ meetingId: meeting.meetingId, answers })
  }
  return (
    <Card
      strong
      title={t('council.answer.title')}
      aside={
        meeting.answerBy === null ? undefined : (
          <>
            {t('council.answerBy')} <DateText value={meeting.answerBy} />
          </>
        )
      }
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p>{t(own ? 'council.answer.forWhom' : 'council.answer.deputy', { name: meeting.answersFor })}</p>
        {command.isError && <RefusalNotice error={command.error} />}
        {sent && (
          <Notice kind="success" live>
            {t('council.answer.sent')}
          </Notice>
        )}
        {questions.map((item) =>
          asked.includes(item) ? (
            <div key={item.itemId} className="grid gap-3 border-t border-solid-gray-200 pt-3">
              <RadioGroup
                name={`answer.${item.itemId}`}
                label={t('council.answer.choose', { title: item.title })}
                hint={
                  item.detail === '' ? undefined : <span className="whitespace-pre-wrap">{item.detail}</span>
                }
                required
                row
                value={of(item.itemId).choice}
                error={missing && of(item.itemId).choice === '' ? t('council.answer.missing') : undefined}
                choices={choices.map((value) => ({ value, label: t(`council.vote.${value}`) }))}
                onChange={(value) =>
                  set(item.itemId, {
                    ...of(item.itemId),
                    choice: choices.find((each) => each === value) ?? '',
                  })
                }
              />
              <TextField
                name={`remark.${item.itemId}`}
                label={t('council.answer.remark')}
                value={of(item.itemId).remark}
                maxLength={500}
                onChange={(remark) => set(item.itemId, { ...of(item.itemId), remark })}
              />
            </div>
          ) : (
            <p key={item.itemId} className="border-t border-solid-gray-200 pt-3">
              {item.title} {t('council.answer.excluded')}
            </p>
          ),
        )}
        <ButtonRow end>
          <Button type="submit" look="filled" busy={command.isPending}>
            {t('council.answer.send')}
          </Button>
        </ButtonRow>
      </form>
    </Card>
  )
}
