import { Refusal } from '#ground/errors/refusal.ts'

/** Why a directory could not be asked; for whoever has to choose what to do next. */
export type DirectoryFault =
  | 'unreachable'
  | 'slow'
  | 'certificate'
  | 'credentials'
  | 'base'
  | 'limit'
  | 'refused'
  | 'broken'

/** A refusal of the directory, or of the way to it: a sentence an officer can act on, and its kind. */
export class DirectoryRefusal extends Refusal {
  readonly fault: DirectoryFault
  constructor(fault: DirectoryFault, message: string, cause?: unknown) {
    super('unavailable', message, cause === undefined ? {} : { cause })
    this.fault = fault
  }
}

const unreachable: Readonly<Record<string, string>> = {
  ENOTFOUND: 'サーバーの名前が見つかりません。名前の綴りと、名前解決(DNS)の設定を確かめてください。',
  EAI_AGAIN: 'サーバーの名前を調べられません。名前解決(DNS)の設定を確かめてください。',
  ECONNREFUSED:
    'サーバーに接続を断られました。ディレクトリが動いているか、ポート番号が正しいかを確かめてください。',
  EHOSTUNREACH: 'サーバーまで届きません。ネットワークとファイアウォールを確かめてください。',
  ENETUNREACH: 'サーバーまで届きません。ネットワークとファイアウォールを確かめてください。',
  ECONNRESET:
    'サーバーが途中で接続を切りました。ポート番号と、暗号化の方式(ldaps か StartTLS か)を確かめてください。',
  EPIPE: 'サーバーが途中で接続を切りました。しばらくしてやり直してください。',
  EPROTO: '暗号化の方式が合いません。ポート番号と、ldaps か StartTLS かを確かめてください。',
}

const certificates: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID:
    'サーバーの証明書の名前が、接続先の名前と違います。証明書に書かれた名前で接続先を入れ直してください。',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'サーバーの証明書が、信頼できる認証局のものではありません(自己署名)。庁内の認証局の証明書を登録してください。',
  SELF_SIGNED_CERT_IN_CHAIN:
    'サーバーの証明書を発行した認証局が信頼されていません。庁内の認証局の証明書を登録してください。',
  UNABLE_TO_GET_ISSUER_CERT:
    'サーバーの証明書を発行した認証局が分かりません。庁内の認証局の証明書を登録してください。',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'サーバーの証明書を発行した認証局が分かりません。庁内の認証局の証明書を登録してください。',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'サーバーの証明書を発行した認証局が分かりません。庁内の認証局の証明書を登録してください。',
  CERT_SIGNATURE_FAILURE:
    'サーバーの証明書が、登録した認証局のものではありません。認証局の証明書を確かめてください。',
  CERT_HAS_EXPIRED: 'サーバーの証明書の期限が切れています。サーバーの管理者に更新を依頼してください。',
  CERT_NOT_YET_VALID: 'サーバーの証明書の期間が始まっていません。サーバーの時計と証明書を確かめてください。',
}

