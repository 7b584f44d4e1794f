import { exportFormats, policyExport } from '#policy/contract-exports.ts'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../../api/api.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { RadioGroup } from '../../../parts/checkbox.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'

/** A choice of the form: the CSV of norms comes in two encodings, everything else in one. */
const choices = [...exportFormats, 'norms-csv-old'] as const
type Choice = (typeof choices)[number]

/** 書き出し: the edition for other systems, for lawyers and for Excel. */
export function ExportPart({ editionId }: { editionId: string }): ReactNode {
  const { t } = useTranslation()
  const [choice, setChoice] = useState<Choice>('norms-csv')
  const old = choice === 'norms-csv-old'
  const save = useMutation({
    mutationFn: (unwritable: 'refuse' | 'replace') =>
      saveFile(policyExport, {
        editionId,
        format: choice === 'norms-csv-old' ? 'norms-csv' : choice,
        encoding: old ? 'cp932' : 'utf-8',
        unwritable,
      }),
  })
  const lost = old && save.error instanceof ApiProblem && save.error.problems.length > 0
  return (
    <Section title={t('editions.export.title')}>
      <div className="grid max-w-[768px] gap-4">
        <RadioGroup
          name="format"
          label={t('editions.export.format')}
          value={choice}
          choices={choices.map((each) => ({ value: each, label: t(`editions.export.formats.${each}`) }))}
          onChange={(value) => {
            save.reset()
            setChoice(choices.find((each) => each === value) ?? 'norms-csv')
          }}
        />
        {save.isError && <RefusalNotice error={save.error} />}
        {lost && (
          <Notice kind="warning">
            <p className="mb-2 text-[0.875rem]">{t('editions.export.replaceWhat')}</p>
            <Button size="small" busy={save.isPending} onPress={() => save.mutate('replace')}>
              {t('editions.export.replace')}
            </Button>
          </Notice>
        )}
        <span>
          <Button icon="download" busy={save.isPending} onPress={() => save.mutate('refuse')}>
            {t('editions.export.go')}
          </Button>
        </span>
      </div>
    </Section>
  )
}
