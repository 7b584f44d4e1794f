import { HIDDEN, withoutBrackets } from './plain.ts'
import type { OfficeCode } from './types.ts'

const NOUN = '[一-龠々ヶ〇ァ-ヺー・A-Za-z]{2,30}'

/** Who is put into an office, and what office that makes it; the first that fits counts. */
const HOLDERS: readonly (readonly [holder: RegExp, office: OfficeCode])[] = [
  [/(?:職員|教員|教職員|所員|隊員)(?:等)?の(?:うち|中)から/, 'sec-leader'],
  [/(?:情報)?システム[^。、]{0,24}(?:課|室|所属|部署|部門)[^。、]{0,4}の長/, 'system-sec-manager'],
  [/システム[^。]{0,40}(?:作業|運用|操作)[^。、]{0,10}者$/, 'sec-leader'],
  [/(?:^|[^副])(?:部|局|部局)等?の長(?:$|[^課])|部長(?:職)?$/, 'dept-iso'],
  [
    /(?:課|室|所属|係|所|園|館|校|署|施設|機関|支所)等?の長|所属長|課長|校長|園長|館長|署長|室長|所長/,
    'sec-manager',
  ],
]

/** An office whose word says what it looks after; a plain 委員長 or 課長 is no office of information security. */
const LOOKS_AFTER = /(?:情報|セキュリティ|システム|ネットワーク|データ|電算|端末|IT|ICT|DX)/

/**
 * The offices a document says itself: 校長をもって充てる情報管理者, 各課の長を情報管理者とする, CIOを補佐する統括管理者.
 * A list of word and office; a word told twice keeps the first.
 */
export function officesSaid(plain: string): readonly (readonly [word: string, office: OfficeCode])[] {
  const out: [string, OfficeCode][] = []
  const said = new Set<string>()
  const put = (word: string, office: OfficeCode | null) => {
    if (office === null || said.has(word) || !LOOKS_AFTER.test(word)) return
    said.add(word)
    out.push([word, office])
  }
  for (const sentence of withoutBrackets(plain).replaceAll(HIDDEN, '').split('。')) {
    // Nobody is put into office in a sentence without an end.
    if (sentence.length > 400) continue
    for (const [pattern, holderFirst] of WAYS) {
      const m = pattern.exec(sentence)
      const [holder, word] = holderFirst ? [m?.[1], m?.[2]] : [m?.[2], m?.[1]]
      if (holder !== undefined && word !== undefined) put(word, officeOfHolder(sentence, holder, word))
    }
  }
  return out
}

/** How a text puts somebody into an office; true where the holder stands before the office. */
const WAYS: readonly (readonly [pattern: RegExp, holderFirst: boolean])[] = [
  // 甲を、…の乙とする
  [new RegExp(`([^。]{2,60}?)を(?:もって)?、?(?:[^。を]{0,30}[のるた])?(${NOUN})と(?:する|し|定め)`), true],
  // 乙を置き、甲をもって充てる; 乙は、甲をもって充てる
  [
    new RegExp(
      `(${NOUN})(?:を(?:[0-9一二三]+[名人])?置き、(?:\\1は、?)?|(?:に)?は、?)([^。]{1,40}?)(?:をもって|を)(?:これに)?(?:充|あ)て`,
    ),
    false,
  ],
  // 乙を置き、丙が職員のうちから指名する
  [new RegExp(`(${NOUN})を(?:[0-9一二三]+[名人])?置き、([^。]{2,40}?)(?:指名|任命|選任)`), false],
  // 職員のうちから乙を指名
  [
    new RegExp(
      `([^。を]{0,20}(?:職員|教員|所員|隊員)等?の(?:うち|中)から)(${NOUN}?)(?:[0-9一二三]+[名人])?を`,
    ),
    true,
  ],
  // 各課の長は、乙として
  [new RegExp(`([^。は]{2,20}の長)は、(${NOUN})として`), true],
]

function officeOfHolder(sentence: string, holder: string, word: string): OfficeCode | null {
  // 最高…を補佐する者として置く
  if (/(?:最高[^。、]{0,16}責任者|CISO|CIO)を(?:補佐|助け)/.test(sentence) && /統括|総括|副/.test(word))
    return 'chief-iso'
  return HOLDERS.find(([h]) => h.test(holder))?.[1] ?? null
}
