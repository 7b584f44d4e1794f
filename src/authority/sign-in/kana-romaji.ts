const table: readonly (readonly [string, string])[] = [
  ['キャ', 'kya'],
  ['キュ', 'kyu'],
  ['キョ', 'kyo'],
  ['シャ', 'sha'],
  ['シュ', 'shu'],
  ['ショ', 'sho'],
  ['チャ', 'cha'],
  ['チュ', 'chu'],
  ['チョ', 'cho'],
  ['ニャ', 'nya'],
  ['ニュ', 'nyu'],
  ['ニョ', 'nyo'],
  ['ヒャ', 'hya'],
  ['ヒュ', 'hyu'],
  ['ヒョ', 'hyo'],
  ['ミャ', 'mya'],
  ['ミュ', 'myu'],
  ['ミョ', 'myo'],
  ['リャ', 'rya'],
  ['リュ', 'ryu'],
  ['リョ', 'ryo'],
  ['ギャ', 'gya'],
  ['ギュ', 'gyu'],
  ['ギョ', 'gyo'],
  ['ジャ', 'ja'],
  ['ジュ', 'ju'],
  ['ジョ', 'jo'],
  ['ビャ', 'bya'],
  ['ビュ', 'byu'],
  ['ビョ', 'byo'],
  ['ピャ', 'pya'],
  ['ピュ', 'pyu'],
  ['ピョ', 'pyo'],
]
const rows: Readonly<Record<string, string>> = {
  アイウエオ: 'a i u e o',
  カキクケコ: 'ka ki ku ke ko',
  サシスセソ: 'sa shi su se so',
  タチツテト: 'ta chi tsu te to',
  ナニヌネノ: 'na ni nu ne no',
  ハヒフヘホ: 'ha hi fu he ho',
  マミムメモ: 'ma mi mu me mo',
  ヤユヨ: 'ya yu yo',
  ラリルレロ: 'ra ri ru re ro',
  ワヲン: 'wa o n',
  ガギグゲゴ: 'ga gi gu ge go',
  ザジズゼゾ: 'za ji zu ze zo',
  ダヂヅデド: 'da ji zu de do',
  バビブベボ: 'ba bi bu be bo',
  パピプペポ: 'pa pi pu pe po',
}
const letters = new Map<string, string>([
  ...table,
  ...Object.entries(rows).flatMap(([kana, latin]) => {
    const written = latin.split(' ')
    return [...kana].map((each, index): [string, string] => [each, written[index] ?? ''])
  }),
])

/** How a reading is typed in Latin letters (Hepburn): 「サエキ」 saeki. What is no kana is left out. */
export function romaji(kana: string): string {
  const text = kana
    .normalize('NFKC')
    .replaceAll(/[ぁ-ゖ]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0x60))
  let out = ''
  let doubled = false
  for (let at = 0; at < text.length; at++) {
    const pair = letters.get(text.slice(at, at + 2))
    const one = pair ?? letters.get(text[at] ?? '')
    if (text[at] === 'ッ') {
      doubled = true
      continue
    }
    if (one === undefined) continue
    if (pair !== undefined && text.length > at + 1) at += 1
    out += doubled ? `${one.startsWith('ch') ? 't' : (one[0] ?? '')}${one}` : one
    doubled = false
  }
  return out
}
