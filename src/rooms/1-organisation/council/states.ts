/** Where a meeting stands. Browser-safe and pure: server and screen share the one table. */
export const meetingStates = ['draft', 'called', 'opened', 'closed', 'approved', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]

/** What can be done to a meeting. A written one is opened by being sent round and closed by being counted. */
export const meetingActs = [
  'plan',
  'call',
  'attend',
  'open',
  'decide',
  'close',
  'write',
  'approve',
  'cancel',
] as const
export type MeetingAct = (typeof meetingActs)[number]

const transitions = {
  draft: { plan: 'draft', call: 'called', cancel: 'cancelled' },
  called: { plan: 'called', attend: 'called', open: 'opened', cancel: 'cancelled' },
  opened: { attend: 'opened', decide: 'opened', write: 'opened', close: 'closed', cancel: 'cancelled' },
  closed: { write: 'closed', approve: 'approved' },
  approved: {},
  cancelled: {},
} as const satisfies Record<MeetingState, Partial<Record<MeetingAct, MeetingState>>>

/** The state after an act, or null when the act is not possible in that state. */
export function after(state: MeetingState, act: MeetingAct): MeetingState | null {
  const row: Partial<Record<MeetingAct, MeetingState>> = transitions[state]
  return row[act] ?? null
}

export const itemKinds = ['議決', '報告', '協議'] as const
export type ItemKind = (typeof itemKinds)[number]

export const outcomes = ['可決', '修正可決', '否決', '継続審議', '了承'] as const
export type Outcome = (typeof outcomes)[number]

/** What an item is about; only some kinds are known to other rooms, the rest is a word and an address. */
export const subjectKinds = [
  'policy-edition',
  'amendment-report',
  'audit-plan',
  'audit-report',
  'training-plan',
  'self-check',
  'audit-head',
  'application',
  'other',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

export const attendances = ['present', 'deputy', 'written', 'absent'] as const
export type Attendance = (typeof attendances)[number]

export const choices = ['for', 'against', 'abstain'] as const
export type Choice = (typeof choices)[number]

export const seatRoles = ['chair', 'vice-chair', 'member'] as const
export type SeatRole = (typeof seatRoles)[number]
