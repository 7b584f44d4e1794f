import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import type { BoundNorm, NormBindings } from './bindings-page.tsx'
import type { Target } from './use-norm-binding.ts'

/** Everything a norm can be bound to, to choose one. */
export function MechanismDialog({
  norm,
  mechanisms,
  busy,
  onClose,
  onChoose,
}: {
  norm: BoundNorm
  mechanisms: NormBindings['mechanisms']
  busy: boolean
  onClose: () => void
  onChoose: (to: Target) => void
}): ReactNode {
  const { t } = useTranslation()
  const [word, setWord] = useState('')
  const [chosen, setChosen] = useState<Target>()
  const sought = word.normalize('NFKC').trim()
  const taken = new Set(norm.bindings.map((binding) => `${binding.mechanism} ${binding.slot}`))
  const shown = mechanisms
    .map((mechanism) => ({
      ...mechanism,
      slots: mechanism.slots.filter(
        (slot) =>
          !taken.has(`${mechanism.mechanism} ${slot.slot}`) &&
          `${mechanism.kind} ${mechanism.mechanismName} ${slot.need}`.normalize('NFKC').includes(sought),
      ),
    }))
    .filter((mechanism) => mechanism.slots.length > 0)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('normBindings.chooseTitle', { number: norm.number })}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('review.cancel')}
          </Button>
          <Button
            look="filled"
            busy={busy}
            reason={chosen === undefined ? t('normBindings.chooseNone') : undefined}
            onPress={() => chosen !== undefined && onChoose(chosen)}
          >
            {t('normBindings.chooseGo')}
          </Button>
        </>
      }
    >
      <p className="provision mb-3 border-l-4 border-solid-gray-300 pl-2 text-[0.875rem]">{norm.text}</p>
      {norm.proposals.length > 0 && (
        <fieldset className="mb-3 text-[0.875rem] leading-[1.5]">
          <legend className="font-bold">{t('normBindings.proposal')}</legend>
          {norm.proposals.map((proposal) => (
            <Option
              key={`${proposal.mechanism} ${proposal.slot}`}
              chosen={chosen}
              to={proposal}
              onChoose={setChosen}
            >
              <b>{proposal.mechanismName}</b> {proposal.need}
              {!proposal.ready && ` (${t('normBindings.coming')})`}
              <span className="block text-solid-gray-700">
                {t('normBindings.why', { why: proposal.why })}
              </span>
            </Option>
          ))}
        </fieldset>
      )}
      <h3 className="mb-1 text-[0.875rem] leading-[1.5]">{t('normBindings.allMechanisms')}</h3>
      <TextField
        compact
        type="search"
        name="mechanism-word"
        label={t('normBindings.chooseFind')}
        value={word}
        maxLength={60}
        onChange={setWord}
      />
      <div className="mt-3 grid max-h-[44vh] gap-3 overflow-auto border-y border-solid-gray-300 py-2">
        {shown.length === 0 && <p className="text-[0.875rem]">{t('normBindings.chooseEmpty')}</p>}
        {shown.map((mechanism) => (
          <fieldset key={mechanism.mechanism} className="text-[0.875rem] leading-[1.5]">
            <legend className="flex flex-wrap items-center gap-2">
              {mechanism.kind !== '' && <StateChip means="mechanism">{mechanism.kind}</StateChip>}
              <b>{mechanism.mechanismName}</b>
              {!mechanism.ready && <StateChip means="ambiguous">{t('normBindings.coming')}</StateChip>}
            </legend>
            {mechanism.slots.map((slot) => (
              <Option
                key={slot.slot}
                chosen={chosen}
                to={{ mechanism: mechanism.mechanism, slot: slot.slot }}
                onChoose={setChosen}
              >
                {slot.need}
              </Option>
            ))}
          </fieldset>
        ))}
      </div>
    </Dialog>
  )
}

function Option({
  chosen,
  to,
  onChoose,
  children,
}: {
  chosen: Target | undefined
  to: Target
  onChoose: (to: Target) => void
  children: ReactNode
}): ReactNode {
  return (
    <label className="mt-1 flex items-start gap-2 pl-2 max-sm:min-h-11 max-sm:py-2">
      <input
        type="radio"
        name="mechanism"
        className="mt-0.5 size-5 flex-none accent-key-900"
        checked={chosen?.mechanism === to.mechanism && chosen.slot === to.slot}
        onChange={() => onChoose({ mechanism: to.mechanism, slot: to.slot })}
      />
      <span>{children}</span>
    </label>
  )
}
