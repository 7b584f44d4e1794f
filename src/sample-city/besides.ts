import { addMonths } from '#ground/clock/calendar.ts'
import { type Holder, lastRotation } from './holders.ts'
import type { AppointmentRow } from './organisation-types.ts'
import { councilKey, csirtKey } from './seats.ts'
import { seeded } from './seeded.ts'
import { departments } from './units.ts'

/** Everything people hold besides their main work: 事務取扱, 兼務, 併任, leaders, the council and the CSIRT. */
export function besides(found: readonly Holder[], today: string): AppointmentRow[] {
  const since = lastRotation(today)
  const of = (postKey: string): string => {
    const holder = found.find(({ seat }) => seat.key === postKey)
    if (holder === undefined) throw new RangeError(`nobody sits in ${postKey}`)
    return holder.person.key
  }
  const held = (
    fromPost: string,
    postKey: string,
    kind: AppointmentRow['kind'],
    validFrom = since,
  ): AppointmentRow => ({ personKey: of(fromPost), postKey, kind, validFrom, validTo: null })
  const council = [
    'mayor/副市長',
    'board/教育長',
    'water/上下水道事業管理者',
    ...departments.filter(({ kind }) => kind !== '委員会').map(({ code, head }) => `${code}/${head}`),
  ]
  const csirt = ['010301/係長', '010302/係長', '010303/係長', '020501/係長', '020502/係長']
  return [
    held('06/部長', '0605/課長', '事務取扱'),
    held('07/次長', '0701/課長', '兼務'),
    held('02/部長', '12/情報セキュリティ総括', '兼務'),
    held('02/部長', '13/情報セキュリティ総括', '兼務'),
    held('02/部長', '14/情報セキュリティ総括', '兼務'),
    held('020101/係長', '120101/係長', '併任'),
    held('020102/主査', '120101/主査', '併任'),
    held('mayor/副市長(企画財政部担任)', `${councilKey}/議長`, '委嘱'),
    ...council.map((postKey) => held(postKey, `${councilKey}/委員`, '委嘱')),
    held('0103/課長', `${csirtKey}/CSIRT責任者`, '兼務'),
    ...csirt.map((postKey) => held(postKey, `${csirtKey}/CSIRT構成員`, '兼務')),
    ...leaders(found, since),
  ]
}

/** One 情報化推進リーダー for each section; they change every year. */
function leaders(found: readonly Holder[], since: string): AppointmentRow[] {
  const random = seeded('leaders')
  const yearBefore = addMonths(since, -12)
  return departments.flatMap(({ sections }) =>
    sections.flatMap((section) => {
      const postKey = `${section.code}/情報化推進リーダー`
      const able = found.filter(
        ({ seat, person }) =>
          seat.unitKey?.startsWith(section.code) === true &&
          person.validFrom <= yearBefore &&
          ['主査', '主任', '主事', '技師', '係長'].includes(seat.title),
      )
      const [now, before] = [
        able.find(({ person }) => person.key === 'usami') ?? random.pick(able),
        able.find(({ since: from, seat }) => from <= yearBefore && seat.rank === 'staff'),
      ]
      const rows: AppointmentRow[] = [
        { personKey: now.person.key, postKey, kind: '兼務', validFrom: since, validTo: null },
      ]
      if (before !== undefined && before !== now) {
        rows.unshift({
          personKey: before.person.key,
          postKey,
          kind: '兼務',
          validFrom: yearBefore,
          validTo: since,
        })
      }
      return rows
    }),
  )
}
