/** Where a case stands. Browser-safe and pure: server and screen share the one table. */
export const applicationStates = [
  'draft',
  'waiting',
  'sent-back',
  'pulled-back',
  'withdrawn',
  'refused',
  'granted',
  'in-use',
  'done',
  'lapsed',
  'revoked',
] as const
export type ApplicationState = (typeof applicationStates)[number]

/** What can be done to a case. */
export const caseActs = [
  'file',
  'grant',
  'refuse',
  'send-back',
  'pull-back',
  'withdraw',
  'start',
  'finish',
  'lapse',
  'revoke',
] as const
export type CaseAct = (typeof caseActs)[number]

const transitions = {
  draft: { file: 'waiting', withdraw: 'withdrawn' },
  waiting: {
    grant: 'granted',
    refuse: 'refused',
    'send-back': 'sent-back',
    'pull-back': 'pulled-back',
    withdraw: 'withdrawn',
  },
  'sent-back': { file: 'waiting', withdraw: 'withdrawn' },
  'pulled-back': { file: 'waiting', withdraw: 'withdrawn' },
  withdrawn: {},
  refused: {},
  // A permission that only has to be seen to its end (廃棄の確認) is finished without having been begun.
  granted: { start: 'in-use', finish: 'done', withdraw: 'withdrawn', lapse: 'lapsed', revoke: 'revoked' },
  'in-use': { finish: 'done', revoke: 'revoked' },
  done: {},
  lapsed: {},
  revoked: {},
} as const satisfies Record<ApplicationState, Partial<Record<CaseAct, ApplicationState>>>

/** The state after an act, or null when the act is not possible in that state. */
export function after(state: ApplicationState, act: CaseAct): ApplicationState | null {
  const row: Partial<Record<CaseAct, ApplicationState>> = transitions[state]
  return row[act] ?? null
}

/** States in which the applicant may still change the form. */
export function isEditable(state: ApplicationState): boolean {
  return after(state, 'file') !== null
}

/** States in which nothing more will happen. */
export function isClosed(state: ApplicationState): boolean {
  return Object.keys(transitions[state]).length === 0
}

/** States in which something is still to be done about a case, or still may be done under it. */
export const openStates: readonly ApplicationState[] = applicationStates.filter((state) => !isClosed(state))
