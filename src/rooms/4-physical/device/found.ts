import { foundOf } from '#rooms/2-assets/found/definition.ts'

/** 機器の発見の確認. */
export const deviceFound = foundOf('device', { key: 'device-found', label: '機器', formNumber: '様式第60号' })
