const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'Chromebook'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** 「Windows の Chrome」 from what a browser calls itself. It may call itself anything: a help to remember, no proof. */
export function deviceWords(agent: string): string {
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1]
  const browser = browsers.find(([pattern]) => pattern.test(agent))?.[1]
  if (system === undefined && browser === undefined) return '端末の種類は不明'
  return [system, browser].filter((each) => each !== undefined).join(' の ')
}
