import type { OfficeCode } from '#authority/offices.ts'
import { officeCodes } from '#authority/offices.ts'
import { standingsOf } from '#authority/reads.ts'
import { mayDecide } from '#authority/rules.ts'
import type { Standing } from '#authority/standing.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { writeBook } from './book.ts'
import { addEvent, definitionOf, lockCase, maySee, noSuchCase, parametersOf, type Case } from './case.ts'
import type { ProcedureDefinition } from './definition.ts'
import { contentHash } from './form.ts'
import { citedRules, type ProcedurePorts } from './ports.ts'
import { after, type ApplicationState } from './states.ts'

export type DecideInput = {
  applicationId: string
  act: 'grant' | 'refuse' | 'send-back'
  contentHash: string
  reason?: string | undefined
  exceptionReason?: string | undefined
}

/** The seat a waiting case is at. */
export function seatOf(file: Case): { office: OfficeCode; unitId: string | null; matter: string } {
  const office = officeCodes.find((code) => code === file.step_office)
  if (office === undefined) throw new TypeError(`case ${file.application_id} waits at an unknown office`)
  return { office, unitId: file.step_unit_id, matter: file.procedure }
}

/**
 * Decides a waiting case: who may is judged by today's organisation, what is decided is bound by its hash, and
 * applicant and decider are kept apart by the rule and by the database.
 * @throws Refusal 'not-found' (also for who may not even see it), 'forbidden' with the reason, 'conflict' when
 * the case was decided, withdrawn or changed meanwhile.
 */
export async function decideCase(
  act: Act,
  input: DecideInput,
  ports: ProcedurePorts,
): Promise<{ state: ApplicationState }> {
  const { personId, rights } = personOf(act)
  const file = await lockCase(act.tx, input.applicationId)
  const definition = definitionOf(ports, file.procedure)
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings })

  const next = file.state === 'waiting' ? after(file.state, input.act) : null
  if (next === null) return refuse('conflict', alreadyMoved(file))
  if (input.contentHash !== file.content_hash) {
    return refuse(
      'conflict',
      'あなたが見たあとで申請の内容が変わりました。開き直して、新しい内容を確かめてから決めてください。',
    )
  }
  requireIntact(file)
  if (input.act !== 'grant' && (input.reason ?? '') === '') {
    return refuse('invalid', '理由を書いてください。申請者に届き、記録に残ります。', {
      problems: [{ at: 'reason', message: '理由を書いてください' }],
    })
  }

  const verdict = mayDecide({
    step: seatOf(file),
    standings,
    applicantId: file.applicant_id,
    actorId: personId,
    ...(input.exceptionReason === undefined ? {} : { exception: { reason: input.exceptionReason } }),
  })
  if (!verdict.allowed) {
    const cites = await citedRules(ports, act.tx, verdict.cites, act.today)
    return refuse('forbidden', verdict.reason, { cites })
  }
  if (input.act === 'grant') await requireStillTrue(act, file, definition)

  const { standing } = verdict
  const decisionId = newId()
  await act.recorder.save('decision', {
    tenant_id: act.tenantId,
    decision_id: decisionId,
    application_id: file.application_id,
    applicant_id: file.applicant_id,
    round: file.round,
    act: input.act,
    content_hash: file.content_hash,
    decider_id: personId,
    capacity: standing.capacity,
    right_of_person_id: standing.rightOf.personId,
    right_of_post_id: standing.rightOf.postId,
    office: standing.office,
    unit_id: standing.unitId,
    because: standing.because.text,
    reason: input.reason ?? null,
    exception_reason: verdict.exception?.reason ?? null,
    decided_at: act.at,
  })
  const decided = { ...file, state: next, decided_at: act.at, step_key: null, version: file.version + 1 }
  await act.recorder.save('application', decided)
  if (standing.capacity === '代決' && standing.rightOf.personId !== null) {
    await act.recorder.save('after_reading', {
      tenant_id: act.tenantId,
      decision_id: decisionId,
      application_id: file.application_id,
      holder_id: standing.rightOf.personId,
      requested_at: act.at,
      read_at: null,
    })
  }
  const word = wordOf(definition, input.act)
  await addEvent(
    act,
    { applicationId: file.application_id },
    {
      act: word,
      actorId: personId,
      capacity: standing.capacity,
      note:
        verdict.exception === undefined
          ? (input.reason ?? null)
          : `やむを得ない場合: ${verdict.exception.reason}`,
      contentHash: file.content_hash,
    },
  )
  if (input.act === 'grant') await writeBook(act, definition, decided, ports)
  act.recorder.describe({
    act: word,
    subject: {
      kind: 'application',
      id: file.application_id,
      label: `${definition.name} ${file.number ?? ''}`,
    },
    capacity: standing.capacity,
    editionId: file.edition_id,
    ...(verdict.exception === undefined ? {} : { note: `兼務の禁止の例外: ${verdict.exception.reason}` }),
  })
  return { state: next }
}

