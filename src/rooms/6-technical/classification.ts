import { choicesOf } from '#engine/register/columns.ts'

/** 三層の系統: the parts of the city's network that are kept apart (強靭性の向上). The same values as those of an asset. */
export const layers = choicesOf({
  'my-number': '個人番号利用事務系',
  lgwan: 'LGWAN接続系',
  internet: 'インターネット接続系',
  none: '接続しない',
})

/** The classes a system takes from what it holds, strictest first. */
export const confidentialities = choicesOf({ '3': '機密性3', '2': '機密性2', '1': '機密性1' })
export const integrities = choicesOf({ '2': '完全性2', '1': '完全性1' })
export const availabilities = choicesOf({ '2': '可用性2', '1': '可用性1' })
