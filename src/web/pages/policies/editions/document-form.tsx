import { policyDescribeDocument, policyDocuments } from '#policy/contract-documents.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../../api/api.ts'
import { messageAt } from '../../../api/problem.ts'
import { useFormCommand } from '../../../api/use-form-command.ts'
import { Button, ButtonRow } from '../../../parts/button.tsx'
import { RadioGroup } from '../../../parts/checkbox.tsx'
import { ErrorSummary } from '../../../parts/error-summary.tsx'
import { FieldPair } from '../../../parts/form-field.tsx'
import { SelectField } from '../../../parts/select-field.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import type { DocumentOut } from './document-page.tsx'
import { ReadersField } from './readers-field.tsx'

const accesses = ['public', 'staff', 'named'] as const
type Access = (typeof accesses)[number]

/** Title, body, the document above it, and who may read it. */
export function DocumentForm({
  data,
  onClose,
  onSaved,
}: {
  data: DocumentOut
  onClose: () => void
  onSaved: () => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const { document, choices } = data
  const others = useQuery(reading(policyDocuments, {}))
  const [title, setTitle] = useState(document.title)
  const [documentMark, setMark] = useState(document.documentMark)
  const [bodyId, setBodyId] = useState(document.body?.bodyId ?? '')
  const [basedOn, setBasedOn] = useState(document.basedOn ?? '')
  const [access, setAccess] = useState<Access>(
    document.public ? 'public' : document.audience === 'named' ? 'named' : 'staff',
  )
  const [readers, setReaders] = useState(data.readers)
  const form = useFormCommand(
    policyDescribeDocument,
    {
      title: t('editions.document.titleField'),
      documentMark: t('editions.document.mark'),
      body: t('editions.document.body'),
      basedOn: t('editions.document.basedOn'),
      readers: t('editions.document.readers'),
    },
    onSaved,
  )
  const send = (): void => {
    const body = choices.bodies.find((each) => each.bodyId === bodyId)
    form.send({
      policyId: document.policyId,
      title,
      documentMark,
      body: body === undefined ? null : body,
      basedOn: basedOn === '' ? null : basedOn,
      public: access === 'public',
      audience: access === 'named' ? ('named' as const) : ('staff' as const),
      readers: access === 'named' ? readers.map(({ kind, id }) => ({ kind, id })) : [],
    })
  }
  return (
    <form
      noValidate
      className="grid max-w-[768px] gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <ErrorSummary problems={form.problems} labels={form.labels} />
      {form.refusal !== null && <RefusalNotice error={form.refusal} />}
      <TextField
        name="title"
        label={t('editions.document.titleField')}
        required
        value={title}
        error={messageAt(form.problems, 'title')}
        onChange={setTitle}
      />
      <FieldPair>
        <TextField
          name="documentMark"
          label={t('editions.document.mark')}
          required
          value={documentMark}
          error={messageAt(form.problems, 'documentMark')}
          onChange={setMark}
        />
        <SelectField
          name="body"
          label={t('editions.document.body')}
          value={bodyId}
          emptyLabel={t('editions.document.wholeBody')}
          choices={choices.bodies.map((each) => ({ value: each.bodyId, label: each.name }))}
          onChange={setBodyId}
        />
      </FieldPair>
      <SelectField
        name="basedOn"
        label={t('editions.document.basedOn')}
        value={basedOn}
        error={messageAt(form.problems, 'basedOn')}
        emptyLabel={t('editions.document.none')}
        choices={(others.data?.documents ?? [])
          .filter((each) => each.policyId !== document.policyId)
          .map((each) => ({ value: each.policyId, label: each.title }))}
        onChange={setBasedOn}
      />
      <RadioGroup
        name="access"
        label={t('policies.publicTerm')}
        value={access}
        choices={accesses.map((each) => ({ value: each, label: t(`editions.document.access.${each}`) }))}
        onChange={(value) => setAccess(accesses.find((each) => each === value) ?? 'staff')}
      />
      {access === 'named' && <ReadersField readers={readers} choices={choices} onChange={setReaders} />}
      <ButtonRow end>
        <Button look="text" onPress={onClose}>
          {t('editions.document.close')}
        </Button>
        <Button type="submit" look="filled" size="large" busy={form.busy}>
          {t('editions.document.save')}
        </Button>
      </ButtonRow>
    </form>
  )
}
