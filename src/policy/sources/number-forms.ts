/** How automatic numbering prints a number; the names are those of Word's `numFmt`, which HTML's are told in. */
export type NumberForm = string

const AIUEO = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン'
const AIUEO_HALF = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ'
const IROHA =
  'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン'
const IROHA_HALF = 'ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ'
const HIRAGANA =
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん'
const HIRAGANA_IROHA =
  'いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿'
const PARENTHESISED = '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇'
const FULL_STOPS = '⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛'
const KANJI_CIRCLED = '㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉'
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const ZODIAC = '子丑寅卯辰巳午未申酉戌亥'
const KANJI_DIGITS = '〇一二三四五六七八九'
const LEGAL_DIGITS = '零壱弐参四伍六七八九'

/** The number as that form prints it; a form that is not known, or cannot print it, prints plain digits. */
export function numberAs(form: NumberForm, n: number): string {
  if (form === 'none') return ''
  if (!Number.isSafeInteger(n) || n < 0 || n > 99_999) return String(n)
  switch (form) {
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return fullWidth(String(n))
    case 'decimalZero':
      return String(n).padStart(2, '0')
    case 'numberInDash':
      return `- ${n} -`
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return oneOf(CIRCLED, n)
    case 'decimalEnclosedParen':
      return PARENTHESISED[n - 1] ?? `(${n})`
    case 'decimalEnclosedFullstop':
      return FULL_STOPS[n - 1] ?? `${n}.`
    case 'ideographEnclosedCircle':
      return oneOf(KANJI_CIRCLED, n)
    case 'aiueo':
      return repeated(AIUEO_HALF, n)
    case 'aiueoFullWidth':
      return repeated(AIUEO, n)
    case 'iroha':
      return repeated(IROHA_HALF, n)
    case 'irohaFullWidth':
      return repeated(IROHA, n)
    case 'hiragana':
      return repeated(HIRAGANA, n)
    case 'hiraganaIroha':
      return repeated(HIRAGANA_IROHA, n)
    case 'japaneseCounting':
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'koreanCounting':
    case 'taiwaneseCountingThousand':
      return kanji(n, KANJI_DIGITS, '十百千万')
    case 'japaneseLegal':
      return kanji(n, LEGAL_DIGITS, '拾百千萬')
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseCounting':
      return [...String(n)].map((d) => KANJI_DIGITS.charAt(Number(d))).join('')
    case 'ideographTraditional':
      return oneOf(STEMS, n)
    case 'ideographZodiac':
      return oneOf(ZODIAC, n)
    case 'upperRoman':
      return roman(n)
    case 'lowerRoman':
      return roman(n).toLowerCase()
    case 'upperLetter':
      return repeated(LETTERS, n).toUpperCase()
    case 'lowerLetter':
      return repeated(LETTERS, n)
    case 'ordinal':
      return `${n}.`
    default:
      return String(n)
  }
}

const fullWidth = (digits: string): string =>
  digits.replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))

const oneOf = (row: string, n: number): string => row[n - 1] ?? String(n)

/** The n-th of the row; after its end each letter is doubled, then tripled, as Word does. */
function repeated(row: string, n: number): string {
  if (n === 0) return '0'
  const times = Math.ceil(n / row.length)
  return times > 20 ? String(n) : (row[(n - 1) % row.length] ?? '').repeat(times)
}

function kanji(n: number, digits: string, units: string): string {
  if (n === 0) return digits.charAt(0)
  const [ten = '', hundred = '', thousand = '', myriad = ''] = units
  let out = ''
  let rest = n
  for (const [size, unit] of [
    [10_000, myriad],
    [1000, thousand],
    [100, hundred],
    [10, ten],
  ] as const) {
    const times = Math.floor(rest / size)
    rest %= size
    if (times > 0) out += (times > 1 || size === 10_000 ? digits.charAt(times) : '') + unit
  }
  return rest === 0 ? out : out + digits.charAt(rest)
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(n: number): string {
  if (n === 0 || n > 3999) return String(n)
  let out = ''
  let rest = n
  for (const [size, letters] of ROMAN) {
    while (rest >= size) {
      out += letters
      rest -= size
    }
  }
  return out
}
