import { authoritySlots } from '#authority/slots.ts'
import { AUTHORITY } from '#engine/procedure/ports.ts'
import type { MechanismSlot } from '#policy/ports.ts'
import { COUNCIL, councilSlots } from '#rooms/1-organisation/council/council.ts'

/**
 * Which norms belong to the slots of the house: their kinds, and the words of the sentence that speak for it.
 * Only proposals are made from this; a person confirms each.
 */
export const wordsOfSlots: ReadonlyMap<string, Pick<MechanismSlot, 'takes' | 'words' | 'acts'>> = new Map<
  string,
  Pick<MechanismSlot, 'takes' | 'words' | 'acts'>
>([
  [
    'register:carry-book keep',
    {
      takes: ['ledger'],
      words: [
        ['持ち出', '記録'],
        ['持出', '記録'],
        ['持出', '管理簿'],
      ],
    },
  ],
  [
    'register:asset classify',
    {
      takes: ['classification', 'ledger', 'duty', 'definition'],
      words: [
        ['資産', '分類'],
        ['分類', '機密性', '完全性'],
      ],
    },
  ],
  [
    'register:asset keep',
    {
      takes: ['ledger', 'organisation', 'classification', 'duty'],
      words: [['情報資産', '管理責任'], ['情報資産', '台帳'], '資産台帳', '資産管理台帳'],
    },
  ],
  [
    'register:asset protect',
    {
      takes: ['classification', 'config-control'],
      words: [['機密性3', '暗号化'], ['機密性', '施錠'], ['分類', '取扱'], '回線を選'],
    },
  ],
  [
    'register:system own',
    {
      takes: ['config-control', 'definition', 'organisation'],
      words: [
        ['システム', 'アクセス', '制限'],
        ['システム所管', '管理者'],
      ],
    },
  ],
  [
    'register:account register',
    {
      takes: ['document', 'event-response', 'ledger'],
      words: ['利用者登録', '利用者ID', ['ID', '抹消'], ['ID', '登録', '変更']],
    },
  ],
  [
    'register:account dormant',
    {
      takes: ['technical-check', 'duty', 'event-response', 'config-control'],
      words: [['ID', '放置'], ['利用されていないID'], ['使われていないID'], ['アカウント', '放置'], '休眠'],
    },
  ],
  [
    'register:account privilege',
    {
      takes: ['ledger', 'permit', 'config-control'],
      words: ['特権', '管理者権限', ['管理者の権限', 'ID']],
    },
  ],
  [
    'register:account vendor',
    {
      takes: ['prohibition-rule', 'contract'],
      words: [
        ['特権', '委託'],
        ['特権', '事業者'],
        ['管理者権限', '委託'],
      ],
    },
  ],
  [
    'register:account shared',
    { takes: ['prohibition-rule', 'ledger', 'duty'], words: ['共用ID', ['共用', 'ID'], ['共有', 'ID']] },
  ],
  [
    'register:account development',
    {
      takes: ['event-response', 'config-control', 'ledger', 'duty'],
      words: ['開発用ID', ['開発', 'ID', '削除'], ['開発に使うID']],
    },
  ],
  [
    'register:account service',
    {
      takes: ['config-control', 'prohibition-rule', 'permit'],
      words: [
        ['電子メール', 'インターネット', '必要'],
        ['メール', '利用', '認め'],
        ['インターネット', '利用', '認め'],
      ],
    },
  ],
  [
    'register:card handle',
    { takes: ['ledger', 'prohibition-rule', 'duty'], words: ['ICカード等', 'ICカード', '認証カード'] },
  ],
  [
    'register:card lose',
    {
      takes: ['event-response', 'duty'],
      words: [
        ['ICカード', '紛失'],
        ['ICカード', '失'],
        ['カード', '紛失'],
        ['カード', '届'],
      ],
    },
  ],
  [
    `${AUTHORITY} ${authoritySlots.separationOfApproval}`,
    {
      takes: ['organisation', 'permit', 'prohibition-rule'],
      words: [
        ['許可', '申請', '兼'],
        ['承認', '申請', '同一'],
        ['許可', '申請', '同じ者'],
        ['許可', '同じ者'],
        '兼務の禁止',
      ],
    },
  ],
  [
    `${AUTHORITY} ${authoritySlots.separationOfAudit}`,
    {
      takes: ['organisation', 'audit', 'prohibition-rule'],
      words: [
        ['監査', '兼'],
        ['監査', '同じ者'],
        ['監査', '同一'],
      ],
    },
  ],
  [
    `${AUTHORITY} ${authoritySlots.structure}`,
    {
      takes: ['organisation', 'definition'],
      words: [
        '組織体制',
        ['を置', '責任者'],
        ['を置', '管理者'],
        ['を置', '担当者'],
        ['充てる'],
        ['統括する'],
        ['体制', '以下のとおり'],
      ],
    },
  ],
  [
    `${AUTHORITY} ${authoritySlots.powers}`,
    {
      takes: ['organisation'],
      words: [['権限', '責任'], '管理責任', ['責任者', '補佐'], '決定権', ['意識', '向上を図']],
    },
  ],
  [
    `${AUTHORITY} ${authoritySlots.acting}`,
    { takes: ['organisation'], words: ['職務を代理', '職務代理', '代理', '代行'] },
  ],
  [
    `${AUTHORITY} ${authoritySlots.delegation}`,
    { takes: ['organisation', 'permit'], words: ['委任', '専決', '処理させる', ['指名', 'ことができる']] },
  ],
  [
    `${COUNCIL} ${councilSlots.decides}`,
    {
      takes: ['organisation'],
      words: [['会議', '決'], ['委員会', '審議'], '議長', '委員会を置', '重要事項', '協議会'],
    },
  ],
  [
    `${COUNCIL} ${councilSlots.reports}`,
    {
      takes: ['audit', 'training', 'document', 'organisation'],
      words: [['会議', '取りまとめ'], ['会議', '報告'], ['委員会', '報告'], '会議に対して'],
    },
  ],
  [`${AUTHORITY} ${authoritySlots.deputy}`, { takes: ['organisation', 'permit'], words: ['代決', '不在'] }],
  [
    'checklist:joining explain',
    {
      takes: ['training', 'document', 'duty'],
      words: [
        ['会計年度任用', '説明'],
        ['臨時', '説明'],
        ['非常勤', '理解'],
        ['臨時', '理解'],
        ['採用', '理解させ'],
      ],
    },
  ],
  [
    'checklist:joining sign',
    { takes: ['document', 'training', 'duty'], words: [['同意', '署名'], '誓約書', ['遵守', '署名']] },
  ],
  [
    'checklist:joining services',
    {
      takes: ['config-control'],
      words: [
        ['会計年度任用', 'インターネット'],
        ['非常勤', 'インターネット'],
        ['臨時', 'インターネット'],
        ['臨時', '電子メール'],
      ],
    },
  ],
  [
    'checklist:joining train',
    {
      takes: ['training'],
      words: [
        ['新規採用', '研修'],
        ['採用した', '研修'],
        ['採用時', '研修'],
        ['新たに採用', '研修'],
      ],
    },
  ],
  [
    'checklist:joining return',
    {
      takes: ['event-response', 'duty'],
      words: [
        ['異動', '返却'],
        ['退職', '返却'],
        ['異動', '返さ'],
        ['退職', '返さ'],
      ],
    },
  ],
  [
    'checklist:joining ids',
    {
      takes: ['event-response', 'document', 'duty', 'ledger'],
      words: [
        ['抹消', '届け出'],
        ['抹消', '報告'],
        ['抹消', '必要がなく'],
        ['異動', 'ID', '抹消'],
      ],
    },
  ],
  [
    'checklist:joining cards',
    { takes: ['ledger', 'event-response', 'duty', 'prohibition-rule'], words: ['ICカード'] },
  ],
  [
    'checklist:joining silence',
    {
      takes: ['prohibition-rule'],
      words: [
        ['業務上知り得た', '漏ら'],
        ['職を退いた後', '漏ら'],
        ['知った秘密', '漏ら'],
        ['離れる', '漏ら'],
      ],
    },
  ],
])
