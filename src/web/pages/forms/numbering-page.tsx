import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveNumbering, showNumbering } from '#engine/paper-form/contract.ts'
import { branchText, numberText, type Numbering } from '#engine/paper-form/contract-numbering.ts'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Card, Columns, Section } from '../../parts/card.tsx'
import { Checkbox, RadioGroup } from '../../parts/checkbox.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { EmptyState, ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'

type Shown = OutputOf<typeof showNumbering>

/** 文書番号: how the city writes and counts the numbers of its papers. */
export function NumberingPage(): ReactNode {
  const { t } = useTranslation()
  const shown = useQuery(reading(showNumbering, {}))
  const [told, setTold] = useState(false)
  return (
    <>
      <PageHead
        title={t('forms.numbering.title')}
        lead={t('forms.numbering.lead')}
        crumbs={[
          { label: t('settings.title'), href: '/settings' },
          { label: t('forms.title'), href: '/forms' },
          { label: t('forms.numbering.title') },
        ]}
      />
      {shown.isPending && <Loading />}
      {shown.isError && <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />}
      {shown.isSuccess && (
        <div className="grid gap-6">
          {told && (
            <Notice kind="success" live onClose={() => setTold(false)}>
              {t('forms.numbering.saved')}
            </Notice>
          )}
          <NumberingForm key={shown.data.version} shown={shown.data} onDone={() => setTold(true)} />
          <Section title={t('forms.versions')}>
            {shown.data.versions.length === 0 ? (
              <EmptyState title={t('forms.numbering.never')}>{t('forms.numbering.neverWhat')}</EmptyState>
            ) : (
              <Table
                caption={t('forms.versions')}
                rows={shown.data.versions}
                rowKey={(row) => String(row.version)}
                columns={[
                  { key: 'version', head: t('forms.version'), cell: (row) => t('forms.versionOf', row) },
                  { key: 'at', head: t('forms.since'), cell: (row) => <DateText value={row.at} /> },
                  { key: 'by', head: t('forms.by'), cell: (row) => row.by },
                  { key: 'example', head: t('forms.numbering.example'), cell: (row) => row.example },
                ]}
              />
            )}
          </Section>
        </div>
      )}
    </>
  )
}

function NumberingForm({ shown, onDone }: { shown: Shown; onDone: () => void }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [said, setSaid] = useState<Numbering>(shown.numbering)
  const set = (changes: Partial<Numbering>): void => setSaid({ ...said, ...changes })
  const labels = { 'numbering.symbol.text': t('forms.numbering.symbolText') }
  const save = useFormCommand(saveNumbering, labels, async () => {
    await queryClient.invalidateQueries()
    onDone()
  })
  const changed = JSON.stringify(said) !== JSON.stringify(shown.numbering)
  return (
    <Columns
      sideLabel={t('forms.numbering.example')}
      main={
        <form
          noValidate
          className="grid gap-6"
          onSubmit={(event) => {
            event.preventDefault()
            save.send({ version: shown.version, numbering: said })
          }}
        >
          <ErrorSummary problems={save.problems} labels={labels} />
          {save.refusal !== null && <RefusalNotice error={save.refusal} />}
          <RadioGroup
            name="counts"
            label={t('forms.numbering.counts')}
            value={said.counts}
            choices={(['unit', 'city'] as const).map((value) => ({
              value,
              label: t(`forms.numbering.countsBy.${value}`),
            }))}
            onChange={(value) => set({ counts: value === 'city' ? 'city' : 'unit' })}
          />
          <RadioGroup
            name="symbol"
            label={t('forms.numbering.symbol')}
            value={said.symbol.of}
            choices={(['unit', 'city'] as const).map((value) => ({
              value,
              label: t(`forms.numbering.symbolOf.${value}`),
            }))}
            onChange={(value) =>
              set({ symbol: value === 'city' ? { of: 'city', text: shown.example.symbol } : { of: 'unit' } })
            }
          />
          {said.symbol.of === 'city' && (
            <div className="max-w-[240px]">
              <TextField
                name="numbering.symbol.text"
                label={t('forms.numbering.symbolText')}
                required
                maxLength={10}
                value={said.symbol.text}
                error={messageAt(save.problems, 'numbering.symbol.text')}
                onChange={(text) => set({ symbol: { of: 'city', text } })}
              />
            </div>
          )}
          <div className="grid max-w-[480px] gap-4 sm:grid-cols-2">
            <SelectField
              name="year"
              label={t('forms.numbering.year')}
              value={said.year}
              choices={years.map((value) => ({
                value,
                label: t(`forms.numbering.years.${value}`, {
                  example: yearOf(said, value, shown.example),
                }),
              }))}
              onChange={(value) => set({ year: years.find((each) => each === value) ?? 'none' })}
            />
            <SelectField
              name="digits"
              label={t('forms.numbering.digits')}
              value={String(said.digits)}
              choices={[1, 2, 3, 4, 5, 6].map((digits) => ({
                value: String(digits),
                label: digits === 1 ? t('forms.numbering.noZeros') : t('forms.numbering.zeros', { digits }),
              }))}
              onChange={(value) => set({ digits: Number(value) })}
            />
          </div>
          <Checkbox name="resets" checked={said.resets} onChange={(resets) => set({ resets })}>
            {t('forms.numbering.resets')}
          </Checkbox>
          <RadioGroup
            name="notice"
            label={t('forms.numbering.notice')}
            value={said.notice}
            choices={(['own', 'branch'] as const).map((value) => ({
              value,
              label: t(`forms.numbering.noticeBy.${value}`),
            }))}
            onChange={(value) => set({ notice: value === 'branch' ? 'branch' : 'own' })}
          />
          <ButtonRow>
            <Button
              type="submit"
              look="filled"
              size="large"
              busy={save.busy}
              reason={changed ? undefined : t('forms.nothingChanged')}
            >
              {t('forms.numbering.save')}
            </Button>
          </ButtonRow>
        </form>
      }
      side={<Example said={said} shown={shown} />}
    />
  )
}

/** What stands before the symbol. */
function yearOf(said: Numbering, year: Numbering['year'], example: Shown['example']): string {
  const whole = numberText({ ...said, year }, example)
  return whole.slice(0, whole.length - numberText({ ...said, year: 'none' }, example).length)
}

const years = ['none', 'number', 'letter', 'full'] as const

function Example({ said, shown }: { said: Numbering; shown: Shown }): ReactNode {
  const { t } = useTranslation()
  const { example } = shown
  const number = numberText(said, example)
  const next = numberText(said, { ...example, running: example.running + 1 })
  return (
    <Card title={t('forms.numbering.example')} strong>
      <div aria-live="polite">
        <DefinitionList
          items={[
            { key: 'now', term: t('forms.numbering.now'), is: numberText(shown.numbering, example) },
            {
              key: 'application',
              term: t('forms.document.application'),
              is: <b className="text-[1.125rem]">{number}</b>,
            },
            {
              key: 'notice',
              term: t('forms.document.notice'),
              is: said.notice === 'branch' ? branchText(number, 2) : next,
            },
            {
              key: 'april',
              term: t('forms.numbering.april'),
              is: numberText(said, {
                ...example,
                year: example.year + 1,
                running: said.resets ? 1 : example.running + 1,
              }),
            },
          ]}
        />
      </div>
      <p className="mt-3 text-[0.875rem]">{t('forms.numbering.never2')}</p>
    </Card>
  )
}
