// A standard of the usual size (300 norms, 25,000 characters) in invented words; each seed gives another one.
const subjects = [
  '情報セキュリティ管理者',
  '統括情報セキュリティ責任者',
  '職員等',
  '情報システム管理者',
  '所属長',
  '最高情報セキュリティ責任者',
  '統括情報セキュリティ責任者及び情報セキュリティ管理者',
]
const acts = [
  '機密性2以上の情報資産を庁舎の外へ運ぶときは、情報セキュリティ管理者の許可を得なければならない。',
  '作業の記録を作成し、一定の期間保存しなければならない。',
  '業務に関係のない目的で端末を使用してはならない。ただし、所属長の許可を得た場合は、この限りでない。',
  '情報資産の台帳を年1回以上点検し、結果を統括情報セキュリティ責任者に報告しなければならない。',
  '障害を発見したときは、直ちに所属長に連絡し、その指示を受けるものとする。',
  '情報システムの設定を変えた場合には、変えた日、担当者及び内容を記録するものとする。',
  '必要に応じて、通信の内容を暗号化する等の措置を講ずるよう努めなければならない。',
  '業務を外部に委託する場合は、秘密の保持を定めた契約を結ばなければならない。',
  '第3条第2項の規定による点検の結果を踏まえ、所要の改善を図るものとする。',
  'やむを得ない場合を除き、同じ者に申請と承認を兼ねさせてはならない。',
  '研修の計画を定期的に立て、情報セキュリティ委員会の承認を得なければならない。',
  'ネットワークの構成を変える権限及び責任を有する。',
]
const titles = ['管理', '持出し', '点検', '記録', '設定', '委託', '研修', '障害', '接続', '監査']

/** Text number `seed`: the same number always gives the same text. */
export function inventedStandard(seed: number): string {
  let state = (seed * 2_654_435_761 + 12_345) % 4_294_967_296
  const pick = <T>(list: readonly T[]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const item = list[state % list.length]
    if (item === undefined) throw new Error('空の一覧です。')
    return item
  }
  const lines = [`第${seed}架空市情報セキュリティ対策基準`, '']
  let article = 0
  for (let chapter = 1; chapter <= 10; chapter += 1) {
    lines.push(`第${chapter}章 ${pick(titles)}`)
    for (let i = 0; i < 10; i += 1) {
      article += 1
      lines.push(`(${pick(titles)}の${pick(titles)})`, `第${article}条 ${pick(subjects)}は、${pick(acts)}`)
      for (let paragraph = 2; paragraph <= 3; paragraph += 1)
        lines.push(`${paragraph} ${pick(subjects)}は、${pick(titles)}のために${pick(acts)}`)
    }
  }
  return lines.join('\n')
}
