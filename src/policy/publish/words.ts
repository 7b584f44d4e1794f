/** The words of the published page that are not the policy's own. */
export const published = {
  contents: '目次',
  skip: '本文へ進む',
  facts: '制定と公表',
  edition: '版',
  decidedOn: '決定日',
  decidedBy: '決定した者',
  effectiveFrom: '施行日',
  publishedOn: '公表日',
  body: '定めた機関',
  basis: '公表の根拠',
  /** 地方自治法第244条の6 in our own words. */
  basisText:
    '地方自治法第244条の6は、議会と長その他の執行機関に、サイバーセキュリティを確保するための方針を定めて必要な措置を講じ、方針を定めたり改めたりしたときは遅れることなく公表することを求めています。このページは、その公表として本文の全部を載せたものです。',
  draft: '案(決定前)',
  unconfirmedTable: '表(列を確かめていないもの)',
  tableOf: 'の表',
} as const
