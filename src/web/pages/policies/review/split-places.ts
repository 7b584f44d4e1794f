/** Places inside a sentence where a second norm can well begin: after a comma or stop, and after 及び, 又は and the like. */
export function splitPlaces(text: string): number[] {
  const places: number[] = []
  for (const found of text.matchAll(/[、。,，．]\s*|とともに|並びに|若しくは|ただし(?=、)/gu)) {
    const proviso = found[0].startsWith('ただし')
    const at = proviso ? found.index : found.index + found[0].length
    if (at > 0 && at < text.length && !places.includes(at)) places.push(at)
  }
  return places.toSorted((one, other) => one - other)
}

/** Both parts of a sentence cut at a place; null where one of them would have no words. */
export function partsAt(text: string, at: number): readonly [string, string] | null {
  const parts = [text.slice(0, at), text.slice(at)] as const
  return parts.every((part) => /[\p{L}\p{N}]/u.test(part)) ? parts : null
}
