import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { keepFile } from '#ground/files/service.ts'
import { policyDecideImpact, policyImpact } from '#policy/contract-editions.ts'
import { policyConfirmNorms, policyNorms } from '#policy/contract-norms.ts'
import { policyImport, policyPutInForce } from '#policy/contract.ts'
import { actorFor, appointed } from '#test/newcomers.ts'
import { makeWorld, policyText, type Who } from '#test/world.ts'
import {
  consentForm,
  issueConsentLink,
  listSigners,
  openConsentLink,
  ownConsent,
  revokeConsentLink,
  savePaperConsent,
  signByLink,
  signConsent,
  tenantOfLink,
  withdrawConsent,
} from './contract.ts'

const world = await makeWorld({ after })
const { city } = world
const nobody = { kind: 'nobody' } as const

const refused =
  (code: string, words = /./) =>
  (error: unknown) =>
    error instanceof Refusal &&
    error.code === code &&
    words.test([error.message, ...error.problems.map((problem) => problem.message)].join(' '))

const linkFor = async (personId: string, who: Who = 'manager') =>
  (await city.run(who, issueConsentLink, { personId })).path.split('#')[1] ?? assert.fail('no link')
const opened = (token: string) => city.run(nobody, openConsentLink, { token })
const signLink = async (token: string, name = '高橋 直子', contentHash?: string) =>
  city.run(nobody, signByLink, {
    token,
    contentHash: contentHash ?? (await opened(token)).content.contentHash,
    name,
    agreed: true,
  })
const stateOf = async (personId: string) =>
  (await city.run('manager', listSigners, { size: 100 })).rows.find((row) => row.personId === personId)

const pdf = new TextEncoder().encode('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n')
const upload = async (bytes: Uint8Array, name: string, who: Who = 'manager') =>
  (await city.run(who, keepFile, { bytes, name })).fileId
const paperOf = async (personId: string, fileId: string) => {
  const { content } = await opened(await linkFor(personId))
  return {
    personId,
    editionId: content.editionId,
    contentHash: content.contentHash,
    signedOn: '2026-11-20',
    fileId,
  }
}

test('who has to sign is listed for his manager, and nobody else’s people are', async () => {
  const personId = await appointed(city)
  await appointed(city, { unit: 'civil', kind: '派遣' })
  const list = await city.run('manager', listSigners, { state: 'missing' })
  assert.ok(list.rows.some((row) => row.personId === personId && row.state === 'unsigned'))
  assert.ok(list.rows.every((row) => row.unitName === '長寿支援課'))
  assert.equal((await city.run('applicant', listSigners, {})).total, 0)
  assert.ok((await city.run('officer', listSigners, {})).rows.some((row) => row.unitName === '市民課'))
})

test('the content names the clauses that bind the staff and no others, under one hash', async () => {
  const { content } = await opened(await linkFor(await appointed(city)))
  const texts = content.clauses.map((clause) => clause.text).join('')
  assert.match(texts, /職員は、対象資産を外へ持ち出すときは/)
  assert.doesNotMatch(texts, /持出しの記録を作り/, 'what binds the manager alone is not for them')
  const again = await opened(await linkFor(await appointed(city)))
  assert.equal(again.content.contentHash, content.contentHash)
})

test('signed on screen once, on exactly what was shown', async () => {
  const personId = await appointed(city)
  const own = actorFor(personId)
  const { content, appointment } = await city.run(own, ownConsent, {})
  assert.equal(appointment, '会計年度任用')
  const right = {
    editionId: content?.editionId ?? '',
    contentHash: content?.contentHash ?? '',
    agreed: true,
  } as const
  await assert.rejects(
    city.run(own, signConsent, { ...right, contentHash: '0'.repeat(64) }),
    refused('conflict', /内容が変わりました/),
  )
  await city.run(own, signConsent, right)
  await assert.rejects(city.run(own, signConsent, right), refused('conflict', /すでに記録/))
  const signature = (await stateOf(personId))?.signature
  assert.deepEqual([signature?.how, signature?.capacity], ['screen', '本人'])
  await assert.rejects(city.run('applicant', signConsent, right), refused('forbidden', /求めていません/))
})

