import { buildCase, type CaseSpec, type Desk, type Step } from './case-builder.ts'
import { type Errand, errandsOf } from './errands.ts'
import type { CasePlan } from './history-types.ts'

/** A case of the story, with days counted from the last day of the history (0) backwards and forwards. */
type Story = {
  readonly section: string
  readonly applicant: string
  /** n-th errand of the section, from 0. */
  readonly errand: number
  readonly from: number
  readonly to: number
  readonly steps: readonly (readonly [Step['act'], number, string?])[]
  readonly flaw?: CaseSpec['flaw']
  readonly unread?: true
  /** Decided some seconds after it was filed: something for the auditor to find. */
  readonly hurried?: true
}

/*
 * 長寿支援課: the manager was away on days -5 to -3 and is back (see absences.ts). What the named people find
 * today: for the manager four cases waiting, two things overdue, one 後閲; for the applicant one of each state.
 */
const eldercare: readonly Story[] = [
  // the manager's inbox, the oldest first
  { section: '0404', applicant: 'natori', errand: 0, from: 3, to: 5, steps: [['file', -3]] },
  { section: '0404', applicant: 'hamada', errand: 1, from: 4, to: 5, steps: [['file', -2]] },
  { section: '0404', applicant: 'fujishiro', errand: 0, from: 2, to: 4, steps: [['file', -1]] },
  { section: '0404', applicant: 'yoshii', errand: 4, from: 5, to: 6, steps: [['file', 0]] },
  // overdue
  {
    section: '0404',
    applicant: 'natori',
    errand: 8,
    from: -10,
    to: -7,
    steps: [
      ['file', -12],
      ['permit', -11],
      ['take-out', -10],
    ],
  },
  {
    section: '0404',
    applicant: 'fujishiro',
    errand: 3,
    from: -4,
    to: -3,
    steps: [
      ['file', -8],
      ['permit', -7],
      ['take-out', -4],
    ],
  },
  // decided by the deputy while the manager was away: one still to be read
  {
    section: '0404',
    applicant: 'hamada',
    errand: 2,
    from: -3,
    to: -1,
    unread: true,
    steps: [
      ['file', -5],
      ['permit', -4],
      ['take-out', -3],
      ['give-back', -1],
    ],
  },
  {
    section: '0404',
    applicant: 'usami',
    errand: 5,
    from: -3,
    to: -2,
    steps: [
      ['file', -5],
      ['permit', -5],
      ['take-out', -3],
      ['give-back', -2],
    ],
  },
  // the applicant's own: sent back, permitted, out, refused, a draft, and earlier ones to copy from
  {
    section: '0404',
    applicant: 'fujishiro',
    errand: 1,
    from: 6,
    to: 7,
    flaw: 'destination',
    steps: [
      ['file', -1],
      ['send-back', 0, '持出先が「市内」となっています。会場の名前を書いてください。'],
    ],
  },
  {
    section: '0404',
    applicant: 'fujishiro',
    errand: 5,
    from: 1,
    to: 2,
    steps: [
      ['file', -2],
      ['permit', -2],
    ],
  },
  {
    section: '0404',
    applicant: 'fujishiro',
    errand: 2,
    from: -1,
    to: 1,
    steps: [
      ['file', -2],
      ['permit', -2],
      ['take-out', -1],
    ],
  },
  {
    section: '0404',
    applicant: 'fujishiro',
    errand: 2,
    from: -14,
    to: -12,
    steps: [
      ['file', -16],
      ['refuse', -15, '対象者全員の名簿は要りません。訪ねる方の分だけを抜き出して申請してください。'],
    ],
  },
  { section: '0404', applicant: 'fujishiro', errand: 6, from: 8, to: 9, steps: [['draft', 0]] },
  ...[-34, -48, -66, -90].map((day, index): Story => ({
    section: '0404',
    applicant: 'fujishiro',
    errand: index % 3,
    from: day + 2,
    to: day + 5,
    steps: [
      ['file', day],
      ['permit', day + 1],
      ['take-out', day + 2],
      ['give-back', day + 5],
    ],
  })),
  // the manager's own case goes up to the department head
  { section: '0404', applicant: 'kiritani', errand: 8, from: 3, to: 4, steps: [['file', -1]] },
]

