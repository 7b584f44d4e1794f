import { passDoor } from '#rooms/4-physical/entry/contract-keeping.ts'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { fieldId } from '../../parts/field-id.ts'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { Told } from './door-page.tsx'

/**
 * A card held to a reader that types like a keyboard, or its number typed: in for whoever is outside, out for whoever is
 * inside. The field empties itself at once and keeps the focus; cards that follow each other faster than they are
 * written wait in line, and none is lost.
 */
export function CardField({
  areaId,
  onDone,
}: {
  areaId: string
  onDone: (told: Told) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [card, setCard] = useState('')
  const [missing, setMissing] = useState(false)
  const [refused, setRefused] = useState<unknown>(null)
  const pass = useCommand(passDoor)
  const line = useRef(Promise.resolve())
  const write = async (number: string): Promise<void> => {
    try {
      const { name, direction, warnings } = await pass.mutateAsync({ areaId, card: number })
      setRefused(null)
      await onDone({ text: t('entry.written', { name, what: t(`entry.directions.${direction}`) }), warnings })
    } catch (error) {
      setRefused(error)
    }
  }
  return (
    <form
      className="noprint grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        const number = card.trim()
        setMissing(number === '')
        setCard('')
        document.getElementById(fieldId('card'))?.focus()
        if (number !== '') line.current = line.current.then(() => write(number))
      }}
    >
      {refused !== null && <RefusalNotice error={refused} />}
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-96 max-sm:w-full">
          <TextField
            name="card"
            label={t('entry.card')}
            hint={t('entry.cardHint')}
            maxLength={60}
            value={card}
            error={missing ? t('entry.cardMissing') : undefined}
            onChange={setCard}
          />
        </div>
        <Button type="submit" size="large" look="filled">
          {t('entry.cardGo')}
        </Button>
      </div>
    </form>
  )
}
