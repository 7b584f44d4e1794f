import type { Declaration } from './design.ts'

/** Parts of a design as one speaks of them. */
const areas = {
  basics: (said: Declaration) => [
    said.name,
    said.purpose,
    said.formNumber,
    said.verb,
    said.notice,
    said.need,
  ],
  form: (said: Declaration) => said.parts,
  rules: (said: Declaration) => said.rules,
  route: (said: Declaration) => said.route,
  after: (said: Declaration) => [
    said.validity,
    said.start,
    said.finish,
    said.answerWithin,
    said.renewable,
    said.bulk,
  ],
} as const
export type Area = keyof typeof areas

const order: readonly Area[] = ['basics', 'form', 'rules', 'route', 'after']

/** Where two designs say different things. */
export function changedAreas(one: Declaration, other: Declaration): Area[] {
  return order.filter(
    (area) => JSON.stringify(areas[area](one), sorted) !== JSON.stringify(areas[area](other), sorted),
  )
}

/** The order in which a thing names its properties says nothing. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
