import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../parts/card.tsx'
import { Checkbox, RadioGroup } from '../../parts/checkbox.tsx'
import { FieldPair } from '../../parts/form-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { askedFields, type Draft, type Lasts } from './design.ts'
import { FieldChoice } from './rules-part.tsx'
import type { Design } from './use-design.ts'

const lasts: readonly Lasts[] = ['once', 'period', 'fiscal-year', 'standing']

/** How long a permission holds, what follows from it, and how soon a step should be done. */
export function AfterPart({ design }: { design: Design }): ReactNode {
  const { t } = useTranslation()
  const { draft, change, errorAt } = design
  const set = (next: Partial<Draft>, place: string): void => change({ ...draft, ...next }, place)
  const days = askedFields(draft).filter((field) => field.type === 'date' && !field.optional)
  return (
    <Section title={t('procedures.after.title')}>
      <div className="mt-2 grid gap-4">
        <RadioGroup
          name="validity"
          label={t('procedures.after.lasts')}
          value={draft.lasts}
          choices={lasts.map((value) => ({ value, label: t(`procedures.after.kinds.${value}`) }))}
          error={errorAt('validity')}
          onChange={(value) =>
            set({ lasts: lasts.find((each) => each === value) ?? draft.lasts }, 'validity')
          }
        />
        {(draft.lasts === 'period' || draft.lasts === 'fiscal-year') && days.length === 0 && (
          <p className="text-[0.875rem]">{t('procedures.after.noDays')}</p>
        )}
        {draft.lasts === 'period' && (
          <FieldPair>
            <FieldChoice
              name="validity.from"
              label={t('procedures.after.from')}
              fields={days}
              value={draft.from}
              error={undefined}
              onChange={(from) => set({ from }, 'validity')}
            />
            <FieldChoice
              name="validity.to"
              label={t('procedures.after.to')}
              fields={days}
              value={draft.to}
              error={undefined}
              onChange={(to) => set({ to }, 'validity')}
            />
          </FieldPair>
        )}
        {draft.lasts === 'fiscal-year' && (
          <div className="max-w-96">
            <FieldChoice
              name="validity.from"
              label={t('procedures.after.yearOf')}
              fields={days}
              value={draft.from}
              error={undefined}
              emptyLabel={t('procedures.after.yearOfFiling')}
              onChange={(from) => set({ from }, 'validity')}
            />
          </div>
        )}
        <FieldPair>
          <TextField
            compact
            optional
            name="start"
            label={t('procedures.after.start')}
            hint={t('procedures.after.startHint')}
            value={draft.start}
            error={errorAt('start')}
            onChange={(start) => set({ start }, 'start')}
          />
          <TextField
            compact
            optional
            name="finish"
            label={t('procedures.after.finish')}
            hint={t('procedures.after.finishHint')}
            value={draft.finish}
            error={errorAt('finish')}
            onChange={(finish) => set({ finish }, 'finish')}
          />
        </FieldPair>
        <div className="max-w-96">
          <TextField
            compact
            optional
            inputMode="numeric"
            name="answerWithin"
            label={t('procedures.after.answerWithin')}
            hint={t('procedures.after.answerWithinHint')}
            value={draft.answerWithin}
            maxLength={6}
            error={errorAt('answerWithin')}
            onChange={(answerWithin) => set({ answerWithin }, 'answerWithin')}
          />
        </div>
        <Checkbox
          name="renewable"
          checked={draft.renewable}
          onChange={(renewable) => set({ renewable }, 'renewable')}
        >
          {t('procedures.after.renewable')}
        </Checkbox>
        <Checkbox name="bulk" checked={draft.bulk} onChange={(bulk) => set({ bulk }, 'bulk')}>
          {t('procedures.after.bulk')}
        </Checkbox>
      </div>
    </Section>
  )
}
