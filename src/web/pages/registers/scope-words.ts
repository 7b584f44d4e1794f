import type { TFunction } from 'i18next'
import type { Register } from './list-address.ts'

/** Which units of the city the reader sees in this register. */
export function scopeOf(register: Register, t: TFunction): string {
  const { readableUnits } = register
  if (readableUnits === undefined) return t('registers.whole')
  const names = readableUnits.map(({ name }) => name)
  if (names.length <= 2) return t('registers.units', { units: names.join('・') })
  return t('registers.ownUnits', { units: names.slice(0, 2).join('・') })
}
