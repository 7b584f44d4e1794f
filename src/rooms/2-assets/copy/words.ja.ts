/** Words of the register of copies. Column labels are also the headings of its spreadsheets. */
export const copyWords = {
  name: '複製・配付記録',
  noun: '複製・配付',
  columns: {
    original: 'もとの資産',
    act: '行為',
    form: '形',
    amount: '部数',
    made_on: '行った日',
    made_by: '行った人',
    purpose: '目的',
    recipient: '渡した相手',
    stored_in: '保管場所台帳の場所',
    keep_until: '使い終わる日',
    gone_on: '回収・廃棄・消去した日',
    note: '備考',
  },
  acts: { copied: '複製', handed: '配付', sent: '送信・送付', extracted: '抜出し' },
  forms: { paper: '紙', file: '電子', medium: '媒体' },
  counter: '部',
  hints: {
    classes: '空のときは、もとの資産の分類になります。もとより下げることはできません。',
    amount: '要る数だけにします。',
    keep_until: 'この日を過ぎても残っているものは、一覧に出ます。',
  },
  needs: {
    inherit: '複製・伝送した情報も、もとと同じ分類で管理することを定める条文',
    spare: '必要以上の複製・配付を禁じる条文',
    erase: '不要になった情報の消去を定める条文',
  },
  problems: { order: '使い終わる日は、行った日と同じ日か、その後の日にしてください。' },
}
