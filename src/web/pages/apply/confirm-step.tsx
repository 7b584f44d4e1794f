import type { ProcedureKind } from '#engine/procedure/contract.ts'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList, type Definition } from '../../parts/definition-list.tsx'
import { contentRows } from '../case/form-content.tsx'
import { formOf } from './draft.ts'
import type { Filling } from './use-draft.ts'

/** The look at the whole before it is filed. */
export function ConfirmStep({
  kind,
  filling,
  busy,
  onBack,
  onFile,
}: {
  kind: ProcedureKind
  filling: Filling
  busy: boolean
  onBack: () => void
  onFile: () => void
}): ReactNode {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const { data } = filling.preview
  const rows: Definition[] = contentRows(t, kind.fields, formOf(kind.fields, filling.draft), {
    entries: kind.fields.flatMap((field) => (field.type === 'entries' ? filling.entriesOf(field.key) : [])),
    names: filling.names,
    files: filling.papers,
  })
  if (data !== undefined && data.validUntil !== null) {
    rows.push({ key: ' valid', term: t('apply.validUntil'), is: <DateText value={data.validUntil} /> })
  }
  const who =
    data?.route.kind === 'steps'
      ? data.route.steps[0]?.deciders.find((each) => each.awayUntil === null)
      : undefined
  return (
    <section aria-labelledby="confirm-heading">
      <h2
        id="confirm-heading"
        ref={heading}
        tabIndex={-1}
        className="border-t-2 border-solid-gray-800 pt-3 text-[1.125rem] leading-[1.6]"
      >
        {t('apply.confirmTitle')}
      </h2>
      <p className="mb-2 text-[0.875rem]">
        {t(kind.notice ? 'apply.confirmNotice' : 'apply.confirmLead', {
          who:
            who === undefined
              ? t('apply.confirmNobody')
              : t('caseFile.deciderOne', { name: who.name, post: who.postTitle }),
        })}
      </p>
      <DefinitionList large items={rows} />
      <div className="mt-6">
        <ButtonRow end>
          <Button size="large" onPress={onBack}>
            {t('apply.confirmEdit')}
          </Button>
          <Button look="filled" size="large" busy={busy} onPress={onFile}>
            {t('apply.confirmFile')}
          </Button>
        </ButtonRow>
      </div>
    </section>
  )
}
