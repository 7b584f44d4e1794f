import type { CaseView, ProcedureKind } from '#engine/procedure/contract.ts'
import type { StepState } from '../../parts/timeline.tsx'

type Event = CaseView['events'][number]
type Person = { readonly name: string; readonly postTitle: string; readonly capacity: string }

/** One line of the history: something that happened, or something that is still to come. */
export type HistoryStep =
  | { readonly what: 'event'; readonly state: StepState; readonly event: Event }
  | { readonly what: 'waiting'; readonly state: 'now'; readonly by: readonly Person[] }
  | { readonly what: 'reading'; readonly state: 'now' | 'next'; readonly holder: string }
  | {
      readonly what: 'stage'
      readonly state: 'now' | 'next'
      readonly word: string
      readonly until: string | null
    }

const back = new Set(['差戻し', '引戻し'])
const ended = new Set(['取下げ', '失効', '取消し'])

/** What happened to a case and what comes, oldest first. Several savings of a draft in a row are shown as the last. */
export function historySteps(view: CaseView, kind: ProcedureKind | undefined): HistoryStep[] {
  const happened = view.events
    .filter((event, index) => event.act !== '下書き' || view.events[index + 1]?.act !== '下書き')
    .map((event): HistoryStep => ({ what: 'event', state: stateOf(event, kind), event }))
  return [...happened, ...toCome(view, kind)]
}

function stateOf(event: Event, kind: ProcedureKind | undefined): StepState {
  if (back.has(event.act)) return 'returned'
  return ended.has(event.act) || event.act === kind?.refusalWord ? 'refused' : 'done'
}

function toCome(view: CaseView, kind: ProcedureKind | undefined): HistoryStep[] {
  const steps: HistoryStep[] = []
  if (view.step !== null) {
    const present = view.step.deciders.filter((each) => each.awayUntil === null)
    steps.push({ what: 'waiting', state: 'now', by: present })
    const away = view.step.deciders.find((each) => each.awayUntil !== null)
    if (away !== undefined && present.length > 0 && present.every((each) => each.capacity === '代決')) {
      steps.push({ what: 'reading', state: 'next', holder: away.name })
    }
  }
  const unread = view.decisions.find(
    (each) => each.afterReading !== null && each.afterReading.readAt === null,
  )
  if (unread?.afterReading) {
    steps.push({ what: 'reading', state: 'now', holder: unread.afterReading.holderName })
  }
  const stages = kind?.afterwards ?? []
  const left = view.state === 'granted' ? stages : view.state === 'in-use' ? stages.slice(1) : []
  left.forEach((stage, index) => {
    steps.push({
      what: 'stage',
      state: index === 0 ? 'now' : 'next',
      word: stage.word,
      until: stage.act === 'finish' ? view.periodTo : view.validUntil,
    })
  })
  return steps
}
