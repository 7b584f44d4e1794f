/** One thing wrong with what was sent: where (a field path, or a line of a file), what, and the value that was read. */
export type Problem = {
  readonly at?: string | undefined
  readonly message: string
  readonly value?: string | undefined
}

/** The server answered and refused. Texts are the server's own, in plain Japanese, meant for the person. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  /** Machine-readable kind, the last segment of RFC 9457 `type`. */
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly problems: readonly Problem[]
  /** Clauses the refusal rests on. */
  readonly cites: readonly string[]

  constructor(body: ProblemBody) {
    super(body.detail === '' ? body.title : body.detail)
    this.status = body.status
    this.code = body.code
    this.title = body.title
    this.detail = body.detail
    this.problems = body.problems
    this.cites = body.cites
  }
}

/** No answer came: the state on the server is not known. Never to be shown as zero or as done. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
  readonly why: 'network' | 'timeout' | 'unreadable'

  constructor(why: 'network' | 'timeout' | 'unreadable', cause?: unknown) {
    super(`no usable answer: ${why}`, { cause })
    this.why = why
  }
}

export type ProblemBody = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly problems: readonly Problem[]
  readonly cites: readonly string[]
}

/** Reads RFC 9457 problem JSON leniently: a proxy in between may answer in a form of its own. */
export function readProblem(status: number, body: unknown): ProblemBody {
  const source = isRecord(body) ? body : {}
  return {
    status,
    code: text(source['type']).split(/[/:#]/).at(-1) ?? '',
    title: text(source['title']),
    detail: text(source['detail']),
    problems: list(source['problems']).flatMap(readOne),
    cites: list(source['cites']).filter((cite) => typeof cite === 'string'),
  }
}

function readOne(value: unknown): Problem[] {
  if (!isRecord(value)) return []
  const message = text(value['message'])
  if (message === '') return []
  const at = text(value['at'])
  const given = text(value['value'])
  return [{ message, ...(at === '' ? {} : { at }), ...(given === '' ? {} : { value: given }) }]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The message for one field, if any. */
export function messageAt(problems: readonly Problem[], field: string): string | undefined {
  return problems.find((problem) => problem.at === field)?.message
}
