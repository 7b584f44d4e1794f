import { absences } from './absences.ts'
import { besides } from './besides.ts'
import { former, holders, mainAppointments } from './holders.ts'
import { actingRights, deputyOrders, officeRules } from './offices.ts'
import type { Organisation, PostRow } from './organisation-types.ts'
import { bodies, seats, units } from './seats.ts'

/** 常勤、会計年度任用、再任用を合わせた職員の数. */
export const staffCount = 1_200

/**
 * 架空市 as it stands on `today` ('YYYY-MM-DD'), with some years of appointments behind it. The same day gives
 * the same city.
 */
export function organisation(today: string): Organisation {
  const all = seats(staffCount)
  const found = holders(all, today)
  const left = former(today)
  return {
    bodies: bodies(),
    units: units(),
    posts: all.map(({ places: _places, ...post }): PostRow => post),
    persons: [...found.map(({ person }) => person), left.person],
    appointments: [...mainAppointments(found, today), left.appointment, ...besides(found, today)],
    absences: absences(found, today),
    deputyOrders: deputyOrders(),
    actingRights: actingRights(),
    officeRules: officeRules(),
  }
}
