/** The one password of all sign-ins of the sample city. It is printed on the first page and protects nothing. */
export const demoPassword = 'kakuu-demo-2026'

/** A sign-in of the sample city. */
export type DemoPerson = {
  readonly login: string
  /** Key of the person in the sample organisation. */
  readonly personKey: string
  /** What the person is, in the words of the first page. */
  readonly role: string
  readonly unit: string
  /** What to try, in one or two sentences. */
  readonly tryThis: string
}

/** One sign-in for each role, in the order in which a day goes through them. */
export const demoPeople: readonly DemoPerson[] = [
  {
    login: 'shokuin',
    personKey: 'fujishiro',
    role: '職員(申請する人)',
    unit: '長寿支援課 認定係 主事',
    tryThis:
      '前回の内容から持出しを申請してください。差し戻された申請を直して出し直すことも、許可されたものを持ち出すこともできます。',
  },
  {
    login: 'kacho',
    personKey: 'kiritani',
    role: '課長(情報セキュリティ管理者)',
    unit: '長寿支援課 課長',
    tryThis:
      '待っている申請を許可し、差し戻し、返却の遅れを確かめてください。自分の申請が部長に回っていることと、出張中に代決された申請の後閲も見られます。',
  },
  {
    login: 'hosa',
    personKey: 'yoshii',
    role: '課長補佐(代決の第1順位)',
    unit: '長寿支援課 課長補佐',
    tryThis:
      '課長が不在の予定を入れると、この人に代決が回ります。自分の申請は代決できないことも確かめてください。',
  },
  {
    login: 'kakaricho',
    personKey: 'hamada',
    role: '係長(代決の第2順位)',
    unit: '長寿支援課 認定係 係長',
    tryThis: '課長補佐も不在のとき、または申請者が課長補佐のときの順番を確かめてください。',
  },
  {
    login: 'daiketsu',
    personKey: 'takami',
    role: '課長補佐(今日、課長が不在)',
    unit: '収納課 課長補佐',
    tryThis: '課長が出張中です。待っている申請を代決してください。課長が戻ると後閲に入ります。',
  },
  {
    login: 'leader',
    personKey: 'usami',
    role: '情報化推進リーダー(情報セキュリティ担当者)',
    unit: '長寿支援課 給付係 主任',
    tryThis: '持ち出したものの返却を確かめ、課の情報資産管理台帳を直してください。',
  },
  {
    login: 'bucho',
    personKey: 'ogino',
    role: '部長(情報セキュリティ責任者)',
    unit: '福祉部 部長',
    tryThis: '課長が自分で出した申請が回ってきています。部の課を組織図で見てください。',
  },
  {
    login: 'tokatsu',
    personKey: 'nonomura',
    role: '企画財政部長(統括情報セキュリティ責任者)',
    unit: '企画財政部 部長',
    tryThis: '全庁の統括です。自分の部の課長の申請が待っています。',
  },
  {
    login: 'ciso',
    personKey: 'mikuni',
    role: '副市長(最高情報統括責任者)',
    unit: '市長部局 副市長',
    tryThis: '最終の権限を持つ人の画面です。統括情報セキュリティ責任者の申請は、ここに回ります。',
  },
  {
    login: 'jousei',
    personKey: 'hasumi',
    role: '情報政策課の担当(事務局)',
    unit: '情報政策課 情報企画係 主査',
    tryThis:
      '条文を読み、仕掛けとの対応付けを確かめてください。課長が空席の子育て支援課で申請が止まっています。',
  },
  {
    login: 'jouseikacho',
    personKey: 'makabe',
    role: '情報政策課長(管理区域とシステムの所管)',
    unit: '情報政策課 課長',
    tryThis:
      'サーバ室への入室と、外からのアクセスの申請が待っています。ソフトウェアの導入は、統括から任されて決められます。',
  },
  {
    login: 'kansa',
    personKey: 'kashima',
    role: '監査を行う者',
    unit: '監査委員事務局 監査係 主査',
    tryThis: '記録簿を照合し、持出しの申請を記録から確かめ、記録を書き出してください。',
  },
]
