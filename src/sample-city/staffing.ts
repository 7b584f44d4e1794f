import { cast } from './cast.ts'
import { type Seat, seat, teamKey } from './seat.ts'
import { departments } from './units.ts'

/** Titles below 係長, with the share each has of the staff. */
const titles = [
  { title: '主査', share: 0.18, sort: 2 },
  { title: '主任', share: 0.2, sort: 3 },
  { title: '主事', share: 0.3, sort: 4 },
  { title: '技師', share: 0, sort: 4 },
  { title: '会計年度任用職員', share: 0.29, sort: 5 },
  { title: '再任用職員', share: 0.03, sort: 6 },
] as const

/** 技師 instead of 主事 where the work is technical. */
const technical: ReadonlySet<string> = new Set(['07', '09'])

/**
 * Spreads `people` staff over the 係 by the weight of their section (largest remainder), then over titles,
 * so that the sum is exact.
 */
export function fillStaff(people: number): Seat[] {
  const teams = departments.flatMap((department) =>
    department.sections.flatMap((section) =>
      section.teams.map((_, at) => ({
        key: teamKey(section, at),
        body: department.body,
        technical: technical.has(department.code),
        weight: section.weight / section.teams.length,
      })),
    ),
  )
  const sizes = shareOut(
    people,
    teams.map(({ weight }) => weight),
  )
  return teams.flatMap((team, index) => {
    const counts = shareOut(
      sizes[index] ?? 0,
      titles.map(({ share }) => share),
    )
    const found: Seat[] = []
    titles.forEach(({ title, sort }, at) => {
      const name = team.technical && title === '主事' ? '技師' : title
      const wanted = cast.some(({ postKey }) => postKey === `${team.key}/${name}`) ? 1 : 0
      const places = Math.max(counts[at] ?? 0, wanted)
      if (places > 0) found.push({ ...seat(team.body, team.key, name, 'staff', sort), places })
    })
    return trimmed(found, sizes[index] ?? 0)
  })
}

/** Takes people off the largest group until the team has its size again (a named seat may have added one). */
function trimmed(seats: readonly Seat[], size: number): Seat[] {
  let found = seats
  for (let over = found.reduce((sum, { places }) => sum + places, 0) - size; over > 0; over -= 1) {
    const largest = found.toSorted((a, b) => b.places - a.places)[0]
    found = found.map((one) => (one === largest ? { ...one, places: one.places - 1 } : one))
  }
  return found.filter(({ places }) => places > 0)
}

/** Whole shares of `total` in proportion to the weights; the largest remainders get the rest. */
function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const shares = exact.map(Math.floor)
  const rest = total - shares.reduce((a, b) => a + b, 0)
  const order = exact.map((value, at) => ({ at, rest: value - Math.floor(value) }))
  for (const { at } of order.toSorted((a, b) => b.rest - a.rest || a.at - b.at).slice(0, rest)) {
    shares[at] = (shares[at] ?? 0) + 1
  }
  return shares
}
