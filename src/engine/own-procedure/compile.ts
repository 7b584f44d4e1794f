import type { Problem } from '#ground/errors/refusal.ts'
import type { Afterwards, ProcedureDefinition } from '../procedure/definition.ts'
import { permit } from '../procedure/permit.ts'
import { routeFaults, type RouteStep } from '../procedure/route-definition.ts'
import { verbs, type OwnDeclaration, type OwnField } from './declaration.ts'

/** What a register is asked for: whether it exists. */
export type KnownRegisters = ReadonlySet<string>

/** The slot of an own procedure: one clause it rests on. */
export const OWN_SLOT = 'ground'

const stepWords = { pass: '経由', agree: '合議', consult: '協議', opinion: '意見', receive: '届出' } as const

const routeOf = (said: OwnDeclaration): RouteStep[] =>
  said.route.map((step, index) => ({
    key: `step-${index + 1}`,
    act: step.act,
    word: step.act === 'decide' ? said.verb : stepWords[step.act],
    needs: step.needs,
    seats: step.seats.map((seat) => ({
      office: seat.office,
      ...(seat.from === undefined ? {} : { from: seat.from }),
    })),
  }))

const everyField = (said: OwnDeclaration): OwnField[] => said.parts.flatMap((part) => part.fields)

/**
 * The definition the engine runs, from what the city designed. A field that is no longer asked for is asked of nobody and
 * still read in old cases.
 * @throws TypeError when `declarationProblems` would have named something.
 */
export function compileOwn(key: string, said: OwnDeclaration, ended = false): ProcedureDefinition {
  const goneKeys = new Set(everyField(said).flatMap((field) => (field.gone === true ? [field.key] : [])))
  const afterwards: Afterwards[] = []
  if (said.start !== null) afterwards.push({ act: 'start', word: said.start, by: 'applicant' })
  if (said.finish !== null) {
    afterwards.push({
      act: 'finish',
      word: said.finish,
      by: { offices: ['sec-manager', 'sec-leader', 'dept-iso', 'chief-iso', 'ciso'] },
    })
  }
  const titledBy = everyField(said).find((field) => field.type === 'text' && field.gone !== true)?.key
  return permit({
    key,
    name: said.name,
    purpose: said.purpose,
    formNumber: said.formNumber,
    slots: [{ slot: OWN_SLOT, need: said.need }],
    route: routeOf(said),
    verb: [said.verb, verbs[said.verb]],
    form: said.parts.map((part) => ({
      label: part.label,
      fields: part.fields.map(({ gone, optional, ...field }) => ({
        ...definite(field),
        optional: optional || gone === true,
        ...(gone === true ? { gone } : {}),
      })),
    })),
    rules: said.rules.filter((rule) => !keysOf(rule).some((each) => goneKeys.has(each))),
    validity: definite(said.validity),
    afterwards,
    ...(titledBy === undefined ? {} : { titledBy }),
    ...(said.answerWithin === null ? {} : { answerWithin: said.answerWithin }),
    renewable: said.renewable,
    bulk: said.bulk,
    notice: said.notice,
    ...(ended ? { ended } : {}),
  })
}

/** Without the keys that say nothing: `exactOptionalPropertyTypes` tells absent from undefined. */
function definite<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept: Record<string, unknown> = {}
  for (const [key, each] of Object.entries(value)) if (each !== undefined) kept[key] = each
  // Only keys of T with values of T are left.
  return kept as { [K in keyof T]: Exclude<T[K], undefined> }
}

const keysOf = (rule: OwnDeclaration['rules'][number]): string[] => {
  const when = 'when' in rule && 'field' in rule.when ? [rule.when.field] : []
  return 'from' in rule ? [rule.from, rule.to] : [rule.field, ...when]
}

/**
 * What is wrong with a design, each with the path of the thing (`parts.0.fields.2.choices`), in words the designer can
 * act on. Nothing here: it compiles, and can be tried.
 */
