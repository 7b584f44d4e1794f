import {
  directoryFields,
  fieldLabel,
  type HrField,
  saveDirectory,
  showDirectory,
  testDirectory,
  usualAttributes,
} from '#rooms/1-organisation/hr/contract-directory.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call, reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { messageAt } from '../../api/problem.ts'
import { useFormCommand } from '../../api/use-form-command.ts'
import { Button, ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { FieldGroup } from '../../parts/form-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { ErrorState, Loading, RefusalNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { PasswordField, TextArea, TextField } from '../../parts/text-field.tsx'
import { useMe } from '../../shell/session.ts'

type Known = OutputOf<typeof showDirectory>['directory']
type Attributes = Partial<Record<HrField, string>>
const texts = ['address', 'bindDn', 'base', 'filter'] as const

/** Where the city's directory is and how it is read; tried before anybody relies on it. */
export function Directory(): ReactNode {
  const { t } = useTranslation()
  const { rights } = useMe()
  const may = rights.includes('settings.manage')
  const found = useQuery({ ...reading(showDirectory, {}), enabled: may })
  return (
    <div className="grid max-w-[768px] grid-cols-[minmax(0,1fr)] gap-4">
      <h2 className="text-[1.125rem]">{t('settings.tab.directory')}</h2>
      <p className="text-[0.875rem]">{t('settings.directory.what')}</p>
      {!may && <Button reason={t('settings.directory.denied')}>{t('settings.directory.save')}</Button>}
      {may && found.isPending && <Loading />}
      {may && found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && (
        <>
          <DirectoryForm known={found.data.directory} />
          <DirectoryTest known={found.data.directory !== null} />
        </>
      )}
    </div>
  )
}

function DirectoryForm({ known }: { known: Known }): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [values, setValues] = useState({
    address: known?.address ?? '',
    bindDn: known?.bindDn ?? '',
    base: known?.base ?? '',
    filter: known?.filter ?? '(&(objectClass=person)(employeeNumber=*))',
  })
  const [pem, setPem] = useState(known?.authorityPem ?? '')
  const [password, setPassword] = useState('')
  const [attributes, setAttributes] = useState<Attributes>(known?.attributes ?? usualAttributes)
  const [whole, setWhole] = useState(known?.whole ?? true)
  const labels = {
    ...Object.fromEntries(texts.map((name) => [name, t(`settings.directory.${name}`)])),
    ...Object.fromEntries(directoryFields.map((field) => [`attributes.${field}`, fieldLabel(field)])),
    attributes: t('settings.directory.attributes'),
    authorityPem: t('settings.directory.authorityPem'),
    password: t('settings.directory.password'),
  }
  const form = useFormCommand(saveDirectory, labels, async () => {
    setPassword('')
    await queryClient.invalidateQueries({ queryKey: [showDirectory.name] })
  })
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        form.send({
          ...values,
          authorityPem: pem.trim() === '' ? null : pem,
          ...(password === '' ? {} : { password }),
          attributes: written(attributes),
          whole,
        })
      }}
    >
      {known === null && <p>{t('settings.directory.none')}</p>}
      <ErrorSummary problems={form.problems} labels={form.labels} />
      {form.refusal !== null && <RefusalNotice error={form.refusal} />}
      {form.done && <Notice kind="success" live title={t('settings.directory.saved')} />}
      {texts.map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(`settings.directory.${name}`)}
          hint={<WithExamples words={t(`settings.directory.${name}Hint`)} />}
          required
          maxLength={1000}
          value={values[name]}
          error={messageAt(form.problems, name)}
          onChange={(text) => setValues({ ...values, [name]: text })}
        />
      ))}
      <PasswordField
        name="password"
        label={t('settings.directory.password')}
        hint={t(
          known?.hasPassword === true ? 'settings.directory.passwordKept' : 'settings.directory.passwordHint',
        )}
        autoComplete="new-password"
        value={password}
        error={messageAt(form.problems, 'password')}
        onChange={setPassword}
      />
      <TextArea
        name="authorityPem"
        label={t('settings.directory.authorityPem')}
        hint={<WithExamples words={t('settings.directory.authorityPemHint')} />}
        optional
        rows={4}
        maxLength={20_000}
        value={pem}
        error={messageAt(form.problems, 'authorityPem')}
        onChange={setPem}
      />
      <FieldGroup
        legend={t('settings.directory.attributes')}
        note={messageAt(form.problems, 'attributes') ?? t('settings.directory.attributesWhat')}
        last
      >
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-3">
          {directoryFields.map((field) => (
            <TextField
              key={field}
              compact
              name={`attributes.${field}`}
              label={fieldLabel(field)}
              maxLength={100}
              value={attributes[field] ?? ''}
              error={messageAt(form.problems, `attributes.${field}`)}
              onChange={(text) => setAttributes({ ...attributes, [field]: text })}
            />
          ))}
        </div>
        <Checkbox name="whole" checked={whole} onChange={setWhole}>
          {t('settings.directory.whole')}
        </Checkbox>
      </FieldGroup>
      <ButtonRow end>
        <Button type="submit" look="filled" size="large" busy={form.busy}>
          {t('settings.directory.save')}
        </Button>
      </ButtonRow>
    </form>
  )
}

/** Words in which what must be typed letter by letter stands between backticks. */
function WithExamples({ words }: { words: string }): ReactNode {
  return words.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} translate="no">
        {part}
      </code>
    ) : (
      part
    ),
  )
}

/** Without the fields that are not used. */
function written(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([field, name]) =>
      name === undefined || name.trim() === '' ? [] : [[field, name.trim()]],
    ),
  )
}

function DirectoryTest({ known }: { known: boolean }): ReactNode {
  const { t } = useTranslation()
  const test = useMutation({ mutationFn: () => call(testDirectory, {}) })
  const { data } = test
  const figure = { figure: (data?.read ?? 0).toLocaleString('ja-JP') }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <ButtonRow>
        {known ? (
          <Button busy={test.isPending} onPress={() => test.mutate()}>
            {t('settings.directory.test')}
          </Button>
        ) : (
          <Button reason={t('settings.directory.needSave')}>{t('settings.directory.test')}</Button>
        )}
        <ButtonLink href="/organisation/transfers/import">{t('settings.directory.toImport')}</ButtonLink>
      </ButtonRow>
      {test.isPending && <ProgressBar>{t('settings.directory.testing')}</ProgressBar>}
      {test.isError && <RefusalNotice error={test.error} />}
      {data !== undefined && (
        <Notice
          kind={data.works ? 'success' : 'error'}
          live
          title={t(data.works ? 'settings.directory.works' : 'settings.directory.fails')}
        >
          <p>{data.says}</p>
          {data.works && (
            <p>{t(data.more ? 'settings.directory.readMore' : 'settings.directory.read', figure)}</p>
          )}
          {data.referrals > 0 && (
            <p>{t('settings.directory.referrals', { figure: data.referrals.toLocaleString('ja-JP') })}</p>
          )}
        </Notice>
      )}
      {data !== undefined && data.sample.length > 0 && (
        <div className="overflow-x-auto">
          <Table
            captionShown
            caption={t('settings.directory.sample')}
            rows={data.sample.map((cells, index) => ({ cells, key: String(index) }))}
            rowKey={(row) => row.key}
            columns={data.fields.map((field, index) => ({
              key: field,
              head: fieldLabel(field),
              cell: (row: { cells: readonly string[] }) => row.cells[index] ?? '',
            }))}
          />
        </div>
      )}
    </div>
  )
}
