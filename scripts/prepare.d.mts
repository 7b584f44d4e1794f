/** Flags of Node for the server process. */
export const serverFlags: readonly string[]
export const root: string
export function buildWeb(node: string): void
