import { addMonths, addOpenDays, daysBetween, fiscalYear, isOpenDay } from '#ground/clock/calendar.ts'
import type { Errand } from './errands.ts'
import type { CasePlan, HistoryAct, TakeOutForm } from './history-types.ts'
import { atMinute, closing } from './office-hours.ts'
import type { Seeded } from './seeded.ts'
import { formOf, type Shelf } from './take-out-form.ts'
import type { SectionPlan } from './units.ts'
import type { Who } from './who.ts'

/** What every plan is made from. Days are open days by index; `last` is the last day the history covers. */
export type Desk = {
  readonly days: readonly string[]
  readonly last: number
  readonly who: Who
  readonly shelf: Shelf
  readonly random: Seeded
}

/** What the first form has wrong, to be mended when it is filed again, if somebody minds. */
export type Flaw = 'to' | 'from' | 'destination' | 'purpose' | 'same-as-above'

export type Step = {
  readonly act: HistoryAct
  /** Index of the open day. */
  readonly day: number
  readonly reason?: string
}

export type CaseSpec = {
  readonly section: SectionPlan
  readonly applicant: string
  readonly errand: Errand
  readonly from: number
  readonly to: number
  readonly steps: readonly Step[]
  readonly flaw?: Flaw
  /** The absent manager has not read yet what was decided for him. */
  readonly unread?: boolean
}

/** The longest a take-out may last, in days (対策基準 第7の1(1)ウ(オ)). */
const longest = 14

/** The open days from six months before `today`, and three weeks ahead. The last day covered is before today. */
export function openDays(today: string): { days: string[]; last: number } {
  const last = addOpenDays(today, -1)
  const days: string[] = []
  for (let day = addOpenDays(addMonths(today, -6), 1); day <= last; day = addOpenDays(day, 1)) days.push(day)
  const index = days.length - 1
  for (let ahead = 1; ahead <= 20; ahead += 1) days.push(addOpenDays(last, ahead))
  return { days, last: index }
}

/**
 * The events of a case, or undefined when it cannot have happened so: a device is out, somebody who is needed is
 * away or missing, the day is too short, or the period crosses the end of the fiscal year.
 */
export function buildCase(desk: Desk, spec: CaseSpec): CasePlan | undefined {
  const day = (index: number): string | undefined => desk.days[index]
  const [from, to] = [day(spec.from), day(spec.to)]
  const first = day(spec.steps[0]?.day ?? -1)
  if (from === undefined || to === undefined || first === undefined) return undefined
  if (fiscalYear(first) !== fiscalYear(to)) return undefined
  const timed = timeSteps(desk, spec.steps)
  if (timed === undefined) return undefined
  const actors = timed.map(({ step, date }) => actorOf(desk, spec, step.act, date))
  if (actors.some((found) => found === undefined)) return undefined
  const things = desk.shelf.look(spec.section.code, spec.errand, from, outUntil(spec, desk, to))
  if (things === undefined) return undefined
  const right = formOf(spec.errand, things, from, to)
  const wrong = flawed(right, spec, desk)
  if (daysBetween(right.from, right.to) >= longest || daysBetween(wrong.from, wrong.to) >= longest)
    return undefined
  desk.shelf.take(things, from, outUntil(spec, desk, to))

  const events: CasePlan[number][] = []
  timed.forEach(({ step, at, date }, index) => {
    const found = actors[index]
    if (found === undefined) return
    events.push({
      at,
      actor: found.person,
      act: step.act,
      ...(step.act === 'file' || step.act === 'draft' ? { form: wrong } : {}),
      ...(step.act === 'refile' ? { form: right } : {}),
      ...(step.reason === undefined ? {} : { reason: step.reason }),
      ...(step.act === 'give-back' ? { remark: '異常なし' } : {}),
    })
    if (found.rightOf !== null && spec.unread !== true) {
      events.push(...afterReading(desk, found.rightOf, date))
    }
  })
  return events
}

