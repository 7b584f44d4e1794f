import { clause } from '#engine/citation.ts'
import { zones } from '#engine/procedure/form-fields.ts'

/** Words of 外部ネットワーク接続: the other side, what was found out about it, and how one keeps apart from it. */
export const externalNetworkWords = {
  zone: { ...zones, none: '庁内のどの系統ともつながない独立した網' },
  line: {
    private: '専用線',
    closed: '閉域網(IP-VPN、広域イーサネット)',
    vpn: 'インターネットVPN',
    internet: 'インターネット',
  },
  survey: {
    operator: '相手方の管理者と責任の範囲を確かめた',
    measures: '相手方の不正アクセス・ウイルスへの対策を確かめた',
    others: '相手方の先に、ほかの網がつながっていないかを確かめた',
    faults: '相手方の事故の履歴と、連絡の体制を確かめた',
    traffic: '通す通信を、必要な相手と手順に限った',
  },
  effect: { none: '影響はない', limited: '措置を講じれば影響はない', unknown: '確かめられていない' },
  effectOpen: '庁内の資産に影響がないことを確かめてから申請してください',
  effectText: '影響を抑える措置を書いてください',
  liability: { contract: '契約に定めた', none: '定めない' },
  liabilityText: '損害賠償を契約に定めない理由を書いてください',
  slots: [
    clause(
      'permit',
      '外部のネットワークとの接続の許可',
      ['permit'],
      '外部ネットワークと接続し 外部ネットワーク+許可 外部のネットワーク+許可',
    ),
    clause(
      'survey',
      '相手の調査と影響の確認',
      ['permit', 'duty', 'config-control'],
      '外部ネットワーク+調査 外部ネットワーク+影響が生じない 接続+詳細に調査',
    ),
    clause('liability', '損害賠償の担保', ['contract'], '外部ネットワーク+損害賠償 瑕疵+損害賠償'),
  ],
}
