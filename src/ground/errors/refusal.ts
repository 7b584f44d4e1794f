/** What a refusal is about, as the outside sees it. */
export type RefusalCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'locked'
  | 'too-many'
  | 'unavailable'
  /** Signed in, but not proved again who he is: the same act may be repeated after that. */
  | 'step-up'

/** HTTP status of each refusal; the one table for server, client and documentation. */
export const refusalStatus: Readonly<Record<RefusalCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  locked: 423,
  'too-many': 429,
  unavailable: 503,
  'step-up': 403,
}

/** One thing that is wrong: where (field path, or 「12行 氏名」), what to do, and the value that was seen. */
export type Problem = { readonly at?: string; readonly message: string; readonly value?: string }

/**
 * Something the user's side can mend. Everything foreseeable is a Refusal;
 * any other error is ours, is logged, and is shown without its inner text.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly problems: readonly Problem[]
  readonly cites: readonly string[]

  constructor(
    code: RefusalCode,
    message: string,
    more: { problems?: readonly Problem[]; cites?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.problems = more.problems ?? []
    this.cites = more.cites ?? []
  }

  get status(): number {
    return refusalStatus[this.code]
  }
}

/** Stops the act with a sentence for the person who asked (Japanese: what happened, what to do). */
export function refuse(
  code: RefusalCode,
  message: string,
  more: { problems?: readonly Problem[]; cites?: readonly string[]; cause?: unknown } = {},
): never {
  throw new Refusal(code, message, more)
}
