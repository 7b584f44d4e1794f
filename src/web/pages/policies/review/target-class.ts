export const axes = ['C', 'I', 'A'] as const
export type Axis = (typeof axes)[number]
export type AxisClass = { readonly axis: Axis; readonly level: number; readonly orMore: boolean }

/** `C2+|I2|A2` in parts, any of which is enough; null when it is written in another way. */
export function parseTarget(text: string): AxisClass[] | null {
  const parts: AxisClass[] = []
  for (const part of text.split('|')) {
    const read = /^\s*([CIA])([0-9])(\+?)\s*$/.exec(part)
    const axis = axes.find((each) => each === read?.[1])
    if (read === null || axis === undefined) return null
    parts.push({ axis, level: Number(read[2]), orMore: read[3] === '+' })
  }
  return parts
}

/** The parts in the short form; null for none. */
export function formatTarget(parts: readonly AxisClass[]): string | null {
  if (parts.length === 0) return null
  return parts.map(({ axis, level, orMore }) => `${axis}${level}${orMore ? '+' : ''}`).join('|')
}

/** The parts with one axis changed; `choice` is `2`, `2+` or empty for none. Axes keep the order 機密性, 完全性, 可用性. */
export function withAxis(parts: readonly AxisClass[], axis: Axis, choice: string): AxisClass[] {
  const others = parts.filter((part) => part.axis !== axis)
  const changed = choice === '' ? [] : (parseTarget(`${axis}${choice}`) ?? [])
  return [...others, ...changed].toSorted((one, other) => axes.indexOf(one.axis) - axes.indexOf(other.axis))
}
