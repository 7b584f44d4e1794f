import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import { Refusal } from '#ground/errors/refusal.ts'

/** What went wrong with another system that signs people in. */
export type OidcFault =
  /** Not reached, or it answers nothing that makes sense. */
  | 'unreachable'
  /** It is reached, and is not what the settings say. */
  | 'settings'
  /** The person or the provider called it off. */
  | 'called-off'
  /** The answer is forged, stale, or somebody else's. */
  | 'answer'

/** Why nobody could be signed in, with what to do, in Japanese. The cause is for the log, never for the screen. */
export class OidcRefusal extends Refusal {
  readonly fault: OidcFault

  constructor(fault: OidcFault, cause?: unknown) {
    const ours = fault === 'unreachable' || fault === 'settings'
    super(ours ? 'unavailable' : 'unauthenticated', sentences[fault], cause === undefined ? {} : { cause })
    this.fault = fault
  }
}

const sentences: Readonly<Record<OidcFault, string>> = {
  unreachable:
    '外部の認証の仕組みにつながりません。ほかの方法でサインインするか、時間をおいてやり直してください。',
  settings:
    '外部の認証の仕組みの設定が合っていません。ほかの方法でサインインし、情報政策課に設定を確かめてもらってください。',
  'called-off':
    '外部の認証の仕組みでのサインインが取りやめられました。もう一度はじめからやり直してください。',
  answer: '外部の認証の仕組みからの返事を確かめられませんでした。もう一度はじめからサインインしてください。',
}

/** Any failure as a refusal; one that is a refusal already stays. */
export function oidcRefusal(error: unknown): OidcRefusal {
  if (error instanceof OidcRefusal) return error
  return new OidcRefusal(faultOf(error), error)
}

function faultOf(error: unknown): OidcFault {
  if (error instanceof AuthorizationResponseError) {
    return error.error === 'access_denied' ? 'called-off' : 'settings'
  }
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant' ? 'answer' : 'settings'
  if (error instanceof ClientError) {
    if (isNetwork(error)) return 'unreachable'
    const code = error.code ?? ''
    if (/TIMEOUT|RESPONSE_IS_NOT_CONFORM|RESPONSE_IS_NOT_JSON/u.test(code)) return 'unreachable'
    if (/JSON_ATTRIBUTE_COMPARISON_FAILED|HTTP_REQUEST_FORBIDDEN/u.test(code)) return 'settings'
    return 'answer'
  }
  if (isNetwork(error)) return 'unreachable'
  return error instanceof TypeError && /URL|protocol|scheme/iu.test(error.message) ? 'settings' : 'answer'
}

/** A refused or lost connection, a name or a certificate that does not fit, however deep it lies. */
function isNetwork(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    const code = 'code' in at ? String(at.code) : ''
    if (
      /^(?:ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|EPROTO|ETIMEDOUT|UND_ERR_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS)/u.test(
        code,
      )
    )
      return true
    if (at.message === 'fetch failed' || at.name === 'TimeoutError') return true
  }
  return false
}
