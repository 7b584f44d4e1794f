/** Which of a building's floors lies above which: 3 for 「3階」 and 「3F」, -1 for 「地下1階」 and 「B1」; null where it is not said. */
export function floorLevel(floor: string): number | null {
  const plain = floor.normalize('NFKC').toUpperCase().replaceAll(/\s/gu, '')
  if (plain === '') return null
  if (/屋上|塔屋|^R/.test(plain)) return 1_000
  const kanji = plain.replaceAll(/[一二三四五六七八九]/gu, (digit) =>
    String('一二三四五六七八九'.indexOf(digit) + 1),
  )
  const figure = Number(/\d+/.exec(kanji)?.[0] ?? Number.NaN)
  const below = /地下|^B/.test(plain)
  if (Number.isNaN(figure)) return below ? -1 : null
  return below ? -figure : figure
}

type Placed = { readonly building: string; readonly floor: string }
export type Floor<P> = { readonly floor: string; readonly places: readonly P[] }
export type Building<P> = { readonly building: string; readonly floors: readonly Floor<P>[] }

/** Places by building, and in it by floor from the top down; a floor that is not said lies below all. Pure. */
export function buildingsOf<P extends Placed>(places: readonly P[]): Building<P>[] {
  const buildings = Map.groupBy(places, (place) => place.building)
  return [...buildings]
    .toSorted(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b, 'ja'))
    .map(([building, inside]) => ({
      building,
      floors: [...Map.groupBy(inside, (place) => place.floor)]
        .toSorted(
          ([a], [b]) =>
            (floorLevel(b) ?? Number.NEGATIVE_INFINITY) - (floorLevel(a) ?? Number.NEGATIVE_INFINITY) ||
            a.localeCompare(b, 'ja'),
        )
        .map(([floor, onIt]) => ({ floor, places: onIt })),
    }))
}

/** The level a class begins with, for its colour: 3, 2, 1, or none. */
export function levelOf(strictest: string): '3' | '2' | '1' | '' {
  const digit = strictest.charAt(0)
  return digit === '3' || digit === '2' || digit === '1' ? digit : ''
}
