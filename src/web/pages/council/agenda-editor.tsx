import { listMeetings, saveAgenda } from '#rooms/1-organisation/council/contract.ts'
import { itemKinds, type ItemKind } from '#rooms/1-organisation/council/states.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { InputOf } from '../../api/client.ts'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { CheckboxGroup } from '../../parts/checkbox.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { LookupField } from '../../parts/lookup-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextArea, TextField } from '../../parts/text-field.tsx'
import { searchPeople } from '../organisation/lookups.ts'
import { nowOf, useMeetingCommand, type Meeting } from './use-meeting.ts'

type Subject = NonNullable<InputOf<typeof saveAgenda>['items'][number]['subject']>
type Draft = {
  /** Keeps the fields of a line together while lines move. */
  readonly key: string
  readonly itemId: string | undefined
  readonly kind: ItemKind
  readonly title: string
  readonly detail: string
  readonly subject: Subject | null
  readonly concerned: readonly string[]
}

/** The agenda as a whole: lines in their order, added, moved, taken off, and saved together. */
export function AgendaEditor({ meeting, onDone }: { meeting: Meeting; onDone: () => void }): ReactNode {
  const { t } = useTranslation()
  const [items, setItems] = useState<readonly Draft[]>(
    meeting.items.map((item) => ({
      key: item.itemId,
      itemId: item.itemId,
      kind: item.kind,
      title: item.title,
      detail: item.detail,
      subject: item.subject,
      concerned: item.concerned.map((one) => one.personId),
    })),
  )
  const [made, setMade] = useState(0)
  const list = useQuery(reading(listMeetings, { page: 1, size: 1 }))
  const command = useMeetingCommand(saveAgenda, onDone)
  const problems = command.error instanceof ApiProblem ? command.error.problems : []
  const proposals = (list.data?.proposals ?? []).filter(
    (each) => !items.some((item) => item.subject?.kind === each.kind && item.subject.id === each.id),
  )
  const add = (draft: Partial<Draft>): void => {
    setMade(made + 1)
    setItems([
      ...items,
      {
        key: `new-${made}`,
        itemId: undefined,
        kind: '議決',
        title: '',
        detail: '',
        subject: null,
        concerned: [],
        ...draft,
      },
    ])
  }
  const change = (at: number, next: Partial<Draft>): void =>
    setItems(items.map((item, index) => (index === at ? { ...item, ...next } : item)))
  const move = (at: number, by: -1 | 1): void => {
    const other = items[at + by]
    const one = items[at]
    if (other === undefined || one === undefined) return
    setItems(items.map((item, index) => (index === at ? other : index === at + by ? one : item)))
  }
  return (
    <form
      noValidate
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        command.mutate({
          ...nowOf(meeting),
          items: items.map((item) => ({
            ...(item.itemId === undefined ? {} : { itemId: item.itemId }),
            kind: item.kind,
            title: item.title,
            detail: item.detail,
            subject: item.subject,
            concerned: [...item.concerned],
          })),
        })
      }}
    >
      {meeting.state === 'called' && <p className="text-[0.875rem]">{t('council.agenda.afterCall')}</p>}
      {command.isError && <RefusalNotice error={command.error} />}
      {items.map((item, index) => {
        const title = item.title === '' ? t('council.agenda.number', { figure: index + 1 }) : item.title
        const at = `items.${index}`
        return (
          <fieldset key={item.key} className="grid gap-3 border-l-4 border-solid-gray-300 pl-4">
            <legend className="font-bold">{t('council.agenda.number', { figure: index + 1 })}</legend>
            <div className="grid gap-3 sm:grid-cols-[160px_minmax(0,1fr)]">
              <SelectField
                compact
                name={`${at}.kind`}
                label={t('council.agenda.kind')}
                value={item.kind}
                choices={itemKinds.map((value) => ({ value, label: t(`council.kinds.${value}`) }))}
                onChange={(value) =>
                  change(index, { kind: itemKinds.find((kind) => kind === value) ?? item.kind })
                }
              />
              <TextField
                compact
                name={`${at}.title`}
                label={t('council.agenda.name')}
                required
                value={item.title}
                maxLength={200}
                error={messageAt(problems, `${at}.title`)}
                onChange={(value) => change(index, { title: value })}
              />
            </div>
            <TextArea
              compact
              name={`${at}.detail`}
              label={t('council.agenda.detail')}
              rows={2}
              value={item.detail}
              maxLength={4000}
              error={messageAt(problems, `${at}.detail`)}
              onChange={(value) => change(index, { detail: value })}
            />
            {item.subject !== null && item.subject.kind !== 'audit-head' && (
              <p className="text-[0.875rem]">
                {t('council.subject')} {item.subject.label}
              </p>
            )}
            {item.kind === '議決' && (item.subject === null || item.subject.kind === 'audit-head') && (
              <LookupField
                compact
                name={`${at}.subject`}
                label={t('council.agenda.auditHead')}
                hint={t('council.agenda.auditHeadHint')}
                about="people"
                search={searchPeople}
                chosen={item.subject === null ? null : { id: item.subject.id, label: item.subject.label }}
                onChoose={(found) =>
                  change(index, {
                    subject: found === null ? null : { kind: 'audit-head', id: found.id, label: found.label },
                  })
                }
              />
            )}
            {item.kind === '議決' && (
              <details>
                <summary className="cursor-pointer text-[0.875rem] text-key-900 underline">
                  {t('council.agenda.concerned')}{' '}
                  {item.concerned.length === 0 && `(${t('council.agenda.concernedNone')})`}
                </summary>
                <CheckboxGroup
                  name={`${at}.concerned`}
                  label={t('council.agenda.concerned')}
                  hint={t('council.agenda.concernedHint')}
                  row
                  value={item.concerned}
                  choices={meeting.members.map((member) => ({ value: member.personId, label: member.name }))}
                  onChange={(concerned) => change(index, { concerned })}
                />
              </details>
            )}
            <div className="flex flex-wrap gap-2">
              <Button size="small" label={t('council.agenda.up', { title })} onPress={() => move(index, -1)}>
                {t('council.agenda.upShort')}
              </Button>
              <Button size="small" label={t('council.agenda.down', { title })} onPress={() => move(index, 1)}>
                {t('council.agenda.downShort')}
              </Button>
              <Button
                size="small"
                danger
                label={t('council.agenda.remove', { title })}
                onPress={() => setItems(items.filter((_, other) => other !== index))}
              >
                {t('council.agenda.removeShort')}
              </Button>
            </div>
          </fieldset>
        )
      })}
      <div className="flex flex-wrap items-end gap-3">
        <Button onPress={() => add({})}>{t('council.agenda.add')}</Button>
        {proposals.length > 0 && (
          <div className="w-80 max-sm:w-full">
            <SelectField
              compact
              name="proposal"
              label={t('council.agenda.addProposal')}
              value=""
              emptyLabel={t('council.chosen')}
              choices={proposals.map((each) => ({ value: `${each.kind} ${each.id}`, label: each.title }))}
              onChange={(value) => {
                const found = proposals.find((each) => `${each.kind} ${each.id}` === value)
                if (found === undefined) return
                const { kind, id, label, href, title, itemKind } = found
                add({ kind: itemKind, title, subject: { kind, id, label, href } })
              }}
            />
          </div>
        )}
      </div>
      <ButtonRow end>
        <Button look="text" onPress={onDone}>
          {t('council.agenda.quit')}
        </Button>
        <Button type="submit" look="filled" busy={command.isPending}>
          {t('council.agenda.save')}
        </Button>
      </ButtonRow>
    </form>
  )
}
