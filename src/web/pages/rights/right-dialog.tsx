import { procedureKinds } from '#engine/procedure/contract.ts'
import { delegate, saveActingRight, type actingRights } from '#rooms/1-organisation/rights/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { dateWords } from '../../parts/date-words.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useLanguage } from '../../parts/use-language.ts'
import { forgetOrganisation } from '../organisation/forget.ts'
import { searchPeople, searchUnits } from '../organisation/lookups.ts'
import { PostPicker, type PickedPost } from './post-picker.tsx'

type Own = OutputOf<typeof actingRights>['own']
type Day = { typed: string; date: string | null }
const noDay: Day = { typed: '', date: null }
const kinds = ['職務代理', '専決', '事務委任'] as const
const whens = ['常時', '不在', '欠員', '不在・欠員'] as const
const givens = ['規程', '決裁'] as const

/** A right to act: recorded by the office on the ground of a rule, or (with `own`) given away by the holder himself. */
export function RightDialog({
  own,
  onClose,
  onSaved,
}: {
  own: Own | null
  onClose: () => void
  onSaved: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const language = useLanguage()
  const day = (date: string): string => dateWords(date, 'long', language).text
  const [kind, setKind] = useState<(typeof kinds)[number]>(own === null ? '職務代理' : '事務委任')
  const [picked, setPost] = useState<PickedPost | null>(null)
  // The holder's posts may arrive after he has opened the dialog; the first of them stands until he takes another.
  const post = picked ?? firstOf(own)
  const [by, setBy] = useState<'post' | 'person'>('post')
  const [holderPost, setHolderPost] = useState<PickedPost | null>(null)
  const [person, setPerson] = useState<Found | null>(null)
  const [when, setWhen] = useState<(typeof whens)[number]>(own === null ? '不在・欠員' : '常時')
  const [matters, setMatters] = useState<string[]>([])
  const [unit, setUnit] = useState<Found | null>(null)
  const [given, setGiven] = useState<(typeof givens)[number]>('規程')
  const [basis, setBasis] = useState('')
  const [from, setFrom] = useState(noDay)
  const [to, setTo] = useState(noDay)
  const [asked, setAsked] = useState(false)
  const procedures = useQuery({ ...reading(procedureKinds, {}), staleTime: 300_000 })
  const done = async (): Promise<void> => {
    await forgetOrganisation(queryClient)
    onSaved()
  }
  const record = useCommand(saveActingRight, done)
  const give = useCommand(delegate, done)
  const command = own === null ? record : give
  const refused = command.error instanceof ApiProblem ? command.error.problems : []
  const needed = (missing: boolean): string | undefined =>
    asked && missing ? t('rights.form.needed') : undefined
  const hand = by === 'post' ? holderPost : person
  const send = (): void => {
    setAsked(true)
    if (post === null || hand === null || basis.trim() === '' || from.date === null) return
    if (to.typed !== '' && to.date === null) return
    const common = {
      postId: post.id,
      holderPostId: by === 'post' ? hand.id : null,
      holderPersonId: by === 'person' ? hand.id : null,
      offices: null,
      matters: matters.length === 0 ? null : matters,
      unitIds: unit === null ? null : [unit.id],
      basis: basis.trim(),
      eid: null,
      from: from.date,
      to: to.date,
    }
    if (own === null) record.mutate({ ...common, kind, when, given })
    else give.mutate(common)
  }
  const names = (procedures.data?.kinds ?? []).filter((each) => matters.includes(each.key))
  const scope = [
    ...(names.length === 0
      ? []
      : [t('rights.mattersOf', { names: names.map((each) => each.name).join('・') })]),
    ...(unit === null ? [] : [t('rights.unitsOf', { names: unit.label })]),
  ]
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(own === null ? 'rights.form.recordTitle' : 'rights.form.giveTitle')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={command.isPending} onPress={send}>
            {t(own === null ? 'rights.form.go' : 'rights.form.giveGo')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-[0.875rem] leading-[1.7]">
          {t(own === null ? 'rights.form.recordWhat' : 'rights.form.giveWhat')}
        </p>
        {command.isError && <RefusalNotice error={command.error} />}
        {own === null ? (
          <>
            <RadioGroup
              row
              name="kind"
              label={t('rights.form.kind')}
              value={kind}
              choices={kinds.map((value) => ({ value, label: t(`rights.kinds.${value}`) }))}
              onChange={(value) => {
                const next = kinds.find((each) => each === value) ?? '職務代理'
                setKind(next)
                setWhen(next === '職務代理' ? '不在・欠員' : '常時')
              }}
            />
            <PostPicker
              name="postId"
              label={t('rights.form.post')}
              onPick={setPost}
              error={needed(post === null) ?? messageAt(refused, 'postId')}
            />
          </>
        ) : (
          <SelectField
            name="postId"
            label={t('rights.form.myPost')}
            value={post?.id ?? ''}
            choices={own.map((each) => ({
              value: each.postId,
              label: `${each.title}(${each.offices.map((office) => office.word).join('・')})`,
            }))}
            onChange={(value) => setPost(firstOf(own.filter((each) => each.postId === value)))}
          />
        )}
        <RadioGroup
          row
          name="receiver"
          label={t('rights.form.receiver')}
          value={by}
          choices={[
            { value: 'post', label: t('rights.form.byPost') },
            { value: 'person', label: t('rights.form.byPerson') },
          ]}
          onChange={(value) => setBy(value === 'person' ? 'person' : 'post')}
        />
        {by === 'post' ? (
          <PostPicker
            name="holderPostId"
            label={t('rights.form.receiver')}
            onPick={setHolderPost}
            error={needed(holderPost === null) ?? messageAt(refused, 'holderPostId')}
          />
        ) : (
          <LookupField
            name="holderPersonId"
            label={t('rights.form.person')}
            hint={t('rights.form.personHint')}
            required
            about="people"
            search={searchPeople}
            chosen={person}
            onChoose={setPerson}
            error={needed(person === null) ?? messageAt(refused, 'holderPersonId')}
          />
        )}
        {own === null && (
          <SelectField
            name="when"
            label={t('rights.form.when')}
            value={when}
            choices={whens.map((value) => ({ value, label: t(`rights.whens.${value}`) }))}
            onChange={(value) => setWhen(whens.find((each) => each === value) ?? '常時')}
          />
        )}
        <CheckboxGroup
          name="matters"
          label={t('rights.form.matters')}
          hint={t('rights.form.mattersHint')}
          value={matters}
          choices={(procedures.data?.kinds ?? []).map((each) => ({ value: each.key, label: each.name }))}
          onChange={setMatters}
        />
        <LookupField
          name="unitIds"
          label={t('rights.form.units')}
          hint={t('rights.form.unitsHint')}
          optional
          about="units"
          search={searchUnits}
          chosen={unit}
          onChoose={setUnit}
        />
        {own === null && (
          <RadioGroup
            row
            name="given"
            label={t('rights.form.given')}
            value={given}
            choices={givens.map((value) => ({ value, label: t(`rights.givens.${value}`) }))}
            onChange={(value) => setGiven(givens.find((each) => each === value) ?? '規程')}
          />
        )}
        <TextField
          name="basis"
          label={t('rights.form.basis')}
          hint={t('rights.form.basisHint')}
          required
          maxLength={300}
          value={basis}
          onChange={setBasis}
          error={needed(basis.trim() === '') ?? messageAt(refused, 'basis')}
        />
        <DateField
          name="from"
          label={t('rights.form.from')}
          required
          value={from.typed}
          error={needed(from.typed === '') ?? messageAt(refused, 'from')}
          onChange={(typed, date) => setFrom({ typed, date })}
        />
        <DateField
          name="to"
          label={t('rights.form.to')}
          hint={t('rights.form.toHint')}
          optional
          value={to.typed}
          error={messageAt(refused, 'to')}
          onChange={(typed, date) => setTo({ typed, date })}
        />
        {from.date !== null && (
          <Notice kind="info" title={t('rights.form.changes')}>
            <p>
              {t('rights.form.change', {
                from: day(from.date),
                to:
                  to.date === null
                    ? t('rights.form.changeNoTo')
                    : t('rights.form.changeTo', { date: day(to.date) }),
                holder: (by === 'post' ? holderPost?.title : person?.label) ?? t('rights.form.someone'),
                post: post?.title ?? t('rights.form.somePost'),
                when: t(`rights.whens.${when}`),
                scope: scope.length === 0 ? t('rights.all') : scope.join(' '),
              })}
            </p>
            <p>{t('rights.form.changeRecord', { kind: t(`rights.kinds.${kind}`) })}</p>
          </Notice>
        )}
      </div>
    </Dialog>
  )
}

function firstOf(own: Own | null): PickedPost | null {
  const [first] = own ?? []
  return first === undefined ? null : { id: first.postId, title: first.title }
}
