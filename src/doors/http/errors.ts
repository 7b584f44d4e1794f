import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#ground/errors/refusal.ts'
import { faultOf, problemOf } from '#ground/http/problem.ts'
import { largestFileWords, type FileField } from '#ground/operation/contract.ts'
import { pathOf } from './log.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where the body of the route holds a file larger than usual. */
    file?: FileField
  }
}

/** Answers an error: a refusal with its own sentence, a fault of ours with a reference number and nothing else. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error, request)
  if (refusal === null) request.log.error({ err: error, path: pathOf(request.url) }, 'fault')
  const body = refusal === null ? faultOf(request.id.slice(-8)) : problemOf(refusal)
  return reply.code(body.status).header('content-type', 'application/problem+json; charset=utf-8').send(body)
}

function refusalOf(error: unknown, request: FastifyRequest): Refusal | null {
  if (error instanceof Refusal) return error
  if (!(error instanceof Error) || !('code' in error)) return null
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return bodyTooLarge(request.routeOptions.config.file)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('unsupported', '送られた内容の形式を扱えません。')
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('invalid', '送られた内容を読み取れません。')
    // PostgreSQL: a unique or serialisation conflict that a rule did not foresee is still the user's to retry.
    case '23505':
    case '40001':
    case '40P01':
      return new Refusal(
        'conflict',
        'ほかの人の操作と重なりました。画面を開き直して、もう一度行ってください。',
      )
    case '53100':
      return new Refusal(
        'unavailable',
        'ディスクがいっぱいのため保存できませんでした。何も変わっていません。情報政策課に連絡してください。',
      )
    case '57P01':
    case '57P03':
    case 'ECONNREFUSED':
    case 'ENOENT':
      return new Refusal(
        'unavailable',
        'データベースにつながりません。しばらくしてから、もう一度行ってください。',
      )
    default:
      return refusedByFastify(error)
  }
}

function bodyTooLarge(file: FileField | undefined): Refusal {
  if (file === undefined) {
    return new Refusal(
      'too-large',
      '送られた内容が大きすぎます。ファイルは20MBまでです。分けるか、小さくしてください。',
    )
  }
  const message = largestFileWords(file.mostBytes)
  return new Refusal('too-large', `ファイルが大きすぎます。${message}`, {
    problems: [{ at: file.at, message }],
  })
}

/** Requests that Fastify itself turns away: broken addresses, unreadable bodies, headers that do not fit. */
function refusedByFastify(error: Error): Refusal | null {
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (typeof status !== 'number' || status < 400 || status > 499) return null
  return status === 404
    ? new Refusal('not-found', 'そのページはありません。')
    : new Refusal('invalid', '送られた内容を読み取れません。')
}
