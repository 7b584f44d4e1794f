import { officeCode, saveOfficeRule } from '#rooms/1-organisation/contract-commands.ts'
import { previewOfficeRule } from '#rooms/1-organisation/rights/contract.ts'
import { unitKinds } from '#rooms/1-organisation/contract-commands.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import type { InputOf, OutputOf } from '../../api/client.ts'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { CheckboxGroup } from '../../parts/checkbox.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { forgetOrganisation } from '../organisation/forget.ts'
import { searchPeople, searchUnits } from '../organisation/lookups.ts'
import { PostPicker, type PickedPost } from './post-picker.tsx'

export type Office = (typeof officeCode.options)[number]
type Input = InputOf<typeof saveOfficeRule>
type Preview = OutputOf<typeof previewOfficeRule>

const hows = ['rank', 'post', 'person', 'members', 'policy-office'] as const
const ranks = ['head', 'deputy-head', 'section-chief', 'leader', 'staff', 'member'] as const
/** Held by one person for the whole city. */
const single: readonly Office[] = ['ciso', 'chief-iso', 'audit-head']

/** Who holds an office from a day on. What changes is shown before it can be saved. */
export function RuleDialog({
  office,
  word: given,
  eid: clause,
  onClose,
  onSaved,
}: {
  office: Office
  word: string
  eid: string | null
  onClose: () => void
  onSaved: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const one = single.includes(office)
  const [word, setWord] = useState(given)
  const [how, setHow] = useState<(typeof hows)[number]>(one ? 'post' : 'rank')
  const [rank, setRank] = useState<(typeof ranks)[number]>('head')
  const [kinds, setKinds] = useState<string[]>([])
  const [post, setPost] = useState<PickedPost | null>(null)
  const [person, setPerson] = useState<Found | null>(null)
  const [unit, setUnit] = useState<Found | null>(null)
  const [eid, setEid] = useState(clause ?? '')
  const [from, setFrom] = useState<{ typed: string; date: string | null }>({ typed: '', date: null })
  const [asked, setAsked] = useState(false)
  const preview = useMutation({ mutationFn: (input: Input) => call(previewOfficeRule, input) })
  const save = useCommand(saveOfficeRule, async () => {
    await forgetOrganisation(queryClient)
    onSaved()
  })
  const error = save.error ?? preview.error
  const refused = error instanceof ApiProblem ? error.problems : []
  const needed = (missing: boolean): string | undefined =>
    asked && missing ? t('rights.form.needed') : undefined
  const input = inputOf()
  // Whatever is changed afterwards makes what was shown untrue.
  const shown =
    input !== null &&
    preview.data !== undefined &&
    JSON.stringify(preview.variables) === JSON.stringify(input)
      ? preview.data
      : undefined

  function inputOf(): Input | null {
    const rule = ruleOf()
    if (rule === null || from.date === null || word.trim() === '') return null
    const scope = !one && (how === 'rank' || (how === 'person' && unit !== null)) ? 'unit' : 'city'
    return {
      office,
      word: word.trim(),
      rule,
      scope,
      eid: eid.trim() === '' ? null : eid.trim(),
      from: from.date,
      replace: true,
    }
  }
  function ruleOf(): Input['rule'] | null {
    switch (how) {
      case 'rank': {
        const chosen = unitKinds.filter((each) => kinds.includes(each))
        return chosen.length === 0 ? null : { by: 'rank', rank, kinds: chosen }
      }
      case 'post':
        return post === null ? null : { by: 'post', postId: post.id }
      case 'person':
        return person === null ? null : { by: 'person', personId: person.id, unitId: unit?.id ?? null }
      case 'members':
        return unit === null ? null : { by: 'members', unitId: unit.id }
      case 'policy-office':
        return { by: 'policy-office' }
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('rights.rules.dialog', { word: given })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            busy={preview.isPending}
            onPress={() => {
              setAsked(true)
              if (input !== null) preview.mutate(input)
            }}
          >
            {t('rights.rules.preview')}
          </Button>
          <Button
            look="filled"
            busy={save.isPending}
            onPress={() => input !== null && save.mutate(input)}
            {...(shown === undefined ? { reason: t('rights.rules.first') } : {})}
          >
            {t('rights.rules.go')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {error !== null && <RefusalNotice error={error} />}
        <TextField
          name="word"
          label={t('rights.rules.word')}
          required
          maxLength={60}
          value={word}
          onChange={setWord}
          error={needed(word.trim() === '') ?? messageAt(refused, 'word')}
        />
        <SelectField
          name="rule"
          label={t('rights.rules.how')}
          value={how}
          choices={hows
            .filter((each) => !one || each === 'post' || each === 'person')
            .map((value) => ({ value, label: t(`rights.rules.hows.${value}`) }))}
          error={messageAt(refused, 'rule')}
          onChange={(value) => setHow(hows.find((each) => each === value) ?? 'post')}
        />
        {how === 'rank' && (
          <>
            <SelectField
              name="rank"
              label={t('rights.rules.rank')}
              value={rank}
              choices={ranks.map((value) => ({ value, label: t(`rights.rules.ranks.${value}`) }))}
              onChange={(value) => setRank(ranks.find((each) => each === value) ?? 'head')}
            />
            <CheckboxGroup
              row
              name="kinds"
              label={t('rights.rules.kinds')}
              required
              value={kinds}
              choices={unitKinds.map((value) => ({ value, label: value }))}
              onChange={setKinds}
              error={needed(kinds.length === 0)}
            />
          </>
        )}
        {how === 'post' && (
          <PostPicker
            name="postId"
            label={t('rights.form.postIn')}
            onPick={setPost}
            error={needed(post === null)}
          />
        )}
        {how === 'person' && (
          <LookupField
            name="personId"
            label={t('rights.form.person')}
            hint={t('rights.form.personHint')}
            required
            about="people"
            search={searchPeople}
            chosen={person}
            onChoose={setPerson}
            error={needed(person === null)}
          />
        )}
        {(how === 'members' || (how === 'person' && !one)) && (
          <LookupField
            name="unitId"
            label={t('rights.form.unit')}
            required={how === 'members'}
            optional={how === 'person'}
            about="units"
            search={searchUnits}
            chosen={unit}
            onChoose={setUnit}
            error={needed(how === 'members' && unit === null)}
          />
        )}
        <TextField
          name="eid"
          label={t('rights.rules.clause')}
          optional
          maxLength={200}
          value={eid}
          onChange={setEid}
        />
        <DateField
          name="from"
          label={t('rights.rules.from')}
          required
          value={from.typed}
          error={needed(from.typed === '') ?? messageAt(refused, 'from')}
          onChange={(typed, date) => setFrom({ typed, date })}
        />
        {shown !== undefined && <Changes preview={shown} />}
      </div>
    </Dialog>
  )
}

/** What a rule would change on its first day. */
function Changes({ preview }: { preview: Preview }): ReactNode {
  const { t } = useTranslation()
  const unchanged = preview.gainedCount === 0 && preview.lostCount === 0
  return (
    <Notice kind={preview.fault === null ? 'info' : 'warning'} title={t('rights.form.changes')}>
      {preview.fault !== null && <p className="font-bold">{preview.fault}</p>}
      {unchanged && <p>{t('rights.rules.nobodyChanges')}</p>}
      <People
        title={t('rights.rules.gained', { figure: preview.gainedCount })}
        people={preview.gained}
        count={preview.gainedCount}
      />
      <People
        title={t('rights.rules.lost', { figure: preview.lostCount })}
        people={preview.lost}
        count={preview.lostCount}
      />
      <p>{t('rights.rules.vacant', { before: preview.vacantBefore, after: preview.vacant })}</p>
      {preview.ends.map((rule) => (
        <p key={rule.id}>{t('rights.rules.ends', { text: rule.text })}</p>
      ))}
    </Notice>
  )
}

const named = 10

function People({
  title,
  people,
  count,
}: {
  title: string
  people: Preview['gained']
  count: number
}): ReactNode {
  const { t } = useTranslation()
  if (count === 0) return null
  const shown = people.slice(0, named)
  return (
    <>
      <p className="font-bold">{title}</p>
      <ul className="ml-4 list-disc">
        {shown.map((each) => (
          <li key={`${each.personId}${each.unitName ?? ''}`}>
            {each.name} {each.unitName ?? ''}
          </li>
        ))}
        {count > shown.length && <li>{t('rights.rules.more', { figure: count - shown.length })}</li>}
      </ul>
    </>
  )
}
