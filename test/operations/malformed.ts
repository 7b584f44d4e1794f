import { newId } from '#ground/ids/ids.ts'

export type Malformed = { readonly what: string; readonly input: unknown }
type Path = readonly (string | number)[]

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u

/** Every value inside the input that has nothing below it, with the way to it. */
function leaves(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => leaves(each, [...path, index]))
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    return Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key]))
  }
  return [{ path, value }]
}

/** A copy of the input with another value in one place. */
function replaced(input: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (Array.isArray(input)) {
    return input.map((each, index) => (index === first ? replaced(each, rest, value) : each))
  }
  if (typeof input !== 'object' || input === null) throw new TypeError('no such place in the input')
  return Object.fromEntries(
    Object.entries(input).map(([key, each]) => [key, key === first ? replaced(each, rest, value) : each]),
  )
}

const otherTypes: readonly unknown[] = [
  null,
  -1,
  1.5,
  true,
  '',
  '文字',
  [],
  ['文字'],
  {},
  { 余分: '値' },
  Number.POSITIVE_INFINITY,
]

/** Values of another type in every place, and inputs that are no object at all. */
export function wrongTypes(input: unknown): Malformed[] {
  const whole = [null, 1, '文字', true, [], [input]].map((each) => ({
    what: `the whole input is ${JSON.stringify(each)?.slice(0, 20)}`,
    input: each,
  }))
  const inPlace = leaves(input).flatMap(({ path, value }) =>
    otherTypes
      .filter((other) => typeof other !== typeof value || (value === null && other !== null))
      .map((other) => ({
        what: `${path.join('.')} = ${JSON.stringify(other)}`,
        input: replaced(input, path, other),
      })),
  )
  return [...whole, ...inPlace]
}

/** Identifiers that look right and name nothing. */
export function forgedIds(input: unknown): Malformed[] {
  return leaves(input)
    .filter(({ value }) => typeof value === 'string' && uuid.test(value))
    .map(({ path }) => ({ what: `${path.join('.')} is forged`, input: replaced(input, path, newId()) }))
}

/** Identifiers that do not even look right: quotes, paths, SQL, too long, half of one. */
export function brokenIds(input: unknown): Malformed[] {
  const broken = ["' or 1=1 --", '../../etc/passwd', '123', newId().slice(0, 35), `${newId()}0`, '%00']
  return leaves(input)
    .filter(({ value }) => typeof value === 'string' && uuid.test(value))
    .flatMap(({ path }) =>
      broken.map((each) => ({ what: `${path.join('.')} = ${each}`, input: replaced(input, path, each) })),
    )
}

const textPlaces = (input: unknown) => leaves(input).filter(({ value }) => typeof value === 'string')

/** Texts of 100,000 characters wherever a text is. */
export function tooLong(input: unknown): Malformed[] {
  return textPlaces(input).map(({ path }) => ({
    what: `${path.join('.')} is far too long`,
    input: replaced(input, path, 'あ'.repeat(100_000)),
  }))
}

/** Characters that the database cannot keep: NUL, and half of a pair. */
export function unstorable(input: unknown): Malformed[] {
  return textPlaces(input).flatMap(({ path, value }) =>
    ['\u0000', '\ud83d'].map((bad) => ({
      what: `${path.join('.')} holds U+${bad.charCodeAt(0).toString(16)}`,
      input: replaced(input, path, `${String(value)}${bad}`),
    })),
  )
}

/** Fields nobody asked for, beside the input's own and inside every object of it. */
export function extraFields(input: unknown): Malformed[] {
  const objects = (value: unknown, path: Path = []): Path[] => {
    if (Array.isArray(value)) return value.flatMap((each, index) => objects(each, [...path, index]))
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return []
    return [path, ...Object.entries(value).flatMap(([key, each]) => objects(each, [...path, key]))]
  }
  const at = (path: Path): unknown =>
    path.reduce<unknown>(
      (value, key) => Object.entries(value ?? {}).find(([name]) => name === String(key))?.[1],
      input,
    )
  return objects(input).map((path) => ({
    what: `an extra field in ${path.join('.') || 'the input'}`,
    input: replaced(input, path, { ...Object(at(path)), [EXTRA]: '値' }),
  }))
}

export const EXTRA = 'yobun'
