import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { LeaveGuard } from '../apply/leave-guard.tsx'
import { ToldNotice } from '../case/told-notice.tsx'
import { AfterPart } from './after-part.tsx'
import { BasicsPart } from './basics-part.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { declarationOf, draftOf, type Draft } from './design.ts'
import { FormPart, type Used } from './form-part.tsx'
import { placeLabels } from './labels.ts'
import { RoutePart } from './route-part.tsx'
import { RulesPart } from './rules-part.tsx'
import { StandingCard, type Shown } from './standing-card.tsx'
import { TryOut } from './try-out.tsx'
import { useDesign } from './use-design.ts'
import { useFaults } from './use-faults.ts'
import { useSaving } from './use-saving.ts'

const formId = 'design-form'

/** A procedure being designed: on the left what it says, beside it how it stands and the form to try. */
export function Designer({ saved, begun }: { saved: Shown | null; begun: Draft }): ReactNode {
  const { t } = useTranslation()
  const design = useDesign(begun, saved?.problems ?? [])
  const saving = useSaving(design, saved)
  const said = declarationOf(design.draft)
  const standing = useFaults(said, design.check())
  const used = usedIn(saved)
  const title = saved === null ? t('procedures.make') : saved.declaration.name
  return (
    <>
      <PageHead
        title={title}
        lead={t('procedures.designLead')}
        crumbs={[
          { label: t('policies.title'), href: '/policies' },
          { label: t('procedures.title'), href: '/procedures' },
          { label: title },
        ]}
      />
      <ToldNotice />
      {saving.overtaken !== null && (
        <ConflictNotice
          overtaken={saving.overtaken}
          busy={saving.busy}
          onKeepMine={() => saving.save(saving.overtaken?.version)}
          onTakeTheirs={saving.takeTheirs}
          onKeepBoth={saving.saveAsNew}
        />
      )}
      <RefusalNotice error={saving.failure} />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_440px]">
        <form
          id={formId}
          noValidate
          className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-8"
          onSubmit={(event) => {
            event.preventDefault()
            saving.save()
          }}
        >
          {design.found.length > 0 && (
            <div className="-mb-6">
              <ErrorSummary problems={design.found} labels={placeLabels(t, design.draft)} />
            </div>
          )}
          <p className="-mb-4 lg:hidden">
            <a href="#try">{t('procedures.try.jump')}</a>
          </p>
          <BasicsPart design={design} />
          <FormPart design={design} used={used} />
          <RulesPart design={design} />
          <RoutePart design={design} />
          <AfterPart design={design} />
          <div className="lg:hidden">
            <Button type="submit" look="filled" size="large" busy={saving.busy}>
              {t('procedures.save')}
            </Button>
          </div>
        </form>
        <aside
          aria-label={t('procedures.side')}
          className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6 lg:sticky lg:top-2 lg:max-h-[calc(100vh-16px)] lg:overflow-y-auto"
        >
          <StandingCard
            saved={saved}
            version={saving.version}
            dirty={design.dirty()}
            saving={saving.busy}
            standing={standing}
            formId={formId}
            onPublished={saving.published}
            onInvalid={saving.showInvalid}
            onRetired={saving.retired}
            onDiscarded={saving.discarded}
          />
          <TryOut said={said} standing={standing} />
        </aside>
      </div>
      <LeaveGuard dirty={design.dirty} what={t('procedures.leaveWhat')} />
    </>
  )
}

/** Fields and choices of what runs: cases may have been filed with them. */
function usedIn(saved: Shown | null): Used {
  const live = saved === null || saved.state === 'draft' ? null : (saved.live ?? saved.declaration)
  const fields = live === null ? [] : draftOf(live).parts.flatMap((part) => part.fields)
  return {
    fields: new Set(fields.map((field) => field.key)),
    choices: new Set(
      fields.flatMap((field) => field.choices.map((choice) => `${field.key} ${choice.value}`)),
    ),
  }
}
