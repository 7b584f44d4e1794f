import { z } from 'zod'

/** The address without what was asked in it. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? ''
}

/** The log names the request and the fault, never what was typed: no query, no header, no row of the database. */
export function logging(level: string, stream: { write(line: string): void } | undefined) {
  return {
    level,
    ...(stream === undefined ? {} : { stream }),
    serializers: {
      req: (request: { method?: string; url?: string; ip?: string }) => ({
        method: request.method ?? '',
        path: pathOf(request.url ?? ''),
        address: request.ip ?? '',
      }),
      err: loggedError,
    },
  }
}

function loggedError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: '' }
  const { code, table, constraint } = z
    .object({ code: z.string().optional(), table: z.string().optional(), constraint: z.string().optional() })
    .catch({})
    .parse(error)
  return { type: error.name, message: error.message, stack: error.stack ?? '', code, table, constraint }
}
