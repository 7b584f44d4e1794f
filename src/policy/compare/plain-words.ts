/**
 * The words of a text without what only looks different: width, blanks, the sort of comma, full stop and dash.
 * Two texts with the same plain words say the same. Kana, characters and figures stay what they are.
 */
export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/gu, '')
    .replace(/[,،､]/gu, '、')
    .replace(/[.｡](?![0-9])/gu, '。')
    .replace(/[\u2010-\u2015\u2212\u2500]/gu, '-')
}
