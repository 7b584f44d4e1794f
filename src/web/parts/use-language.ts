import { useTranslation } from 'react-i18next'
import type { Language } from '../words/language.ts'

/** The language of the screens; a component that uses it is drawn again when the choice changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'ja'
}
