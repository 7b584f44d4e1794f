import type { SeatView } from '#rooms/1-organisation/contract.ts'
import { saveDeputies } from '#rooms/1-organisation/contract-commands.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { dateWords } from '../../parts/date-words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useLanguage } from '../../parts/use-language.ts'
import { forgetOrganisation } from '../organisation/forget.ts'
import { PostPicker, type PickedPost } from './post-picker.tsx'

/** 代決の順: which posts stand in while the holder of a post is away, in order. */
export function DeputiesDialog({
  postId,
  post,
  deputies,
  onClose,
}: {
  postId: string
  post: string
  deputies: SeatView['deputies']
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const [order, setOrder] = useState<PickedPost[]>(
    deputies.map((deputy) => ({ id: deputy.postId, title: deputy.title })),
  )
  const [picked, setPicked] = useState<PickedPost | null>(null)
  const [basis, setBasis] = useState(deputies[0]?.basis ?? '')
  const [from, setFrom] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [asked, setAsked] = useState(false)
  const save = useCommand(saveDeputies, async () => {
    await forgetOrganisation(queryClient)
    onClose()
  })
  const refused = save.error instanceof ApiProblem ? save.error.problems : []
  const needed = (missing: boolean): string | undefined =>
    asked && missing ? t('rights.form.needed') : undefined
  const send = (): void => {
    setAsked(true)
    if (from.date === null || basis.trim() === '') return
    save.mutate({
      postId,
      deputyPostIds: order.map((each) => each.id),
      basis: basis.trim(),
      from: from.date,
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('rights.deputies.title', { post })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={save.isPending} onPress={send}>
            {t('rights.deputies.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-[0.875rem] leading-[1.7]">{t('rights.deputies.what', { post })}</p>
        {save.isError && <RefusalNotice error={save.error} />}
        {order.length === 0 ? (
          <p>{t('rights.deputies.none')}</p>
        ) : (
          <ol>
            {order.map((each, index) => (
              <li
                key={each.id}
                className="flex flex-wrap items-center justify-between gap-2 border-b border-solid-gray-200 py-2"
              >
                <span>
                  {t('rights.deputies.place', { place: index + 1 })} <b>{each.title}</b>
                </span>
                <span className="flex gap-2">
                  {index > 0 && (
                    <Button size="small" onPress={() => setOrder(raised(order, index))}>
                      {t('rights.deputies.up')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    onPress={() => setOrder(order.filter((other) => other.id !== each.id))}
                  >
                    {t('rights.deputies.remove')}
                  </Button>
                </span>
              </li>
            ))}
          </ol>
        )}
        <PostPicker
          name="deputyPostIds"
          label={t('rights.deputies.add')}
          onPick={setPicked}
          error={messageAt(refused, 'deputyPostIds')}
        />
        <p>
          <Button
            onPress={() => {
              if (picked !== null && !order.some((each) => each.id === picked.id))
                setOrder([...order, picked])
            }}
          >
            {t('rights.deputies.add')}
          </Button>
        </p>
        <TextField
          name="basis"
          label={t('rights.deputies.basis')}
          hint={t('rights.form.basisHint')}
          required
          maxLength={300}
          value={basis}
          onChange={setBasis}
          error={needed(basis.trim() === '') ?? messageAt(refused, 'basis')}
        />
        <DateField
          name="from"
          label={t('rights.deputies.from')}
          required
          value={from.typed}
          error={needed(from.typed === '') ?? messageAt(refused, 'from')}
          onChange={(typed, date) => setFrom({ typed, date })}
        />
        {from.date !== null && (
          <Notice kind="info" title={t('rights.form.changes')}>
            <p>
              {t(order.length === 0 ? 'rights.deputies.changesNone' : 'rights.deputies.changes', {
                date: dateWords(from.date, 'long', language).text,
              })}
            </p>
          </Notice>
        )}
      </div>
    </Dialog>
  )
}

function raised(order: readonly PickedPost[], index: number): PickedPost[] {
  const next = [...order]
  const [moved] = next.splice(index, 1)
  if (moved !== undefined) next.splice(index - 1, 0, moved)
  return next
}
