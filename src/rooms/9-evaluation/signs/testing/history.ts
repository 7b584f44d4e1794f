import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import type { SeatAct } from '#engine/procedure/step-machine.ts'
import type { City, UnitName, Who } from '#test/world.ts'

/** A decision of the past as a test tells it. */
export type Told = {
  readonly applicant: Who
  readonly decider: Who
  /** The unit of the case; 長寿支援課 unless told. */
  readonly unit?: UnitName
  /** Instant. */
  readonly at: string
  readonly act?: SeatAct
  /** When the case reached the seat; two hours before unless told. */
  readonly reachedAt?: string
  /** When the decider opened it; not unless told. */
  readonly openedAt?: string
  readonly bundleId?: string
  readonly periodFrom?: string
  readonly filedAt?: string
  readonly purpose?: string
  readonly reason?: string
  readonly exceptionReason?: string
  readonly capacity?: string
  readonly holder?: Who
  readonly readAt?: string
}

const twoHours = 2 * 3_600_000

/** Writes cases with their decisions into the tables, as the acts would have left them. Answers the case ids. */
export async function tell(city: City, history: readonly Told[]): Promise<string[]> {
  return city.perform(async (act) => {
    const ids: string[] = []
    for (const each of history) ids.push(await tellOne(act, city, each, ids.length + 1))
    act.recorder.describe({ act: '試験', subject: { kind: 'test', id: 'history' } })
    return ids
  })
}

async function tellOne(act: Act, city: City, told: Told, running: number): Promise<string> {
  const { person, unit } = city.ids
  const id = newId()
  const reachedAt = told.reachedAt ?? new Date(Date.parse(told.at) - twoHours).toISOString()
  const filedAt = told.filedAt ?? reachedAt
  const did = told.act ?? 'grant'
  const tenant_id = act.tenantId
  await act.recorder.save('application', {
    tenant_id,
    application_id: id,
    procedure: 'carry-out',
    number: `長寿第${running}号`,
    number_unit_id: null,
    fiscal_year: null,
    running: null,
    body_id: newId(),
    unit_id: unit[told.unit ?? 'longevity'],
    applicant_id: person[told.applicant],
    edition_id: city.editionId,
    state: did === 'grant' ? 'granted' : did === 'refuse' ? 'refused' : 'waiting',
    round: 1,
    form: { purpose: told.purpose ?? `訪問調査のため ${running}` },
    facts: { entries: [] },
    content_hash: '0'.repeat(64),
    title: `調査票${running}`,
    filed_at: filedAt,
    decided_at: told.at,
    started_at: null,
    finished_at: null,
    period_from: told.periodFrom ?? null,
    period_to: null,
    valid_until: null,
    reminders: 0,
    version: 1,
    created_at: filedAt,
  })
  const decisionId = newId()
  await act.recorder.save('decision', {
    tenant_id,
    decision_id: decisionId,
    application_id: id,
    applicant_id: person[told.applicant],
    round: 1,
    place: 1,
    seat: 1,
    act: did,
    content_hash: '0'.repeat(64),
    decider_id: person[told.decider],
    capacity: told.capacity ?? '本人',
    right_of_person_id: person[told.holder ?? told.decider],
    right_of_post_id: null,
    acting_right_id: null,
    office: 'sec-manager',
    unit_id: unit[told.unit ?? 'longevity'],
    because: '課長',
    reason: told.reason ?? (did === 'grant' || did === 'pass' ? null : '理由の例です'),
    exception_reason: told.exceptionReason ?? null,
    decided_at: told.at,
    bundle_id: told.bundleId ?? null,
  })
  await act.recorder.save('application_step', {
    tenant_id,
    application_id: id,
    round: 1,
    place: 1,
    seat: 1,
    key: 'decide',
    act: 'decide',
    word: '許可',
    needs: 'all',
    office: 'sec-manager',
    unit_id: unit[told.unit ?? 'longevity'],
    step_key: `sec-manager ${unit[told.unit ?? 'longevity']}`,
    raised: false,
    why: '',
    state: 'done',
    opened_at: reachedAt,
    closed_at: told.at,
    decision_id: decisionId,
  })
  if (told.openedAt !== undefined) {
    await act.recorder.save('application_opening', {
      tenant_id,
      application_id: id,
      round: 1,
      person_id: person[told.decider],
      opened_at: told.openedAt,
    })
  }
  if (told.capacity === '代決') {
    await act.recorder.save('after_reading', {
      tenant_id,
      decision_id: decisionId,
      application_id: id,
      holder_id: person[told.holder ?? told.decider],
      requested_at: told.at,
      read_at: told.readAt ?? null,
    })
  }
  return id
}
