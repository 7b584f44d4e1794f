import { clause } from '#engine/citation.ts'

/** Words of 外部提供: its fields, what may be the ground of it, how it goes, and what is asked before it may. */
export const provideWords = {
  hints: {
    assets: 'あなたの課の情報資産管理台帳から選びます。',
    recipient: '団体の名前と、受け取る部署や担当者を書きます。',
    items: '氏名、住所など、渡す項目を書きます。',
    basisText: '法令の条、契約や協定の名前、同意を得た日などを書きます。',
    measures: '機密性2以上のものを含むときは、必ず選びます。',
    key: '渡すものとは別の方法で伝えます。',
  },
  basis: {
    law: '法令の定めによる',
    consent: '本人の同意による',
    contract: '契約・協定による',
    duty: '所掌する事務の遂行に必要なため',
    other: 'そのほか',
  },
  method: {
    hand: '手渡し',
    post: '書留など追跡できる郵送',
    mail: '電子メール(暗号化したファイル)',
    line: '専用線・総合行政ネットワーク',
    service: '承認された外部サービス',
  },
  law: {
    privacy: '個人情報の保護に関する法律に反しない(目的の外で渡すときは、認められる場合に当たる)',
    number: '個人番号を含まない。含むときは、番号利用法で認められた提供である',
    secrecy: '地方公務員法その他の守秘義務に反しない',
    ordinance: '市の条例、規則、協定に反しない',
    least: '目的に必要な項目と件数だけにした',
    recipient: '提供先での管理の方法と、用済み後の返却・消去を確かめた',
  },
  lawful: {
    privacy: '個人情報の保護に関する法律に反しない',
    number: '個人番号を含まない。含むときは、番号利用法で認められた提供である',
    others: '守秘義務、条例、規則、協定に反しない',
    least: '項目と件数が、目的に必要なだけである',
    recipient: '提供先の管理の方法と、用済み後の返却・消去が確かである',
  },
  keyMissing: '鍵やパスワードをどう伝えるかを書いてください',
  slots: [
    clause(
      'permit',
      '外部に提供するときの許可',
      ['permit'],
      '外部に提供する者+許可 外部+渡す者+許可 外部提供+許可 外部に提供',
    ),
    clause(
      'law',
      '許可の前に法令に反しないことを確かめること',
      ['permit', 'duty'],
      '抵触しないこと 法令に反しないこと 外部提供+確認 外部提供を許可',
    ),
    clause(
      'protect',
      '提供するときに講じる措置',
      ['config-control', 'duty'],
      '外部に提供する者+暗号化 提供する者 渡す者+暗号化',
    ),
  ],
}
