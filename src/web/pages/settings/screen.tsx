import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, ButtonRow } from '../../parts/button.tsx'
import { LanguageChoice } from '../../shell/language-choice.tsx'

/** The language of the screens, and the way to one's own account. */
export function Screen(): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="grid gap-4">
      <h2 className="text-[1.125rem]">{t('settings.tab.screen')}</h2>
      <p className="text-[0.875rem]">{t('settings.screen.what')}</p>
      <div>
        <p className="font-bold">{t('shell.language')}</p>
        <LanguageChoice />
      </div>
      <ButtonRow>
        <ButtonLink href="/account">{t('settings.screen.account')}</ButtonLink>
        <ButtonLink href="/password">{t('settings.screen.password')}</ButtonLink>
      </ButtonRow>
    </div>
  )
}