test('a link signs once, without an account; the second use, also at the same moment, is refused', async () => {
  const personId = await appointed(city)
  const token = await linkFor(personId)
  const { content, name, city: cityName } = await opened(token)
  assert.deepEqual([name, cityName], ['高橋 直子', '試験市'])
  const outcomes = await Promise.allSettled([
    signLink(token, '高橋直子', content.contentHash),
    signLink(token, '高橋 直子', content.contentHash),
  ])
  assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
  await assert.rejects(opened(token), refused('conflict', /済んでいます/))
  const row = await stateOf(personId)
  assert.deepEqual([row?.state, row?.signature?.how, row?.link], ['signed', 'link', null])
  await assert.rejects(linkFor(personId), refused('conflict', /すでに署名/))
})

test('the name typed is the name the link was made for, in any width and with the usual variants', async () => {
  const personId = await appointed(city, { family: '髙橋', given: '直子' })
  const token = await linkFor(personId)
  await assert.rejects(signLink(token, '山田 太郎'), refused('invalid', /氏名/))
  await signLink(token, '高橋　直子')
})

test('a link that is guessed, of another city, out of time, or void is refused', async () => {
  const token = await linkFor(await appointed(city))
  const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
  await assert.rejects(opened(changed), refused('not-found'))
  await assert.rejects(opened('x'), refused('not-found'))
  const other = await world.secondCity()
  await assert.rejects(other.run(nobody, openConsentLink, { token }), refused('not-found'))
  const forged = token.replace(tenantOfLink(token) ?? '', other.tenantId)
  await assert.rejects(other.run(nobody, openConsentLink, { token: forged }), refused('not-found'))

  world.at('2026-12-02T00:00:00+09:00')
  await assert.rejects(opened(token), refused('conflict', /期限が切れ/))
  await assert.rejects(signLink(token, '高橋 直子', '0'.repeat(64)), refused('conflict', /期限が切れ/))
  world.at('2026-11-24T10:00:00+09:00')

  const personId = await appointed(city)
  const first = await linkFor(personId)
  const second = await linkFor(personId)
  await assert.rejects(opened(first), refused('conflict', /無効/), 'a new link voids the one before')
  await city.run('manager', revokeConsentLink, { personId })
  await assert.rejects(opened(second), refused('conflict', /無効/))
  await assert.rejects(city.run('manager', revokeConsentLink, { personId }), refused('not-found'))
})

test('the house keeps no secret of a link, neither in its tables nor in the ledger', async () => {
  const token = await linkFor(await appointed(city))
  const secret = token.split('.')[1] ?? ''
  for (const table of ['consent_link', 'ledger_entry'] as const) {
    const rows = await world.db.readTenant(city.tenantId, (tx) => tx.selectFrom(table).selectAll().execute())
    assert.ok(rows.length > 0)
    assert.ok(!JSON.stringify(rows).includes(secret), table)
  }
})

test('only the manager or the leader of the person makes links and keeps papers, never the person himself', async () => {
  const personId = await appointed(city)
  for (const who of ['strangerManager', 'applicant'] as const) {
    await assert.rejects(linkFor(personId, who), refused('not-found'), who)
  }
  await assert.rejects(linkFor(personId, 'officer'), refused('forbidden'))
  await linkFor(personId, 'leader')
})

test('the paper form prints, and its scan is kept with the day and in which right', async () => {
  const personId = await appointed(city)
  const form = await city.run('manager', consentForm, { personId })
  assert.equal(Buffer.from(form.body).subarray(0, 5).toString(), '%PDF-')
  const paper = await paperOf(personId, await upload(pdf, '同意書.pdf'))
  await city.run('manager', savePaperConsent, paper)
  const row = await stateOf(personId)
  assert.deepEqual(
    [row?.state, row?.signature?.how, row?.signature?.signedOn, row?.signature?.recordedBy],
    ['signed', 'paper', '2026-11-20', '佐伯 真由美'],
  )
})

