import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { registerList } from '#engine/register/contract.ts'
import { issueCard, returnCard, stopCard } from '#rooms/6-technical/cards/contract.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { messageAt } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useMe } from '../../shell/session.ts'
import { forgetIds } from '../ids/forget.ts'
import { searchPeople } from '../organisation/lookups.ts'
import { CardState, KindWord } from './cards-page.tsx'

const size = 100
type Row = OutputOf<typeof registerList>['rows'][number]

/** The cards not handed back, of the sections in sight: handing out, taking back, making void. */
export function UnitCards({
  onLose,
}: {
  onLose: (card: { entryId: string; cardNumber: string }) => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { rights } = useMe()
  const [issuing, setIssuing] = useState(false)
  const [told, setTold] = useState<string>()
  const list = useQuery({
    ...reading(registerList, { register: 'card', size }),
    placeholderData: keepPreviousData,
  })
  const say = async (words: string): Promise<void> => {
    setTold(words)
    await forgetIds(queryClient)
  }
  const give = useCommand(returnCard, ({ number }) => say(t('cards.gave', { number })))
  const stop = useCommand(stopCard, ({ number }) => say(t('cards.stoppedNow', { number })))
  const rows = list.data?.rows ?? []
  return (
    <Section
      title={t('cards.unit')}
      aside={<Button onPress={() => setIssuing(true)}>{t('cards.issue')}</Button>}
    >
      <p className="mb-2 text-[0.875rem]">{t('cards.unitWhat')}</p>
      {told !== undefined && <Notice kind="success" live title={told} />}
      {give.isError && <RefusalNotice error={give.error} />}
      {stop.isError && <RefusalNotice error={stop.error} />}
      {list.isPending && <Loading />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState title={t('cards.unitNone')}>{t('cards.unitNoneWhat')}</EmptyState>
      )}
      {rows.length > 0 && (
        <Table
          caption={t('cards.unit')}
          rows={rows}
          rowKey={(row) => row.entryId}
          columns={[
            { key: 'number', head: t('cards.number'), names: true, cell: (row) => row.label },
            {
              key: 'holder',
              head: t('cards.holder'),
              wraps: true,
              cell: (row) => list.data?.names[String(row.values['holder'])] ?? '',
            },
            {
              key: 'kind',
              head: t('cards.kind'),
              cell: (row) => <KindWord kind={String(row.values['kind'])} />,
            },
            {
              key: 'state',
              head: t('cards.state'),
              cell: (row) => (
                <CardState
                  lost={row.values['state'] === 'lost'}
                  stopped={row.values['stopped_on'] !== undefined}
                />
              ),
            },
            {
              key: 'issued',
              head: t('cards.issuedOn'),
              cell: (row) => <DateText value={String(row.values['issued_on'])} />,
            },
            {
              key: 'act',
              head: t('cards.act'),
              cell: (row) => (
                <Acts
                  row={row}
                  stops={rights.includes('policy.manage')}
                  onLose={() => onLose({ entryId: row.entryId, cardNumber: row.label })}
                  onGive={() => give.mutate({ entryId: row.entryId })}
                  onStop={() => stop.mutate({ entryId: row.entryId })}
                />
              ),
            },
          ]}
        />
      )}
      {issuing && (
        <IssueDialog
          onClose={() => setIssuing(false)}
          onDone={async (number) => {
            setIssuing(false)
            await say(t('cards.issued', { number }))
          }}
        />
      )}
    </Section>
  )
}

function Acts({
  row,
  stops,
  onLose,
  onGive,
  onStop,
}: {
  row: Row
  stops: boolean
  onLose: () => void
  onGive: () => void
  onStop: () => void
}): ReactNode {
  const { t } = useTranslation()
  const number = row.label
  const lost = row.values['state'] === 'lost'
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Button size="small" label={t('cards.giveOf', { number })} onPress={onGive}>
        {t('cards.give')}
      </Button>
      {!lost && (
        <Button size="small" label={t('cards.loseOf', { number })} onPress={onLose}>
          {t('cards.lose')}
        </Button>
      )}
      {lost && stops && row.values['stopped_on'] === undefined && (
        <Button size="small" label={t('cards.stopOf', { number })} onPress={onStop}>
          {t('cards.stop')}
        </Button>
      )}
    </span>
  )
}

const kinds = ['staff', 'login', 'entry', 'guest'] as const

function IssueDialog({
  onClose,
  onDone,
}: {
  onClose: () => void
  onDone: (number: string) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [holder, setHolder] = useState<Found | null>(null)
  const [cardNumber, setCardNumber] = useState('')
  const [kind, setKind] = useState<(typeof kinds)[number]>('staff')
  const labels = { holderId: t('cards.person'), cardNumber: t('cards.number'), kind: t('cards.kind') }
  const form = useFormCommand(issueCard, labels, ({ number }) => onDone(number))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('cards.issueTitle')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            look="filled"
            busy={form.busy}
            onPress={() =>
              form.send({ holderId: holder?.id ?? '', cardNumber: cardNumber.trim(), kind }, (problems) =>
                problems.map((each) =>
                  each.at === 'holderId' ? { ...each, message: t('cards.needed') } : each,
                ),
              )
            }
          >
            {t('cards.issueGo')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 pb-24">
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <LookupField
          name="holderId"
          label={labels.holderId}
          required
          about="people"
          search={searchPeople}
          chosen={holder}
          error={messageAt(form.problems, 'holderId')}
          onChoose={setHolder}
        />
        <TextField
          name="cardNumber"
          label={labels.cardNumber}
          required
          maxLength={60}
          value={cardNumber}
          error={messageAt(form.problems, 'cardNumber')}
          onChange={setCardNumber}
        />
        <SelectField
          name="kind"
          label={labels.kind}
          required
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`cards.kinds.${value}`) }))}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'staff')}
        />
      </div>
    </Dialog>
  )
}