/* 収納課: the manager is away today, so the deputy decides. */
const collection: readonly Story[] = [
  { section: '0305', applicant: 'shiotani', errand: 0, from: 2, to: 3, steps: [['file', -1]] },
  { section: '0305', applicant: '030503/係長', errand: 1, from: 3, to: 4, steps: [['file', 0]] },
  { section: '0305', applicant: '030501/係長', errand: 2, from: 4, to: 6, steps: [['file', 0]] },
  {
    section: '0305',
    applicant: 'shiotani',
    errand: 1,
    from: 1,
    to: 2,
    unread: true,
    steps: [
      ['file', -1],
      ['permit', 0],
    ],
  },
]

/* Cases that stopped when a section lost its manager, and cases that wait for the heads above. */
const others: readonly Story[] = [
  { section: '0501', applicant: '050101/係長', errand: 0, from: -8, to: -7, steps: [['file', -18]] },
  { section: '0501', applicant: '050102/係長', errand: 1, from: -6, to: -5, steps: [['file', -18]] },
  { section: '0501', applicant: '050101/主査', errand: 2, from: -5, to: -4, steps: [['file', -19]] },
  { section: '0403', applicant: '0403/課長', errand: 2, from: 2, to: 3, steps: [['file', 0]] },
  { section: '0401', applicant: 'ogino', errand: 2, from: 2, to: 3, steps: [['file', 0]] },
  { section: '0101', applicant: 'nonomura', errand: 1, from: 3, to: 4, steps: [['file', 0]] },
  { section: '0103', applicant: 'makabe', errand: 3, from: 3, to: 4, steps: [['file', -1]] },
  { section: '0103', applicant: 'hasumi', errand: 0, from: 2, to: 4, steps: [['file', 0]] },
  {
    section: '0103',
    applicant: 'hasumi',
    errand: 2,
    from: -20,
    to: -19,
    steps: [
      ['file', -23],
      ['permit', -22],
      ['take-out', -20],
      ['give-back', -19],
    ],
  },
  {
    section: '1301',
    applicant: 'kashima',
    errand: 0,
    from: -30,
    to: -28,
    steps: [
      ['file', -33],
      ['permit', -32],
      ['take-out', -30],
      ['give-back', -28],
    ],
  },
]

/* Something for the auditor to find: a purpose that says nothing, permitted as soon as it came. */
const hasty: readonly Story[] = [
  {
    section: '0305',
    applicant: '030501/係長',
    errand: 0,
    from: -24,
    to: -23,
    flaw: 'same-as-above',
    hurried: true,
    steps: [
      ['file', -26],
      ['permit', -26],
      ['take-out', -24],
      ['give-back', -23],
    ],
  },
]

/** All of them. */
const stories: readonly Story[] = [...eldercare, ...collection, ...others, ...hasty]
export const storyCount = stories.length

/** The cases of the named people. What cannot be placed on a given calendar is left out. */
export function demoCases(desk: Desk): CasePlan[] {
  return stories.flatMap((story) => {
    const plan = buildStory(desk, story)
    return plan === undefined ? [] : [story.hurried === true ? hurried(plan) : plan]
  })
}

/** The same case, permitted twelve seconds after it was filed. */
function hurried(plan: CasePlan): CasePlan {
  const filed = plan.find((event) => event.act === 'file')
  if (filed === undefined) return plan
  const soon = new Date(Date.parse(filed.at) + 12_000).toISOString()
  return plan.map((event) => (event.act === 'permit' ? { ...event, at: soon } : event))
}

function buildStory(desk: Desk, story: Story): CasePlan | undefined {
  const section = desk.who.sections.find(({ code }) => code === story.section)
  const errand: Errand | undefined = errandsOf(story.section)[story.errand]
  const applicant = applicantOf(desk, story)
  if (section === undefined || errand === undefined || applicant === undefined) {
    throw new RangeError(`the story in ${story.section} has no section, errand or applicant`)
  }
  return buildCase(desk, {
    section,
    errand,
    applicant,
    from: desk.last + story.from,
    to: desk.last + story.to,
    steps: story.steps.map(([act, day, reason]) => ({
      act,
      day: desk.last + day,
      ...(reason === undefined ? {} : { reason }),
    })),
    ...(story.flaw === undefined ? {} : { flaw: story.flaw }),
    ...(story.unread === undefined ? {} : { unread: story.unread }),
  })
}

/** A person's key, or the post whose holder is meant. */
function applicantOf(desk: Desk, story: Story): string | undefined {
  if (!story.applicant.includes('/')) return story.applicant
  return desk.who.holder(story.applicant, desk.days[desk.last] ?? '')
}
