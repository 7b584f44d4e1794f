import { placesOf } from '#authority/reads.ts'
import { nextNumber } from '#engine/paper-form/numbering.ts'
import { refuse, type Problem } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { addEvent, entryFacts, lockCase, noSuchCase, parametersOf, type Case } from './case.ts'
import {
  entryFieldsOf,
  type EntryFacts,
  type FileFacts,
  type Form,
  type ProcedureDefinition,
} from './definition.ts'
import { checkForm, contentHash, readForm } from './form.ts'
import { filesIn, strangersIn } from './form-things.ts'
import {
  closedBecause,
  closedSentence,
  mechanismOf,
  type BoundCitation,
  type ProcedurePorts,
} from './ports.ts'
import { writeBook } from './book.ts'
import { type PlannedSeat, routeFor } from './plan-route.ts'
import { type Roles, rolesOf } from './roles.ts'
import { plannedRows, saveSeats } from './seats.ts'
import { isEditable } from './states.ts'
import { tierFor, tiersOf } from './tiers.ts'
import { advance } from './step-machine.ts'

/** Where a case of this person belongs today: his main unit. @throws Refusal 'forbidden' without a post. */
export async function homeUnit(act: Act, personId: string, own = true): Promise<{ unitId: string }> {
  const places = await placesOf(act.tx, personId, act.today)
  const unitId = places.find((place) => place.unitId !== null)?.unitId
  if (unitId === undefined || unitId === null) {
    return refuse(
      'forbidden',
      own
        ? 'あなたの所属が登録されていないため申請できません。情報政策課に連絡してください。'
        : '申請者の所属が今日登録されていないため申請できません。情報政策課に連絡してください。',
    )
  }
  return { unitId }
}

/**
 * The clauses of a procedure in the edition in force. Nothing can be filed while the first slot has no clause, or one
 * whose norm nobody has confirmed, or while nobody has said who a role of the way is.
 */
export async function liveCitations(
  act: Act,
  ports: ProcedurePorts,
  definition: ProcedureDefinition,
): Promise<{ editionId: string; cites: readonly BoundCitation[]; roles: Roles }> {
  const mechanism = mechanismOf(definition)
  const cites = (await ports.citations(act.tx, [mechanism], act.today)).get(mechanism) ?? []
  const roles = await rolesOf(act.tx, definition)
  const closed = closedBecause(definition, cites, roles)
  const [first] = definition.slots
  const main = cites.find((cite) => cite.slot === first?.slot && cite.confirmed)
  if (closed !== null || main === undefined) {
    return refuse('unavailable', closedSentence(definition.name, closed ?? { why: 'unbound' }))
  }
  return { editionId: main.editionId, cites, roles }
}

export type Examined = {
  form: Form
  problems: Problem[]
  entries: EntryFacts[]
  files: FileFacts[]
}

