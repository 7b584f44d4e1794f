import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import { placesOf } from '#authority/reads.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { closeTasks } from '#engine/task/tasks.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { editionLabel } from '#policy/reads.ts'
import { answeredUnits, answersFor, type Answered } from '../answered-units.ts'
import { confirmingSeats, mayConfirm } from '../joining/confirming.ts'
import type { ConsentContent } from './content.ts'
import type { ConsentTable } from './tables.ts'

/** The task that asks somebody to sign on screen; closed by any signature of his. */
export const SIGN_TASK = 'joining.sign'
export const consentSubject = (personId: string) => ({ kind: 'consent', id: personId })

/** Writes a signature once per person and edition. @throws Refusal 'conflict' when there is one already. */
export async function saveSignature(
  act: Act,
  row: Omit<Insertable<ConsentTable>, 'tenant_id' | 'consent_id' | 'recorded_at'>,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consent:${act.tenantId}:${row.person_id}`}, 0))`.execute(
    act.tx,
  )
  const known = await act.tx
    .selectFrom('consent')
    .select('consent_id')
    .where('person_id', '=', row.person_id)
    .where('edition_id', '=', row.edition_id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (known !== undefined) {
    return refuse(
      'conflict',
      'この版への同意の署名は、すでに記録されています。もう一度する必要はありません。',
    )
  }
  const consentId = newId()
  await act.recorder.save('consent', {
    ...row,
    tenant_id: act.tenantId,
    consent_id: consentId,
    recorded_at: act.at,
  })
  await closeTasks(
    act,
    { subject: consentSubject(row.person_id), kind: SIGN_TASK },
    { state: 'done', outcome: '署名した', capacity: row.capacity, rightOf: row.right_of ?? null },
  )
  return consentId
}

/**
 * The text and the edition somebody signs must be those of now. One query where they are not.
 * @throws Refusal 'conflict' otherwise, 'not-found' for an edition the city never had.
 */
export async function requireCurrent(
  tx: Tx,
  content: ConsentContent,
  signed: { readonly editionId?: string; readonly contentHash: string },
): Promise<void> {
  if (signed.editionId !== undefined && signed.editionId !== content.editionId) {
    if ((await editionLabel(tx, signed.editionId)) === '') refuse('not-found', 'その版は見つかりません。')
    refuse(
      'conflict',
      `署名しようとした版は、もう施行中の版ではありません。今の版は「${content.title}」${content.label}です。今の版の内容を確かめて、署名し直してください。`,
    )
  }
  if (signed.contentHash !== content.contentHash) {
    refuse(
      'conflict',
      '開いたあとで内容が変わりました。画面を開き直して、今の内容を確かめてから署名してください。',
    )
  }
}

/** A person as the viewer may know of: in a unit he answers for. @throws Refusal 'not-found' otherwise. */
export async function answeredPerson(
  act: Act,
  personId: string,
): Promise<{ unitId: string | null; name: string; answered: Answered }> {
  const row = await act.tx
    .selectFrom('person')
    .select(['family', 'given'])
    .where('id', '=', personId)
    .executeTakeFirst()
  const [place] = await placesOf(act.tx, personId, act.today)
  const answered = await answeredUnits(act, personId)
  const unitId = place?.unitId ?? null
  if (row === undefined || !answersFor(answered, unitId)) {
    return refuse(
      'not-found',
      'その職員は、あなたが受け持つ所属に見つかりません。一覧から選び直してください。',
    )
  }
  return { unitId, name: `${row.family} ${row.given}`.trim(), answered }
}

/** Who may keep the signatures of a person: his manager or leader, not himself. @throws Refusal 'forbidden'. */
export async function requireKeeper(act: Act, personId: string) {
  const { unitId, name, answered } = await answeredPerson(act, personId)
  const seats = await confirmingSeats(act.tx, { unitId, aboutId: personId, on: act.today })
  const verdict = mayConfirm({
    seats,
    actorId: answered.personId,
    aboutId: personId,
    standings: answered.standings,
  })
  if (!verdict.allowed) return refuse('forbidden', verdict.reason)
  return { unitId, name, standing: verdict.standing, actorId: answered.personId }
}
