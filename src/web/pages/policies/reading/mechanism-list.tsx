import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../../parts/anchor.tsx'
import { StateChip } from '../../../parts/chip.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { Count } from '../../../parts/states.tsx'
import { mechanismAddress } from '../mechanism-address.ts'
import type { Mechanism } from '../types.ts'

/** 仕掛け: the procedures, registers and offices that rest on a clause, each with the sentence it rests on. */
export function MechanismList({ mechanisms }: { mechanisms: readonly Mechanism[] }): ReactNode {
  return (
    <ul className="grid gap-3 text-[0.875rem] leading-[1.5]">
      {mechanisms.map((mechanism) => (
        <li key={mechanism.bindingId} className="grid gap-1">
          <MechanismName {...mechanism} />
          <span>{mechanism.need}</span>
          {mechanism.counts.length > 0 && <Counts counts={mechanism.counts} />}
          <blockquote className="provision border-l-4 border-solid-gray-300 pl-2">
            {mechanism.quote}
          </blockquote>
          <Confirmed {...mechanism} />
        </li>
      ))}
    </ul>
  )
}

/** A kind and a name; a link where the mechanism has a page. */
export function MechanismName({
  mechanism,
  mechanismName,
  kind,
}: Pick<Mechanism, 'mechanism' | 'mechanismName' | 'kind'>): ReactNode {
  const router = useRouter()
  const address = mechanismAddress(mechanism, router.routesByPath)
  return (
    <span className="flex flex-wrap items-center gap-2">
      {kind !== '' && <StateChip means="mechanism">{kind}</StateChip>}
      <b>{address === undefined ? mechanismName : <Anchor href={address}>{mechanismName}</Anchor>}</b>
    </span>
  )
}

/** Who bound a clause to a mechanism, and when. */
export function Confirmed({
  confirmedAt,
  confirmedBy,
  carried,
}: Pick<Mechanism, 'confirmedAt' | 'confirmedBy' | 'carried'>): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="text-solid-gray-700">
      {t('policies.confirmedBy', { name: confirmedBy })} <DateText value={confirmedAt} />
      {carried && ` ${t('policies.carried')}`}
    </span>
  )
}

function Counts({ counts }: { counts: Mechanism['counts'] }): ReactNode {
  return (
    <span className="flex flex-wrap gap-x-3">
      {counts.map(({ label, value }) => (
        <span key={label}>
          {label}{' '}
          <b>
            <Count value={value} />
          </b>
        </span>
      ))}
    </span>
  )
}
