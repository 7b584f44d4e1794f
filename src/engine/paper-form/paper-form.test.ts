import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readPdf } from '@cj-tech-master/excelts/pdf'
import { decideApplication, fileApplication, formSheet, saveDraft } from '#engine/procedure/contract.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { bindOwn, ownProcedures } from '#test/own-procedures.ts'
import { makeWorld, type Who } from '#test/world.ts'
import {
  checkPaperForm,
  issueNotice,
  noticeSheet,
  paperFormHistory,
  paperForms,
  previewPaperForm,
  resetPaperForm,
  savePaperForm,
  showNotice,
  showPaperForm,
} from './contract.ts'
import type { PaperDocument, PaperTemplate } from './contract-template.ts'

const world = await makeWorld({ after }, { procedures: ownProcedures })
const { city } = world

let minute = 0
/** Every act of these tests is a minute after the one before. */
const later = (): void => {
  minute += 1
  world.at(
    `2026-11-24T${String(10 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+09:00`,
  )
}

const refused =
  (code: string, words = /./) =>
  (error: unknown) =>
    error instanceof Refusal && error.code === code && words.test(error.message)

const show = (document: PaperDocument = 'application', procedure = 'carry-out') =>
  city.run('officer', showPaperForm, { procedure, document })
const save = async (changes: Partial<PaperTemplate>, document: PaperDocument = 'application') => {
  later()
  const { template, version } = await show(document)
  const saved = await city.run('officer', savePaperForm, {
    procedure: 'carry-out',
    document,
    version,
    template: { ...template, ...changes },
  })
  later()
  return saved
}
const reset = async (document: PaperDocument = 'application') => {
  later()
  const { version } = await show(document)
  await city.run('officer', resetPaperForm, { procedure: 'carry-out', document, version })
  later()
}
const textOf = async ({ body }: FileOutput): Promise<string> =>
  (await readPdf(new Uint8Array(body))).pages
    .map((page) => page.text)
    .join('')
    .replaceAll(/\s/gu, '')
const paperOf = async (applicationId: string, who: Who = 'applicant') =>
  textOf(await city.run(who, formSheet, { applicationId }))
const noticeOf = async (applicationId: string, who: Who = 'applicant') =>
  textOf(await city.run(who, noticeSheet, { applicationId }))
const issue = (applicationId: string, who: Who = 'applicant') => city.run(who, issueNotice, { applicationId })

test('a case is printed by the 様式 of the instant it was filed: an edit changes no older paper', async () => {
  const older = await city.file()
  const before = await paperOf(older)
  assert.match(before, /持出許可申請書/u)
  await save({
    title: '情報資産外部持出し許可申請書',
    lead: '{{団体名}}の規程により、下記のとおり{{項目.目的}}を申請します。',
    after: '注意事項\n1 返却のときは確認を受けること。',
    boxes: {
      show: 'chosen',
      boxes: [
        { office: 'sec-manager', title: '所属長' },
        { office: null, title: '係長' },
      ],
    },
    history: false,
  })
  const newer = await city.file()
  assert.equal(await paperOf(older), before)
  const edited = await paperOf(newer)
  for (const part of [
    '情報資産外部持出し許可申請書',
    '返却のときは確認を受けること',
    '所属長',
    '係長',
    '訪問調査で対象者の状態を記録するためを申請します',
  ]) {
    assert.ok(edited.includes(part), `${part} is missing in ${edited}`)
  }
  assert.doesNotMatch(edited, /処理の経過/u)
  await reset()
  const last = await city.file()
  assert.match(await paperOf(last), /持出許可申請書/u)
  assert.equal(await paperOf(newer), edited)
  const { versions } = await city.run('officer', paperFormHistory, {
    procedure: 'carry-out',
    document: 'application',
  })
  assert.deepEqual(
    versions.map(({ version, by, template }) => [version, by, template?.title ?? null]),
    [
      [2, '西田 亮', null],
      [1, '西田 亮', '情報資産外部持出し許可申請書'],
    ],
  )
})

test('a draft, and a case filed again, are printed by the 様式 of then', async () => {
  const { applicationId } = await city.run('applicant', saveDraft, {
    procedure: 'carry-out',
    form: city.form(),
  })
  const sent = await city.file()
  await city.decide('manager', sent, 'send-back')
  await save({ title: '新しい題名の申請書' })
  assert.match(await paperOf(applicationId), /新しい題名の申請書/u)
  assert.doesNotMatch(await paperOf(sent), /新しい題名/u)
  await city.run('applicant', fileApplication, {
    procedure: 'carry-out',
    applicationId: sent,
    form: city.form(),
  })
  assert.match(await paperOf(sent), /新しい題名の申請書/u)
  await reset()
})

