import { lastForm, type ProcedureKind } from '#engine/procedure/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { dateWords } from '../../parts/date-words.ts'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { useLanguage } from '../../parts/use-language.ts'
import { useTell } from '../case/told.ts'
import { differs, draftOf } from './draft.ts'
import type { Filling } from './use-draft.ts'

/** 前回の申請から作る: copies the last one without its dates; asks first when something would be lost. */
export function LastForm({ kind, filling }: { kind: ProcedureKind; filling: Filling }): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const tell = useTell()
  const [asking, setAsking] = useState(false)
  const { data: last } = useQuery(reading(lastForm, { procedure: kind.key }))
  if (last === null || last === undefined) return null
  const copy = (): void => {
    setAsking(false)
    filling.replace(last.form, last.entries, last.names)
    tell({
      path: `/apply/${kind.key}`,
      kind: 'success',
      title: t('apply.fromLastDone'),
      text: t('apply.fromLastWhat'),
    })
  }
  const begun = differs(filling.draft, draftOf(kind.fields))
  return (
    <>
      <Button onPress={() => (begun ? setAsking(true) : copy())}>
        {t('apply.fromLast', { date: dateWords(last.filedOn, 'short', language).text })}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('apply.fromLastAsk')}
        act={t('apply.fromLastAct')}
        onConfirm={copy}
      >
        <p>{t('apply.fromLastAskWhat')}</p>
      </ConfirmDialog>
    </>
  )
}
