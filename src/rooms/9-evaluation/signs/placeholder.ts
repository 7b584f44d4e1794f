/** Words that stand where a purpose or a reason should be, folded. */
const empty: ReadonlySet<string> = new Set([
  'テスト',
  'てすと',
  'test',
  'ダミー',
  'なし',
  '無し',
  '無',
  '特になし',
  '特に無し',
  '理由なし',
  '同上',
  '同左',
  '同じ',
  '上記のとおり',
  '前回と同じ',
  '前回同様',
  '未定',
  '未記入',
  '不明',
  'サンプル',
  'ああ',
  'あいう',
  'あいうえお',
  'abc',
  'asdf',
  '123',
])

/** Spaces, signs and 「です」 do not make a reason of what is none. For comparing only. */
export function bareText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}ー]+/gu, '')
    .replace(/(?:です|である)$/u, '')
}

/**
 * Why a text says nothing: a sentence, or null when it may say something. Long-vowel marks alone are signs, too; what
 * is written with them is compared without.
 */
export function saysNothing(text: string): string | null {
  const bare = bareText(text)
  if (bare === '') return '記号だけ'
  if ([...bare].every((each) => each === [...bare][0])) return '同じ文字だけ'
  return words.has(bare) ? '中身のない言葉だけ' : null
}

const words: ReadonlySet<string> = new Set([...empty].map(bareText))
