import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { RadioGroup } from '../../parts/checkbox.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { FieldError } from '../../parts/form-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { addStep, changeStep, moveStep } from './design-acts.ts'
import { askedFields, type Draft, type SeatDraft, type StepDraft } from './design.ts'
import { fieldName } from './labels.ts'
import { ReorderButtons } from './reorder-buttons.tsx'
import type { Design } from './use-design.ts'
import { useOfficeChoices } from './use-office-choices.ts'

const acts: readonly StepDraft['act'][] = ['pass', 'agree', 'consult', 'opinion', 'decide', 'receive']
const noticeActs: readonly StepDraft['act'][] = ['pass', 'receive']

/** 決裁の流れ: whose hands a case goes through, step by step, and what each is asked. */
export function RoutePart({ design }: { design: Design }): ReactNode {
  const { t } = useTranslation()
  const { draft, change, errorAt, focus } = design
  const error = errorAt('route')
  return (
    // the way that is tried out stands beside it under the plain word
    <Section title={t('procedures.route.heading')}>
      <p className="mb-3 text-[0.875rem]">
        {t(draft.notice ? 'procedures.route.whatNotice' : 'procedures.route.what')}
      </p>
      {error !== undefined && <FieldError id="route-error">{error}</FieldError>}
      <ol className="grid gap-4">
        {draft.route.map((step, index) => (
          <Step key={step.id} step={step} at={index} design={design} />
        ))}
      </ol>
      <div className="mt-3">
        <Button
          id={fieldId('route')}
          reason={draft.route.length >= 8 ? t('procedures.route.full') : undefined}
          onPress={() => {
            const next = addStep(draft)
            change(next.draft, 'route')
            focus(`step.${next.id}`)
          }}
        >
          {t('procedures.route.add')}
        </Button>
      </div>
    </Section>
  )
}

function Step({ step, at, design }: { step: StepDraft; at: number; design: Design }): ReactNode {
  const { t } = useTranslation()
  const { draft, change, errorAt, focus } = design
  const place = `step.${step.id}`
  const name = t('procedures.route.one', { number: at + 1 })
  const offered = draft.notice ? noticeActs : acts.filter((act) => act !== 'receive')
  const choices = offered.includes(step.act) ? offered : [...offered, step.act]
  const set = (next: Partial<StepDraft>): void => change(changeStep(draft, step.id, next), place, 'route')
  const go = (by: -1 | 1): void => {
    change(moveStep(draft, at, by), 'route')
    focus(`${place}.${by === -1 ? 'up' : 'down'}`, `${place}.${by === -1 ? 'down' : 'up'}`)
  }
  return (
    <li>
      <fieldset className="grid gap-3 rounded-8 border border-solid-gray-300 p-4 max-sm:p-3">
        <legend className="px-1 font-bold">{name}</legend>
        <div className="grid gap-3 sm:grid-cols-[220px_minmax(0,1fr)]">
          <SelectField
            compact
            name={place}
            label={t('procedures.route.act')}
            value={step.act}
            choices={choices.map((value) => ({ value, label: actWord(value) }))}
            error={errorAt(place)}
            onChange={(value) => set({ act: acts.find((act) => act === value) ?? step.act })}
          />
          <p className="self-end pb-2 text-[0.875rem] leading-[1.5] text-solid-gray-700">
            {t(`procedures.route.acts.${step.act}.what`)}
          </p>
        </div>
        <Seats step={step} place={place} design={design} set={set} />
        {step.seats.length > 1 && (
          <RadioGroup
            row
            name={`${place}.needs`}
            label={t('procedures.route.needs')}
            value={step.needs}
            choices={[
              { value: 'all', label: t('procedures.route.all') },
              { value: 'any', label: t('procedures.route.any') },
            ]}
            onChange={(value) => set({ needs: value === 'any' ? 'any' : 'all' })}
          />
        )}
        <ReorderButtons
          place={place}
          name={name}
          up={at === 0 ? undefined : () => go(-1)}
          down={at === draft.route.length - 1 ? undefined : () => go(1)}
          removeReason={draft.route.length === 1 ? t('procedures.route.last') : undefined}
          remove={() => {
            change({ ...draft, route: draft.route.filter((each) => each.id !== step.id) }, place, 'route')
            focus('route')
          }}
        />
      </fieldset>
    </li>
  )
  function actWord(act: StepDraft['act']): string {
    return act === 'decide'
      ? t('procedures.route.decide', { verb: draft.verb })
      : t(`procedures.route.acts.${act}.word`)
  }
}

