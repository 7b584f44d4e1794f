import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { SMTPSentMessageInfo } from 'nodemailer'
import type { Clock } from '#ground/clock/clock.ts'
import { placeDurably } from '#ground/files/blob-folder.ts'

export { mailJob, mailJobName } from './mail-job.ts'

export type Mail = {
  /** one address or several, bare: 'taro@example.lg.jp' */
  readonly to: string | readonly string[]
  readonly subject: string
  /** plain text, lines ended by LF */
  readonly text: string
}

/** What became of a mail: handed to the mail server, or written as a file because there is none. */
export type SentMail =
  | { readonly by: 'smtp'; readonly messageId: string; readonly response: string }
  | { readonly by: 'file'; readonly messageId: string; readonly path: string }

export type Mailer = {
  /** @throws MailError with a Japanese sentence and the cause; nothing is sent twice and nothing is retried here. */
  sendMail(mail: Mail): Promise<SentMail>
  close(): void
}

export type MailSetting = {
  /** 'smtp://user:password@host:587' or 'smtps://…'; null writes .eml files */
  readonly smtpUrl: string | null
  /** sender: an address, or 'Kijun <kijun@example.lg.jp>' */
  readonly from: string
  /** data folder; without SMTP mails go to its folder mail/ */
  readonly folder: string
  readonly clock: Clock
  readonly newId: () => string
}

/** A mail that could not be handed over. The message is for the operator, in Japanese. */
export class MailError extends Error {
  override readonly name = 'MailError'
  /** whether trying again later may help (server away, mailbox busy); false for a refused address */
  readonly isTemporary: boolean

  constructor(message: string, more: { isTemporary: boolean; cause?: unknown }) {
    super(message, { cause: more.cause })
    this.isTemporary = more.isTemporary
  }
}

/** The house's way to send mail: through the city's server, or into a folder while none is set. */
export function createMailer(setting: MailSetting): Mailer {
  const { smtpUrl } = setting
  return smtpUrl === null ? folderMailer(setting) : smtpMailer(setting, smtpUrl)
}

function smtpMailer(setting: MailSetting, url: string): Mailer {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async sendMail(mail) {
      const message = compose(setting, mail)
      let answer: SMTPSentMessageInfo
      try {
        answer = await transport.sendMail(message)
      } catch (error) {
        throw explain(error)
      }
      if (answer.rejected.length > 0) {
        throw new MailError(
          `メールサーバーが次のあて先を受け付けませんでした: ${answer.rejected.join('、')}。ほかのあて先には送信済みです。`,
          { isTemporary: false },
        )
      }
      return { by: 'smtp', messageId: answer.messageId, response: answer.response }
    },
    close: () => transport.close(),
  }
}

function folderMailer(setting: MailSetting): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const folder = join(setting.folder, 'mail')
  return {
    async sendMail(mail) {
      const message = compose(setting, mail)
      const { message: bytes, messageId } = await transport.sendMail(message)
      const stamp = message.date.toISOString().replace(/[-:]/gu, '').replace(/\..*$/u, 'Z')
      const path = join(folder, `${stamp}-${setting.newId()}.eml`)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        if (!(bytes instanceof Uint8Array)) throw new TypeError('the composed mail is not bytes')
        await placeDurably(path, bytes, { suffix: 'part' })
      } catch (error) {
        throw new MailError(
          `メールを書き出せませんでした(${folder})。空き容量と書き込みの権限を確かめてください。`,
          {
            isTemporary: true,
            cause: error,
          },
        )
      }
      return { by: 'file', messageId, path }
    },
    close: () => transport.close(),
  }
}

const address = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/u

function compose(setting: MailSetting, mail: Mail) {
  const to = typeof mail.to === 'string' ? [mail.to] : [...mail.to]
  if (to.length === 0) throw new MailError('メールのあて先がありません。', { isTemporary: false })
  const wrong = to.filter((one) => !address.test(one))
  if (wrong.length > 0) {
    throw new MailError(`メールアドレスの形が正しくありません: ${wrong.join('、')}`, { isTemporary: false })
  }
  const domain = /@([^\s@<>]+)>?$/u.exec(setting.from)?.[1] ?? 'kijun.invalid'
  return {
    from: setting.from,
    to,
    // A line break here would begin another header.
    subject: mail.subject.replace(/[\r\n]+/gu, ' ').trim(),
    text: mail.text,
    textEncoding: 'base64' as const,
    date: setting.clock.now(),
    messageId: `<${setting.newId()}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

const away = new Set(['ECONNECTION', 'ECONNREFUSED', 'ETIMEDOUT', 'EDNS', 'ESOCKET', 'ENOTFOUND', 'ETLS'])

function explain(error: unknown): MailError {
  const code = property(error, 'code')
  const answer = property(error, 'responseCode')
  const said = property(error, 'response')
  const detail = typeof said === 'string' ? said : error instanceof Error ? error.message : String(error)
  if (code === 'EAUTH') {
    return new MailError(
      `メールサーバーに認証を拒まれました。利用者名とパスワードの設定を確かめてください(${detail})。`,
      {
        isTemporary: false,
        cause: error,
      },
    )
  }
  if (typeof code === 'string' && away.has(code)) {
    return new MailError(
      `メールサーバーにつながりません。設定とサーバーの状態を確かめてください(${detail})。`,
      {
        isTemporary: true,
        cause: error,
      },
    )
  }
  const isTemporary = typeof answer === 'number' && answer >= 400 && answer < 500
  const next = isTemporary ? '時間をおいて送り直してください' : 'あて先と設定を確かめてください'
  return new MailError(`メールサーバーがメールを受け付けませんでした。${next}(${detail})。`, {
    isTemporary,
    cause: error,
  })
}

function property(error: unknown, name: 'code' | 'responseCode' | 'response'): unknown {
  return typeof error === 'object' && error !== null && name in error ? Reflect.get(error, name) : undefined
}
