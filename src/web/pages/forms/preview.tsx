import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { previewPaperForm } from '#engine/paper-form/contract.ts'
import type { PaperTemplate } from '#engine/paper-form/contract-template.ts'
import { listApplications } from '#engine/procedure/contract.ts'
import { reading, saveFile } from '../../api/api.ts'
import type { InputOf } from '../../api/client.ts'
import type { Problem } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import type { PaperForm } from './designer-page.tsx'

type Asked = InputOf<typeof previewPaperForm>

/** The draft as it would be printed, of a made-up case or of one the viewer may see. Nothing is stored. */
export function Preview({
  form,
  template,
  problems,
  fresh,
}: {
  form: PaperForm
  template: PaperTemplate
  problems: readonly Problem[]
  fresh: boolean
}): ReactNode {
  const { t } = useTranslation()
  const [applicationId, setApplicationId] = useState('')
  const cases = useQuery(
    reading(listApplications, { view: 'office', procedure: form.key, page: 1, size: 20 }),
  )
  const right = fresh && problems.length === 0
  const asked: Asked = {
    procedure: form.key,
    document: form.document,
    template,
    as: 'picture',
    ...(applicationId === '' ? {} : { applicationId }),
  }
  const address = `/api/${previewPaperForm.name}?input=${encodeURIComponent(JSON.stringify(asked))}`
  // the last right one stays in sight while something is being mended
  const [shown, setShown] = useState<string>()
  if (right && shown !== address) setShown(address)
  const pdf = useMutation({ mutationFn: () => saveFile(previewPaperForm, { ...asked, as: 'pdf' }) })
  const filed = (cases.data?.rows ?? []).filter(({ number }) => number !== null)
  return (
    <Card title={t('forms.preview')} aside={t('forms.previewNote')}>
      <div className="grid gap-3">
        {filed.length > 0 && (
          <SelectField
            name="applicationId"
            label={t('forms.previewOf')}
            compact
            value={applicationId}
            emptyLabel={t('forms.sample')}
            onChange={setApplicationId}
            choices={filed.map((each) => ({
              value: each.applicationId,
              label: `${each.number ?? ''} ${each.title}`,
            }))}
          />
        )}
        <output className="text-[0.875rem]">
          {problems.length > 0
            ? t('forms.previewWaits', { count: problems.length })
            : t(right ? 'forms.previewFresh' : 'forms.previewComing')}
        </output>
        {shown !== undefined && (
          <img
            src={shown}
            alt={t('forms.previewAlt', { name: form.name })}
            className="block w-full border border-solid-gray-420 bg-white"
          />
        )}
        <Button
          icon="print"
          busy={pdf.isPending}
          reason={problems.length > 0 ? t('forms.mendFirst', { count: problems.length }) : undefined}
          onPress={() => pdf.mutate()}
        >
          {t('forms.pdf')}
        </Button>
        {pdf.isError && <RefusalNotice error={pdf.error} />}
      </div>
    </Card>
  )
}
