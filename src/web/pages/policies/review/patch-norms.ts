import type { NormOut, NormsOut, Progress } from './types.ts'

type Changed = { readonly normId: string; readonly revision: number; readonly state: NormOut['state'] }

/** What is known of an edition's norms after a command answered, before everything is read anew. */
export function patched(
  before: NormsOut,
  changed: readonly Changed[],
  progress: Progress | undefined,
  whole?: NormOut,
): NormsOut {
  const byId = new Map(changed.map((one) => [one.normId, one]))
  return {
    ...before,
    progress: progress ?? before.progress,
    norms: before.norms.map((norm) => {
      if (norm.normId === whole?.normId) return whole
      const one = byId.get(norm.normId)
      return one === undefined ? norm : { ...norm, revision: one.revision, state: one.state }
    }),
  }
}

/** Counts norms as the server does, for one chapter or all. */
export function progressOf(norms: readonly Pick<NormOut, 'state' | 'worst'>[]): Progress {
  const count = (of: (norm: Pick<NormOut, 'state' | 'worst'>) => boolean): number => norms.filter(of).length
  const open = (colour: NormOut['worst']): number =>
    count((norm) => norm.state === 'unconfirmed' && norm.worst === colour)
  return {
    total: norms.length,
    confirmed: count((norm) => norm.state === 'confirmed'),
    corrected: count((norm) => norm.state === 'corrected'),
    dismissed: count((norm) => norm.state === 'dismissed'),
    unconfirmed: count((norm) => norm.state === 'unconfirmed'),
    green: open('green'),
    amber: open('amber'),
    red: open('red'),
  }
}
