import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { ja } from './ja.ts'
import { rememberedLanguage, rememberLanguage, type Language } from './language.ts'

/** Makes the words ready before the first picture. English is fetched only by those who chose it. */
export async function startWords(): Promise<void> {
  const language = rememberedLanguage(localStorage)
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ja',
    defaultNS: 'words',
    ns: ['words'],
    resources: { ja: { words: ja } },
    // React escapes already
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await show(language)
}

/** Changes the language of every screen and keeps the choice. */
export async function chooseLanguage(language: Language): Promise<void> {
  rememberLanguage(language, localStorage)
  await show(language)
}

async function show(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'words')) {
    const { en } = await import('./en.ts')
    i18next.addResourceBundle('en', 'words', en)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
