import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { noteSurplus, settleSurplus } from '#engine/stocktake/contract-sheet.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Anchor } from '../../parts/anchor.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { StateChip } from '../../parts/chip.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { EmptyState, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { forgetCounting } from './forget.ts'
import type { Sheet } from './sheet-page.tsx'

type Thing = Sheet['surplus'][number]
type Settling = { readonly thing: Thing; readonly as: 'registered' | 'dropped' }

/** Things that no line has: noted here, then registered and tied to their line, or dropped with a reason. */
export function SurplusPart({ sheet }: { sheet: Sheet }): ReactNode {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const [settling, setSettling] = useState<Settling | null>(null)
  const { register } = sheet.campaign
  return (
    <Section
      id="surplus"
      title={t('stocktakes.surplus.title')}
      aside={
        sheet.mayCount.allowed && (
          <Button size="small" onPress={() => setAdding(true)}>
            {t('stocktakes.surplus.add')}
          </Button>
        )
      }
    >
      {sheet.surplus.length === 0 ? (
        <EmptyState title={t('stocktakes.surplus.none')}>{t('stocktakes.surplus.noneWhat')}</EmptyState>
      ) : (
        <Table
          caption={t('stocktakes.surplus.title')}
          rows={sheet.surplus}
          rowKey={(thing) => thing.surplusId}
          columns={[
            {
              key: 'thing',
              head: t('stocktakes.surplus.thing'),
              names: true,
              wraps: true,
              cell: (thing) => (
                <>
                  {[thing.number, thing.label].filter(Boolean).join(' ')}
                  {thing.note !== null && <span className="block text-solid-gray-700">{thing.note}</span>}
                </>
              ),
            },
            {
              key: 'state',
              head: t('stocktakes.surplus.state'),
              wraps: true,
              cell: (thing) => (
                <>
                  <StateChip
                    means={thing.state === 'open' ? 'check' : thing.state === 'registered' ? 'done' : 'note'}
                  >
                    {t(`stocktakes.surplus.states.${thing.state}`)}
                  </StateChip>
                  {thing.reason !== null && <span className="block">{thing.reason}</span>}
                </>
              ),
            },
            { key: 'by', head: t('stocktakes.surplus.by'), cell: (thing) => thing.by },
            {
              key: 'act',
              head: t('stocktakes.surplus.act'),
              wraps: true,
              cell: (thing) =>
                thing.state === 'open' ? (
                  <span className="flex flex-wrap gap-2">
                    <ButtonLink size="small" href={`/registers/${register}/new`}>
                      {t('stocktakes.surplus.register')}
                    </ButtonLink>
                    <Button size="small" onPress={() => setSettling({ thing, as: 'registered' })}>
                      {t('stocktakes.surplus.tie')}
                    </Button>
                    <Button size="small" onPress={() => setSettling({ thing, as: 'dropped' })}>
                      {t('stocktakes.surplus.drop')}
                    </Button>
                  </span>
                ) : thing.entryId === null ? null : (
                  <Anchor href={`/registers/${register}?open=${thing.entryId}`}>
                    {t('stocktakes.surplus.states.registered')}
                  </Anchor>
                ),
            },
          ]}
        />
      )}
      <p className="mt-2 text-[0.875rem] text-solid-gray-700">{t('stocktakes.surplus.what')}</p>
      {adding && <AddDialog sheet={sheet} onClose={() => setAdding(false)} />}
      {settling !== null && <SettleDialog settling={settling} onClose={() => setSettling(null)} />}
    </Section>
  )
}

function AddDialog({ sheet, onClose }: { sheet: Sheet; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [label, setLabel] = useState('')
  const [number, setNumber] = useState('')
  const [note, setNote] = useState('')
  const labels = {
    label: t('stocktakes.surplus.label'),
    number: t('stocktakes.surplus.number'),
    note: t('stocktakes.surplus.note'),
  }
  const form = useFormCommand(noteSurplus, labels, async () => {
    onClose()
    await forgetCounting(queryClient)
  })
  const send = (): void =>
    form.send({
      stocktakeId: sheet.campaign.stocktakeId,
      unitId: sheet.unit.id,
      label: label.trim(),
      ...(number.trim() === '' ? {} : { number: number.trim() }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('stocktakes.surplus.title')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={form.busy} onPress={send}>
            {t('stocktakes.surplus.add')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <TextField
          name="label"
          label={labels.label}
          required
          maxLength={100}
          value={label}
          error={messageAt(form.problems, 'label')}
          onChange={setLabel}
        />
        <TextField
          name="number"
          label={labels.number}
          maxLength={100}
          value={number}
          error={messageAt(form.problems, 'number')}
          onChange={setNumber}
        />
        <TextField
          name="note"
          label={labels.note}
          maxLength={200}
          value={note}
          error={messageAt(form.problems, 'note')}
          onChange={setNote}
        />
      </div>
    </Dialog>
  )
}

function SettleDialog({ settling, onClose }: { settling: Settling; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState('')
  const { thing, as } = settling
  const at = as === 'registered' ? 'how.number' : 'how.reason'
  const label = t(as === 'registered' ? 'stocktakes.surplus.tieNumber' : 'stocktakes.surplus.reason')
  const form = useFormCommand(settleSurplus, { [at]: label }, async () => {
    onClose()
    await forgetCounting(queryClient)
  })
  const text = typed.trim()
  const act = t(as === 'registered' ? 'stocktakes.surplus.tie' : 'stocktakes.surplus.drop')
  return (
    <Dialog
      open
      onClose={onClose}
      title={act}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            look="filled"
            busy={form.busy}
            onPress={() =>
              form.send({
                surplusId: thing.surplusId,
                how: as === 'registered' ? { as, number: text } : { as, reason: text },
              })
            }
          >
            {act}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-[0.875rem]">{[thing.number, thing.label].filter(Boolean).join(' ')}</p>
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <TextField
          name="settle"
          label={label}
          required
          maxLength={as === 'registered' ? 100 : 200}
          value={typed}
          error={messageAt(form.problems, at)}
          onChange={setTyped}
        />
      </div>
    </Dialog>
  )
}
