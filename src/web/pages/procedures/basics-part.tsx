import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../parts/card.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { FieldPair } from '../../parts/form-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextArea, TextField } from '../../parts/text-field.tsx'
import { withNotice } from './design-acts.ts'
import type { Draft } from './design.ts'
import type { Design } from './use-design.ts'

const verbs: readonly Draft['verb'][] = ['許可', '承認', '同意', '決定']

/** What the procedure is called and for, the word of its answer, and what its clause must say. */
export function BasicsPart({ design }: { design: Design }): ReactNode {
  const { t } = useTranslation()
  const { draft, change, errorAt } = design
  const set = (next: Partial<Draft>, place: string): void => change({ ...draft, ...next }, place)
  return (
    <Section title={t('procedures.basics.title')}>
      <div className="mt-2 grid gap-4">
        <FieldPair>
          <TextField
            compact
            name="name"
            label={t('procedures.basics.name')}
            hint={t('procedures.basics.nameHint')}
            required
            value={draft.name}
            error={errorAt('name')}
            onChange={(name) => set({ name }, 'name')}
          />
          <TextField
            compact
            name="formNumber"
            label={t('procedures.basics.formNumber')}
            hint={t('procedures.basics.formNumberHint')}
            required
            value={draft.formNumber}
            error={errorAt('formNumber')}
            onChange={(formNumber) => set({ formNumber }, 'formNumber')}
          />
        </FieldPair>
        <TextArea
          compact
          name="purpose"
          label={t('procedures.basics.purpose')}
          hint={t('procedures.basics.purposeHint')}
          required
          rows={2}
          value={draft.purpose}
          error={errorAt('purpose')}
          onChange={(purpose) => set({ purpose }, 'purpose')}
        />
        <TextArea
          compact
          name="need"
          label={t('procedures.basics.need')}
          hint={t('procedures.basics.needHint')}
          required
          rows={2}
          value={draft.need}
          error={errorAt('need')}
          onChange={(need) => set({ need }, 'need')}
        />
        <div className="max-w-60">
          <SelectField
            compact
            name="verb"
            label={t('procedures.basics.verb')}
            value={draft.verb}
            choices={verbs.map((value) => ({ value, label: value }))}
            onChange={(value) => set({ verb: verbs.find((verb) => verb === value) ?? draft.verb }, 'verb')}
          />
        </div>
        <Checkbox
          name="notice"
          checked={draft.notice}
          onChange={(notice) => change(withNotice(draft, notice), 'route', 'step')}
        >
          {t('procedures.basics.notice')}
        </Checkbox>
      </div>
    </Section>
  )
}