test('a scan of a wrong kind, too big, of somebody else, or on a wrong day is refused', async () => {
  const paper = await paperOf(await appointed(city), await upload(pdf, '同意書.pdf'))
  const kept = (change: Partial<typeof paper>) =>
    city.run('manager', savePaperConsent, { ...paper, ...change })
  const text = await upload(new TextEncoder().encode('同意します'), '同意.txt')
  await assert.rejects(kept({ fileId: text }), refused('unsupported', /PDFか画像/))
  const big = new Uint8Array(10 * 1024 * 1024 + 1)
  big.set(pdf)
  await assert.rejects(kept({ fileId: await upload(big, '大きい.pdf') }), refused('too-large', /10MB/))
  const foreign = await upload(pdf, '同意書.pdf', 'leader')
  await assert.rejects(kept({ fileId: foreign }), refused('not-found'))
  await assert.rejects(kept({ signedOn: '2026-11-25' }), refused('invalid', /今日まで/))
  await assert.rejects(kept({ signedOn: '2024-03-31' }), refused('invalid', /施行の日から/))
  await kept({})
})

test('a signature recorded for the wrong person is taken back with a reason, stays on record, and may be made anew', async () => {
  const personId = await appointed(city)
  const fileId = await upload(pdf, '同意書.pdf')
  const paper = await paperOf(personId, fileId)
  const { consentId } = await city.run('manager', savePaperConsent, paper)
  await city.run('manager', withdrawConsent, { consentId, reason: '別の人の同意書だった' })
  assert.equal((await stateOf(personId))?.state, 'unsigned')
  await assert.rejects(
    city.run('manager', withdrawConsent, { consentId, reason: '別の人の同意書だった' }),
    refused('conflict', /すでに取り消され/),
  )
  await city.run('manager', savePaperConsent, paper)
})

test('when a new edition comes into force, links and contents of the old are refused and who signed is asked again', async () => {
  const signed = await appointed(city)
  const token = await linkFor(signed)
  await signLink(token)
  const waiting = await appointed(city)
  const old = await linkFor(waiting)
  const { content } = await opened(old)
  const paper = await paperOf(await appointed(city), await upload(pdf, '同意書.pdf'))
  const screen = actorFor(await appointed(city))

  const { editionId } = await city.run('officer', policyImport, {
    fileName: 'kaisei.txt',
    base64: Buffer.from(policyText.replace('鍵付きのケース', '鍵の付いたケース')).toString('base64'),
  })
  const draft = editionId ?? ''
  const { items } = await city.run('officer', policyImpact, { editionId: draft, size: 100 })
  const decisions = items
    .filter((item) => item.required)
    .map(({ item }) => ({ item, choice: 'carry' as const }))
  await city.run('officer', policyDecideImpact, { editionId: draft, decisions })
  await city.run('officer', policyPutInForce, {
    editionId: draft,
    decidedBy: '情報化推進会議',
    decidedOn: '2026-11-20',
    effectiveFrom: '2026-11-24',
    approval: { kind: 'council', meeting: '情報化推進会議', resolvedOn: '2026-11-20' },
  })
  const { norms } = await city.run('officer', policyNorms, { editionId: draft })
  const open = norms.filter((norm) => norm.state === 'unconfirmed')
  if (open.length > 0) {
    await city.run('officer', policyConfirmNorms, {
      editionId: draft,
      norms: open.map(({ normId, revision }) => ({ normId, revision })),
    })
  }

  await assert.rejects(opened(old), refused('conflict', /新しい版に改められた/))
  await assert.rejects(
    signLink(old, '高橋 直子', content.contentHash),
    refused('conflict', /新しい版に改められた/),
  )
  await assert.rejects(
    city.run('manager', savePaperConsent, paper),
    refused('conflict', /もう施行中の版ではありません/),
  )
  await assert.rejects(
    city.run(screen, signConsent, {
      editionId: content.editionId,
      contentHash: content.contentHash,
      agreed: true,
    }),
    refused('conflict', /もう施行中の版ではありません/),
  )
  const again = await city.run('manager', listSigners, { state: 'older' })
  assert.ok(again.rows.some((row) => row.personId === signed))
  await signLink(await linkFor(signed))
  assert.equal((await stateOf(signed))?.state, 'signed')
})
