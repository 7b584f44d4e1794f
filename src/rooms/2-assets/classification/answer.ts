import type { z } from 'zod'
import { accessOf, holds, reachOf } from '#engine/register/access.ts'
import type { Axis } from '#engine/register/class-columns.ts'
import { byStrictness } from '#engine/register/class-order.ts'
import { getEntry, reviseEntry } from '#engine/register/engine.ts'
import { noSuchEntry } from '#engine/register/reads.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import { Refusal, refuse, type Problem } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { answerQuestions, proposeClasses } from './contract.ts'
import type { Answers, SchemeBody } from './contract-scheme.ts'
import type { ClassificationPorts } from './ports.ts'
import { basisText, floorText, propose, valuesOf, type Proposal } from './scheme.ts'
import { axisWord, classWord, inForceOn, schemesOf, type Scheme } from './scheme-reads.ts'

/** What the answers lead to under the scheme of today, with its questions. */
export async function proposeFor(act: Act, answers: Answers): Promise<z.input<typeof proposeClasses.output>> {
  const scheme = inForceOn(await schemesOf(act.tx), act.today)
  return {
    proposals: propose(scheme.body, answers).map((each) => shown(scheme, each)),
    questions: scheme.body.questions,
    complete: unanswered(scheme.body, answers).length === 0,
  }
}

const shown = (scheme: Scheme, { axis, value, because }: Proposal) => ({
  axis,
  value,
  label: classWord(scheme, axis, value),
  because: [...because],
})

function unanswered(scheme: SchemeBody, answers: Answers) {
  return scheme.questions.filter(
    (question) => !question.answers.some((each) => each.value === answers[question.key]),
  )
}

/** Registers whose classes people decide by questions: those that keep the reasons. */
export function takesAnswers(definition: RegisterDefinition): boolean {
  return ['class_basis', 'class_floor'].every((key) =>
    definition.columns.some((column) => column.key === key),
  )
}

/**
 * Decides the classes of a line by answers. Stricter than the answers wants a reason; milder wants the reason of the
 * manager who answers for the line (情報セキュリティ管理者). What is decided is the floor for every later hand.
 * @throws Refusal 'invalid' with the place, 'forbidden', 'not-found', 'conflict'.
 */
export async function answer(
  act: Act,
  input: z.output<typeof answerQuestions.input>,
  ports: ClassificationPorts,
): Promise<z.input<typeof answerQuestions.output>> {
  const definition = ports.definitions().find((each) => each.key === input.register)
  if (definition === undefined || !takesAnswers(definition)) {
    return refuse('not-found', 'この台帳の分類は、質問では決めません。台帳を選び直してください。')
  }
  const reach = await reachOf(act, ports.organisation)
  const access = accessOf(reach, definition)
  const entry = await getEntry(act.tx, definition, input.entryId)
  if (!holds(access.read, entry.unitId)) return noSuchEntry(definition)
  if (access.because !== undefined) refuse('forbidden', access.because)
  if (!holds(access.write, entry.unitId)) {
    refuse('forbidden', `この部・課の${definition.noun}を書く役割があなたにはありません。`)
  }
  const scheme = inForceOn(await schemesOf(act.tx), act.today)
  const left = unanswered(scheme.body, input.answers)
  if (left.length > 0) {
    throw new Refusal('invalid', 'まだ答えていない質問があります。すべて答えてください。', {
      problems: left.map(({ key }) => ({ at: `answers.${key}`, message: '答えを選んでください。' })),
    })
  }
  const proposals = propose(scheme.body, input.answers)
  const problems: Problem[] = Object.keys(input.answers)
    .filter((key) => !scheme.body.questions.some((question) => question.key === key))
    .map((key) => ({
      at: `answers.${key}`,
      message: 'この質問は、今の体系にありません。開き直してください。',
    }))
  const notes: string[] = []
  const classes: Partial<Record<Axis, string>> = {}
  const floor: Partial<Record<Axis, string>> = {}
  let milder = false
  for (const { axis, value } of proposals) {
    const chosen = input.chosen[axis] ?? value
    if (!valuesOf(scheme.body, axis).includes(chosen)) {
      problems.push({
        at: `chosen.${axis}`,
        message: 'この体系にない分類です。選び直してください。',
        value: chosen,
      })
      continue
    }
    const way = byStrictness(chosen, value)
    if (way !== 0 && input.reason === undefined) {
      problems.push({
        at: 'reason',
        message: `${axisWord(scheme, axis)}を質問の答えと違う分類にする理由を入れてください。`,
      })
    }
    if (way > 0) milder = true
    if (way !== 0) {
      notes.push(
        `${axisWord(scheme, axis)}は、答えからは${classWord(scheme, axis, value)}だが、${classWord(scheme, axis, chosen)}とした(${way < 0 ? '担当の判断' : '管理者の判断'}:${input.reason ?? ''})`,
      )
    }
    classes[axis] = chosen
    floor[axis] = way > 0 ? chosen : value
  }
  if (problems.length > 0) {
    throw new Refusal('invalid', '入力に誤りがあります。示した項目を直してください。', { problems })
  }
  if (milder && !answersFor(reach, entry.unitId)) {
    refuse(
      'forbidden',
      '質問の答えより緩い分類にできるのは、この課の情報セキュリティ管理者だけです。理由とともに管理者が行ってください。',
      { problems: [{ at: 'chosen', message: '管理者だけが、答えより緩い分類にできます。' }] },
    )
  }
  const saved = await reviseEntry(
    act,
    definition,
    entry.entryId,
    { ...classes, class_basis: basisText(scheme.body, input.answers, notes), class_floor: floorText(floor) },
    {
      by: 'event',
      why: milder ? '質問に答え、管理者の判断で分類を決めた' : '質問に答えて分類を決めた',
      expectedVersion: input.expectedVersion,
      describe: true,
      ...(access.capacity === undefined ? {} : { capacity: access.capacity }),
    },
  )
  if (saved.version === entry.version) {
    act.recorder.describe({
      act: '分類の確認',
      subject: {
        kind: `register:${definition.key}`,
        id: entry.entryId,
        label: `${entry.number} ${entry.label}`,
      },
    })
  }
  return {
    entryId: saved.entryId,
    version: saved.version,
    proposals: proposals.map((each) => shown(scheme, each)),
  }
}

/** Whether the actor holds the office that answers for lines of this unit, in any capacity. */
function answersFor(reach: Awaited<ReturnType<typeof reachOf>>, unitId: string): boolean {
  if (reach.actor.kind !== 'person') return true
  return reach.standings.some(
    (standing) =>
      standing.office === 'sec-manager' &&
      (standing.unitId === null || (reach.under.get(standing.unitId) ?? []).includes(unitId)),
  )
}
