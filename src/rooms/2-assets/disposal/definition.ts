import { levelOf } from '#engine/procedure/class-level.ts'
import type {
  BookFacts,
  EntryFacts,
  Field,
  Form,
  FormContext,
  ProcedureDefinition,
} from '#engine/procedure/definition.ts'
import * as field from '#engine/procedure/form-fields.ts'
import { textOf } from '#engine/procedure/form-rules.ts'
import { asking, permit, type Permit } from '#engine/procedure/permit.ts'
import { decidedBy } from '#engine/procedure/route-definition.ts'
import type { CitationSlot, Value } from '#engine/register/definition.ts'
import type { Problem } from '#ground/errors/refusal.ts'
import { CONFIRMERS, gone, taken, type Whereabouts } from '../thing/definition.ts'
import type { goneKinds } from './book.ts'
import { methodProblems, methods, type Going } from './method.ts'

type Kind = keyof typeof goneKinds

/** What one way of doing away with things says for itself. */
export type Disposal = {
  readonly key: string
  readonly name: string
  readonly purpose: string
  readonly formNumber: string
  /** Which register the things stand in, and what the field is called. */
  readonly of: Kind
  readonly label: string
  readonly slots: readonly CitationSlot[]
  /** What the line says when it is struck off; assets have no such column. */
  readonly leaves?: Whereabouts
}

const yesNo = { no: 'いいえ', yes: 'はい' } as const

/** Things as the rule on methods sees them; an asset says itself whether it belongs to the individual number. */
function goingOf(form: Form, entries: readonly EntryFacts[]): Going[] {
  return entries.map(({ values }) => ({
    level: levelOf(values['confidentiality']),
    myNumber: values['network'] === 'my-number' || textOf(form, 'my_number') === 'yes',
    holds: Array.isArray(values['holds']) && values['holds'].length > 0,
  }))
}

/** The way that is planned must do for the strictest of the things. */
export function plannedProblems(form: Form, { entries }: Pick<FormContext, 'entries'>): Problem[] {
  return methodProblems('method', textOf(form, 'method'), goingOf(form, entries))
}

const clock = /^([01]?\d|2[0-3]):[0-5]\d$/

/** What has to hold of the record: the day has come, the time is one, the method does, and who stood by is named. */
export function recordProblems(
  answers: Form,
  { today, entries, form }: Pick<FormContext, 'today' | 'entries'> & { readonly form: Form },
): Problem[] {
  const problems: Problem[] = []
  const said = (key: string): string => textOf(answers, key)
  const method = said('method')
  const going = goingOf(form, entries)
  const destroyed = method !== 'lost' && method !== 'mistake'
  if (said('done_on') > today) problems.push({ at: 'done_on', message: '今日までの日にしてください' })
  if (!clock.test(said('done_time').normalize('NFKC')))
    problems.push({ at: 'done_time', message: '時刻は 14:30 の形で入れてください' })
  problems.push(...methodProblems('method', method, going))
  if (destroyed && going.some(({ level }) => level >= 2) && said('witness') === '')
    problems.push({ at: 'witness', message: '機密性2以上のものです。立ち会った職員を選んでください' })
  if (said('vendor') !== '' && said('certificate') === '')
    problems.push({ at: 'certificate', message: '事業者が処理したときは、証明書の番号を入れてください' })
  return problems
}

const asks: readonly Field[] = asking(
  field.day('done_on', '処理した日'),
  field.text('done_time', '処理した時刻', '例:14:30'),
  field.choice('method', '処理の方法', methods),
  field.text('done_by', '担当者', '実際に処理をした人の名前です。'),
  field.optional(field.text('vendor', '処理した事業者')),
  field.optional({ key: 'witness', label: '立ち会った職員', type: 'person' as const }),
  field.optional(field.text('certificate', '証明書の番号')),
  field.files('papers', '証明書・写真'),
)

/** A way of doing away with things: permitted, begun, and seen done by somebody else, with a record of each. */
export function disposalOf(said: Disposal): ProcedureDefinition {
  const { of, leaves, label, ...rest } = said
  const about: Permit['form'][number]['fields'] =
    of === 'asset' ? [] : [field.choice('my_number', '個人番号を扱う事務に使っていたか', yesNo)]
  return permit({
    ...rest,
    form: [
      field.part(label, field.lines('things', label, of)),
      field.part(
        '理由と方法',
        field.longText('purpose', '廃棄・返却の理由'),
        ...about,
        field.choice('method', '処理の方法(予定)', methods),
        field.optional(field.text('vendor', '処理を頼む事業者')),
      ),
    ],
    check: plannedProblems,
    recheckedAtGrant: ['things', 'method'],
    route: [decidedBy('sec-manager', '許可')],
    validity: { lasts: 'once' },
    afterwards: [
      { act: 'start', word: '処理開始', by: 'applicant' },
      { act: 'finish', word: '完了の確認', by: { offices: CONFIRMERS }, asks, check: recordProblems },
    ],
    effects:
      leaves === undefined
        ? { finish: () => ({ does: 'close', values: {} }) }
        : { start: (facts) => taken('in-disposal', facts, null), finish: () => gone(leaves) },
    book: { register: 'disposal', values: (facts) => disposalLine(of, facts) },
    lapsesWhen: { classChanges: true },
  })
}

function disposalLine(kind: Kind, facts: BookFacts): Record<string, Value> {
  const { entry, answers } = facts
  const values: Record<string, Value> = {
    thing_name: entry.label,
    thing_number: entry.number,
    kind,
    reason: textOf(facts.form, 'purpose'),
    permitted_on: facts.decidedOn,
    permitted_by: facts.deciderId,
    application_number: facts.number,
    application: facts.applicationId,
  }
  const { confidentiality, model, serial } = entry.values
  if (confidentiality !== undefined) values['confidentiality'] = confidentiality
  const named = [model, serial].filter((each) => typeof each === 'string')
  if (named.length > 0) values['serial'] = named.join(' ')
  for (const [key, answer] of Object.entries(answers)) if (answer.length > 0) values[key] = answer
  if (facts.confirmerId !== null) values['confirmed_by'] = facts.confirmerId
  return values
}
