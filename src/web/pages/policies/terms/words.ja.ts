/** 用語集. */
export const glossary = {
  title: '用語集',
  lead: '本文が意味を定めている用語です。本文の中の用語には、この意味が結び付いています。',
  none: '用語はありません',
  noneWhat: 'この本文には、意味を定めている文が見つかりませんでした。',
  noneFound: '「{{word}}」に合う用語はありません',
  find: '用語を探す',
  word: '用語',
  meaning: '意味',
  clause: '定めている条文',
  occurs: '出てくる所',
  times: '{{count}}か所',
  count: '{{count}}語',
  by: {
    sentence: '定義の文',
    'short-name': '略した名前',
    table: '表',
    'other-document': '別の規程が定めるもの',
  },
  twice: '二か所で定めています',
  tip: '{{word}}({{number}})',
}
