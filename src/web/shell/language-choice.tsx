import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { join } from '../parts/join.ts'
import { useLanguage } from '../parts/use-language.ts'
import { languages } from '../words/language.ts'
import { chooseLanguage } from '../words/words.ts'

/** The two languages side by side, each in its own words. */
export function LanguageChoice(): ReactNode {
  const { t } = useTranslation()
  const current = useLanguage()
  return (
    <fieldset className="flex items-center gap-1">
      <legend className="sr-only">{t('shell.language')}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => void chooseLanguage(language)}
          className={join(
            'min-h-11 rounded-6 px-2 text-[0.875rem] hover:bg-solid-gray-50',
            language === current
              ? 'font-bold text-solid-gray-900'
              : 'text-key-900 underline underline-offset-[3px]',
          )}
        >
          {t(`shell.languages.${language}`)}
        </button>
      ))}
    </fieldset>
  )
}
