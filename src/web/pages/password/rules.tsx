import type { passwordRules } from '#authority/sign-in/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { Section } from '../../parts/card.tsx'
import { clauseOf } from '../../parts/clause-address.ts'
import { ClauseLinks } from '../../parts/clause-link.tsx'

/** The rules a new password must keep, each with the clause it rests on. */
export function PasswordRules({ rules }: { rules: OutputOf<typeof passwordRules> }): ReactNode {
  const { t } = useTranslation()
  const clauses = (slot: string): ReactNode => (
    <ClauseLinks
      clauses={rules.cites
        .filter((cite) => cite.slot === slot)
        .map((cite) => clauseOf({ ...cite, label: `${cite.documentMark} ${cite.label}` }))}
    />
  )
  return (
    <Section title={t('password.rules')}>
      <ul className="grid list-disc gap-2 pl-5 text-[0.875rem]">
        <li>
          {t('password.rule.length', { count: rules.minLength })} {clauses('password-length')}
        </li>
        <li>{t('password.rule.guess')}</li>
        <li>
          {t('password.rule.history', { count: rules.history })} {clauses('password-change')}
        </li>
        <li>
          {rules.maxAgeDays === null
            ? t('password.rule.noAge')
            : t('password.rule.age', { count: rules.maxAgeDays })}
        </li>
        <li>
          {t('password.rule.initial')} {clauses('initial-password')}
        </li>
        <li>
          {t('password.rule.store')} {clauses('password-store')}
        </li>
      </ul>
    </Section>
  )
}
