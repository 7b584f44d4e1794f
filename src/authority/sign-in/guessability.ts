import { ZxcvbnFactory, type MatchExtended } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as japanese } from '@zxcvbn-ts/language-ja'

/*
 * How hard a password is to guess. The same function judges on the server and shows as one types in the browser, where
 * it is fetched with the password page alone; it therefore imports nothing of the house.
 */

/** Characters looked at: the estimate of more would only take longer (worst case here: some tens of milliseconds). */
export const MOST_LOOKED_AT = 48
/** Guesses (as a power of ten) from which a password counts as hard to guess. */
export const ENOUGH = 10

/** What makes a password easy; each has its sentence in `weaknessWords`. */
export type Weakness = 'common' | 'own' | 'era' | 'keyboard' | 'repeat' | 'sequence' | 'date' | 'word'

export const weaknessWords: Readonly<Record<Weakness, string>> = {
  common: 'よく使われるパスワードが入っています',
  own: 'あなたの氏名・ログインID、市や所属の名前が入っています',
  era: '年号や役所でよく使う言葉が入っています',
  keyboard: 'キーボードの並びが入っています',
  repeat: '同じ文字や言葉の繰り返しがあります',
  sequence: '「abc」「123」「あいう」のような順番の並びがあります',
  date: '日付や年が入っています',
  word: 'よくある言葉が入っています',
}

export type Guess = {
  /** log10 of the guesses a patient attacker needs. */
  readonly log10: number
  /** 0 to 4: very easy, easy, not yet enough, enough, strong. */
  readonly step: 0 | 1 | 2 | 3 | 4
  readonly weaknesses: readonly Weakness[]
}

const eras = [
  'reiwa',
  'heisei',
  'showa',
  'shouwa',
  'taisho',
  'taishou',
  'meiji',
  '令和',
  '平成',
  '昭和',
  '大正',
  '明治',
]
const office = [
  'nen',
  'gatsu',
  'nichi',
  'nendo',
  '年',
  '月',
  '日',
  '年度',
  '生まれ',
  'kijun',
  '基準',
  'shiyakusho',
  'yakusho',
  'yakuba',
  'kuyakusho',
  'kencho',
  'kenchou',
  'jouhou',
  'joho',
  'seisaku',
  'shiyaku',
  '市役所',
  '役場',
  '区役所',
  '県庁',
  '情報政策課',
  '情報',
  '政策',
  'セキュリティ',
  'パスワード',
  'pasuwado',
  'pasuwa-do',
  '職員',
  'shokuin',
]

const factory = new ZxcvbnFactory({
  dictionary: { ...common, ...japanese, eras: [...eras, ...office] },
  graphs: adjacencyGraphs,
  maxLength: MOST_LOOKED_AT,
  l33tMaxSubstitutions: 5,
})

/** Estimates a password; `ownWords` are what an acquaintance would try first (name, login, unit, city). */
export function guessability(password: string, ownWords: readonly string[]): Guess {
  const looked = [...password.normalize('NFKC')].slice(0, MOST_LOOKED_AT).join('')
  if (looked === '') return { log10: 0, step: 0, weaknesses: [] }
  const words = ownWords.filter((word) => [...word].length >= 2).slice(0, 100)
  const { guessesLog10, sequence } = factory.check(looked, words)
  const found = new Set(sequence.flatMap((match) => weaknessOf(match) ?? []))
  return { log10: guessesLog10, step: stepOf(guessesLog10), weaknesses: [...found] }
}

function stepOf(log10: number): Guess['step'] {
  if (log10 < 6) return 0
  if (log10 < 8) return 1
  if (log10 < ENOUGH) return 2
  return log10 < 13 ? 3 : 4
}

function weaknessOf(match: MatchExtended): Weakness | null {
  switch (match.pattern) {
    case 'dictionary':
      if (match.dictionaryName === 'userInputs') return 'own'
      if (match.dictionaryName === 'eras') return 'era'
      return String(match.dictionaryName).startsWith('passwords') ? 'common' : 'word'
    case 'spatial':
      return 'keyboard'
    case 'repeat':
      return 'repeat'
    case 'sequence':
      return 'sequence'
    case 'date':
    case 'regex':
      return 'date'
    default:
      return null
  }
}
