import { sql } from 'kysely'
import { placesOf, stepFor } from '#authority/reads.ts'
import { officeCodes, type OfficeCode } from '#authority/offices.ts'
import { fiscalYear } from '#ground/clock/calendar.ts'
import { refuse, type Problem } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { addEvent, entryFacts, lockCase, noSuchCase, parametersOf, type Case } from './case.ts'
import {
  entriesField,
  entryIdsOf,
  type EntryFacts,
  type Form,
  type ProcedureDefinition,
} from './definition.ts'
import { checkForm, contentHash, readForm } from './form.ts'
import { mechanismOf, type BoundCitation, type ProcedurePorts } from './ports.ts'
import { isEditable } from './states.ts'

/** Where a case of this person belongs today: his main unit. @throws Refusal 'forbidden' without a post. */
export async function homeUnit(act: Act, personId: string): Promise<{ unitId: string }> {
  const places = await placesOf(act.tx, personId, act.today)
  const unitId = places.find((place) => place.unitId !== null)?.unitId
  if (unitId === undefined || unitId === null) {
    return refuse(
      'forbidden',
      'あなたの所属が登録されていないため申請できません。情報政策課に連絡してください。',
    )
  }
  return { unitId }
}

/** The clauses of a procedure in the edition in force; the first slot must be bound or nothing can be filed. */
export async function liveCitations(
  act: Act,
  ports: ProcedurePorts,
  definition: ProcedureDefinition,
): Promise<{ editionId: string; cites: readonly BoundCitation[] }> {
  const mechanism = mechanismOf(definition)
  const cites = (await ports.citations(act.tx, [mechanism], act.today)).get(mechanism) ?? []
  const [first] = definition.slots
  const main = cites.find((cite) => cite.slot === first?.slot)
  if (main === undefined) {
    return refuse(
      'unavailable',
      `「${definition.name}」の根拠となる条文がまだ対応付けられていないため、申請できません。情報政策課に連絡してください。`,
    )
  }
  return { editionId: main.editionId, cites }
}

export type Examined = {
  form: Form
  problems: Problem[]
  entries: EntryFacts[]
}

/** Reads and checks a form as of today, with the assets it names. */
export async function examine(
  act: Act,
  definition: ProcedureDefinition,
  raw: Form,
  unitId: string,
): Promise<Examined> {
  const field = entriesField(definition)
  const parameters = await parametersOf(act.tx, definition)
  const { form: rough } = readForm(definition, raw)
  const wanted = entryIdsOf(definition, rough)
  const entries =
    field?.register === undefined ? [] : await entryFacts(act.tx, field.register, wanted, unitId)
  const { form, problems } = checkForm(definition, raw, { today: act.today, entries, parameters })
  if (field !== undefined && entries.length < wanted.length) {
    problems.push({
      at: field.key,
      message: `${field.label}のうち${wanted.length - entries.length}件は、あなたの課の台帳に今ありません。選び直してください`,
    })
  }
  return { form, problems, entries }
}

/** Saves a draft; only the shape of the form is checked, so that half-written work is not lost. */
export async function saveDraft(
  act: Act,
  definition: ProcedureDefinition,
  input: { applicationId?: string | undefined; form: Form },
  ports: ProcedurePorts,
): Promise<{ applicationId: string }> {
  const { personId } = personOf(act)
  const { unitId } = await homeUnit(act, personId)
  const { editionId } = await liveCitations(act, ports, definition)
  const { form, entries } = await examine(act, definition, input.form, unitId)
  const current = await ownCase(act, input.applicationId, personId, definition)
  const row = {
    ...(current ?? (await blankCase(act, definition, personId, unitId, editionId))),
    form,
    facts: { entries },
    title: definition.title(form, entries),
  }
  await act.recorder.save('application', { ...row, version: row.version + (current === null ? 0 : 1) })
  await addEvent(act, { applicationId: row.application_id }, { act: '下書き', actorId: personId })
  act.recorder.describe({
    act: '下書きの保存',
    subject: { kind: 'application', id: row.application_id },
    editionId: row.edition_id,
  })
  return { applicationId: row.application_id }
}

/**
 * Files a case (again): the form is checked, the route found, a number given on the first filing, and the
 * content frozen under the edition in force.
 * @throws Refusal 'invalid' with a problem per field; 'conflict' when nobody can decide or the case has moved on.
 */
export async function fileCase(
  act: Act,
  definition: ProcedureDefinition,
  input: { applicationId?: string | undefined; form: Form },
  ports: ProcedurePorts,
): Promise<{ applicationId: string; number: string }> {
  const { personId } = personOf(act)
  const { unitId } = await homeUnit(act, personId)
  const { editionId } = await liveCitations(act, ports, definition)
  const current = await ownCase(act, input.applicationId, personId, definition)
  const { form, problems, entries } = await examine(act, definition, input.form, unitId)
  if (problems.length > 0) {
    return refuse('invalid', '申請の内容に誤りがあります。示した項目を直してください。', { problems })
  }
  const step = await stepFor(act.tx, {
    office: officeOf(definition),
    unitId,
    applicantId: personId,
    on: act.today,
  })
  if (step.kind === 'gap') return refuse('conflict', step.reason)

  const base = current ?? (await blankCase(act, definition, personId, unitId, editionId))
  const round = base.round + 1
  const numbered =
    base.number === null
      ? await nextNumber(act, unitId)
      : {
          number: base.number,
          number_unit_id: base.number_unit_id,
          fiscal_year: base.fiscal_year,
          running: base.running,
        }
  const hash = contentHash({
    applicationId: base.application_id,
    procedure: definition.key,
    applicantId: personId,
    unitId,
    editionId,
    round,
    form,
    entries,
  })
  const period = definition.period(form)
  await act.recorder.save('application', {
    ...base,
    ...numbered,
    unit_id: unitId,
    edition_id: editionId,
    state: 'waiting',
    round,
    form,
    facts: { entries },
    content_hash: hash,
    title: definition.title(form, entries),
    step_key: stepKey(step),
    step_office: step.office,
    step_unit_id: step.unitId,
    step_raised: step.raised,
    step_why: step.why,
    filed_at: act.at,
    decided_at: null,
    period_from: period?.from ?? null,
    period_to: period?.to ?? null,
    valid_until: definition.validUntil(form),
    version: base.version + 1,
  })
  await replaceItems(act, base.application_id, entries)
  await addEvent(
    act,
    { applicationId: base.application_id },
    {
      act: round === 1 ? '申請' : '再申請',
      actorId: personId,
      form,
      contentHash: hash,
      note: step.raised ? step.why : null,
    },
  )
  act.recorder.describe({
    act: round === 1 ? '申請' : '再申請',
    subject: { kind: 'application', id: base.application_id, label: `${definition.name} ${numbered.number}` },
    capacity: '本人',
    editionId,
  })
  return { applicationId: base.application_id, number: numbered.number }
}

