/** Words of 他団体との交換: what is exchanged and in which direction, how it goes, and what became of it at the end. */
export const exchangeWords = {
  kind: {
    design: '設計書・構成図など、情報システムの情報',
    program: 'ソフトウェア・設定',
    data: '試験用などのデータ',
  },
  direction: { out: '渡す', in: '受け取る', both: '渡し、受け取る' },
  paper: { letter: '協定書・公文書', none: '取り決めていない' },
  method: { hand: '手渡し', line: '専用線・LGWAN', mail: '暗号化して送信' },
  check: {
    right: '使用許諾や著作権に反しない',
    virus: 'ウイルスがないことを確かめる',
    least: '機密性の高い情報を、必要なものに限った',
  },
  ended: { returned: '返却した', erased: '消去した', kept: '取決めにより、使い続ける' },
  endedOnMissing: '返却・消去した日を入れてください',
  endedOnOpen: '使い続けるときは、日を入れないでください',
  endedOnLater: '今日までの日にしてください',
}
