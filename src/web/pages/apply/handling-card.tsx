import type { ProcedureKind } from '#engine/procedure/contract.ts'
import { registerKinds } from '#engine/register/contract.ts'
import { handlingFor, strictest } from '#rooms/2-assets/asset/classification.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Card } from '../../parts/card.tsx'
import { ClassChip, PersonalDataChip } from '../../parts/chip.tsx'
import { ClauseLinks } from '../../parts/clause-link.tsx'
import { levelOf, peopleIn } from '../case/asset-values.ts'
import { clausesOfSlots } from '../case/clauses.ts'
import { HandlingStates } from './handling-states.tsx'
import type { Filling } from './use-draft.ts'

/** この申請の取扱制限: what the strictest class among the chosen assets asks for. */
export function HandlingCard({ kind, filling }: { kind: ProcedureKind; filling: Filling }): ReactNode {
  const { t } = useTranslation()
  const field = kind.fields.find((each) => each.type === 'entries' && each.register === 'asset')
  const registers = useQuery({
    ...reading(registerKinds, {}),
    staleTime: 60_000,
    enabled: field !== undefined,
  })
  if (field === undefined) return null
  const cites = registers.data?.registers.find((each) => each.key === field.register)?.cites ?? []
  const entries = filling.entriesOf(field.key)
  const classification = strictest(entries.map((entry) => entry.values))
  if (classification === undefined) {
    return (
      <Card title={t('apply.handling')}>
        <p className="text-[0.875rem]">{t('apply.handlingNone')}</p>
      </Card>
    )
  }
  const level = levelOf('confidentiality', classification)
  const handlings = handlingFor(classification)
  // taking something out is first of all a matter of who may see it
  const secret = handlings.filter(({ axis }) => axis === 'confidentiality')
  const others = handlings.filter(({ axis }) => axis !== 'confidentiality')
  const people = entries.reduce((sum, entry) => sum + (peopleIn(entry.values) ?? 0), 0)
  return (
    <Card title={t('apply.handling')}>
      <div aria-live="polite" className="text-[0.875rem] leading-[1.6]">
        <p className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1">
          {t('apply.handlingBy')}
          {level !== null && <ClassChip level={level} />}
          {people > 0 && <PersonalDataChip people={people} />}
          <ClauseLinks clauses={clausesOfSlots(cites, ['classify'])} />
        </p>
        {secret.length === 0 && <p>{t('apply.handlingNothing')}</p>}
        <ul className="list-disc pl-5">
          {secret.map(({ key, text }) => (
            <li key={key}>{text}</li>
          ))}
        </ul>
        <ClauseLinks clauses={clausesOfSlots([...cites, ...kind.cites], ['protect', 'transport'])} />
        <HandlingStates entries={entries} />
      </div>
      {others.length > 0 && (
        <details className="mt-1 text-[0.875rem] leading-[1.6]">
          <summary className="cursor-pointer py-1 max-sm:py-2.5">{t('apply.handlingOthers')}</summary>
          <ul className="list-disc pl-5">
            {others.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}
