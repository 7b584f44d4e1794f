/** The id of the control of a field, so that a list of errors and a server's field path find it. */
export function fieldId(path: string): string {
  return `f-${path.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')}`
}