export function declarationProblems(said: OwnDeclaration, registers: KnownRegisters): Problem[] {
  const problems: Problem[] = []
  const live = new Map<string, OwnField>()
  const seen = new Set<string>()
  for (const [p, part] of said.parts.entries()) {
    for (const [f, field] of part.fields.entries()) {
      const at = `parts.${p}.fields.${f}`
      if (seen.has(field.key)) problems.push({ at: `${at}.label`, message: '同じ記号の項目が2つあります' })
      seen.add(field.key)
      problems.push(...fieldProblems(field, at, registers))
      if (field.gone !== true) live.set(field.key, field)
    }
  }
  if (live.size === 0) problems.push({ at: 'parts', message: '項目を1つ以上置いてください' })
  for (const [index, rule] of said.rules.entries()) {
    const at = `rules.${index}`
    const missing = keysOf(rule).some((key) => !live.has(key))
    if (missing) problems.push({ at, message: 'この決まりが使う項目がありません。項目を選び直してください' })
    else if ('from' in rule || rule.rule === 'not-past') {
      const days = keysOf(rule).every((key) => live.get(key)?.type === 'date')
      if (!days) problems.push({ at, message: 'この決まりには、日付の項目を選んでください' })
    } else if ('is' in rule.when && rule.when.is.length === 0) {
      problems.push({ at: `${at}.when`, message: 'どの答えのときかを、1つ以上選んでください' })
    }
  }
  const { validity } = said
  const dates =
    validity.lasts === 'period'
      ? [validity.from, validity.to]
      : validity.lasts === 'fiscal-year' && validity.from !== undefined
        ? [validity.from]
        : []
  if (dates.some((key) => live.get(key)?.type !== 'date' || live.get(key)?.optional === true)) {
    problems.push({ at: 'validity', message: '期間には、必ず入れる日付の項目を選んでください' })
  }
  problems.push(...routeProblems(said, live))
  return problems
}

function fieldProblems(field: OwnField, at: string, registers: KnownRegisters): Problem[] {
  const problems: Problem[] = []
  const choices = field.choices ?? []
  if (field.type === 'choice' || field.type === 'checks') {
    if (choices.length === 0) {
      problems.push({ at: `${at}.choices`, message: '選択肢を1つ以上置いてください' })
    }
    if (new Set(choices.map((choice) => choice.value)).size < choices.length) {
      problems.push({ at: `${at}.choices`, message: '同じ記号の選択肢が2つあります' })
    }
    if (new Set(choices.map((choice) => choice.label)).size < choices.length) {
      problems.push({ at: `${at}.choices`, message: '同じ名前の選択肢が2つあります' })
    }
  }
  if (field.type === 'entries' && (field.register === undefined || !registers.has(field.register))) {
    problems.push({ at: `${at}.register`, message: 'どの台帳から選ぶかを選んでください' })
  }
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
    problems.push({ at: `${at}.max`, message: '上限は下限以上にしてください' })
  }
  return problems
}

function routeProblems(said: OwnDeclaration, live: ReadonlyMap<string, OwnField>): Problem[] {
  const problems: Problem[] = []
  for (const [index, step] of said.route.entries()) {
    const at = `route.${index}`
    if (said.notice && step.act !== 'pass' && step.act !== 'receive') {
      problems.push({ at, message: '届出の流れに置けるのは、経由と届出だけです' })
    }
    const seats = step.seats.map((seat) => `${seat.office} ${seat.from?.field ?? ''}`)
    if (new Set(seats).size < seats.length) problems.push({ at, message: '同じ役割が2つあります' })
    for (const seat of step.seats) {
      if (seat.from === undefined) continue
      const type = live.get(seat.from.field)?.type
      if (type !== 'entries' && type !== 'unit') {
        problems.push({ at, message: '所管の課を決める項目(台帳から選ぶ項目か、部・課)を選んでください' })
      }
    }
  }
  const last = said.route.at(-1)
  if (said.notice ? last?.act !== 'receive' : last?.act === 'pass' || last?.act === 'receive') {
    problems.push({
      at: 'route',
      message: said.notice
        ? '届出の流れの終わりには、届出を受ける役割を置いてください'
        : '流れの終わりには、決める役割(または意見・協議・合議)を置いてください',
    })
  }
  if (problems.length === 0) {
    const fields = [...live.values()].map((field) => ({
      ...field,
      group: '',
      required: true,
    }))
    const faults = routeFaults({
      route: routeOf(said),
      notice: said.notice,
      fields: fields.map((field) => definite(field)),
    })
    if (faults.length > 0) problems.push({ at: 'route', message: '決裁の流れが正しくありません' })
  }
  return problems
}

/**
 * What a change may not do to a procedure under which cases exist: take a field away (it is retired instead), give one
 * another type, or take away a choice that was chosen.
 */
export function changeProblems(before: OwnDeclaration, after: OwnDeclaration): Problem[] {
  const now = new Map(everyField(after).map((field) => [field.key, field]))
  return everyField(before).flatMap((field): Problem[] => {
    const next = now.get(field.key)
    if (next === undefined) {
      return [{ at: 'parts', message: `「${field.label}」は、消す代わりに「今後は使わない」にしてください` }]
    }
    if (next.type !== field.type) {
      return [
        {
          at: 'parts',
          message: `「${field.label}」の種類は変えられません。使わないことにして、新しい項目を置いてください`,
        },
      ]
    }
    const kept = new Set((next.choices ?? []).map((choice) => choice.value))
    const lost = (field.choices ?? []).filter((choice) => !kept.has(choice.value))
    return lost.map((choice) => ({
      at: 'parts',
      message: `「${field.label}」の選択肢「${choice.label}」は、申請があるため消せません`,
    }))
  })
}