/** One text for the seat that decides, so that an inbox is one indexed look-up. */
export function stepKey(seat: { office: string; unitId: string | null }): string {
  return `${seat.office}:${seat.unitId ?? '-'}`
}

export function officeOf(definition: ProcedureDefinition): OfficeCode {
  const office = officeCodes.find((code) => code === definition.decidedBy)
  if (office === undefined) throw new TypeError(`procedure ${definition.key} is decided by an unknown office`)
  return office
}

async function ownCase(
  act: Act,
  applicationId: string | undefined,
  personId: string,
  definition: ProcedureDefinition,
): Promise<Case | null> {
  if (applicationId === undefined) return null
  const current = await lockCase(act.tx, applicationId)
  if (current.applicant_id !== personId || current.procedure !== definition.key) return noSuchCase()
  if (!isEditable(current.state)) {
    return refuse(
      'conflict',
      'この申請はもう直せる状態ではありません。画面を開き直して、今の状態を確かめてください。',
    )
  }
  return current
}

async function blankCase(
  act: Act,
  definition: ProcedureDefinition,
  applicantId: string,
  unitId: string,
  editionId: string,
): Promise<Case> {
  const unit = await act.tx
    .selectFrom('unit')
    .select('body_id')
    .where('id', '=', unitId)
    .executeTakeFirstOrThrow()
  return {
    tenant_id: act.tenantId,
    application_id: newId(),
    procedure: definition.key,
    number: null,
    number_unit_id: null,
    fiscal_year: null,
    running: null,
    body_id: unit.body_id,
    unit_id: unitId,
    applicant_id: applicantId,
    edition_id: editionId,
    state: 'draft',
    round: 0,
    form: {},
    facts: { entries: [] },
    content_hash: '',
    title: definition.name,
    step_key: null,
    step_office: null,
    step_unit_id: null,
    step_raised: false,
    step_why: '',
    filed_at: null,
    decided_at: null,
    started_at: null,
    finished_at: null,
    period_from: null,
    period_to: null,
    valid_until: null,
    reminders: 0,
    version: 1,
    created_at: act.at,
  }
}

/**
 * 「長寿第426号」: the running number of the fiscal year in the nearest unit, upwards from the applicant's, that has
 * a document symbol (文書記号); a 係 numbers with its 課.
 */
async function nextNumber(
  act: Act,
  unitId: string,
): Promise<{ number: string; number_unit_id: string; fiscal_year: number; running: number }> {
  const year = fiscalYear(act.today)
  const { rows } = await sql<{ unit_id: string; running: number; symbol: string }>`
    with recursive up as (
      select id, parent_id, symbol, name, 0 as step from unit where tenant_id = ${act.tenantId} and id = ${unitId}
      union all
      select u.id, u.parent_id, u.symbol, u.name, up.step + 1
        from unit u join up on u.tenant_id = ${act.tenantId} and u.id = up.parent_id),
    numbering as (select id, coalesce(symbol, name) as symbol from up order by symbol is null, step limit 1),
    next as (
      insert into application_counter (tenant_id, unit_id, fiscal_year, running)
      select ${act.tenantId}, id, ${year}, 1 from numbering
      on conflict (tenant_id, unit_id, fiscal_year) do update set running = application_counter.running + 1
      returning unit_id, running)
    select next.unit_id, next.running, numbering.symbol from next, numbering`.execute(act.tx)
  const row = rows[0]
  if (row === undefined) throw new Error('a running number did not come back')
  return {
    number: `${row.symbol}第${row.running}号`,
    number_unit_id: row.unit_id,
    fiscal_year: year,
    running: row.running,
  }
}

async function replaceItems(act: Act, applicationId: string, entries: readonly EntryFacts[]): Promise<void> {
  const old = await act.tx
    .selectFrom('application_item')
    .select('entry_id')
    .where('application_id', '=', applicationId)
    .execute()
  const wanted = new Set(entries.map((entry) => entry.entryId))
  for (const { entry_id: entryId } of old) {
    if (!wanted.has(entryId)) {
      await act.recorder.remove('application_item', { application_id: applicationId, entry_id: entryId })
    }
  }
  await act.recorder.saveAll(
    'application_item',
    entries.map((entry, index) => ({
      tenant_id: act.tenantId,
      application_id: applicationId,
      entry_id: entry.entryId,
      place: index + 1,
      book_entry_id: null,
    })),
  )
}