test('a decided case has a 通知書 with one number of the unit that decided, however often it is asked for', async () => {
  const applicationId = await city.file()
  await assert.rejects(issue(applicationId), refused('conflict', /まだ決まっていません/u))
  await assert.rejects(
    city.run('applicant', noticeSheet, { applicationId }),
    refused('conflict', /発行されていません/u),
  )
  await city.decide('manager', applicationId)
  const open = await city.run('applicant', showNotice, { applicationId })
  assert.deepEqual(open, { possible: true, number: null, issuedAt: null, may: true, reason: null })
  const numbers = await Promise.all([
    issue(applicationId),
    issue(applicationId, 'manager'),
    issue(applicationId),
  ])
  const [{ number }] = numbers
  assert.deepEqual(new Set(numbers.map((each) => each.number)), new Set([number]))
  const view = await city.show('applicant', applicationId)
  const [, own = ''] = /^長寿第(\d+)号$/u.exec(view.number ?? '') ?? []
  assert.equal(number, `長寿第${Number(own) + 1}号`)
  assert.equal(view.events.at(-1)?.act, '通知書の発行')
  assert.equal(view.events.filter(({ act }) => act === '通知書の発行').length, 1)
  const text = await noticeOf(applicationId)
  for (const part of [
    '持出許可通知書',
    number,
    view.number ?? '',
    '田辺彩様',
    '佐伯真由美',
    '下記のとおり許可します',
  ]) {
    assert.ok(text.includes(part), `${part} is missing in ${text}`)
  }
  const next = await city.file()
  assert.equal((await city.show('applicant', next)).number, `長寿第${Number(own) + 2}号`)
})

test('a 通知書 is printed by the 様式 of the instant of the decision, and a refusal says so', async () => {
  const granted = await city.file()
  await city.decide('manager', granted)
  const refusedOne = await city.file()
  later()
  await city.decide('manager', refusedOne, 'refuse', { reason: '期間が長すぎるため' })
  await save({ title: '情報資産{{結果}}書' }, 'notice')
  await issue(granted)
  await issue(refusedOne)
  assert.match(await noticeOf(granted), /持出許可通知書/u)
  assert.match(
    await noticeOf(refusedOne),
    /持出不許可通知書.*不許可とします.*不許可の理由期間が長すぎるため/u,
  )
  const after = await city.file()
  later()
  await city.decide('manager', after)
  await issue(after, 'manager')
  assert.match(await noticeOf(after), /情報資産許可書/u)
  await reset('notice')
})

test('numbers are given for who filed or decided; others who may see the case only print, and strangers see nothing', async () => {
  const applicationId = await city.file()
  await city.decide('manager', applicationId)
  await assert.rejects(issue(applicationId, 'auditor'), refused('forbidden', /申請した人と決裁した人/u))
  await assert.rejects(issue(applicationId, 'stranger'), refused('not-found'))
  await assert.rejects(city.run('stranger', showNotice, { applicationId }), refused('not-found'))
  const seen = await city.run('auditor', showNotice, { applicationId })
  assert.equal(seen.may, false)
  await issue(applicationId)
  assert.match(await noticeOf(applicationId, 'auditor'), /持出許可通知書/u)
  await assert.rejects(city.run('stranger', noticeSheet, { applicationId }), refused('not-found'))
})

test('what has lapsed or was only told gets no new 通知書', async () => {
  const revoked = await city.file()
  await city.decide('manager', revoked)
  await city.follow('manager', revoked, 'revoke', '不要になったため')
  await assert.rejects(issue(revoked), refused('conflict', /効力がない/u))
  await bindOwn(city)
  const { applicationId } = await city.run('applicant', fileApplication, {
    procedure: 'own-told',
    form: { purpose: '届け出るため' },
  })
  await assert.rejects(issue(applicationId), refused('conflict', /届出/u))
  await assert.rejects(show('notice', 'own-told'), refused('not-found', /届出/u))
})

