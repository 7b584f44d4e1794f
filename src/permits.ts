import { procedureOpinion } from '#rooms/1-organisation/opinion/definition.ts'
import { carryOut } from '#rooms/2-assets/carry/definition.ts'
import { provide } from '#rooms/2-assets/provide/definition.ts'
import { transport } from '#rooms/2-assets/transport/definition.ts'
import { handBack } from '#rooms/5-people/hand-back/definition.ts'
import { outsideWork } from '#rooms/5-people/outside-work/definition.ts'
import { privateDevice } from '#rooms/5-people/private-device/definition.ts'
import { privatePc } from '#rooms/5-people/private-pc/definition.ts'
import { settingChange } from '#rooms/5-people/settings/definition.ts'
import { accountRemoval } from '#rooms/6-technical/account-removal/definition.ts'
import { equipmentChange } from '#rooms/6-technical/equipment-change/definition.ts'
import { exchange } from '#rooms/6-technical/exchange/definition.ts'
import { externalNetwork } from '#rooms/6-technical/external-network/definition.ts'
import { networkConnect } from '#rooms/6-technical/network-connect/definition.ts'
import { privilegedId } from '#rooms/6-technical/privileged-id/definition.ts'
import { publicServer } from '#rooms/6-technical/public-server/definition.ts'
import { remoteAccess } from '#rooms/6-technical/remote-access/definition.ts'
import { sendingMethod } from '#rooms/6-technical/sending-method/definition.ts'
import { softwareInstall } from '#rooms/6-technical/software-install/definition.ts'
import { wirelessLan } from '#rooms/6-technical/wireless-lan/definition.ts'
import { exception } from '#rooms/7-operation/exception/definition.ts'
import { socialMedia } from '#rooms/8-outsourcing/social-media/definition.ts'

/** 許可の窓口: everything that is asked for, chapter by chapter. Permissions for things stand with their ledgers. */
export const permits = [
  procedureOpinion,
  carryOut,
  transport,
  provide,
  outsideWork,
  privatePc,
  privateDevice,
  settingChange,
  handBack,
  exchange,
  externalNetwork,
  wirelessLan,
  sendingMethod,
  softwareInstall,
  equipmentChange,
  networkConnect,
  accountRemoval,
  privilegedId,
  remoteAccess,
  publicServer,
  exception,
  socialMedia,
]
