import type { UnreadReason } from './types.ts'

const KIND_OF_TITLE =
  /(?:規程|規則|要綱|要領|基準|方針|条例|規範|指針|計画|細則|訓令|ポリシー|マニュアル|手順書?|ガイドライン|規約|取扱い)(?:[（(][^()（）]*[）)])?$/

/** Whether a line is the title of a regulation. */
export function isTitle(line: string): boolean {
  const bare = line.trim().replace(/^[○◯]/, '')
  return bare.length >= 3 && bare.length <= 60 && KIND_OF_TITLE.test(bare) && !/[。、]/.test(bare)
}

/** Whether a line only says when and under which number the text was made. */
export function isDateLine(line: string): boolean {
  const bare = line.trim().replace(/^[(（]|[)）]$/g, '')
  return (
    (/^(?:明治|大正|昭和|平成|令和|20[0-9]{2}年)[元0-9 一二三四五六七八九十]*年? ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日/.test(
      bare,
    ) &&
      bare.length <= 48 &&
      !bare.endsWith('。')) ||
    (/^(?:[^\s。]{1,12}?)?(?:訓令|告示|規則|条例|規程|要綱|企業管理規程|教育委員会訓令)(?:甲|乙)?第[0-9 一二三四五六七八九十百]+号(?:の[0-9]+)?$/.test(
      bare,
    ) &&
      bare.length <= 30)
  )
}

/** What a line before the first provision is. */
export function frontMatter(line: string): UnreadReason {
  const bare = line.replace(/[\s　]+/g, '').replace(/^[0-9０-９]+(?=[^0-9年])/, '')
  if (isTitle(bare)) return 'title'
  if (isDateLine(line)) return 'date'
  return /^(?:Comments|Description|Transcript|目次|-?[0-9]{1,3}-?)$/.test(bare)
    ? 'page-furniture'
    : 'preamble'
}

/** The title of the document as printed, from the words before its first provision. */
export function titleOf(source: string, first: number): string | null {
  const before = source.slice(0, first).split(/\n/)
  for (const line of before) {
    if (isTitle(line)) return line.trim().replace(/^[○◯]/, '')
  }
  const spaced =
    before
      .at(-1)
      ?.replace(/[\s　]+/g, '')
      .replace(/^[0-9]+/, '') ?? ''
  return isTitle(spaced) ? spaced : null
}
