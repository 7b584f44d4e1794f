import { settleItem, type ChecklistView, type ItemView } from '#rooms/1-organisation/joining/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { forgetTasks } from '../tasks/forget.ts'

/** One item: what was made sure of and its clause, what is still out, who confirmed it, and the buttons. */
export function ChecklistItemCard({
  view,
  item,
  onTold,
}: {
  view: ChecklistView
  item: ItemView
  onTold: (what: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const acts = view.state === 'open' && view.confirming.allowed
  return (
    <li className="grid gap-2 border-b border-solid-gray-300 py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ItemChip item={item} />
        <h3 className="text-[1rem] leading-[1.5]">{item.label}</h3>
        <ClauseLinks clauses={item.cites.map(clauseOf)} />
        {item.cites.length === 0 && <StateChip means="check">{t('joining.one.unbound')}</StateChip>}
        {item.cites.length > 0 && !item.confirmedClause && (
          <StateChip means="check">{t('joining.one.unconfirmed')}</StateChip>
        )}
      </div>
      <p>{item.means}</p>
      <Held item={item} />
      {item.settledBy !== null && <SettledBy item={item} />}
      {item.note !== null && <p className="text-[0.875rem]">{item.note}</p>}
      {acts && <Acts view={view} item={item} onTold={onTold} />}
    </li>
  )
}

function ItemChip({ item }: { item: ItemView }): ReactNode {
  const { t } = useTranslation()
  if (item.state === 'done') return <StateChip means="done">{t('joining.one.done')}</StateChip>
  if (item.state === 'not-needed') return <StateChip means="outside">{t('joining.one.notNeeded')}</StateChip>
  return <StateChip means="waiting">{t('joining.one.open')}</StateChip>
}

function SettledBy({ item }: { item: ItemView }): ReactNode {
  const { t } = useTranslation()
  const by = item.settledBy
  if (by === null) return null
  return (
    <p className="text-[0.875rem] text-solid-gray-700">
      {by.rightOf === null
        ? t('joining.one.by', { name: by.name })
        : t('joining.one.byAs', { name: by.name, capacity: by.capacity, rightOf: by.rightOf })}{' '}
      <DateText value={item.settledAt} />
    </p>
  )
}

/** What the record books say is still out; what no record book can say is told as such. */
function Held({ item }: { item: ItemView }): ReactNode {
  const { t } = useTranslation()
  const reads = item.held.length > 0 || item.unread.length > 0 || item.mustBeZero
  if (!reads) return null
  return (
    <div className="grid gap-1 rounded-8 bg-solid-gray-50 p-3 text-[0.875rem] leading-[1.6]">
      {item.held.length === 0 ? (
        <p>{t('joining.one.leftNone')}</p>
      ) : (
        <>
          <p className="font-bold">
            {t(item.mustBeZero ? 'joining.one.left' : 'joining.one.shown', { count: item.held.length })}
          </p>
          <ul className="list-disc pl-5">
            {item.held.map((held) => (
              <li key={`${held.kind}${held.id}`}>
                {t(`joining.one.heldKinds.${held.kind}`)}{' '}
                {held.href === null ? held.label : <Anchor href={held.href}>{held.label}</Anchor>}{' '}
                {held.detail}
              </li>
            ))}
          </ul>
        </>
      )}
      {item.unread.length > 0 && (
        <p>
          <StateChip means="unknown">{t('joining.one.noBook')}</StateChip>{' '}
          {t('joining.one.unread', {
            kinds: item.unread.map((kind) => t(`joining.one.heldKinds.${kind}`)).join(t('home.comma')),
          })}
        </p>
      )}
      {item.mustBeZero && <p className="text-solid-gray-700">{t('joining.one.zero')}</p>}
    </div>
  )
}

function Acts({
  view,
  item,
  onTold,
}: {
  view: ChecklistView
  item: ItemView
  onTold: (what: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState<'done' | 'not-needed' | 'open'>('done')
  const settle = useFormCommand(settleItem, { note: t('joining.one.note') }, async () => {
    await forgetTasks(queryClient)
    setNote('')
    onTold(t(`joining.one.told.${asked}`, { label: item.label }))
  })
  const send = (state: 'done' | 'not-needed' | 'open'): void => {
    setAsked(state)
    settle.send({
      checklistId: view.checklistId,
      item: item.item,
      state,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
  }
  const { label } = item
  const blocked = item.mustBeZero && item.held.length > 0
  if (item.state !== 'open') {
    // what a signature settled is taken back where the signature is
    if (item.settledBy === null) return null
    return (
      <div className="noprint">
        {settle.refusal !== null && <RefusalNotice error={settle.refusal} />}
        <Button
          size="small"
          look="text"
          busy={settle.busy}
          label={t('joining.one.reopenFor', { label })}
          onPress={() => send('open')}
        >
          {t('joining.one.reopen')}
        </Button>
      </div>
    )
  }
  return (
    <div className="noprint grid gap-2">
      {settle.refusal !== null && <RefusalNotice error={settle.refusal} />}
      <TextField
        compact
        name={`note-${item.item}`}
        label={t('joining.one.note')}
        optional
        maxLength={500}
        value={note}
        error={messageAt(settle.problems, 'note')}
        onChange={setNote}
      />
      <div className="flex flex-wrap items-start gap-3">
        {item.bySignature ? (
          <ButtonLink href="/joining/signers">{t('joining.one.sign')}</ButtonLink>
        ) : (
          <Button
            busy={settle.busy}
            label={t('joining.one.confirmFor', { label })}
            {...(blocked ? { reason: t('joining.one.stillLeft') } : {})}
            onPress={() => send('done')}
          >
            {t('joining.one.confirm')}
          </Button>
        )}
        <Button
          look="text"
          busy={settle.busy}
          label={t('joining.one.setAsideFor', { label })}
          onPress={() => send('not-needed')}
        >
          {t('joining.one.setAside')}
        </Button>
      </div>
    </div>
  )
}