/** The clause's own verb for a decision. */
export function wordOf(definition: ProcedureDefinition, act: 'grant' | 'refuse' | 'send-back'): string {
  if (act === 'grant') return definition.grant.word
  return act === 'refuse' ? definition.grant.refusal : '差戻し'
}

/** Who may not see the case is told that there is none. */
export async function requireSight(
  act: Act,
  file: Case,
  viewer: { personId: string; rights: ReadonlySet<string>; standings: readonly Standing[] },
): Promise<void> {
  const visible = await maySee(
    act.tx,
    {
      applicantId: file.applicant_id,
      unitId: file.unit_id,
      stepUnitId: file.step_unit_id,
      applicationId: file.application_id,
    },
    viewer,
  )
  if (!visible) noSuchCase()
}

export function alreadyMoved(file: Case): string {
  const said: Readonly<Record<ApplicationState, string>> = {
    draft: 'まだ申請されていません',
    waiting: '決定を待っています',
    'sent-back': 'すでに差し戻されています',
    'pulled-back': '申請者が引き戻しました',
    withdrawn: '申請者が取り下げました',
    refused: 'すでに不許可になっています',
    granted: 'すでに許可されています',
    'in-use': 'すでに許可され、持ち出されています',
    done: 'すでに終わっています',
    lapsed: 'すでに効力を失っています',
  }
  return `この申請は${said[file.state]}。画面を開き直して、今の状態を確かめてください。`
}

/** The row must still be what its hash says; otherwise something wrote past the house. */
function requireIntact(file: Case): void {
  const hash = contentHash({
    applicationId: file.application_id,
    procedure: file.procedure,
    applicantId: file.applicant_id,
    unitId: file.unit_id,
    editionId: file.edition_id,
    round: file.round,
    form: file.form,
    entries: file.facts.entries,
  })
  if (hash !== file.content_hash) {
    refuse(
      'conflict',
      '申請の内容が、申請されたときの記録と一致しません。決裁を止めました。情報政策課に連絡してください。',
    )
  }
}

/** A grant is given on today's facts: an asset re-classified or struck off since filing sends the case back. */
async function requireStillTrue(act: Act, file: Case, definition: ProcedureDefinition): Promise<void> {
  const ids = file.facts.entries.map((entry) => entry.entryId)
  const rows =
    ids.length === 0
      ? []
      : await act.tx
          .selectFrom('register_entry')
          .select(['entry_id', 'number', 'label', 'version', 'values', 'state'])
          .where('entry_id', 'in', ids)
          .execute()
  const now = rows
    .filter((row) => row.state === 'current')
    .map((row) => ({
      entryId: row.entry_id,
      number: row.number,
      label: row.label,
      version: row.version,
      values: row.values,
    }))
  if (now.length < ids.length) {
    refuse(
      'conflict',
      '申請のあとで、対象の資産が台帳から抹消されました。差し戻して、選び直してもらってください。',
    )
  }
  const parameters = await parametersOf(act.tx, definition)
  const problems = definition
    .check(file.form, { today: act.today, entries: now, parameters })
    // A start day that has passed while the case waited is the applicant's loss, not a reason to stop the grant.
    .filter((problem) => problem.at === undefined || definition.recheckedAtGrant.includes(problem.at))
  if (problems.length > 0) {
    refuse(
      'conflict',
      '申請のあとで資産の分類などが変わり、このままでは許可できません。差し戻して、直してもらってください。',
      { problems },
    )
  }
}