/** A device that was never given back is out until further notice. */
function outUntil(spec: CaseSpec, desk: Desk, to: string): string {
  const taken = spec.steps.some(({ act }) => act === 'take-out')
  const given = spec.steps.some(({ act }) => act === 'give-back')
  return taken && !given ? (desk.days.at(-1) ?? to) : to
}

type Actor = { readonly person: string | null; readonly rightOf: string | null }

function actorOf(desk: Desk, spec: CaseSpec, act: HistoryAct, on: string): Actor | undefined {
  const { section, applicant } = spec
  switch (act) {
    case 'permit':
    case 'refuse':
    case 'send-back':
      return desk.who.decider(section, applicant, on)
    case 'give-back': {
      const person = desk.who.confirmer(section, applicant, on)
      return person === undefined ? undefined : { person, rightOf: null }
    }
    case 'lapse':
      return { person: null, rightOf: null }
    case 'file':
    case 'refile':
      // nobody can file where there is nobody to decide
      if (!desk.who.answered(section, applicant, on)) return undefined
      return desk.who.away(applicant, on) === undefined ? { person: applicant, rightOf: null } : undefined
    default:
      return desk.who.away(applicant, on) === undefined ? { person: applicant, rightOf: null } : undefined
  }
}

/** 後閲 on the morning the manager is back, if the history reaches that far. */
function afterReading(desk: Desk, manager: string, decidedOn: string): CasePlan {
  const back = desk.who.away(manager, decidedOn)
  if (back === undefined || back === null) return []
  const morning = isOpenDay(back) ? back : addOpenDays(back, 1)
  const last = desk.days[desk.last] ?? ''
  if (morning > last || desk.who.away(manager, morning) !== undefined) return []
  return [{ at: atMinute(morning, desk.random.between(515, 545)), actor: manager, act: 'after-read' }]
}

type Timed = { readonly step: Step; readonly date: string; readonly at: string }

/** Gives each step its minute: later than the one before, inside office hours. The house's own acts come at night. */
function timeSteps(desk: Desk, steps: readonly Step[]): Timed[] | undefined {
  const timed: Timed[] = []
  let before = { day: -1, minute: 0 }
  for (const step of steps) {
    const date = desk.days[step.day]
    if (date === undefined || step.day < before.day || step.day > desk.last) return undefined
    const [low, high] = hours[step.act]
    const earliest =
      step.day === before.day ? Math.max(low, before.minute + desk.random.between(15, 60)) : low
    if (earliest > high) return undefined
    const minute = desk.random.between(earliest, Math.min(high, earliest + 150))
    if (minute > closing) return undefined
    timed.push({ step, date, at: atMinute(date, minute) })
    before = { day: step.day, minute }
  }
  return timed
}

/** From when to when things are usually done, in minutes after midnight. */
const hours: Readonly<Record<HistoryAct, readonly [number, number]>> = {
  draft: [540, 990],
  file: [520, 970],
  refile: [520, 990],
  permit: [550, 1030],
  refuse: [550, 1030],
  'send-back': [550, 1030],
  'pull-back': [530, 1020],
  withdraw: [530, 1020],
  'after-read': [515, 545],
  'take-out': [515, 800],
  'give-back': [780, 1034],
  lapse: [5, 10],
}

function flawed(right: TakeOutForm, spec: CaseSpec, desk: Desk): TakeOutForm {
  const later = (index: number): string => desk.days[index] ?? right.to
  switch (spec.flaw) {
    case 'to':
      return { ...right, to: later(spec.to + 4) }
    case 'from':
      return { ...right, from: later(spec.from + 1), to: later(spec.to + 1) }
    case 'destination':
      return { ...right, destination: '市内' }
    case 'purpose':
      return { ...right, purpose: '業務のため' }
    case 'same-as-above':
      return { ...right, purpose: '同上' }
    default:
      return right
  }
}
