/** Words of the register of IC cards. Column labels are also the headings of its spreadsheet. */
export const cardWords = {
  name: 'ICカード台帳',
  noun: 'ICカード',
  columns: {
    card_number: 'カード番号',
    kind: '種類',
    holder: '使う人',
    state: 'カードの状態',
    issued_on: '渡した日',
    lost_on: '失くした日',
    reported_by: '届け出た人',
    lost_where: '失くしたときの様子',
    stopped_on: '効力を止めた日',
    returned_on: '返した日',
    received_by: '受け取った人',
    note: '備考',
  },
  kinds: { staff: '職員証', login: '端末の認証', entry: '入退室', guest: '貸出し' },
  states: { held: '使用中', lost: '紛失', returned: '返却済み' },
  hints: { card_number: 'カードの表にある番号。' },
  needs: {
    handle: 'ICカード等の取扱いを定める条文',
    lose: 'ICカードを失ったときの届出と、効力を止めることを定める条文',
  },
}
