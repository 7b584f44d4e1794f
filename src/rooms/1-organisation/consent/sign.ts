import type { z } from 'zod'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { rightUsed } from '../joining/confirming.ts'
import { SCAN_LIMIT, type savePaperConsent, type signConsent, type withdrawConsent } from './contract.ts'
import { contentToSign } from './content.ts'
import { requireCurrent, requireKeeper, saveSignature } from './signatures.ts'
import { signersAmong } from './who-signs.ts'

/** 画面で: the signed-in person agrees himself. */
export async function signOnScreen(
  act: Act,
  input: z.output<typeof signConsent.input>,
): Promise<{ consentId: string }> {
  const { personId } = personOf(act)
  await requireSigner(act, personId)
  const content = await contentToSign(act.tx, act.today)
  await requireCurrent(act.tx, content, input)
  const consentId = await saveSignature(act, {
    person_id: personId,
    edition_id: content.editionId,
    document_sha256: content.documentSha256,
    content_hash: content.contentHash,
    how: 'screen',
    signed_on: act.today,
    recorded_by: personId,
    capacity: '本人',
  })
  act.recorder.describe({
    act: '同意の署名',
    subject: { kind: 'person', id: personId },
    capacity: '本人',
    editionId: content.editionId,
    note: `画面で。内容 ${content.contentHash}`,
  })
  return { consentId }
}

/** @throws Refusal 'forbidden' for somebody of whom no signature is asked. */
export async function requireSigner(act: Act, personId: string): Promise<void> {
  if (!(await signersAmong(act.tx, [personId], act.today)).has(personId)) {
    refuse(
      'forbidden',
      '同意の署名は、会計年度任用・臨時・派遣の職員に求めるものです。この任用には求めていません。',
    )
  }
}

const scanTypes = ['application/pdf', 'image/png', 'image/jpeg']

/** 紙で: the manager keeps the scan of what the person signed by hand. */
export async function keepPaper(
  act: Act,
  input: z.output<typeof savePaperConsent.input>,
): Promise<{ consentId: string }> {
  const { name, standing, actorId } = await requireKeeper(act, input.personId)
  await requireSigner(act, input.personId)
  const content = await contentToSign(act.tx, act.today)
  await requireCurrent(act.tx, content, input)
  if (input.signedOn > act.today || input.signedOn < content.effectiveFrom) {
    return refuse('invalid', '署名した日を直してください。', {
      problems: [{ at: 'signedOn', message: '版の施行の日から今日までの日を入れてください' }],
    })
  }
  const file = await ownScan(act, input.fileId, actorId)
  const { capacity, rightOf } = rightUsed(standing)
  const consentId = await saveSignature(act, {
    person_id: input.personId,
    edition_id: content.editionId,
    document_sha256: content.documentSha256,
    content_hash: content.contentHash,
    how: 'paper',
    signed_on: input.signedOn,
    recorded_by: actorId,
    capacity,
    right_of: rightOf,
    file_id: file.fileId,
    file_sha256: file.sha256,
  })
  act.recorder.describe({
    act: '紙の同意書の登録',
    subject: { kind: 'person', id: input.personId, label: name },
    capacity,
    editionId: content.editionId,
    note: `写し SHA-256 ${file.sha256}`,
  })
  return { consentId }
}

async function ownScan(act: Act, fileId: string, uploaderId: string) {
  const file = await act.files.find(fileId)
  const row = await act.tx
    .selectFrom('stored_file')
    .select('uploaded_by')
    .where('file_id', '=', fileId)
    .executeTakeFirst()
  if (file === undefined || row?.uploaded_by !== uploaderId) {
    return refuse('not-found', '写しのファイルが見つかりません。もう一度選んでください。')
  }
  const at = 'fileId'
  if (!scanTypes.includes(file.type)) {
    return refuse(
      'unsupported',
      `「${file.name}」は写しとして使えません。PDFか画像(PNG、JPEG)を選んでください。`,
      {
        problems: [{ at, message: 'PDFか画像(PNG、JPEG)を選んでください' }],
      },
    )
  }
  if (file.size > SCAN_LIMIT) {
    return refuse(
      'too-large',
      `「${file.name}」は10MBを超えています。解像度を下げて読み取り直してください。`,
      {
        problems: [{ at, message: '10MBまでのファイルを選んでください' }],
      },
    )
  }
  return file
}

/** 取消し: a signature recorded for the wrong person or edition; it stays on record. */
export async function withdraw(act: Act, input: z.output<typeof withdrawConsent.input>): Promise<void> {
  const row = await act.tx
    .selectFrom('consent')
    .selectAll()
    .where('consent_id', '=', input.consentId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return refuse('not-found', 'その署名の記録は見つかりません。')
  const { name, standing, actorId } = await requireKeeper(act, row.person_id)
  if (row.withdrawn_at !== null) return refuse('conflict', 'この署名は、すでに取り消されています。')
  await act.recorder.save('consent', {
    ...row,
    withdrawn_at: act.at,
    withdrawn_by: actorId,
    withdrawn_why: input.reason,
  })
  act.recorder.describe({
    act: '同意の署名の取消し',
    subject: { kind: 'person', id: row.person_id, label: name },
    capacity: standing.capacity,
    editionId: row.edition_id,
    note: input.reason,
  })
}
