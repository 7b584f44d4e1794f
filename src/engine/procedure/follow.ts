import { standingsOf } from '#authority/reads.ts'
import type { Standing } from '#authority/standing.ts'
import { unitsAbove } from '#authority/units.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { answersInWords, checkedAnswers, requireKnown } from './answers.ts'
import { writeBook } from './book.ts'
import { addEvent, definitionOf, lockCase, type Case } from './case.ts'
import { alreadyMoved, requireSight, seatsToTake } from './decide.ts'
import type { Afterwards, Form, ProcedureDefinition } from './definition.ts'
import { citedRules, type ProcedurePorts } from './ports.ts'
import { requireStillTrue } from './same-facts.ts'
import { closeSeatsOf, type SeatRow, seatsOf } from './seats.ts'
import { after, type ApplicationState } from './states.ts'

export type FollowAct = 'pull-back' | 'withdraw' | 'start' | 'finish' | 'revoke'

export type Permitted =
  | { allowed: true; capacity: string }
  | { allowed: false; reason: string; cites: readonly string[] }

/** The word for an act that follows filing, as the definition names it. */
export function followWord(definition: ProcedureDefinition, act: FollowAct): string {
  switch (act) {
    case 'pull-back':
      return '引戻し'
    case 'withdraw':
      return '取下げ'
    case 'revoke':
      return '取消し'
    case 'start':
    case 'finish':
      return stageOf(definition, act)?.word ?? act
  }
}

export function stageOf(
  definition: Pick<ProcedureDefinition, 'afterwards'>,
  act: 'start' | 'finish',
): Afterwards | undefined {
  return definition.afterwards.find((each) => each.act === act)
}

/**
 * The state an act leads to; what has a beginning is not finished before it. What is out when its permission is taken
 * back stays in use until it has come back. Null where the act is not possible.
 */
export function followed(
  definition: Pick<ProcedureDefinition, 'afterwards'>,
  file: Pick<Case, 'state' | 'revoked_at'>,
  act: FollowAct,
): ApplicationState | null {
  const { state } = file
  if (act === 'revoke' && file.revoked_at !== null) return null
  if (act === 'revoke' && state === 'in-use' && stageOf(definition, 'finish') !== undefined) return state
  if (act === 'finish' && state === 'granted' && stageOf(definition, 'start') !== undefined) return null
  return after(state, act)
}

/** May this person do this to the case now? Pure; the screen shows the reason beside the button. */
export function mayFollow(ask: {
  definition: ProcedureDefinition
  file: Pick<Case, 'applicant_id' | 'period_from' | 'valid_until' | 'state'>
  act: FollowAct
  personId: string
  standings: readonly Standing[]
  /** The unit of the case with every unit above it. */
  unitIds: ReadonlySet<string>
  today: string
  /** The seats of the case: whoever decided may take it back. */
  seats: readonly SeatRow[]
}): Permitted {
  const { definition, file, act, personId } = ask
  const own = file.applicant_id === personId
  if (act === 'pull-back' || act === 'withdraw') {
    return own
      ? { allowed: true, capacity: '本人' }
      : { allowed: false, reason: '申請した本人だけができます。', cites: [] }
  }
  if (act === 'revoke') {
    const { taken, refused } = seatsToTake({
      seats: ask.seats.filter((seat) => seat.act === 'decide' && seat.state === 'done'),
      file: { procedure: definition.key, applicant_id: file.applicant_id },
      standings: ask.standings,
      personId,
      caseUnits: [...ask.unitIds],
    })
    const [first] = taken
    if (first !== undefined) return { allowed: true, capacity: first.verdict.standing.capacity }
    const reason = refused?.reason ?? 'この許可を取り消せるのは、許可した役割だけです。'
    return { allowed: false, reason, cites: refused?.cites ?? [] }
  }
  const stage = stageOf(definition, act)
  if (stage === undefined) return { allowed: false, reason: 'この手続にはない操作です。', cites: [] }
  if (act === 'start' && file.valid_until !== null && ask.today > file.valid_until) {
    return {
      allowed: false,
      reason: `許可の期限(${formatDate(file.valid_until)})を過ぎています。もう一度申請してください。`,
      cites: [],
    }
  }
  if (act === 'start' && file.period_from !== null && ask.today < file.period_from) {
    return {
      allowed: false,
      reason: `許可された期間は${formatDate(file.period_from)}からです。その日になってから行ってください。`,
      cites: [],
    }
  }
  if (stage.by === 'applicant') {
    return own
      ? { allowed: true, capacity: '本人' }
      : { allowed: false, reason: '申請した本人だけができます。', cites: [] }
  }
  const { offices } = stage.by
  if (own) {
    return {
      allowed: false,
      reason: 'あなた自身の申請のため確認できません。ほかの人の確認を受けてください。',
      cites: ['organisation.separation.approval'],
    }
  }
  const standing = ask.standings.find(
    (each) =>
      offices.includes(each.office) &&
      each.rightOf.personId !== file.applicant_id &&
      (each.unitId === null || ask.unitIds.has(each.unitId)),
  )
  return standing === undefined
    ? {
        allowed: false,
        reason: '確認できるのは、申請者の課の情報セキュリティ管理者と担当者、その上の責任者です。',
        cites: [],
      }
    : { allowed: true, capacity: standing.capacity }
}

/**
 * Pull back, withdraw, take out, confirm the return.
 * @throws Refusal 'not-found', 'forbidden' with the reason, 'conflict' when the case is in another state.
 */
