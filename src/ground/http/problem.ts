import { refusalStatus, Refusal, type Problem, type RefusalCode } from '#ground/errors/refusal.ts'

/** RFC 9457 body of every error the API answers with. */
export type ProblemBody = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly problems: readonly Problem[]
  readonly cites: readonly string[]
}

const titles: Readonly<Record<RefusalCode, string>> = {
  invalid: '入力に誤りがあります',
  unauthenticated: 'サインインが必要です',
  forbidden: 'この操作はできません',
  'not-found': '見つかりません',
  conflict: '今の状態ではできません',
  'too-large': '大きすぎます',
  unsupported: '扱えない形式です',
  locked: '止められています',
  'too-many': '回数が多すぎます',
  unavailable: '今は使えません',
  'step-up': '本人の確認が必要です',
}

/** The answer to a refusal. */
export function problemOf(refusal: Refusal): ProblemBody {
  return {
    type: `urn:kijun:${refusal.code}`,
    title: titles[refusal.code],
    status: refusalStatus[refusal.code],
    detail: refusal.message,
    problems: refusal.problems,
    cites: refusal.cites,
  }
}

/** The answer to our own fault: the log has the details under `reference`, the outside gets none. */
export function faultOf(reference: string): ProblemBody {
  return {
    type: 'urn:kijun:fault',
    title: 'プログラムの誤りです',
    status: 500,
    detail: `処理できませんでした。何も変わっていません。同じことが続くときは、番号 ${reference} を情報政策課に伝えてください。`,
    problems: [],
    cites: [],
  }
}
