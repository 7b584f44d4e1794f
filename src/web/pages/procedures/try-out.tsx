import { tryOwnProcedure } from '#engine/own-procedure/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ErrorState, RefusalNotice } from '../../parts/states.tsx'
import { useMe } from '../../shell/session.ts'
import { FormGroups } from '../apply/form-groups.tsx'
import { RouteCard } from '../apply/route-card.tsx'
import { useDraft, type Preview, type Trying } from '../apply/use-draft.ts'
import { searchPeople } from '../organisation/lookups.ts'
import type { Declaration } from './design.ts'
import { kindOf } from './kind-of.ts'
import type { Standing } from './use-faults.ts'

/** 見て試す: the form as the applicant will meet it, and what would follow from it. Nothing of it is kept. */
export function TryOut({
  said,
  standing,
  ended = false,
}: {
  said: Declaration
  standing: Standing
  /** It ran once and runs no more: the form is there to be looked at, not to be run. */
  ended?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const { person } = useMe()
  const [applicant, setApplicant] = useState<Found>({ id: person.personId, label: person.name })
  const ready = standing.state === 'sound'
  const trying: Trying = {
    about: [said, applicant.id],
    ready,
    withoutFiles: t('procedures.try.files'),
    ask: async (form, signal): Promise<Preview> => {
      const input = { declaration: said, applicantId: applicant.id, form }
      const { answer } = await call(tryOwnProcedure, input, { signal })
      return answer ?? nothingKnown(t('procedures.try.faulty'))
    },
  }
  const kind = kindOf(said, t('procedures.field.nameless'))
  const filling = useDraft(kind, null, trying)
  const labels = Object.fromEntries(kind.fields.map((field) => [field.key, field.label]))
  const passes = ready && filling.check.isSuccess && filling.check.data.length === 0
  const validUntil = filling.preview.data?.validUntil ?? null
  // what was known last stays in sight while one types
  const showsRoute = ready || (standing.state === 'asking' && filling.preview.data !== undefined)
  return (
    <section
      aria-labelledby="try-heading"
      id="try"
      className="grid gap-4 rounded-8 border-2 border-dashed border-solid-gray-536 p-4 [&_.pair]:grid-cols-1!"
    >
      <div>
        <h2 id="try-heading" tabIndex={-1} className="text-[1.125rem] leading-[1.6]">
          {t('procedures.try.title')}
        </h2>
        <p className="text-[0.875rem] leading-[1.6]">
          {t(ended ? 'procedures.retired.look' : 'procedures.try.what')}
        </p>
      </div>
      {!ended && (ready || standing.state === 'asking') && (
        <output className="block text-[0.875rem] leading-6 text-solid-gray-700">
          {t(ready ? 'procedures.try.sound' : 'procedures.try.asking')}
        </output>
      )}
      {standing.state === 'unknown' && <ErrorState error={standing.error} onRetry={standing.retry} />}
      {standing.state === 'faulty' && (
        <Notice kind="warning" title={t('procedures.try.notYet')}>
          <p className="text-[0.875rem]">{t('procedures.try.notYetWhat', { figure: standing.count })}</p>
        </Notice>
      )}
      <LookupField
        compact
        name="try.applicant"
        label={t('procedures.try.applicant')}
        about="procedures:applicant"
        search={searchPeople}
        chosen={applicant}
        onChoose={(found) => setApplicant(found ?? { id: person.personId, label: person.name })}
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) filling.check.mutate()
        }}
      >
        <ErrorSummary problems={filling.found} labels={labels} />
        <RefusalNotice error={filling.check.error} />
        <FormGroups kind={kind} filling={filling} />
        <ButtonRow>
          <Button
            type="submit"
            busy={filling.check.isPending}
            reason={ready ? undefined : t('procedures.try.blocked')}
          >
            {t('procedures.try.check')}
          </Button>
        </ButtonRow>
      </form>
      <div aria-live="polite">
        {passes && (
          <Notice kind="success" title={t(ended ? 'procedures.retired.passes' : 'procedures.try.passes')}>
            {validUntil !== null && (
              <p className="text-[0.875rem]">
                {t('apply.validUntil')} <DateText value={validUntil} />
              </p>
            )}
          </Notice>
        )}
      </div>
      {showsRoute && <RouteCard kind={kind} preview={filling.preview} applicant={applicant.label} />}
    </section>
  )
}

/** The design was found wanting between two questions: nothing can be said of its form. */
const nothingKnown = (reason: string): Preview => ({
  problems: [],
  entries: [],
  validUntil: null,
  route: { kind: 'gap', reason },
})
