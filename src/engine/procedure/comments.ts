import { standingsOf } from '#authority/reads.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { definitionOf, lockCase } from './case.ts'
import { requireSight } from './decide.ts'
import type { ProcedurePorts } from './ports.ts'

/**
 * A question or an answer beside the case: nothing about the case changes, and everybody who sees it reads it. The
 * applicant is told of a question by a task, which his answer closes.
 * @throws Refusal 'not-found', 'conflict' for a case nobody has filed yet.
 */
export async function commentOn(
  act: Act,
  input: { applicationId: string; text: string },
  ports: ProcedurePorts,
): Promise<{ commentId: string }> {
  const { personId, rights } = personOf(act)
  const file = await lockCase(act.tx, input.applicationId)
  const definition = await definitionOf(ports, act.tx, file.procedure)
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings })
  if (file.round === 0) {
    return refuse('conflict', 'まだ申請されていないため、書込みはできません。')
  }
  const commentId = newId()
  await act.recorder.save('application_comment', {
    tenant_id: act.tenantId,
    application_id: file.application_id,
    comment_id: commentId,
    author_id: personId,
    text: input.text,
    at: act.at,
  })
  const label = `${definition.name} ${file.number ?? ''}`.trim()
  const mine = file.applicant_id === personId
  await ports.commented(act, {
    applicationId: file.application_id,
    label,
    title: file.title,
    applicantId: file.applicant_id,
    asks: !mine,
    askerIds: mine ? await askers(act, file.application_id, personId) : [],
  })
  act.recorder.describe({
    act: mine ? '申請への回答' : '申請への質問',
    subject: { kind: 'application', id: file.application_id, label },
    editionId: file.edition_id,
  })
  return { commentId }
}

/** Those who have asked something. */
async function askers(act: Act, applicationId: string, applicantId: string): Promise<string[]> {
  const rows = await act.tx
    .selectFrom('application_comment')
    .select('author_id')
    .distinct()
    .where('application_id', '=', applicationId)
    .where('author_id', '<>', applicantId)
    .execute()
  return rows.map((row) => row.author_id)
}
