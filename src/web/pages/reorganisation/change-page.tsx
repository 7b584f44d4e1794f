import { changeUnits, previewUnits } from '#rooms/1-organisation/units/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button, ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/session.ts'
import { forgetOrganisation } from '../organisation/forget.ts'
import { textIn } from '../organisation/list-search.ts'
import { TakesFocus } from '../registers/takes-focus.tsx'
import { changeKinds, changesOf, emptyDraft, missingFields } from './change-draft.ts'
import { ChangeFields } from './change-fields.tsx'
import { WhatFollows } from './what-follows.tsx'

type Told = OutputOf<typeof changeUnits>

/** A reorganisation: what is to change and from when, a look at what follows, and only then the act. */
export function ChangeUnitsPage(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  return (
    <>
      <PageHead
        title={t('reorganisation.change')}
        lead={t('reorganisation.form.lead')}
        crumbs={[
          { label: t('organisation.crumb'), href: '/organisation' },
          { label: t('reorganisation.title'), href: '/organisation/units' },
          { label: t('reorganisation.change') },
        ]}
      />
      {rights.includes('organisation.manage') ? (
        <ChangeForm />
      ) : (
        <Notice kind="plain" title={t('reorganisation.denied')}>
          <p>{t('reorganisation.deniedWhat')}</p>
        </Notice>
      )}
    </>
  )
}

function ChangeForm(): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const given = useLocation({
    select: ({ search }) => ({ id: textIn(search, 'unit'), label: textIn(search, 'name') }),
  })
  const start = given.id === '' ? null : given
  const [draft, setDraft] = useState(() => emptyDraft(start === null ? 'create-unit' : 'rename-unit', start))
  const [day, setDay] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [basis, setBasis] = useState('')
  const [asked, setAsked] = useState(false)
  const look = useMutation({
    mutationFn: (on: string) => call(previewUnits, { changes: changesOf(draft), on }),
  })
  const act = useCommand(changeUnits, () => forgetOrganisation(queryClient))
  const changed = (): void => {
    look.reset()
    act.reset()
  }
  if (act.isSuccess) {
    return (
      <Done
        told={act.data}
        day={day.date ?? ''}
        onAgain={() => {
          setDraft(emptyDraft('create-unit', null))
          setBasis('')
          setAsked(false)
          changed()
        }}
      />
    )
  }
  const missing = missingFields(draft)
  const errorOf = (name: string): string | undefined =>
    asked && missing.includes(name) ? t('reorganisation.form.needed') : undefined
  const ready = missing.length === 0 && day.date !== null && basis.trim() !== ''
  const fits = look.isSuccess && look.data.problems.length === 0
  return (
    <div className="grid max-w-[960px] gap-6">
      <SelectField
        name="kind"
        label={t('reorganisation.form.kind')}
        hint={t(`reorganisation.form.kindWhat.${draft.kind}`)}
        value={draft.kind}
        choices={changeKinds.map((value) => ({ value, label: t(`reorganisation.kinds.${value}`) }))}
        onChange={(value) => {
          setDraft({ ...draft, kind: changeKinds.find((each) => each === value) ?? 'create-unit' })
          setAsked(false)
          changed()
        }}
      />
      <div className="max-w-[360px]">
        <DateField
          name="on"
          label={t('reorganisation.form.on')}
          hint={t('reorganisation.form.onHint')}
          required
          value={day.typed}
          error={asked && day.date === null ? t('reorganisation.form.needDay') : undefined}
          onChange={(typed, date) => {
            setDay({ typed, date })
            changed()
          }}
        />
      </div>
      <ChangeFields
        draft={draft}
        on={day.date}
        errorOf={errorOf}
        onChange={(next) => {
          setDraft(next)
          changed()
        }}
      />
      <TextField
        name="basis"
        label={t('reorganisation.basis')}
        hint={t('reorganisation.form.basisHint')}
        required
        maxLength={300}
        value={basis}
        error={asked && basis.trim() === '' ? t('reorganisation.form.needed') : undefined}
        onChange={setBasis}
      />
      <p>
        <Button
          look={fits ? 'outline' : 'filled'}
          busy={look.isPending}
          onPress={() => {
            setAsked(true)
            if (ready && day.date !== null) look.mutate(day.date)
          }}
        >
          {t('reorganisation.form.look')}
        </Button>
      </p>
      {look.isError && <RefusalNotice error={look.error} />}
      {look.isSuccess && (
        <TakesFocus key={look.submittedAt}>
          <WhatFollows preview={look.data} />
        </TakesFocus>
      )}
      {act.isError && <RefusalNotice error={act.error} />}
      {fits && day.date !== null && (
        <ButtonRow>
          <Button
            look="filled"
            busy={act.isPending}
            onPress={() => {
              if (day.date === null || basis.trim() === '') return
              const changes = changesOf(draft)
              act.mutate({ changes, on: day.date, basis: basis.trim(), left: look.data.people.left })
            }}
          >
            {t(look.data.immediate ? 'reorganisation.form.goNow' : 'reorganisation.form.goLater')}
          </Button>
        </ButtonRow>
      )}
    </div>
  )
}

function Done({ told, day, onAgain }: { told: Told; day: string; onAgain: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <TakesFocus>
      <Notice
        kind="success"
        live
        title={t(told.planId === null ? 'reorganisation.done.now' : 'reorganisation.done.later')}
      >
        <div className="grid gap-3">
          {told.planId !== null && (
            <p>
              <DateText value={day} /> {t('reorganisation.done.laterWhat')}
            </p>
          )}
          {told.followed.length > 0 && (
            <ul className="list-disc pl-5" aria-label={t('reorganisation.done.followed')}>
              {told.followed.map(({ label, what }) => (
                <li key={label}>
                  {label} {what}
                </li>
              ))}
            </ul>
          )}
          <ButtonRow>
            <ButtonLink href="/organisation/units">{t('reorganisation.done.list')}</ButtonLink>
            {told.planId !== null && (
              <ButtonLink href={`/organisation/transfers/${told.planId}`}>
                {t('reorganisation.done.plan')}
              </ButtonLink>
            )}
            <Button onPress={onAgain}>{t('reorganisation.done.again')}</Button>
          </ButtonRow>
        </div>
      </Notice>
    </TakesFocus>
  )
}