export async function followCase(
  act: Act,
  input: { applicationId: string; act: FollowAct; remark?: string | undefined; answers?: Form | undefined },
  ports: ProcedurePorts,
): Promise<{ state: ApplicationState }> {
  const { personId, rights } = personOf(act)
  const file = await lockCase(act.tx, input.applicationId)
  const definition = await definitionOf(ports, act.tx, file.procedure)
  const standings = await standingsOf(act.tx, personId, act.today, file.applicant_id)
  await requireSight(act, file, { personId, rights, standings })
  const next = followed(definition, file, input.act)
  if (next === null) return refuse('conflict', notYet(definition, file, input.act) ?? alreadyMoved(file))
  const unitIds = new Set(await unitsAbove(act.tx, [file.unit_id], act.today))
  const verdict = mayFollow({
    definition,
    file,
    act: input.act,
    personId,
    standings,
    unitIds,
    today: act.today,
    seats: await seatsOf(act.tx, file.application_id),
  })
  if (!verdict.allowed) {
    const cites = await citedRules(ports, act.tx, verdict.cites, act.today)
    return refuse('forbidden', verdict.reason, { cites })
  }
  const remark = checkedRemark(definition, input.act, input.remark)
  // What was permitted is looked at once more on the day it is used: a class may have changed since.
  if (input.act === 'start') await requireStillTrue(act, file, definition)
  const answers = checkedAnswers(act, definition, file, input)
  await requireKnown(act, definition, input.act, answers, personId)
  const said = [remark, await answersInWords(act, definition, input.act, answers)].filter(
    (each) => each !== null && each !== '',
  )

  const moved: Case = {
    ...file,
    state: next,
    started_at: input.act === 'start' ? act.at : file.started_at,
    finished_at: input.act === 'finish' ? act.at : file.finished_at,
    ...(input.act === 'revoke' ? endedToday(file, act) : {}),
    version: file.version + 1,
  }
  await act.recorder.save('application', moved)
  if (input.act === 'pull-back' || input.act === 'withdraw' || input.act === 'revoke')
    await closeSeatsOf(act, file.application_id)
  const word = followWord(definition, input.act)
  await addEvent(
    act,
    { applicationId: file.application_id },
    {
      act: word,
      actorId: personId,
      capacity: verdict.capacity,
      note: said.length === 0 ? null : said.join(' '),
    },
  )
  if (input.act === 'start' || input.act === 'finish') {
    await writeBook(act, definition, moved, ports, {
      ...(input.act === 'finish' ? { confirmerId: personId } : {}),
      ...(remark === null ? {} : { remark }),
      answers,
    })
  }
  act.recorder.describe({
    act: word,
    subject: {
      kind: 'application',
      id: file.application_id,
      label: `${definition.name} ${file.number ?? ''}`,
    },
    capacity: verdict.capacity,
    editionId: file.edition_id,
  })
  return { state: next }
}

/** A permission that is taken back ends today: what is out should be back by the end of the day. */
function endedToday(file: Case, { at, today }: Act): Pick<Case, 'revoked_at' | 'period_to' | 'valid_until'> {
  const first = (day: string | null): string | null => (day === null || day < today ? day : today)
  const out = file.state === 'in-use'
  return {
    revoked_at: at,
    period_to: out ? first(file.period_to ?? today) : file.period_to,
    valid_until: out ? first(file.valid_until) : file.valid_until,
  }
}

/** A return before anything was taken out is told as such, and so is what was taken back already. */
function notYet(definition: ProcedureDefinition, file: Case, act: FollowAct): string | null {
  if (act === 'revoke' && file.revoked_at !== null && file.state === 'in-use') {
    return 'この許可はすでに取り消され、返却を待っています。返却を確認してください。'
  }
  const [first, last] = [stageOf(definition, 'start'), stageOf(definition, 'finish')]
  if (act !== 'finish' || file.state !== 'granted' || first === undefined || last === undefined) return null
  return `まだ「${first.word}」が行われていないため、「${last.word}」はできません。先に「${first.word}」を行ってください。`
}

function checkedRemark(
  definition: ProcedureDefinition,
  act: FollowAct,
  remark: string | undefined,
): string | null {
  const text = remark?.trim() ?? ''
  if (act === 'revoke' && text === '') {
    return refuse('invalid', '取り消す理由を書いてください。申請者に示され、記録に残ります。', {
      problems: [{ at: 'remark', message: '理由を書いてください' }],
    })
  }
  if (act !== 'start' && act !== 'finish') return text === '' ? null : text
  const wanted = stageOf(definition, act)?.remark
  if (wanted !== undefined && text === '') {
    return refuse('invalid', `${wanted.label}を入れてください。`, {
      problems: [{ at: 'remark', message: `${wanted.label}を入れてください` }],
    })
  }
  return text === '' ? null : text
}

/** 後閲: the absent holder reads what was decided with his right. */
export async function readAfterwards(act: Act, decisionId: string, ports: ProcedurePorts): Promise<void> {
  const { personId } = personOf(act)
  const row = await act.tx
    .selectFrom('after_reading')
    .selectAll()
    .where('decision_id', '=', decisionId)
    .where('holder_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return refuse('not-found', '後閲する決裁が見つかりません。')
  if (row.read_at !== null) return refuse('conflict', 'この決裁はすでに後閲されています。')
  const file = await lockCase(act.tx, row.application_id)
  const definition = await definitionOf(ports, act.tx, file.procedure)
  await act.recorder.save('after_reading', { ...row, read_at: act.at })
  await addEvent(
    act,
    { applicationId: file.application_id },
    { act: '後閲', actorId: personId, capacity: '本人' },
  )
  act.recorder.describe({
    act: '後閲',
    subject: {
      kind: 'application',
      id: file.application_id,
      label: `${definition.name} ${file.number ?? ''}`,
    },
    capacity: '本人',
    editionId: file.edition_id,
  })
}
