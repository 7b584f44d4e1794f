import type { ModelNode } from './edition-model.ts'

/**
 * OSCAL identifiers by permanent id: the number of the provision without brackets (`第5-2-(6)-ア` is `第5-2-6-ア`).
 * Unique: where two numbers differ in brackets only, the later one gets `.2`.
 */
export function tokensOf(nodes: readonly ModelNode[]): ReadonlyMap<string, string> {
  const out = new Map<string, string>()
  const used = new Set<string>()
  for (const node of nodes.toSorted((a, b) => a.order - b.order)) {
    const stem = tokenOf(node.eid)
    let free = stem
    for (let n = 2; used.has(free); n += 1) free = `${stem}.${n}`
    used.add(free)
    out.set(node.wid, free)
  }
  return out
}

/** A text as an OSCAL token: letters, digits, `.`, `-`, `_`; beginning with a letter. */
export function tokenOf(text: string): string {
  const plain = text
    .normalize('NFC')
    .replaceAll('・', '点')
    .replaceAll('~', '.')
    .replaceAll(/[^\p{L}\p{N}.\-_]+/gu, '')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`
}
