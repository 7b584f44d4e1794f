/** Version of the encoding; it travels inside every leaf, entry and receipt as `v`. */
export const CANONICAL_VERSION = 1

/** Plain data the ledger can encode: no dates, bytes or fractions, which are written as text by whoever knows how. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain }

/** The value has no canonical form; `path` says where. A programming fault, never a user's. */
export class NotCanonical extends TypeError {
  override readonly name = 'NotCanonical'
}

const DEEPEST = 64

/**
 * The one text of a plain value: JSON without spaces, object keys sorted by UTF-16 code units, integers within
 * ±(2^53−1), strings exactly as given (no Unicode normalisation). Two different values never share a text.
 * Throws NotCanonical for undefined, fractions, NaN, −0, lone surrogates, holes, and objects with a prototype.
 */
export function canonical(value: Plain): string {
  return encode(value, '$', 0)
}

function encode(value: unknown, path: string, depth: number): string {
  if (depth > DEEPEST) throw new NotCanonical(`${path}: nested deeper than ${DEEPEST}`)
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
        throw new NotCanonical(`${path}: ${value} is not an integer within 2^53`)
      }
      return String(value)
    case 'string':
      return encodeText(value, path)
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? encodeList(value, path, depth) : encodeRecord(value, path, depth)
    default:
      throw new NotCanonical(`${path}: ${typeof value} has no canonical form`)
  }
}

function encodeText(text: string, path: string): string {
  if (!text.isWellFormed()) throw new NotCanonical(`${path}: lone surrogate`)
  return JSON.stringify(text)
}

function encodeList(list: readonly unknown[], path: string, depth: number): string {
  const parts: string[] = []
  for (let index = 0; index < list.length; index++) {
    if (!(index in list)) throw new NotCanonical(`${path}[${index}]: hole`)
    parts.push(encode(list[index], `${path}[${index}]`, depth + 1))
  }
  return `[${parts.join(',')}]`
}

function encodeRecord(record: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(record)
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotCanonical(`${path}: not a plain object`)
  if (Object.getOwnPropertySymbols(record).length > 0) throw new NotCanonical(`${path}: symbol key`)
  const parts = Object.entries(record)
    // Default string comparison is by UTF-16 code units, as RFC 8785 asks; a locale would not be stable.
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => `${encodeText(key, path)}:${encode(inner, `${path}.${key}`, depth + 1)}`)
  return `{${parts.join(',')}}`
}
