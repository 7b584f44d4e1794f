type Placed = { readonly eid: string }
type Chapter = { readonly eid: string; readonly wid: string }

/**
 * Norms under the chapter they stand in, in the order of the text. An id of a place begins with those above it, joined
 * by `-`; a norm under no chapter of the list stands by itself.
 */
export function byChapter<N extends Placed, C extends Chapter>(
  norms: readonly N[],
  chapters: readonly C[],
): { chapter: C | null; norms: N[] }[] {
  const groups: { chapter: C | null; norms: N[] }[] = []
  for (const norm of norms) {
    const chapter =
      chapters.find((each) => norm.eid === each.eid || norm.eid.startsWith(`${each.eid}-`)) ?? null
    const last = groups.at(-1)
    if (last !== undefined && last.chapter?.wid === chapter?.wid) last.norms.push(norm)
    else groups.push({ chapter, norms: [norm] })
  }
  return groups
}
