import type { saveCouncilRules } from '#rooms/1-organisation/council/contract.ts'
import { seatRoles } from '#rooms/1-organisation/council/states.ts'
import { posts } from '#rooms/1-organisation/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { InputOf } from '../../api/client.ts'
import { Button } from '../../parts/button.tsx'
import { CheckboxGroup } from '../../parts/checkbox.tsx'
import { FieldError } from '../../parts/form-field.tsx'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { searchPeople, searchUnits } from '../organisation/lookups.ts'

type Seat = InputOf<typeof saveCouncilRules>['seats'][number]
type By = Seat['holder']['by']
const ways: readonly By[] = ['office', 'post', 'rank', 'members', 'person']
const officeCodes = ['ciso', 'chief-iso', 'dept-iso', 'sec-manager', 'policy-office'] as const
const headKinds = ['部', '局', '課', '室', '機関', '委員会'] as const

/** A seat while it is being chosen; `holder` null while something of it is still open. */
export type SeatDraft = {
  readonly key: string
  readonly role: Seat['role']
  readonly holder: Seat['holder'] | { readonly by: By; readonly open: true }
  readonly word: string
}

/** The seats to save, or null while one of them is not chosen. */
export function asSeats(drafts: readonly SeatDraft[]): Seat[] | null {
  const seats = drafts.flatMap(({ role, holder }): Seat[] => ('open' in holder ? [] : [{ role, holder }]))
  return seats.length === drafts.length && seats.length > 0 ? seats : null
}

