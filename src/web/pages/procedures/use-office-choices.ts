import { officeRules } from '#rooms/1-organisation/rights/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import type { Office } from './design.ts'

/** Roles a step can be given to. A council resolves in its meetings, and auditors decide nothing. */
const offered: readonly Office[] = [
  'sec-leader',
  'sec-manager',
  'dept-iso',
  'chief-iso',
  'ciso',
  'policy-office',
]

/** The roles of the city by its own words; by the usual ones until those are known. */
export function useOfficeChoices() {
  const { t } = useTranslation()
  const rules = useQuery({ ...reading(officeRules, {}), staleTime: 60_000 })
  const wordOf = (office: Office): string =>
    rules.data?.rules.find((rule) => rule.office === office)?.word ??
    rules.data?.unset.find((rule) => rule.office === office)?.word ??
    t(`organisation.table.offices.${office}`)
  return {
    /** Those offered, and the one that was chosen before. */
    choices: (chosen: Office) =>
      [...new Set([...offered, chosen])].map((office) => ({ value: office, label: wordOf(office) })),
    find: (value: string): Office | undefined => offered.find((office) => office === value),
    /** One that does not sit there yet. */
    next: (seated: readonly Office[]): Office =>
      offered.find((office) => !seated.includes(office)) ?? 'sec-manager',
  }
}
