/** A document with the one it rests on. */
export type Based = { readonly id: string; readonly basedOn: string | null }

/**
 * Documents in the order of their tree, each with its depth. One whose base is not among them stands at the top; so
 * does whatever would otherwise rest on itself. Pure.
 */
export function treeOrder<T extends Based>(documents: readonly T[]): { document: T; depth: number }[] {
  const ids = new Set(documents.map((d) => d.id))
  const below = Map.groupBy(documents, (d) => (d.basedOn !== null && ids.has(d.basedOn) ? d.basedOn : null))
  const out: { document: T; depth: number }[] = []
  const seen = new Set<string>()
  const walk = (base: string | null, depth: number) => {
    for (const document of below.get(base) ?? []) {
      if (seen.has(document.id)) continue
      seen.add(document.id)
      out.push({ document, depth })
      walk(document.id, depth + 1)
    }
  }
  walk(null, 0)
  for (const document of documents) {
    if (seen.has(document.id)) continue
    seen.add(document.id)
    out.push({ document, depth: 0 })
    walk(document.id, 1)
  }
  return out
}

/** Documents above one, nearest first. Ends where the chain would come back to itself. */
export function chainAbove<T extends Based>(documents: readonly T[], id: string): T[] {
  const byId = new Map(documents.map((d) => [d.id, d]))
  const chain: T[] = []
  const seen = new Set([id])
  for (
    let at = byId.get(id)?.basedOn ?? null;
    at !== null && !seen.has(at);
    at = byId.get(at)?.basedOn ?? null
  ) {
    const document = byId.get(at)
    if (document === undefined) break
    seen.add(at)
    chain.push(document)
  }
  return chain
}
