import type { Asset } from './assets.ts'
import type { Errand } from './errands.ts'
import type { Measure, TakeOutForm } from './history-types.ts'

/** Which devices are out when, so that no device is in two places. */
export type Shelf = {
  /** The errand's things that are free from `from` to `to`; undefined when a device is missing. */
  look(section: string, errand: Errand, from: string, to: string): Asset[] | undefined
  take(things: readonly Asset[], from: string, to: string): void
}

export function shelf(all: readonly Asset[]): Shelf {
  const taken = new Map<string, { from: string; to: string }[]>()
  const free = (asset: Asset, from: string, to: string): boolean =>
    !asset.portable || (taken.get(asset.key) ?? []).every((out) => out.to < from || to < out.from)
  return {
    look(section, errand, from, to) {
      const own = all.filter(({ unitKey }) => unitKey === section)
      const found: Asset[] = []
      for (const thing of errand.things) {
        const asset = own.find((one) => matches(one, thing) && free(one, from, to))
        if (asset === undefined) return undefined
        found.push(asset)
      }
      return found
    },
    take(things, from, to) {
      for (const { key } of things) taken.set(key, [...(taken.get(key) ?? []), { from, to }])
    },
  }
}

const deviceNames: Readonly<Record<string, string>> = {
  PC: '貸出用パソコン',
  TB: 'タブレット端末',
  USB: 'USBメモリ',
  K: '業務用携帯電話',
}

function matches(asset: Asset, thing: string): boolean {
  const device = deviceNames[thing]
  return device === undefined
    ? asset.key.endsWith(`-${thing.padStart(2, '0')}`)
    : asset.portable && asset.values.name.startsWith(device)
}

/** The form of an errand with these things. */
export function formOf(errand: Errand, things: readonly Asset[], from: string, to: string): TakeOutForm {
  return {
    assets: things.map(({ key }) => key),
    purpose: errand.purpose,
    destination: errand.destination,
    means: errand.means,
    from,
    to,
    measures: measuresFor(things),
  }
}

/** What the class asks for: encryption or a locked case from 機密性2 upwards, both and more for 機密性3. */
function measuresFor(things: readonly Asset[]): Measure[] {
  const strictest = Math.max(...things.map(({ values }) => Number(values.confidentiality)))
  const electronic = things.some(({ values }) => values.kind !== 'paper')
  const paper = things.some(({ values }) => values.kind === 'paper')
  const measures: Measure[] = []
  if (strictest >= 2 && electronic) measures.push('encryption')
  if (strictest === 3 && electronic) measures.push('password')
  if (strictest === 3 || (strictest >= 2 && paper)) measures.push('locked-case')
  measures.push('always-carried')
  return measures
}
