import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportResult } from '#rooms/6-technical/accounts/contract.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { UnknownState } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TextArea } from '../../parts/text-field.tsx'
import type { Choices, Mapping } from './import-page.tsx'

const fields = [
  'login',
  'name',
  'state',
  'last_used',
  'groups',
  'mail',
  'internet',
  'person_number',
  'address',
] as const

/** What a trial found: counts, columns, what the list does not tell, wrong lines; and the way on. */
export function ListResult({
  result,
  busy,
  onAgain,
  onTake,
}: {
  result: ImportResult
  busy: boolean
  onAgain: (mapping: Mapping) => void
  onTake: (choices: Choices) => void
}): ReactNode {
  const { t } = useTranslation()
  const [columns, setColumns] = useState<Mapping['columns']>(result.mapping.columns)
  const [groups, setGroups] = useState(result.mapping.privilegedGroups.join('\n'))
  const [sure, setSure] = useState(false)
  const [register, setRegister] = useState(result.registers)
  const mapping: Mapping = {
    columns,
    privilegedGroups: groups
      .split('\n')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  }
  const same = JSON.stringify(mapping) === JSON.stringify(result.mapping)
  const count = (key: 'lines' | 'refused' | 'known' | 'unknown' | 'gone' | 'disabled' | 'privileged') => ({
    key,
    term: t(`ids.in.${key}`),
    is: result[key].toLocaleString('ja-JP'),
  })
  return (
    <div className="grid gap-6">
      <Section title={t('ids.in.result')}>
        {result.lines === 0 && <Notice kind="warning" title={t('ids.in.empty')} />}
        <DefinitionList
          items={[
            count('lines'),
            count('refused'),
            count('known'),
            count('unknown'),
            count('gone'),
            count('disabled'),
            count('privileged'),
          ]}
        />
      </Section>
      {result.missingHeadings.length > 0 && (
        <Notice kind="warning" title={t('ids.in.missing', { headings: result.missingHeadings.join('、') })} />
      )}
      {result.untold.length > 0 && (
        <UnknownState title={t('ids.in.untold')}>
          <p>{result.untold.map((each) => t(`ids.list.untold.${each}`)).join('、')}</p>
          <p>{t('ids.in.untoldWhat')}</p>
        </UnknownState>
      )}
      <Section title={t('ids.in.columns')}>
        <p className="mb-3 text-[0.875rem]">{t('ids.in.columnsWhat')}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          {fields.map((field) => (
            <SelectField
              key={field}
              compact
              name={field}
              label={t(`ids.in.fields.${field}`)}
              required={field === 'login'}
              emptyLabel={t('ids.in.noColumn')}
              value={columns[field] ?? ''}
              choices={result.header.map((heading) => ({ value: heading, label: heading }))}
              onChange={(heading) => {
                const { [field]: _before, ...rest } = columns
                setColumns(heading === '' ? rest : { ...rest, [field]: heading })
              }}
            />
          ))}
          <TextArea
            name="groups"
            rows={4}
            label={t('ids.in.groups')}
            hint={t('ids.in.groupsHint')}
            value={groups}
            onChange={setGroups}
          />
        </div>
        {!same && (
          <p className="mt-3">
            <Button busy={busy} onPress={() => onAgain(mapping)}>
              {t('ids.in.again')}
            </Button>
          </p>
        )}
      </Section>
      {result.problems.length > 0 && (
        <Section title={t('ids.in.problems')}>
          <Table
            caption={t('ids.in.problems')}
            rows={result.problems}
            rowKey={(problem) => `${problem.at}${problem.message}`}
            columns={[
              { key: 'at', head: t('ids.in.at'), names: true, wraps: true, cell: (problem) => problem.at },
              {
                key: 'message',
                head: t('ids.in.message'),
                wraps: true,
                cell: (problem) =>
                  problem.value === undefined ? problem.message : `${problem.message}(${problem.value})`,
              },
            ]}
          />
          {result.moreProblems > 0 && (
            <p>{t('ids.in.moreProblems', { figure: result.moreProblems.toLocaleString('ja-JP') })}</p>
          )}
        </Section>
      )}
      {result.unknown > 0 && (
        <Checkbox name="register" checked={register} onChange={setRegister}>
          {t('ids.in.register', { figure: result.unknown.toLocaleString('ja-JP') })}
        </Checkbox>
      )}
      {result.foreign && (
        <Notice kind="warning" title={t('ids.in.foreign')}>
          <p>{t('ids.in.foreignWhat')}</p>
          <Checkbox name="sure" checked={sure} onChange={setSure}>
            {t('ids.in.sure')}
          </Checkbox>
        </Notice>
      )}
      <p>
        <Button look="filled" size="large" busy={busy} onPress={() => onTake({ mapping, sure, register })}>
          {t('ids.in.take')}
        </Button>
      </p>
    </div>
  )
}
