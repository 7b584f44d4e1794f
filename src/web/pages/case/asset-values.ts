import { levelOn, type Axis } from '#rooms/2-assets/asset/classification.ts'

export type AssetValues = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** The level of an axis, or null when the asset has no class there. */
export function levelOf(axis: Axis, values: AssetValues): 1 | 2 | 3 | null {
  return readLevel(String(levelOn(axis, values[axis])))
}

/** The level in a class as the server prints it: 機密性3. */
export function levelOfLabel(label: string | null): 1 | 2 | 3 | null {
  return readLevel(/[123]$/u.exec(label ?? '')?.[0])
}

function readLevel(text: string | undefined): 1 | 2 | 3 | null {
  if (text === '1') return 1
  if (text === '2') return 2
  return text === '3' ? 3 : null
}

/** How many people's data an asset holds; null when the register does not say. */
export function peopleIn(values: AssetValues): number | null {
  const count = values['personal_count']
  return typeof count === 'number' ? count : null
}
