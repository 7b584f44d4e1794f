import { clause } from '#engine/citation.ts'
import { disposalOf } from './definition.ts'

/** 情報資産の廃棄: papers and data, with the section manager's permission from 機密性2 on. */
export const disposeAsset = disposalOf({
  key: 'dispose-asset',
  name: '情報資産の廃棄許可',
  purpose: '要らなくなった書類やデータを、元に戻せないように廃棄・消去するときの許可です。',
  formNumber: '様式第52号',
  of: 'asset',
  label: '廃棄する資産',
  slots: [
    clause('permit', '情報資産を廃棄するときの許可を定める条文', ['permit'], '廃棄+許可'),
    clause('erase', '要らなくなった情報の消去を定める条文', ['ledger', 'duty'], '不要+消去 廃棄+復元'),
  ],
})

/** 記録媒体の廃棄. */
export const disposeMedium = disposalOf({
  key: 'dispose-medium',
  name: '記録媒体の廃棄許可',
  purpose: '要らなくなった記録媒体を、元に戻せないように処理して廃棄するときの許可です。',
  formNumber: '様式第53号',
  of: 'medium',
  label: '廃棄する記録媒体',
  leaves: 'disposed',
  slots: [
    clause('permit', '情報資産を廃棄するときの許可を定める条文', ['permit'], '廃棄+許可'),
    clause(
      'destroy',
      '媒体を復元できないようにして廃棄することを定める条文',
      ['ledger'],
      '媒体+廃棄 媒体+破壊 媒体+復元',
    ),
  ],
})