test('a 通知書 of an office of the whole city takes its number from the unit of who decided', async () => {
  const { applicationId } = await city.run('manager', fileApplication, {
    procedure: 'carry-out',
    form: city.form(),
  })
  await city.decide('director', applicationId)
  assert.match((await issue(applicationId, 'director')).number, /^福第\d+号$/u)
  await bindOwn(city)
  const form = { purpose: '両方の許可' }
  const both = await city.run('applicant', fileApplication, { procedure: 'own-both', form })
  const { contentHash } = await city.show('auditor', both.applicationId)
  const decide = (who: Who, act: 'pass' | 'grant') =>
    city.run(who, decideApplication, { applicationId: both.applicationId, act, contentHash })
  await decide('leader', 'pass')
  await decide('manager', 'grant')
  later()
  await decide('chief', 'grant')
  assert.match((await issue(both.applicationId)).number, /^企第\d+号$/u)
  const text = await noticeOf(both.applicationId)
  assert.match(text, /情報セキュリティ管理者佐伯真由美統括情報セキュリティ責任者長谷部徹/u)
})

test('a 様式 with something wrong is not saved, and what is wrong is told in its place', async () => {
  const { template, version } = await show()
  const wrong = { ...template, lead: '下記のとおり\n{{申請者.氏明}}が申請します。' }
  const { problems } = await city.run('officer', checkPaperForm, {
    procedure: 'carry-out',
    document: 'application',
    template: wrong,
  })
  assert.match(problems[0]?.message ?? '', /^2行目の1文字目: .*\{\{申請者\.氏名\}\}/u)
  for (const contract of [savePaperForm, previewPaperForm]) {
    const input = { procedure: 'carry-out', document: 'application', template: wrong } as const
    const run =
      contract === savePaperForm
        ? city.run('officer', savePaperForm, { ...input, version })
        : city.run('officer', previewPaperForm, { ...input, as: 'pdf' })
    await assert.rejects(
      run,
      (error: unknown) => error instanceof Refusal && error.problems[0]?.at === 'lead',
    )
  }
  assert.equal((await show()).version, version)
})

test('of two who edit one 様式 the second is told, and a standard one is not reset again', async () => {
  const { version, template } = await show('notice')
  later()
  const input = { procedure: 'carry-out', document: 'notice', version } as const
  await city.run('officer', savePaperForm, { ...input, template: { ...template, title: '先の題名' } })
  await assert.rejects(
    city.run('officer', savePaperForm, { ...input, template: { ...template, title: '後の題名' } }),
    refused('conflict', /先に/u),
  )
  await reset('notice')
  const now = await show('notice')
  assert.equal(now.edited, false)
  await assert.rejects(
    city.run('officer', resetPaperForm, { ...input, version: now.version }),
    refused('conflict', /すでに標準/u),
  )
})

test('a preview stores nothing, and shows a case only to who may see it', async () => {
  const { template } = await show()
  const applicationId = await city.file()
  const input = { procedure: 'carry-out', document: 'application', template, as: 'pdf' } as const
  const count = async () =>
    world.db.readTenant(world.tenantId, async (tx) =>
      Number(
        (
          await tx
            .selectFrom('ledger_entry')
            .select((s) => s.fn.countAll<number>().as('n'))
            .executeTakeFirst()
        )?.n,
      ),
    )
  const before = await count()
  assert.match(await textOf(await city.run('officer', previewPaperForm, input)), /見本花子/u)
  const picture = await city.run('officer', previewPaperForm, { ...input, as: 'picture' })
  assert.match(Buffer.from(picture.body).toString('utf8'), /^<svg/u)
  await assert.rejects(
    city.run('officer', previewPaperForm, { ...input, applicationId }),
    refused('not-found'),
  )
  assert.equal(await count(), before)
})

test('papers of procedures beside those of the house are designed in the same way', async () => {
  const list = await city.run('officer', paperForms, {})
  const told = list.procedures.find(({ key }) => key === 'own-told')
  assert.deepEqual(
    told?.papers.map(({ document }) => document),
    ['application'],
  )
  assert.ok(list.procedures.some(({ key, own }) => key === 'carry-out' && !own))
  const both = await show('application', 'own-both')
  assert.ok(both.placeholders.some(({ name }) => name === '項目.目的'))
  assert.ok(both.offices.slice(0, 2).every(({ onTheWay }) => onTheWay))
  const preview = await city.run('officer', previewPaperForm, {
    procedure: 'own-both',
    document: 'application',
    template: { ...both.template, title: '市の様式による申請書' },
    as: 'pdf',
  })
  assert.match(await textOf(preview), /市の様式による申請書/u)
})

test('only who owns the rules designs papers', async () => {
  await assert.rejects(city.run('manager', paperForms, {}), refused('forbidden'))
  const { template } = await show()
  await assert.rejects(
    city.run('manager', savePaperForm, {
      procedure: 'carry-out',
      document: 'application',
      version: 0,
      template,
    }),
    refused('forbidden'),
  )
  await assert.rejects(show('application', 'no-such'), refused('not-found'))
})
