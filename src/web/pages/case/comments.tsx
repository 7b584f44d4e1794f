import { commentOn, showApplication, type CaseView } from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextArea } from '../../parts/text-field.tsx'
import { useMe } from '../../shell/session.ts'

const longest = 1000

/** 質問と回答: what is asked and answered beside the case; nothing about it changes. */
export function Comments({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const { person } = useMe()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const command = useCommand(commentOn)
  if (view.round === 0) return null
  const mine = view.applicant.personId === person.personId
  return (
    <Section title={t('caseFile.comments')}>
      {view.comments.length === 0 ? (
        <p className="mt-2 text-[0.875rem]">{t('caseFile.commentsNone')}</p>
      ) : (
        <ul className="mt-2 grid gap-3">
          {view.comments.map((comment) => (
            <li key={comment.commentId} className="leading-[1.6]">
              <b>{comment.author.name}</b>{' '}
              <span className="text-[0.875rem] text-solid-gray-600">
                {comment.author.postTitle} <DateText value={comment.at} form="short" />
              </span>
              <p className="whitespace-pre-line">{comment.text}</p>
            </li>
          ))}
        </ul>
      )}
      {command.isError && <RefusalNotice error={command.error} />}
      <form
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault()
          const count = [...text.trim()].length
          if (count === 0 || count > longest) {
            return setError(count === 0 ? t('caseFile.commentMissing') : t('caseFile.reasonLong', { count }))
          }
          command.mutate(
            { applicationId: view.applicationId, text: text.trim() },
            {
              onSuccess: async () => {
                setText('')
                await client.invalidateQueries({ queryKey: [showApplication.name] })
              },
            },
          )
        }}
      >
        <TextArea
          name="comment"
          label={t(mine ? 'caseFile.commentAnswer' : 'caseFile.commentAsk')}
          hint={t('caseFile.commentHint')}
          value={text}
          error={error}
          onChange={(next) => {
            setText(next)
            setError(undefined)
          }}
        />
        <div className="mt-3">
          <Button type="submit" busy={command.isPending}>
            {t('caseFile.commentSend')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