/** Who belongs to the council: by office, post, rank or unit, or by name; in the order in which they are listed. */
export function SeatsField({
  seats,
  error,
  onChange,
}: {
  seats: readonly SeatDraft[]
  error: string | undefined
  onChange: (seats: readonly SeatDraft[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const [made, setMade] = useState(0)
  const change = (at: number, next: Partial<SeatDraft>): void =>
    onChange(seats.map((seat, index) => (index === at ? { ...seat, ...next } : seat)))
  return (
    <div className="grid gap-4">
      {seats.map((seat, index) => (
        <div
          key={seat.key}
          className="grid items-end gap-3 border-b border-solid-gray-200 pb-3 sm:grid-cols-[120px_180px_minmax(0,1fr)_auto]"
        >
          <SelectField
            compact
            name={`seats.${index}.role`}
            label={t('council.rules.seatRole')}
            value={seat.role}
            choices={seatRoles.map((value) => ({ value, label: t(`council.members.roles.${value}`) }))}
            onChange={(value) =>
              change(index, { role: seatRoles.find((role) => role === value) ?? seat.role })
            }
          />
          <SelectField
            compact
            name={`seats.${index}.by`}
            label={t('council.rules.seatBy')}
            value={seat.holder.by}
            choices={ways.map((value) => ({ value, label: t(`council.rules.by.${value}`) }))}
            onChange={(value) => {
              const by = ways.find((way) => way === value) ?? 'office'
              change(index, { holder: { by, open: true }, word: '' })
            }}
          />
          <Holder seat={seat} at={index} onChange={(next) => change(index, next)} />
          <Button
            size="small"
            label={t('council.rules.seatRemove', { figure: index + 1 })}
            onPress={() => onChange(seats.filter((_, other) => other !== index))}
          >
            {t('council.agenda.removeShort')}
          </Button>
        </div>
      ))}
      {error !== undefined && <FieldError id="seats-error">{error}</FieldError>}
      <span>
        <Button
          onPress={() => {
            setMade(made + 1)
            const role = seats.some((seat) => seat.role === 'chair') ? 'member' : 'chair'
            onChange([...seats, { key: `new-${made}`, role, holder: { by: 'office', open: true }, word: '' }])
          }}
        >
          {t('council.rules.seatAdd')}
        </Button>
      </span>
    </div>
  )
}

function Holder({
  seat,
  at,
  onChange,
}: {
  seat: SeatDraft
  at: number
  onChange: (next: Pick<SeatDraft, 'holder' | 'word'>) => void
}): ReactNode {
  const { t } = useTranslation()
  const { holder, word } = seat
  switch (holder.by) {
    case 'office':
      return (
        <SelectField
          compact
          name={`seats.${at}.office`}
          label={t('council.rules.office')}
          value={'open' in holder ? '' : holder.office}
          emptyLabel={t('council.chosen')}
          choices={officeCodes.map((value) => ({ value, label: t(`organisation.table.offices.${value}`) }))}
          onChange={(value) => {
            const office = officeCodes.find((code) => code === value)
            onChange({
              holder: office === undefined ? { by: 'office', open: true } : { by: 'office', office },
              word: '',
            })
          }}
        />
      )
    case 'rank':
      return (
        <CheckboxGroup
          name={`seats.${at}.kinds`}
          label={t('council.rules.kinds')}
          row
          value={'open' in holder ? [] : [...holder.kinds]}
          choices={headKinds.map((value) => ({ value, label: value }))}
          onChange={(value) => {
            const kinds = headKinds.filter((kind) => value.includes(kind))
            onChange({
              holder: kinds.length === 0 ? { by: 'rank', open: true } : { by: 'rank', rank: 'head', kinds },
              word: '',
            })
          }}
        />
      )
    case 'members':
      return (
        <LookupField
          compact
          name={`seats.${at}.unitId`}
          label={t('council.rules.unit')}
          about="units"
          search={searchUnits}
          chosen={'open' in holder ? null : { id: holder.unitId, label: word }}
          onChoose={(found) =>
            onChange(
              found === null
                ? { holder: { by: 'members', open: true }, word: '' }
                : { holder: { by: 'members', unitId: found.id }, word: found.label },
            )
          }
        />
      )
    case 'person':
      return (
        <LookupField
          compact
          name={`seats.${at}.personId`}
          label={t('council.rules.person')}
          about="people"
          search={searchPeople}
          chosen={'open' in holder ? null : { id: holder.personId, label: word }}
          onChoose={(found) =>
            onChange(
              found === null
                ? { holder: { by: 'person', open: true }, word: '' }
                : { holder: { by: 'person', personId: found.id }, word: found.label },
            )
          }
        />
      )
    case 'post':
      return (
        <Post
          at={at}
          chosen={'open' in holder ? null : { id: holder.postId, label: word }}
          onChoose={(post) =>
            onChange(
              post === null
                ? { holder: { by: 'post', open: true }, word: '' }
                : { holder: { by: 'post', postId: post.id }, word: post.label },
            )
          }
        />
      )
  }
}

/** A post is found through its unit; without one the posts of the bodies themselves (副市長). */
function Post({
  at,
  chosen,
  onChoose,
}: {
  at: number
  chosen: Found | null
  onChoose: (post: Found | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const [unit, setUnit] = useState<Found | null>(null)
  const found = useQuery(reading(posts, { ...(unit === null ? {} : { unitId: unit.id }), size: 100 }))
  const choices = (found.data?.posts ?? []).map((post) => ({
    value: post.id,
    label: `${unit === null ? '' : `${unit.label} `}${post.title}`,
  }))
  const known = chosen === null || choices.some((each) => each.value === chosen.id)
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <LookupField
        compact
        name={`seats.${at}.postUnit`}
        label={t('council.rules.postUnit')}
        hint={unit === null ? t('council.rules.postTop') : undefined}
        about="units"
        search={searchUnits}
        chosen={unit}
        onChoose={setUnit}
      />
      <SelectField
        compact
        name={`seats.${at}.postId`}
        label={t('council.rules.post')}
        value={chosen?.id ?? ''}
        emptyLabel={t('council.chosen')}
        choices={known || chosen === null ? choices : [{ value: chosen.id, label: chosen.label }, ...choices]}
        onChange={(id) =>
          onChoose(
            choices.map((each) => ({ id: each.value, label: each.label })).find((each) => each.id === id) ??
              null,
          )
        }
      />
    </div>
  )
}
