import type { Dice } from './seeded.ts'
import type { Piece, Text } from './text-tree.ts'

/*
 * Texts of a municipality that does not exist, with the repetition of real ones: the same roles, the same ends of
 * sentences, headings that come again and again, now and then the same sentence twice.
 */

export const roleWords = [
  '情報保護統括者',
  '情報保護管理者',
  '情報保護担当者',
  'システム運用責任者',
  '課長',
  '所属長',
  '職員',
  '委託事業者',
  'ネットワーク管理者',
] as const
export const objects = [
  '住民情報の端末',
  '庁内の通信回線',
  '持運びのできる記憶装置',
  '紙の台帳',
  '利用者の識別符号',
  '庁舎の入退室口',
  '公開用のサーバ',
  '電子メールの添付物',
  '予備の電源設備',
  '業務の委託契約書',
  '監視カメラの映像',
  '外部のクラウド役務',
  '学校の教育用端末',
  '複写機の蓄積データ',
  '無線の接続装置',
  '災害時の代替拠点',
  '廃棄する磁気媒体',
  '開発中のプログラム',
  '議事録の原本',
  '研修の教材',
  '鍵付きの保管庫',
  '暗号の鍵',
  '印刷した帳票',
  '遠隔の作業環境',
] as const
export const acts = [
  '点検し、その結果を帳簿に残さなければならない',
  '施錠できる場所に保管しなければならない',
  '無断で変更してはならない',
  '適切に管理するよう努めるものとする',
  '使用の範囲を定めることができる',
  '不要になったときは復元できない方法で消去しなければならない',
  '異常を認めたときは速やかに報告しなければならない',
  '必要最小限の者に限って利用させなければならない',
  '更新の履歴を三年間保存しなければならない',
  '第三者に貸与してはならない',
  '複製する部数を必要な限度にとどめなければならない',
  '障害に備えて代わりの手段を用意しなければならない',
  '定期的に棚卸しを行わなければならない',
  '契約の終了時に返却を受けなければならない',
] as const
const whens = [
  '新たに導入するときは、',
  '庁舎の外に持ち出すときは、情報保護管理者の許可を得た上で、',
  '障害が起きたおそれがあるときは、直ちに関係者に知らせ、',
  '機密性2以上の情報を扱う場合には、',
  '人事異動の際には、',
  '年度の初めに、',
  '委託先に引き渡すときは、あらかじめ所属長の承認を得て、',
  '',
  '',
  '必要に応じ、',
] as const
const provisos = [
  'ただし、災害その他やむを得ない事情があるときは、この限りでない。',
  'ただし、あらかじめ届け出た場合を除く。',
  'ただし、閉庁日に行う作業については、翌開庁日までに行えば足りる。',
] as const
export const headingWords = [
  '報告',
  '記録',
  '管理',
  '点検',
  '利用の制限',
  '保管の方法',
  '教育及び研修',
  '事故への対応',
  '委託の管理',
  '入退室の管理',
  '権限の付与',
  '廃棄',
  '持出しの手続',
  '通信の保護',
  '雑則',
  '目的',
  '用語',
  '組織の体制',
  '見直し',
  '監査',
] as const

export const proviso = (d: Dice): string => d.of(provisos)

export function sentence(d: Dice): string {
  const role = d.chance(0.15) ? `${d.of(roleWords)}及び${d.of(roleWords)}` : d.of(roleWords)
  const object = d.chance(0.2) ? `${d.of(objects)}及び${d.of(objects)}` : d.of(objects)
  return `${role}は、${d.of(whens)}${object}を${d.of(acts)}。`
}

export function words(d: Dice): string {
  const more = d.chance(0.3) ? sentence(d) : ''
  return sentence(d) + more + (d.chance(0.12) ? proviso(d) : '')
}

const shapes = [
  ['章', '条', '項', '(N)', 'ア'],
  ['第N', 'N', '(N)', 'ア', '(ア)'],
  ['第N', '(N)', '①', 'イロハ', '(ア)'],
  ['N', '(N)', 'ア', '(ア)', '①'],
] as const

/** One invented text of about 150 provisions in one of four families of numbering. */
export function inventedText(d: Dice): Text {
  const shape = d.of(shapes)
  const text: Text = { roots: [], nextId: 0 }
  const piece = (depth: number, heading: string | null, own: string): Piece => {
    text.nextId += 1
    return {
      id: text.nextId,
      level: shape[depth] ?? 'ア',
      heading,
      text: own,
      type: own === '' ? 'heading' : /次の(?:事項|各号)/.test(own) ? 'lead-in' : 'provision',
      children: [],
    }
  }
  const same = sentence(d)
  const own = () => (d.chance(0.02) ? same : words(d))
  for (let c = 0; c < 5 + d.below(3); c += 1) {
    const chapter = piece(0, `${d.of(headingWords)}${d.chance(0.5) ? `と${d.of(headingWords)}` : ''}`, '')
    for (let a = 0; a < 3 + d.below(4); a += 1) {
      const article = piece(1, d.of(headingWords), shape[1] === '条' || d.chance(0.3) ? own() : '')
      for (let p = 0; p < (article.text === '' ? 2 : 0) + d.below(4); p += 1) {
        const list = d.chance(0.25)
        const paragraph = piece(
          2,
          null,
          list ? `${d.of(roleWords)}は、${d.of(objects)}について、次の事項を守らなければならない。` : own(),
        )
        for (let i = 0; list && i < 2 + d.below(4); i += 1) {
          const item = piece(
            3,
            null,
            d.chance(0.5) ? `${d.of(objects)}を${d.of(acts).slice(0, 12)}こと。` : own(),
          )
          paragraph.children.push(item)
        }
        article.children.push(paragraph)
      }
      if (d.chance(0.06)) for (const row of tableRows(d, piece)) article.children.push(row)
      chapter.children.push(article)
    }
    text.roots.push(chapter)
  }
  return text
}

function tableRows(d: Dice, piece: (depth: number, heading: string | null, own: string) => Piece): Piece[] {
  return ['3', '2', '1'].map((key) => ({
    ...piece(2, null, `${d.of(objects)}に関する情報であって、${d.of(acts).slice(0, 14)}もの`),
    type: 'row' as const,
    fixedLabel: `分類${key}`,
  }))
}
