/** The languages the screens speak. Japanese first. */
export const languages = ['ja', 'en'] as const
export type Language = (typeof languages)[number]

const key = 'kijun.language'
let chosen: Language = 'ja'

/** The language the screens are shown in now. */
export function currentLanguage(): Language {
  return chosen
}

/** Takes up the choice this desk made before; Japanese when there is none or it cannot be read. */
export function rememberedLanguage(storage: Pick<Storage, 'getItem'>): Language {
  const saved = languages.find((language) => language === storage.getItem(key))
  chosen = saved ?? 'ja'
  return chosen
}

/** Keeps a choice for the next visit. */
export function rememberLanguage(language: Language, storage: Pick<Storage, 'setItem'>): void {
  chosen = language
  storage.setItem(key, language)
}
