import type { IconName } from './icons.tsx'

export type ChipTone = 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'gray' | 'plain'

/** What a chip can mean. A state is always a mark and a word; the colour only follows. */
export type ChipMeaning =
  | 'overdue'
  | 'violation'
  | 'vacant'
  | 'wrong'
  | 'refused'
  | 'late'
  | 'soon'
  | 'check'
  | 'ambiguous'
  | 'absent'
  | 'done'
  | 'kept'
  | 'verified'
  | 'running'
  | 'waiting'
  | 'mechanism'
  | 'deputy'
  | 'unknown'
  | 'outside'
  | 'note'
  | 'due'

/** The look of each meaning: table of the design. A new state takes one of these meanings, never a colour of its own. */
export const chipMeanings: Readonly<Record<ChipMeaning, { tone: ChipTone; icon?: IconName }>> = {
  overdue: { tone: 'red', icon: 'warning' },
  violation: { tone: 'red', icon: 'stop' },
  vacant: { tone: 'red', icon: 'stop' },
  wrong: { tone: 'red', icon: 'stop' },
  refused: { tone: 'red', icon: 'stop' },
  late: { tone: 'orange', icon: 'clock' },
  soon: { tone: 'orange', icon: 'clock' },
  check: { tone: 'orange', icon: 'warning' },
  ambiguous: { tone: 'yellow', icon: 'warning' },
  absent: { tone: 'yellow', icon: 'clock' },
  done: { tone: 'green', icon: 'done' },
  kept: { tone: 'green', icon: 'done' },
  verified: { tone: 'green', icon: 'done' },
  running: { tone: 'blue' },
  waiting: { tone: 'blue', icon: 'clock' },
  mechanism: { tone: 'blue' },
  deputy: { tone: 'blue' },
  unknown: { tone: 'gray', icon: 'unknown' },
  outside: { tone: 'gray' },
  note: { tone: 'gray' },
  due: { tone: 'gray', icon: 'clock' },
}