/** Reads and checks a form as of today, with the assets it names. */
export async function examine(
  act: Act,
  definition: ProcedureDefinition,
  raw: Form,
  unitId: string,
  /** Papers that are with the case already. */
  knownFiles: readonly FileFacts[] = [],
): Promise<Examined> {
  const parameters = await parametersOf(act.tx, definition)
  const { form: rough } = readForm(definition, raw)
  const entries: EntryFacts[] = []
  const gone: Problem[] = []
  for (const { field, register, ids } of entryFieldsOf(definition, rough)) {
    const anywhere = field.anyUnit === true
    const found = await entryFacts(act.tx, register, ids, anywhere ? 'any' : unitId, act.today)
    entries.push(...found.filter((entry) => !entries.some((other) => other.entryId === entry.entryId)))
    if (found.length < ids.length) {
      const where = anywhere ? '台帳' : 'あなたの課の台帳'
      gone.push({
        at: field.key,
        message: `${field.label}のうち${ids.length - found.length}件は、${where}に今ありません。選び直してください`,
      })
    }
  }
  const { personId } = personOf(act)
  const papers = await filesIn(act.tx, definition, rough, { personId, known: knownFiles })
  const strangers = await strangersIn(act.tx, definition, rough, act.today)
  const { form, problems } = checkForm(definition, raw, { today: act.today, entries, parameters })
  const seen = new Set(problems.map((problem) => problem.at))
  const others = [...gone, ...papers.problems, ...strangers].filter(({ at }) => !seen.has(at))
  return { form, problems: [...problems, ...others], entries, files: papers.files }
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
  const current = await ownCase(act, input.applicationId, personId, definition)
  const { form, entries, files } = await examine(
    act,
    definition,
    input.form,
    unitId,
    current?.facts.files ?? [],
  )
  const row = {
    ...(current ?? (await blankCase(act, definition, personId, unitId, editionId))),
    form,
    facts: { entries, files },
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

/** The permission that is asked for again, the day on which the new one begins, and what keeps somebody from filing it for another. */
export type Renews = {
  readonly file: Case
  readonly startsOn: string
  /** Asked with the way found and the applicant's unit of today. @throws Refusal. */
  mayFile?(seats: readonly PlannedSeat[], unitId: string): void
}

/**
 * Files a case (again): the form is checked, every step of the way found, a number given on the first filing, and
 * the content frozen under the edition in force.
 * @throws Refusal 'invalid' with a problem per field; 'conflict' when nobody can decide or the case has moved on.
 */
export async function fileCase(
  act: Act,
  definition: ProcedureDefinition,
  input: {
    applicationId?: string | undefined
    form: Form
    renews?: Renews
  },
  ports: ProcedurePorts,
): Promise<{ applicationId: string; number: string }> {
  const { personId: filerId } = personOf(act)
  const personId = input.renews?.file.applicant_id ?? filerId
  const { unitId } = await homeUnit(act, personId, personId === filerId)
  const { editionId, roles } = await liveCitations(act, ports, definition)
  const current = await ownCase(act, input.applicationId, personId, definition)
  const { form, problems, entries, files } = await examine(
    act,
    definition,
    input.form,
    unitId,
    current?.facts.files ?? input.renews?.file.facts.files ?? [],
  )
  if (problems.length > 0) {
    return refuse('invalid', '申請の内容に誤りがあります。示した項目を直してください。', { problems })
  }
  const { plan } = await routeFor(
    act.tx,
    {
      definition,
      form,
      entries,
      unitId,
      applicantId: personId,
      roles,
      tier: tierFor(await tiersOf(act.tx, definition), definition, form, entries, act.today),
    },
    act.today,
  )
  if (plan.kind === 'gap') return refuse('conflict', plan.reason)
  input.renews?.mayFile?.(plan.seats, unitId)

  const base = current ?? (await blankCase(act, definition, personId, unitId, editionId))
  const round = base.round + 1
  const numbered =
    base.number === null
      ? ((await nextNumber(act, unitId)) ?? noUnit())
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
    files,
  })
  const begins = input.renews?.startsOn ?? act.today
  const period = definition.period(form, begins)
  const notice = definition.notice === true
  const filed: Case = {
    ...base,
    ...numbered,
    unit_id: unitId,
    filed_unit_id: null,
    edition_id: editionId,
    // What only has to be told holds from its filing on.
    state: notice ? 'granted' : 'waiting',
    round,
    form,
    facts: { entries, files },
    content_hash: hash,
    title: definition.title(form, entries),
    filed_at: act.at,
    decided_at: notice ? act.at : null,
    period_from: period?.from ?? input.renews?.startsOn ?? null,
    period_to: period?.to ?? null,
    valid_until: definition.validUntil(form, begins),
    renews_id: input.renews?.file.application_id ?? base.renews_id,
    filed_by_id: personId === filerId ? null : filerId,
    version: base.version + 1,
  }
  await act.recorder.save('application', filed)
  await replaceItems(act, base.application_id, entries)
  const place = { tenantId: act.tenantId, applicationId: base.application_id, round }
  await saveSeats(act, [], advance(plannedRows(place, plan.seats)))
  await addEvent(
    act,
    { applicationId: base.application_id },
    {
      act: round === 1 ? '申請' : '再申請',
      actorId: filerId,
      form,
      contentHash: hash,
      note:
        [
          input.renews === undefined ? '' : `${input.renews.file.number ?? ''}の更新`,
          personId === filerId ? '' : '申請者に代わって申請',
          plan.seats.find((seat) => seat.raised)?.why ?? '',
        ]
          .filter((part) => part !== '')
          .join(' ') || null,
    },
  )
  if (notice) await writeBook(act, definition, filed, ports)
  act.recorder.describe({
    act: round === 1 ? '申請' : '再申請',
    subject: { kind: 'application', id: base.application_id, label: `${definition.name} ${numbered.number}` },
    capacity: personId === filerId ? '本人' : '申請者に代わって',
    editionId,
  })
  return { applicationId: base.application_id, number: numbered.number }
}

function noUnit(): never {
  return refuse(
    'conflict',
    'あなたの所属が今日の組織にないため、番号を付けられません。情報政策課に連絡してください。',
  )
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
    .selectFrom('unit_at')
    .select('body_id')
    .where('id', '=', unitId)
    .where('valid_from', '<=', act.today)
    .orderBy('valid_from', 'desc')
    .limit(1)
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
    filed_unit_id: null,
    applicant_id: applicantId,
    edition_id: editionId,
    state: 'draft',
    round: 0,
    form: {},
    facts: { entries: [] },
    content_hash: '',
    title: definition.name,
    filed_at: null,
    decided_at: null,
    started_at: null,
    finished_at: null,
    period_from: null,
    period_to: null,
    valid_until: null,
    reminders: 0,
    renews_id: null,
    filed_by_id: null,
    revoked_at: null,
    version: 1,
    created_at: act.at,
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
