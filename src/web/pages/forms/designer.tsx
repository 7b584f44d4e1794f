import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { resetPaperForm, savePaperForm } from '#engine/paper-form/contract.ts'
import type { PaperTemplate } from '#engine/paper-form/contract-template.ts'
import { useCommand } from '../../api/use-command.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { LeaveGuard } from '../apply/leave-guard.tsx'
import type { PaperForm } from './designer-page.tsx'
import { PartsForm } from './parts-form.tsx'
import { Picker } from './picker.tsx'
import { Preview } from './preview.tsx'
import { sameTemplate } from './template-texts.ts'
import { useInsertion } from './use-insertion.ts'
import { useProblems } from './use-problems.ts'
import { Versions } from './versions.tsx'
import { useLabels } from './use-labels.ts'

/** One paper under design: its parts on the left, what can be put in and what comes of it on the right. */
export function Designer({ form }: { form: PaperForm }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [template, setTemplate] = useState<PaperTemplate>(form.template)
  const frame = useRef<HTMLFormElement>(null)
  const [resetting, setResetting] = useState(false)
  const changed = !sameTemplate(template, form.template)
  const labels = useLabels(form, template)
  const paper = { procedure: form.key, document: form.document, version: form.version }
  const again = async (): Promise<void> => {
    await queryClient.invalidateQueries()
  }
  const save = useFormCommand(savePaperForm, labels, again)
  const reset = useCommand(resetPaperForm, async () => {
    setResetting(false)
    await again()
  })
  const checked = useProblems(form, template)
  const insertion = useInsertion(frame, template, setTemplate)
  const problems = save.problems.length > 0 ? save.problems : checked.problems
  return (
    <div className="grid gap-4">
      <LeaveGuard dirty={() => changed && !save.done} what={t('forms.leaveWhat')} />
      <ErrorSummary problems={save.problems} labels={labels} />
      {save.refusal !== null && <RefusalNotice error={save.refusal} />}
      {form.problems.length > 0 && !changed && (
        <Notice kind="warning" title={t('forms.stale', { count: form.problems.length })}>
          {t('forms.staleWhat')}
        </Notice>
      )}
      <p className="text-[0.875rem]">
        {t(form.edited ? 'forms.stateEdited' : 'forms.stateStandard', {
          version: form.version,
          by: form.cases.by,
          before: form.cases.before,
        })}
      </p>
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,480px)]">
        <form
          noValidate
          className="grid min-w-0 gap-6"
          ref={frame}
          onSubmit={(event) => {
            event.preventDefault()
            save.send({ ...paper, template })
          }}
        >
          <PartsForm form={form} template={template} problems={problems} onChange={setTemplate} />
          <ButtonRow>
            <Button
              type="submit"
              look="filled"
              size="large"
              busy={save.busy}
              reason={
                !changed
                  ? t('forms.nothingChanged')
                  : checked.problems.length > 0
                    ? t('forms.mendFirst', { count: checked.problems.length })
                    : undefined
              }
            >
              {t('forms.save')}
            </Button>
            {changed && (
              <Button look="text" onPress={() => setTemplate(form.template)}>
                {t('forms.discard')}
              </Button>
            )}
            {form.edited && (
              <Button danger onPress={() => setResetting(true)}>
                {t('forms.reset')}
              </Button>
            )}
          </ButtonRow>
          <ConfirmDialog
            open={resetting}
            onClose={() => setResetting(false)}
            title={t('forms.resetTitle')}
            act={t('forms.reset')}
            danger
            busy={reset.isPending}
            onConfirm={() => reset.mutate(paper)}
          >
            <p>{t('forms.resetWhat')}</p>
            {reset.isError && <RefusalNotice error={reset.error} />}
          </ConfirmDialog>
        </form>
        <aside
          aria-label={t('forms.side')}
          className="grid min-w-0 gap-4 lg:sticky lg:top-2 lg:max-h-[calc(100vh-1rem)] lg:overflow-y-auto"
        >
          <Picker form={form} target={labels[insertion.target]} onInsert={insertion.insert} />
          <Preview form={form} template={checked.settled} problems={checked.problems} fresh={checked.fresh} />
        </aside>
      </div>
      <Versions form={form} onTake={setTemplate} />
    </div>
  )
}
