import { addDays, addOpenDays } from '#ground/clock/calendar.ts'
import type { Holder } from './holders.ts'
import type { AbsenceRow } from './organisation-types.ts'
import { seeded } from './seeded.ts'

/** Section heads who have been away once in the last six months; cases were decided for them by deputies. */
const travellers = [
  '0102',
  '0301',
  '0302',
  '0303',
  '0402',
  '0403',
  '0502',
  '0505',
  '0602',
  '0705',
  '0902',
  '1002',
]

/** Who is away, was away and will be away. `validTo` is the day of return. */
export function absences(found: readonly Holder[], today: string): AbsenceRow[] {
  const random = seeded('absences')
  const open = (count: number): string => addOpenDays(today, count)
  const head = (section: string): string | undefined =>
    found.find(({ seat }) => seat.unitKey === section && seat.rank === 'head')?.person.key
  const planned: AbsenceRow[] = [
    // today's deputy at work: 収納課
    { personKey: 'soma', reason: '出張(全国都市税務協議会)', validFrom: open(-2), validTo: open(3) },
    // 長寿支援課: away last week, so that the manager finds 後閲 today; and again soon
    { personKey: 'kiritani', reason: '出張(県介護保険担当課長会議)', validFrom: open(-6), validTo: open(-3) },
    { personKey: 'kiritani', reason: '休暇', validFrom: open(9), validTo: open(11) },
    { personKey: 'fujishiro', reason: '研修', validFrom: open(-22), validTo: open(-20) },
  ]
  const trips = travellers.flatMap((section, index): AbsenceRow[] => {
    const personKey = head(section)
    if (personKey === undefined) return []
    const from = open(-(14 + index * 8))
    const reason = random.pick(['出張', '休暇', '研修'])
    return [{ personKey, reason, validFrom: from, validTo: addOpenDays(from, random.between(2, 4)) }]
  })
  const departmentHead = found.find(({ seat }) => seat.key === '07/部長')
  const now: AbsenceRow[] =
    departmentHead === undefined
      ? []
      : [{ personKey: departmentHead.person.key, reason: '出張', validFrom: open(-1), validTo: open(2) }]
  const staff = random.shuffled(
    found.filter(({ seat, person }) => seat.rank === 'staff' && person.key.startsWith('p')),
  )
  const around = staff.slice(0, 24).map(({ person }): AbsenceRow => {
    const from = open(random.pick([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]))
    const to = addOpenDays(from, random.between(1, 5))
    return {
      personKey: person.key,
      reason: random.pick(['休暇', '出張', '研修']),
      validFrom: from,
      validTo: to,
    }
  })
  const long = staff.slice(24, 32).map(({ person }, index): AbsenceRow => ({
    personKey: person.key,
    reason: index % 2 === 0 ? '育児休業' : '病気休暇',
    validFrom: addDays(today, -40 - index * 20),
    validTo: index === 0 ? null : addDays(today, 30 + index * 35),
  }))
  return [...planned, ...trips, ...now, ...around, ...long]
}
