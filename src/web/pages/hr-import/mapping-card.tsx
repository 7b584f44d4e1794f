import {
  type FileKind,
  fieldsWithWords,
  fileKinds,
  type HrField,
  type MappingInput,
  orderKinds,
  type readStaffFile,
} from '#rooms/1-organisation/hr/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { Table } from '../../parts/table.tsx'

type Read = OutputOf<typeof readStaffFile>
type Columns = Partial<Record<HrField, string>>
type OrderKind = (typeof orderKinds)[number]
const sides = ['auto', 'yes', 'no'] as const

/** Which column holds which field, with the first rows beside it; proposed, and decided by an officer. */
export function MappingCard({
  read,
  busy,
  rereading,
  onRead,
  onKind,
  onCompare,
}: {
  read: Read
  busy: boolean
  rereading: boolean
  onRead: (mapping: MappingInput) => void
  onKind: (kind: FileKind) => void
  onCompare: (mapping: MappingInput, coversSides: boolean | undefined) => void
}): ReactNode {
  const { t } = useTranslation()
  const { kind } = read.mapping
  const [columns, setColumns] = useState<Columns>(read.mapping.columns)
  const [words, setWords] = useState<Record<string, OrderKind>>(read.mapping.words)
  const [side, setSide] = useState<(typeof sides)[number]>('auto')
  const [shown, setShown] = useState(read)
  if (shown !== read) {
    setShown(read)
    setColumns(read.mapping.columns)
    setWords(read.mapping.words)
  }
  const mapping: MappingInput = { kind, columns, words }
  const touched = JSON.stringify(columns) !== JSON.stringify(read.mapping.columns)
  const unknown = read.unknownWords.filter((word) => words[word] === undefined)
  const wrong = !touched && read.problems.length > 0
  const told = { saved: 'mappingSaved', headings: 'mappingProposed', given: 'mappingGiven' } as const
  const blocked = wrong || unknown.length > 0
  return (
    <Card strong title={t('hrImport.mappingTitle')}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <p>
          {t('hrImport.rows', { file: read.fileName, figure: read.rows.toLocaleString('ja-JP') })}
          <span className="block text-[0.875rem]">{t(`hrImport.${told[read.proposedBy]}`)}</span>
        </p>
        <RadioGroup
          row
          name="kind"
          label={t('hrImport.kind')}
          value={kind}
          choices={fileKinds.map((value) => ({ value, label: t(`hrImport.kinds.${value}`) }))}
          onChange={(value) => onKind(value === 'orders' ? 'orders' : 'all')}
        />
        {read.problems.length > 0 && !touched && (
          <Notice kind="error" live title={t('hrImport.mappingWrong')}>
            <ul>
              {read.problems.map((problem) => (
                <li key={`${problem.at} ${problem.message}`}>
                  {problem.at}: {problem.message}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
          {fieldsWithWords(kind).map(({ field, label }) => (
            <SelectField
              key={field}
              compact
              name={`columns.${field}`}
              label={label}
              hint={exampleOf(read, columns[field])}
              emptyLabel={t('hrImport.unused')}
              value={columns[field] ?? ''}
              choices={read.header
                .filter((name) => name !== '')
                .map((name) => ({ value: name, label: name }))}
              onChange={(heading) => setColumns(withColumn(columns, field, heading))}
            />
          ))}
        </div>
        <p className="text-[0.875rem]">{t('hrImport.lastDay')}</p>
        <Sample read={read} />
        {read.unknownWords.length > 0 && (
          <fieldset className="grid gap-3">
            <legend className="font-bold">{t('hrImport.words')}</legend>
            <p className="text-[0.875rem]">{t('hrImport.wordsWhat')}</p>
            <div className="grid gap-x-6 gap-y-4 sm:grid-cols-3">
              {read.unknownWords.map((word) => (
                <SelectField
                  key={word}
                  compact
                  name={`words.${word}`}
                  label={word}
                  emptyLabel={t('hrImport.chooseWord')}
                  value={words[word] ?? ''}
                  choices={orderKinds.map((value) => ({ value, label: t(`hrImport.orderKinds.${value}`) }))}
                  onChange={(value) => setWords(withWord(words, word, value))}
                />
              ))}
            </div>
          </fieldset>
        )}
        {kind === 'all' && (
          <RadioGroup
            name="sides"
            label={t('hrImport.sides')}
            value={side}
            choices={sides.map((value) => ({ value, label: t(`hrImport.sidesChoice.${value}`) }))}
            onChange={(value) => setSide(sides.find((each) => each === value) ?? 'auto')}
          />
        )}
        <ButtonRow>
          {touched && (
            <Button busy={rereading} onPress={() => onRead(mapping)}>
              {t('hrImport.again')}
            </Button>
          )}
          <Button
            look="filled"
            busy={busy}
            {...(blocked ? { reason: t('hrImport.mappingWrong') } : {})}
            onPress={() => onCompare(mapping, side === 'auto' ? undefined : side === 'yes')}
          >
            {t('hrImport.compare')}
          </Button>
        </ButtonRow>
      </div>
    </Card>
  )
}

function exampleOf(read: Read, heading: string | undefined): string | undefined {
  const at = heading === undefined ? -1 : read.header.indexOf(heading)
  const value = read.sample.map((row) => row[at] ?? '').find((cell) => cell !== '')
  return value === undefined ? undefined : `「${value}」`
}

function withColumn(columns: Columns, field: HrField, heading: string): Columns {
  const { [field]: _before, ...rest } = columns
  return heading === '' ? rest : { ...rest, [field]: heading }
}

function withWord(words: Record<string, OrderKind>, word: string, value: string): Record<string, OrderKind> {
  const kind = orderKinds.find((each) => each === value)
  const { [word]: _before, ...rest } = words
  return kind === undefined ? rest : { ...rest, [word]: kind }
}

function Sample({ read }: { read: Read }): ReactNode {
  const { t } = useTranslation()
  if (read.sample.length === 0) return null
  return (
    <details open>
      <summary className="cursor-pointer font-bold">
        {t('hrImport.sample', { figure: read.sample.length })}
      </summary>
      <div className="mt-2 overflow-x-auto">
        <Table
          caption={t('hrImport.sample', { figure: read.sample.length })}
          rows={read.sample.map((cells, index) => ({ cells, key: String(index) }))}
          rowKey={(row) => row.key}
          columns={read.header.map((name, index) => ({
            key: `${index}`,
            head: name,
            cell: (row: { cells: readonly string[] }) => row.cells[index] ?? '',
          }))}
        />
      </div>
    </details>
  )
}