function Seats({
  step,
  place,
  design,
  set,
}: {
  step: StepDraft
  place: string
  design: Design
  set: (next: Partial<StepDraft>) => void
}): ReactNode {
  const { t } = useTranslation()
  const { draft, change, focus } = design
  const offices = useOfficeChoices()
  const places = seatPlaces(draft)
  const setSeat = (id: string, next: Partial<SeatDraft>): void =>
    set({ seats: step.seats.map((seat) => (seat.id === id ? { ...seat, ...next } : seat)) })
  return (
    <div className="grid gap-3">
      {step.seats.map((seat, index) => {
        const own = `${place}.${seat.id}`
        const gone = seat.from !== '' && !places.some(({ key }) => key === seat.from)
        return (
          <div key={seat.id} className="flex flex-wrap items-end gap-x-3 gap-y-2">
            <div className="min-w-56 flex-1">
              <SelectField
                compact
                name={own}
                label={
                  step.seats.length === 1
                    ? t('procedures.route.office')
                    : t('procedures.route.officeOf', { number: index + 1 })
                }
                value={seat.office}
                choices={offices.choices(seat.office)}
                onChange={(value) => setSeat(seat.id, { office: offices.find(value) ?? seat.office })}
              />
            </div>
            <div className="min-w-56 flex-1">
              <SelectField
                compact
                name={`${own}.from`}
                label={
                  step.seats.length === 1
                    ? t('procedures.route.from')
                    : t('procedures.route.fromOf', { number: index + 1 })
                }
                value={seat.from}
                choices={[
                  { value: '', label: t('procedures.route.fromApplicant') },
                  ...places.map((field) => ({
                    value: field.key,
                    label: t(
                      field.type === 'unit' ? 'procedures.route.fromUnit' : 'procedures.route.fromEntries',
                      { name: fieldName(t, field) },
                    ),
                  })),
                  ...(gone ? [{ value: seat.from, label: t('procedures.rules.gap') }] : []),
                ]}
                onChange={(from) => setSeat(seat.id, { from })}
              />
            </div>
            {step.seats.length > 1 && (
              <Button
                size="small"
                label={t('procedures.route.removeSeat', { number: index + 1 })}
                onPress={() => {
                  set({ seats: step.seats.filter((each) => each.id !== seat.id) })
                  focus(`${place}.add`)
                }}
              >
                {t('procedures.act.remove')}
              </Button>
            )}
          </div>
        )
      })}
      <span>
        <Button
          id={fieldId(`${place}.add`)}
          size="small"
          reason={step.seats.length >= 4 ? t('procedures.route.seatsFull') : undefined}
          onPress={() => {
            const made = draft.made + 1
            const office = offices.next(step.seats.map((seat) => seat.office))
            const seat: SeatDraft = { id: `a${made}`, office, from: '' }
            change({ ...changeStep(draft, step.id, { seats: [...step.seats, seat] }), made }, place, 'route')
            focus(`${place}.${seat.id}`)
          }}
        >
          {t('procedures.route.addSeat')}
        </Button>
      </span>
    </div>
  )
}

/** Fields that name a unit: the one chosen there, or the one that keeps the line chosen there. */
const seatPlaces = (draft: Draft) =>
  askedFields(draft).filter((field) => field.type === 'entries' || field.type === 'unit')