/** Codes of RFC 4511 that an officer or the directory's administrator can mend. */
const answers: Readonly<Record<number, readonly [DirectoryFault, string]>> = {
  1: [
    'refused',
    'ディレクトリが、接続した利用者での検索を認めませんでした。接続用の利用者とその権限を確かめてください。',
  ],
  3: ['limit', 'ディレクトリの決めた時間内に検索が終わりませんでした。検索の起点か条件を狭くしてください。'],
  4: [
    'limit',
    'ディレクトリの決めた件数の上限を超えました。接続用の利用者の上限を上げるか、検索の条件を狭くしてください。',
  ],
  8: ['refused', 'ディレクトリが、より強い認証を求めています。管理者に接続の方法を確かめてください。'],
  10: [
    'base',
    '検索の起点は別のサーバーにあります(参照が返されました)。そのサーバーを接続先にしてください。',
  ],
  11: [
    'limit',
    'ディレクトリの決めた件数の上限を超えました。接続用の利用者の上限を上げるか、検索の条件を狭くしてください。',
  ],
  12: [
    'refused',
    'ディレクトリが、分けて読む方法(ページ単位の検索)に対応していません。管理者に確かめてください。',
  ],
  13: ['refused', 'ディレクトリが、暗号化されていない接続を断りました。接続の方式を確かめてください。'],
  16: ['refused', '指定した属性がディレクトリにありません。属性の対応を確かめてください。'],
  17: ['refused', '指定した属性がディレクトリにありません。属性の対応を確かめてください。'],
  32: ['base', '検索の起点がディレクトリにありません。起点の書き方を確かめてください。'],
  34: [
    'base',
    '検索の起点か接続用の利用者の書き方が正しくありません。「ou=職員,dc=city」の形で入れてください。',
  ],
  48: ['credentials', '接続用の利用者とパスワードでの認証が認められていません。管理者に確かめてください。'],
  49: ['credentials', '接続用の利用者またはパスワードが違います。両方を入れ直してください。'],
  50: ['refused', '接続用の利用者に、検索する権限がありません。管理者に権限を依頼してください。'],
  51: ['slow', 'ディレクトリが混み合っています。しばらくしてやり直してください。'],
  52: ['unreachable', 'ディレクトリが利用できない状態です。しばらくしてやり直してください。'],
  53: ['refused', 'ディレクトリがこの操作を断りました。接続用の利用者の設定を確かめてください。'],
}

/** How Active Directory says, within code 49, why an account was refused. */
const accountStates: readonly (readonly [RegExp, string])[] = [
  [/data 775\b/u, '接続用の利用者はロックされています。管理者に解除を依頼してください。'],
  [/data 533\b/u, '接続用の利用者は無効になっています。管理者に確かめてください。'],
  [/data 701\b/u, '接続用の利用者の期限が切れています。管理者に確かめてください。'],
  [/data (?:532|773)\b/u, '接続用の利用者のパスワードの期限が切れています。管理者に変更を依頼してください。'],
]

/** Any error of the library or the network as a refusal. Text that came from the server is not passed on. */
export function directoryRefusal(error: unknown): DirectoryRefusal {
  if (error instanceof DirectoryRefusal) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const text = error instanceof Error ? error.message : ''
  if (typeof code === 'number') {
    const state = code === 49 ? accountStates.find(([pattern]) => pattern.test(text)) : undefined
    if (state !== undefined) return new DirectoryRefusal('credentials', state[1], error)
    const [fault, message] = answers[code] ?? [
      'refused',
      `ディレクトリが断りました(応答の番号 ${code})。管理者に番号を伝えて確かめてください。`,
    ]
    return new DirectoryRefusal(fault, message, error)
  }
  if (typeof code === 'string') {
    const certificate = certificates[code]
    if (certificate !== undefined) return new DirectoryRefusal('certificate', certificate, error)
    if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) {
      return new DirectoryRefusal(
        'certificate',
        '暗号化した接続を作れません。ポート番号と、ldaps か StartTLS か、証明書を確かめてください。',
        error,
      )
    }
    if (code === 'ETIMEDOUT') return tooSlow(error)
    const message = unreachable[code]
    if (message !== undefined) return new DirectoryRefusal('unreachable', message, error)
  }
  if (/tim(?:ed )?out|timeout/iu.test(text)) return tooSlow(error)
  if (/Connection closed|Socket error|not established/u.test(text)) {
    return new DirectoryRefusal(
      'unreachable',
      'サーバーが途中で接続を切りました。ディレクトリが動いているかを確かめて、やり直してください。',
      error,
    )
  }
  if (/TLS connection was established/u.test(text)) {
    return new DirectoryRefusal(
      'certificate',
      'サーバーが暗号化の途中で接続を切りました。ポート番号と、ldaps か StartTLS かを確かめてください。',
      error,
    )
  }
  return new DirectoryRefusal(
    'broken',
    'ディレクトリの応答を読み取れません。接続先を確かめてください。',
    error,
  )
}

function tooSlow(cause: unknown): DirectoryRefusal {
  return new DirectoryRefusal(
    'slow',
    'ディレクトリから時間内に応答がありません。接続先とファイアウォールを確かめて、やり直してください。',
    cause,
  )
}
