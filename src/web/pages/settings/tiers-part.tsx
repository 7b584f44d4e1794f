import { procedureKinds, setTiers, type ProcedureKind } from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { TextField } from '../../parts/text-field.tsx'

type Tier = InputOf<typeof setTiers>['tiers'][number]
const officeCodes = setTiers.input.shape.tiers.element.shape.office.options

/** 専決区分: of which procedures cases up to a size are decided by another office than the clause names. */
export function TiersPart({
  kinds,
  mayChange,
}: {
  kinds: readonly ProcedureKind[]
  mayChange: boolean
}): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [procedure, setProcedure] = useState('')
  const possible = kinds.filter((kind) => kind.tiered)
  const kind = possible.find((each) => each.key === procedure)
  const command = useCommand(setTiers, async () => {
    await client.invalidateQueries({ queryKey: [procedureKinds.name] })
  })
  if (possible.length === 0) return null
  const save = (tiers: Tier[]): void => command.mutate({ procedure, tiers })
  return (
    <Section title={t('settings.tiers.title')}>
      <p className="mb-3 max-w-[60em] text-[0.875rem]">{t('settings.tiers.what')}</p>
      <SelectField
        compact
        name="tier-procedure"
        label={t('settings.values.procedure')}
        value={procedure}
        emptyLabel={t('parts.choose')}
        choices={possible.map((each) => ({ value: each.key, label: each.name }))}
        onChange={setProcedure}
      />
      {command.isError && <RefusalNotice error={command.error} />}
      {kind !== undefined && (
        <>
          {kind.tiers.length === 0 ? (
            <p className="my-3 text-[0.875rem]">{t('settings.tiers.none')}</p>
          ) : (
            <ol className="my-3 grid gap-2">
              {kind.tiers.map((tier, index) => (
                <li key={tier.words} className="flex flex-wrap items-center gap-3">
                  {t('settings.tiers.one', { words: tier.words, office: tier.officeWord })}
                  <Button
                    size="small"
                    label={t('settings.tiers.removeOf', { words: tier.words })}
                    busy={command.isPending}
                    reason={mayChange ? undefined : t('settings.values.denied')}
                    onPress={() => save(kind.tiers.filter((_, at) => at !== index).map(tierOf))}
                  >
                    {t('settings.tiers.remove')}
                  </Button>
                </li>
              ))}
            </ol>
          )}
          <AddTier
            key={kind.key}
            busy={command.isPending}
            mayChange={mayChange}
            onAdd={(tier) => save([...kind.tiers.map(tierOf), tier])}
          />
        </>
      )}
    </Section>
  )
}

const tierOf = ({ atMost, office }: ProcedureKind['tiers'][number]): Tier => ({ atMost, office })

function AddTier({
  busy,
  mayChange,
  onAdd,
}: {
  busy: boolean
  mayChange: boolean
  onAdd: (tier: Tier) => void
}): ReactNode {
  const { t } = useTranslation()
  const [level, setLevel] = useState('')
  const [days, setDays] = useState('')
  const [lines, setLines] = useState('')
  const [chosen, setOffice] = useState('')
  const office = officeCodes.find((each) => each === chosen)
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (office === undefined) return
        onAdd({
          atMost: {
            ...(numberOf(level) === null ? {} : { level: Number(level) }),
            ...(numberOf(days) === null ? {} : { days: numberOf(days) ?? 1 }),
            ...(numberOf(lines) === null ? {} : { lines: numberOf(lines) ?? 1 }),
          },
          office,
        })
      }}
    >
      <SelectField
        compact
        name="tier-level"
        label={t('settings.tiers.level')}
        value={level}
        emptyLabel={t('settings.tiers.any')}
        choices={['1', '2', '3'].map((value) => ({
          value,
          label: t('settings.tiers.levelOf', { level: value }),
        }))}
        onChange={setLevel}
      />
      <TextField
        compact
        name="tier-days"
        label={t('settings.tiers.days')}
        inputMode="numeric"
        value={days}
        onChange={setDays}
      />
      <TextField
        compact
        name="tier-lines"
        label={t('settings.tiers.lines')}
        inputMode="numeric"
        value={lines}
        onChange={setLines}
      />
      <SelectField
        compact
        required
        name="tier-office"
        label={t('settings.tiers.office')}
        value={office ?? ''}
        choices={officeCodes.map((value) => ({ value, label: t(`organisation.table.offices.${value}`) }))}
        onChange={setOffice}
      />
      <Button type="submit" busy={busy} reason={mayChange ? undefined : t('settings.values.denied')}>
        {t('settings.tiers.add')}
      </Button>
    </form>
  )
}

/** A whole number, also when typed in full width. */
function numberOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim()
  return /^\d{1,4}$/.test(plain) ? Number(plain) : null
}
