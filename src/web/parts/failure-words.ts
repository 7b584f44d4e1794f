import { ApiProblem, Unreachable, type Problem } from '../api/problem.ts'

/** What to tell a person about a failure: keys of the words, or the server's own words. */
export type FailureWords = {
  readonly titleKey:
    | 'parts.unreachable'
    | 'parts.timeout'
    | 'parts.unreadable'
    | 'parts.unexpected'
    | `parts.status.${StatusKey}`
  readonly title?: string
  readonly detailKey?: 'parts.unreachableWhat' | 'parts.unreadableWhat' | 'parts.unexpectedWhat'
  readonly detail?: string
  readonly problems: readonly Problem[]
  readonly cites: readonly string[]
}

const statuses = {
  400: 's400',
  401: 's401',
  403: 's403',
  404: 's404',
  409: 's409',
  413: 's413',
  415: 's415',
  423: 's423',
  429: 's429',
  503: 's503',
} as const
type StatusKey = (typeof statuses)[keyof typeof statuses] | 'other'

/** Words for any failure of a call. The server's own words come first: it knows the clause and the person. */
export function failureWords(error: unknown): FailureWords {
  if (error instanceof ApiProblem) {
    const key: StatusKey = isKnown(error.status) ? statuses[error.status] : 'other'
    const { title, detail } = error
    return {
      titleKey: `parts.status.${key}`,
      ...(title === '' ? {} : { title }),
      ...(detail === '' || detail === title ? {} : { detail }),
      ...(title === '' && detail === '' ? { detailKey: 'parts.unexpectedWhat' as const } : {}),
      problems: error.problems.map(withoutFieldPath),
      cites: error.cites,
    }
  }
  const nothing = { problems: [], cites: [] }
  if (error instanceof Unreachable) {
    if (error.why === 'unreadable')
      return { titleKey: 'parts.unreadable', detailKey: 'parts.unreadableWhat', ...nothing }
    return {
      titleKey: error.why === 'timeout' ? 'parts.timeout' : 'parts.unreachable',
      detailKey: 'parts.unreachableWhat',
      ...nothing,
    }
  }
  return { titleKey: 'parts.unexpected', detailKey: 'parts.unexpectedWhat', ...nothing }
}

function isKnown(status: number): status is keyof typeof statuses {
  return status in statuses
}

/** A place in a file (「12行 氏名」) is for people; the path of a field (`title`) is for the form that maps it. */
function withoutFieldPath(problem: Problem): Problem {
  if (problem.at === undefined || !/^[\w.[\]-]*$/.test(problem.at)) return problem
  const { at: _path, ...rest } = problem
  return rest
}
