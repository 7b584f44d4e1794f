import type { Means } from './errands.ts'

/** What is done to protect the things on the way; the choices of the form of the take-out permit. */
export type Measure = 'encryption' | 'password' | 'locked-case' | 'always-carried'

/** The form of the take-out permit, with keys of sample assets where the real one has ids. */
export type TakeOutForm = {
  /** Keys of assets of the sample city. */
  readonly assets: readonly string[]
  readonly purpose: string
  readonly destination: string
  readonly means: Means
  readonly from: string
  readonly to: string
  readonly measures: readonly Measure[]
}

export type HistoryAct =
  | 'draft'
  | 'file'
  | 'permit'
  | 'refuse'
  | 'send-back'
  | 'refile'
  | 'pull-back'
  | 'withdraw'
  | 'after-read'
  | 'take-out'
  | 'give-back'
  | 'lapse'

/** One thing somebody did. The script is played in this order through the real operations. */
export type HistoryEvent = {
  /** ISO 8601, UTC. No two events share an instant. */
  readonly at: string
  /** Key of a person; null for `lapse`, which the house does by itself. */
  readonly actor: string | null
  readonly act: HistoryAct
  /** Names the case inside the script: 'c001'. */
  readonly case: string
  /** With draft, file and refile. */
  readonly form?: TakeOutForm
  /** With refuse and send-back. */
  readonly reason?: string
  /** With give-back: 異常の有無. */
  readonly remark?: string
}

/** A case as planned; its events still lack the name of the case. */
export type CasePlan = readonly Omit<HistoryEvent, 'case'>[]
