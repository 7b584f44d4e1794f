/** A national act that municipal security texts name, and what became of it. */
export type Law = {
  readonly name: string
  /** Other words for it: short names in general use. */
  readonly also: readonly string[]
  /** Since when it is repealed, renamed or replaced, and by what; null while it stands. */
  readonly gone: { readonly since: string; readonly instead: string } | null
}

const law = (name: string, also: readonly string[] = [], gone: Law['gone'] = null): Law => ({
  name,
  also,
  gone,
})

/**
 * Acts by their full names. Dates are those of commencement; an officer is asked to check the current text,
 * the table only says where to look.
 */
export const laws: readonly Law[] = [
  law('個人情報の保護に関する法律', ['個人情報保護法']),
  law('行政手続における特定の個人を識別するための番号の利用等に関する法律', [
    '番号利用法',
    '番号法',
    'マイナンバー法',
    '行政手続における特定の個人を識別するための番号の利用等に関する法律施行令',
  ]),
  law('地方自治法', ['地方自治法施行令']),
  law('地方公務員法', ['地公法']),
  law('地方公営企業法'),
  law('地方教育行政の組織及び運営に関する法律'),
  law('住民基本台帳法'),
  law('戸籍法'),
  law('公文書等の管理に関する法律', ['公文書管理法']),
  law('行政機関の保有する情報の公開に関する法律', ['情報公開法']),
  law('不正アクセス行為の禁止等に関する法律', ['不正アクセス禁止法']),
  law('著作権法'),
  law('サイバーセキュリティ基本法'),
  law('官民データ活用推進基本法'),
  law('電子署名及び認証業務に関する法律', ['電子署名法']),
  law('電子署名等に係る地方公共団体情報システム機構の認証業務に関する法律', ['公的個人認証法']),
  law('情報通信技術を活用した行政の推進等に関する法律', ['デジタル手続法']),
  law('地方公共団体情報システムの標準化に関する法律', ['標準化法']),
  law('労働者派遣事業の適正な運営の確保及び派遣労働者の保護等に関する法律', ['労働者派遣法']),
  law('不正競争防止法'),
  law('電気通信事業法'),
  law('刑法'),
  law('民法'),
  law('会社法'),
  law('学校教育法'),
  law('統計法'),
  law('行政不服審査法'),
  law('行政手続法'),
  law('国家賠償法'),
  law('消防法'),
  law('独立行政法人等の保有する個人情報の保護に関する法律', ['独立行政法人等個人情報保護法'], {
    since: '2022-04-01',
    instead: '個人情報の保護に関する法律',
  }),
  law('行政機関の保有する個人情報の保護に関する法律', ['行政機関個人情報保護法'], {
    since: '2022-04-01',
    instead: '個人情報の保護に関する法律',
  }),
  law('行政機関の保有する電子計算機処理に係る個人情報の保護に関する法律', [], {
    since: '2005-04-01',
    instead: '個人情報の保護に関する法律',
  }),
  law('行政手続等における情報通信の技術の利用に関する法律', ['行政手続オンライン化法'], {
    since: '2019-12-16',
    instead: '情報通信技術を活用した行政の推進等に関する法律',
  }),
  law('高度情報通信ネットワーク社会形成基本法', ['IT基本法'], {
    since: '2021-09-01',
    instead: 'デジタル社会形成基本法',
  }),
  law('デジタル社会形成基本法'),
  law('電子署名に係る地方公共団体の認証業務に関する法律', [], {
    since: '2016-01-01',
    instead: '電子署名等に係る地方公共団体情報システム機構の認証業務に関する法律',
  }),
]

/** A rule about a family of a city's own ordinances that a national act has overtaken. */
export const overtaken: readonly {
  readonly words: RegExp
  readonly since: string
  readonly instead: string
}[] = [
  {
    // 個人情報保護法施行条例 and the ordinance of a council (議会) are the ones that stand today.
    words: /個人情報(?:の)?保護(?:に関する)?条例(?!施行)/u,
    since: '2023-04-01',
    instead: '個人情報の保護に関する法律',
  },
]

const byWords = new Map(laws.flatMap((l) => [l.name, ...l.also].map((word) => [word, l] as const)))

/** The act with this name or short name. */
export const findLaw = (word: string): Law | undefined => byWords.get(word)

/** All names and short names, the longest first: 番号法 must not be found inside a longer name. */
export const lawWords: readonly string[] = [...byWords.keys()].sort((a, b) => b.length - a.length)

/** What replaced the act or ordinance of this name; null while it stands. */
export function goneSince(name: string): { readonly since: string; readonly instead: string } | null {
  const known = findLaw(name)?.gone
  if (known !== undefined && known !== null) return known
  if (/施行条例|議会/u.test(name)) return null
  return overtaken.find((o) => o.words.test(name)) ?? null
}
