import { clause } from '#engine/citation.ts'
import { disposalOf } from '#rooms/2-assets/disposal/definition.ts'

const slots = [
  clause(
    'erase',
    '機器を廃棄・返却するときに記憶装置を復元できなくすることを定める条文',
    ['ledger', 'config-control'],
    '機器+廃棄 リース返却 記憶装置+消去 機器+復元',
  ),
  clause('permit', '情報資産を廃棄するときの許可を定める条文', ['permit'], '廃棄+許可'),
]

/** 機器の廃棄. */
export const disposeDevice = disposalOf({
  key: 'dispose-device',
  name: '機器の廃棄許可',
  purpose: '要らなくなった機器を、記憶装置の中身を元に戻せないようにして廃棄するときの手続です。',
  formNumber: '様式第54号',
  of: 'device',
  label: '廃棄する機器',
  leaves: 'disposed',
  slots,
})

/** リース返却. */
export const leaseReturn = disposalOf({
  key: 'lease-return',
  name: '機器のリース返却許可',
  purpose: '借りている機器を、記憶装置の中身を元に戻せないようにして返すときの手続です。',
  formNumber: '様式第55号',
  of: 'device',
  label: '返却する機器',
  leaves: 'lease-returned',
  slots,
})
