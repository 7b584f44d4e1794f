import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { parametersOf, type Case } from './case.ts'
import type { ProcedureDefinition } from './definition.ts'
import { contentHash } from './form.ts'

/** The row must still be what its hash says; otherwise something wrote past the house. */
export function requireIntact(file: Case): void {
  const hash = contentHash({
    applicationId: file.application_id,
    procedure: file.procedure,
    applicantId: file.applicant_id,
    unitId: file.filed_unit_id ?? file.unit_id,
    editionId: file.edition_id,
    round: file.round,
    form: file.form,
    entries: file.facts.entries,
    files: file.facts.files ?? [],
  })
  if (hash !== file.content_hash) {
    refuse(
      'conflict',
      '申請の内容が、申請されたときの記録と一致しません。決裁を止めました。情報政策課に連絡してください。',
    )
  }
}

/**
 * A grant is given on today's facts, and used on those of the day of its use: an asset re-classified or struck off since
 * sends the case back, or keeps what was permitted from being used.
 */
export async function requireStillTrue(act: Act, file: Case, definition: ProcedureDefinition): Promise<void> {
  const ids = file.facts.entries.map((entry) => entry.entryId)
  const rows =
    ids.length === 0
      ? []
      : await act.tx
          .selectFrom('register_entry')
          .select(['entry_id', 'number', 'label', 'version', 'values', 'state', 'unit_id'])
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
      unitId: row.unit_id,
    }))
  if (now.length < ids.length) {
    refuse('conflict', `対象の資産が台帳から抹消されました。${wayOut(file)}`)
  }
  const parameters = await parametersOf(act.tx, definition)
  const problems = definition
    .check(file.form, { today: act.today, entries: now, parameters })
    // A start day that has passed while the case waited is the applicant's loss, not a reason to stop the grant.
    .filter((problem) => problem.at === undefined || definition.recheckedAtGrant.includes(problem.at))
  if (problems.length > 0) {
    refuse('conflict', `申請のあとで資産の分類などが変わり、このままでは進められません。${wayOut(file)}`, {
      problems,
    })
  }
}

function wayOut(file: Pick<Case, 'state'>): string {
  return file.state === 'waiting'
    ? '差し戻して、直してもらってください。'
    : 'この許可では使えません。取り下げて、もう一度申請してください。'
}
