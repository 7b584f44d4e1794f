import { deviceRegister } from './device/definition.ts'
import { disposeDevice, leaseReturn } from './device/disposal.ts'
import { deviceFound } from './device/found.ts'
import { offSite } from './off-site/definition.ts'
import { repairRegister } from './repair/book.ts'
import { repairMedium, repairOut } from './repair/definition.ts'

/** Ledgers of devices and of what is out for repair. */
export const deviceRegisters = [deviceRegister, repairRegister]
/** Repair, off-site placement, disposal and return of leases. */
export const deviceProcedures = [repairOut, repairMedium, deviceFound, offSite, disposeDevice, leaseReturn]
