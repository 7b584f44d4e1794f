import { Refusal } from '#ground/errors/refusal.ts'

export type SamlFault = 'settings' | 'called-off' | 'answer'

const sentences: Readonly<Record<SamlFault, string>> = {
  settings:
    '外部の認証の仕組みの設定が合っていません。ほかの方法でサインインし、情報政策課に設定を確かめてもらってください。',
  'called-off':
    '外部の認証の仕組みでのサインインが取りやめられました。もう一度はじめからやり直してください。',
  answer: '外部の認証の仕組みからの返事を確かめられませんでした。もう一度はじめからサインインしてください。',
}

/** Why nobody could be signed in over SAML, with what to do. The cause is for the log, never for the screen. */
export class SamlRefusal extends Refusal {
  readonly fault: SamlFault

  constructor(fault: SamlFault, cause?: unknown) {
    super(
      fault === 'settings' ? 'unavailable' : 'unauthenticated',
      sentences[fault],
      cause === undefined ? {} : { cause },
    )
    this.fault = fault
  }
}
