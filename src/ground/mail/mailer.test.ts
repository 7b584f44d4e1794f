import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { fixedClock } from '#ground/clock/clock.ts'
import { newId } from '#ground/ids/ids.ts'
import { createMailer, MailError, type Mailer, type MailSetting, mailJob } from './mailer.ts'

const root = await mkdtemp(join(tmpdir(), 'kijun-mail-'))
after(() => rm(root, { recursive: true, force: true }))

const mail = {
  to: 'taro@example.lg.jp',
  subject: '【持出】返却の期限を過ぎています 髙橋 𠮷子 様',
  text: '髙﨑 様\n\n返却してください。\n①㈱～—\n.\n終わり\n',
}

function mailerOf(smtpUrl: string | null, more: Partial<MailSetting> = {}): Mailer {
  const mailer = createMailer({
    smtpUrl,
    from: 'Kijun 架空市 <kijun@example.lg.jp>',
    folder: root,
    clock: fixedClock('2026-11-24T05:00:00Z'),
    newId,
    ...more,
  })
  after(() => mailer.close())
  return mailer
}

type Received = { from: string; to: string[]; source: string }

async function smtpServer(options: SMTPServerOptions = {}): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map((one) => one.address),
          source: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
    ...options,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const at = server.server.address()
  assert.ok(typeof at === 'object' && at !== null)
  return { url: `smtp://127.0.0.1:${at.port}`, received }
}

/** Header and body of a message, decoded by hand: the test trusts no library that also wrote it. */
function read(source: string): { subject: string; text: string; headers: string } {
  const split = source.indexOf('\r\n\r\n')
  const headers = source.slice(0, split).replace(/\r\n[ \t]+/gu, ' ')
  const raw = /^Subject: (.*)$/mu.exec(headers)?.[1] ?? ''
  const subject = raw
    .replace(/\?= =\?/gu, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/giu, (_, how: string, word: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : decodeURIComponent(
            word
              .replaceAll('_', ' ')
              .replaceAll(/%(?![0-9A-F])/gu, '%25')
              .replaceAll('=', '%'),
          ),
    )
  const text = Buffer.from(source.slice(split + 4), 'base64')
    .toString('utf8')
    .replaceAll('\r\n', '\n')
  return { subject, text, headers }
}

test('a Japanese mail reaches the server whole, from the house, marked as automatic', async () => {
  const { url, received } = await smtpServer()
  const sent = await mailerOf(url).sendMail({ ...mail, to: ['taro@example.lg.jp', 'hana@example.lg.jp'] })
  assert.equal(sent.by, 'smtp')
  const [got] = received
  assert.ok(got)
  assert.equal(got.from, 'kijun@example.lg.jp')
  assert.deepEqual(got.to, ['taro@example.lg.jp', 'hana@example.lg.jp'])
  const { subject, text, headers } = read(got.source)
  assert.equal(subject, mail.subject)
  assert.equal(text, mail.text)
  assert.match(headers, /Auto-Submitted: auto-generated/u)
  assert.match(headers, /Date: Tue, 24 Nov 2026 05:00:00 \+0000/u)
  assert.match(headers, /Message-ID: <[0-9a-f-]{36}@example\.lg\.jp>/iu)
})

test('without a server the mail is a whole .eml file', async () => {
  const folder = join(root, 'no-server')
  const sent = await mailerOf(null, { folder }).sendMail(mail)
  assert.ok(sent.by === 'file')
  assert.match(sent.path, /mail[/\\]20261124T050000Z-[0-9a-f-]{36}\.eml$/u)
  const { subject, text } = read(await readFile(sent.path, 'utf8'))
  assert.equal(subject, mail.subject)
  assert.equal(text, mail.text)
  assert.deepEqual(
    (await readdir(join(folder, 'mail'))).filter((name) => name.endsWith('.part')),
    [],
  )
})

test('a line break in the subject does not become another header', async () => {
  const sent = await mailerOf(null).sendMail({ ...mail, subject: '件名\r\nBcc: evil@example.com' })
  assert.ok(sent.by === 'file')
  assert.doesNotMatch(await readFile(sent.path, 'utf8'), /^Bcc:/imu)
})

test('a wrong address is refused before anything is sent', async () => {
  const { url, received } = await smtpServer()
  for (const to of ['', 'taro', 'a@b, c@d', 'a@b\r\nBcc: x@y', '<a@b>', []]) {
    await assert.rejects(
      mailerOf(url).sendMail({ ...mail, to }),
      (error: unknown) => error instanceof MailError && !error.isTemporary,
    )
  }
  assert.deepEqual(received, [])
})

function failsWith(message: RegExp, isTemporary: boolean) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof MailError, String(error))
    assert.match(error.message, message)
    assert.equal(error.isTemporary, isTemporary)
    return true
  }
}

test('a server that is away, refuses for now, refuses for good or refuses the sign-in is told apart', async () => {
  await assert.rejects(mailerOf('smtp://127.0.0.1:1').sendMail(mail), failsWith(/つながりません/u, true))
  const answering = (code: number) =>
    smtpServer({
      onRcptTo: (_, __, done) => done(Object.assign(new Error('mailbox says no'), { responseCode: code })),
    })
  await assert.rejects(
    mailerOf((await answering(450)).url).sendMail(mail),
    failsWith(/時間をおいて.*mailbox says no/u, true),
  )
  await assert.rejects(
    mailerOf((await answering(550)).url).sendMail(mail),
    failsWith(/受け付けませんでした/u, false),
  )
  const { url } = await smtpServer({
    authOptional: false,
    onAuth: (_, __, done) => done(new Error('bad password')),
  })
  await assert.rejects(
    mailerOf(url.replace('//', '//user:wrong@')).sendMail(mail),
    failsWith(/認証を拒まれました/u, false),
  )
})

test('one refused address among several is reported by name', async () => {
  const { url, received } = await smtpServer({
    onRcptTo: ({ address }, _, done) =>
      address.startsWith('gone') ? done(new Error('no such user')) : done(),
  })
  await assert.rejects(
    mailerOf(url).sendMail({ ...mail, to: ['taro@example.lg.jp', 'gone@example.lg.jp'] }),
    failsWith(/gone@example\.lg\.jp/u, false),
  )
  assert.deepEqual(received[0]?.to, ['taro@example.lg.jp'])
})

test('a folder that cannot be written is an error with its path', async () => {
  const folder = join(root, 'a-file')
  await writeFile(folder, '')
  await assert.rejects(
    mailerOf(null, { folder }).sendMail(mail),
    failsWith(/書き出せませんでした.*a-file/u, true),
  )
})

test('a queued mail is sent by the job, and a queued mail of the wrong shape fails loudly', async () => {
  const run = mailJob(mailerOf(null))
  const job = { tenantId: newId(), jobId: newId(), progress: async () => undefined }
  const sent = await run({ ...job, data: mail })
  assert.match(JSON.stringify(sent), /"by":"file"/u)
  await assert.rejects(run({ ...job, data: { to: mail.to } }))
})
