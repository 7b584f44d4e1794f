import { describePeople } from '#authority/people.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { renderFormSheet } from '#ground/paper/form-sheet.ts'
import * as contract from './contract.ts'
import { contentToSign } from './content.ts'
import { issueLink, openLink, revokeLink, signWithLink } from './link.ts'
import { mine, signingList } from './lists.ts'
import { consentSheet } from './sheet.ts'
import { keepPaper, signOnScreen, withdraw } from './sign.ts'
import { answeredPerson } from './signatures.ts'
import './tables.ts'

/** 同意の署名 of 非常勤・臨時, on screen, on paper, or by a link used once. */
export const consentOperations: readonly Implementation[] = [
  implement(contract.listSigners, signingList),
  implement(contract.ownConsent, mine),
  implement(contract.signConsent, signOnScreen),
  implement(contract.consentForm, (act, input) => printForm(act, input.personId)),
  implement(contract.savePaperConsent, keepPaper),
  implement(contract.consentScan, (act, input) => readScan(act, input.consentId)),
  implement(contract.withdrawConsent, async (act, input) => {
    await withdraw(act, input)
    return {}
  }),
  implement(contract.issueConsentLink, issueLink),
  implement(contract.revokeConsentLink, async (act, input) => {
    await revokeLink(act, input)
    return {}
  }),
  implement(contract.openConsentLink, openLink),
  implement(contract.signByLink, signWithLink),
]

async function printForm(act: Act, personId: string): Promise<FileOutput> {
  await answeredPerson(act, personId)
  const content = await contentToSign(act.tx, act.today)
  const person = (await describePeople(act.tx, [personId], act.today)).get(personId)
  const tenant = await act.tx
    .selectFrom('tenant')
    .select('name')
    .where('tenant_id', '=', act.tenantId)
    .executeTakeFirstOrThrow()
  const body = await renderFormSheet(
    consentSheet(content, {
      city: tenant.name,
      name: person?.name ?? '',
      unitName: person?.unitName ?? '',
      postTitle: person?.postTitle ?? '',
    }),
    { at: act.at },
  )
  return { fileName: `同意書_${person?.name ?? ''}.pdf`, contentType: 'application/pdf', body }
}

async function readScan(act: Act, consentId: string): Promise<FileOutput> {
  const row = await act.tx
    .selectFrom('consent')
    .select(['person_id', 'file_id'])
    .where('consent_id', '=', consentId)
    .executeTakeFirst()
  if (row === undefined || row.file_id === null) return refuse('not-found', '紙の同意書の写しはありません。')
  await answeredPerson(act, row.person_id)
  const file = await act.files.read(row.file_id)
  return { fileName: file.name, contentType: file.type, body: file.bytes }
}
