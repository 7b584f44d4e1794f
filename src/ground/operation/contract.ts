import { z } from 'zod'

/** Who may call: anybody, anybody signed in, or holders of a right. Rules about the object are the operation's own. */
export type Audience = 'anyone' | 'signed-in' | { readonly right: string }

/**
 * What an operation is, for every face of the house: HTTP route, OpenAPI, command line, typed client.
 * Browser-safe: contracts hold schemas and words, never server code.
 */
export type Contract<
  Name extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> = {
  /** `room.verb-noun`, also the route and the CLI command. */
  readonly name: Name
  readonly kind: 'command' | 'query'
  /** One plain sentence in Japanese. */
  readonly summary: string
  readonly who: Audience
  /**
   * The person must have proved who he is a short while ago (password, code or passkey), or is refused with
   * 'step-up'. Commands that administer ask for it by their right alone; false says that one of them need not.
   */
  readonly stepUp?: boolean
  readonly input: Input
  readonly output: Output
  /** Bytes of JSON the HTTP route takes; 2 MB unless told. */
  readonly bodyLimit?: number
  /** The input field that holds a file in base64, where there is one larger than usual; gives the body its limit. */
  readonly file?: FileField
  /** Names of input fields given by position on the command line. */
  readonly positional?: readonly string[]
}

export type FileField = { readonly at: string; readonly mostBytes: number }

/** Characters of so many bytes in base64: four for three, the last ones filled up. */
export const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4

/** What is said of a file that is too large. */
export const largestFileWords = (mostBytes: number): string =>
  `${Math.floor(mostBytes / 1024 / 1024)}MBまでのファイルを選んでください。`

/** Declares an operation. */
export function operation<Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  contract: Contract<Name, Input, Output>,
): Contract<Name, Input, Output> {
  return contract
}

/** Output of an operation that answers with a file instead of JSON. */
export const fileOutput = z.custom<FileOutput>(
  (value) => typeof value === 'object' && value !== null && 'body' in value && 'fileName' in value,
)

export type FileOutput = {
  readonly fileName: string
  readonly contentType: string
  readonly body: Uint8Array
}

/** An identifier in an input. */
export const idText = z.uuid('番号の形が正しくありません')

/** A calendar date in an input: a real day between 1900 and 2200. */
export const dateText = z.iso
  .date('日付は 2026-11-25 の形で入れてください')
  .refine(
    (value) => value >= '1900-01-01' && value <= '2200-12-31',
    '日付は1900年から2200年までで入れてください',
  )

/** Paging of every list: no list is unbounded. */
export const pageInput = {
  page: z.int().min(1).max(100_000).default(1),
  size: z.int().min(1).max(100).default(50),
}
