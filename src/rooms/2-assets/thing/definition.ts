import { choicesOf } from '#engine/register/choices.ts'
import { axes, axisWords, standardChoices } from '#engine/register/class-columns.ts'
import type { Column, Values } from '#engine/register/definition.ts'
import type { BookFacts, LineEffect, LineNow, Refused } from '#engine/procedure/definition.ts'
import { formatDate } from '#ground/clock/calendar.ts'

/**
 * Where a thing (a medium, a device) is at this moment, as the cases about it say; written by what happens to it.
 * Somebody else may have it, or it may be gone for good.
 */
export const whereabouts = {
  'in-place': '所定の場所',
  lent: '貸出中',
  'carried-out': '持出中',
  'in-repair': '修理持出中',
  'in-disposal': '廃棄の手続中',
  lost: '紛失・不足',
  disposed: '廃棄済み',
  'lease-returned': 'リース返却済み',
} as const
export type Whereabouts = keyof typeof whereabouts

/** How a column stands in the list: found by the search box; shown and offered as a filter. */
export const found = { maxLength: 100, search: true } as const
export const listed = { ...found, list: true } as const
export const shown = { list: true, filter: true } as const

/** What nobody types: the class of a container is that of what it holds (複数の分類が混ざるときは最も高い分類). */
export const heldClassColumns: readonly Column[] = axes.map((axis, index) => ({
  key: axis,
  label: axisWords[axis],
  type: 'class',
  choices: standardChoices(axis),
  ...(index === 0 ? { slot: 'text_3' as const, ...shown } : {}),
  byEvents: true,
}))

/** Where a thing is and who has it; only the cases about it write this. A line without it is where it belongs. */
export function whereaboutsColumns(hadBy: { readonly slot?: 'text_6' } = {}): Column[] {
  return [
    {
      key: 'whereabouts',
      label: '今の状態',
      type: 'choice',
      choices: choicesOf(whereabouts),
      slot: 'text_5',
      ...shown,
      byEvents: true,
    },
    { key: 'had_by', label: '今持っている人', type: 'person', ...hadBy, list: true, byEvents: true },
    { key: 'due', label: '返却期限', type: 'date', slot: 'date_1', list: true, filter: true, byEvents: true },
    { key: 'under', label: '今の手続', type: 'application', byEvents: true },
  ]
}

/*
 * What a case does to the medium or device it is about: it has it, or it is back.
 */

/** Who may see that something came back: the offices of the section, and those above it. */
export const CONFIRMERS = ['sec-manager', 'sec-leader', 'dept-iso', 'chief-iso', 'ciso'] as const

const lost = '紛失・不足あり'
/** What was found when it came back. */
export const returnRemark = { label: '異常の有無', choices: ['異常なし', '破損・不具合あり', lost] } as const

/** The applicant has it until the day. */
export function taken(where: Whereabouts, facts: BookFacts, due: string | null): LineEffect {
  return { does: 'take', values: { whereabouts: where, had_by: facts.applicantId, due } }
}

/** It is where it belongs again; or it did not come back, and stays on the list as lost. */
export function back(facts: Pick<BookFacts, 'remark'>): LineEffect {
  const whereabouts = facts.remark === lost ? 'lost' : 'in-place'
  return { does: 'give-back', values: { whereabouts, had_by: null, due: null } }
}

/** It is no more: struck off, and by what. */
export function gone(where: Whereabouts): LineEffect {
  return { does: 'close', values: { whereabouts: where, had_by: null, due: null } }
}

/** What is lost cannot be handed out. */
export function unlessLost(line: LineNow, effect: () => LineEffect): LineEffect | Refused {
  return line.values['whereabouts'] === 'lost'
    ? {
        refused: `${line.number} ${line.label} は、紛失・不足として記録されています。見つかったときは、先に「発見の確認」を受けてください。`,
      }
    : effect()
}

/** What should be back and is not, as one sentence. */
export function overdue(values: Values, on: string): string | null {
  if (values['whereabouts'] === 'lost') return '紛失・不足のままです。'
  const due = values['due']
  if (typeof due !== 'string' || due >= on) return null
  const where = whereabouts[values['whereabouts'] as Whereabouts]
  return `${where}のまま、期限(${formatDate(due)})を過ぎています。`
}

/** A thing somebody has and must hand back. */
export type HeldThing = {
  readonly personId: string
  readonly entryId: string
  readonly number: string
  readonly label: string
  readonly due: string | null
}

/** Why no hand strikes off a thing. */
export const closedByDisposal =
  '廃棄や返却の手続で、完了が確認されたときに抹消されます。誤って登録したときも、廃棄の手続で「誤った登録の取消し」を選んでください。'
