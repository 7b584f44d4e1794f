import type { Attendance, Choice, Outcome, SeatRole } from './states.ts'

/** 過半数 is more than one half, 3分の2以上 at least two thirds. */
export type Share = { readonly over: boolean; readonly num: number; readonly den: number }

/** What the city decides about how its council works. Dated, with the clause it stands in. */
export type CouncilRules = {
  readonly quorum: (Share & { readonly by: 'share' }) | { readonly by: 'number'; readonly number: number }
  /** 代理出席: not allowed, allowed without being counted, counted like the member (quorum and vote). */
  readonly deputies: 'none' | 'attend' | 'count'
  /** Of those who take part in the vote, or of the votes for and against only. */
  readonly majority: Share & { readonly of: 'attending' | 'cast' }
  /** Whether whoever presides votes as a member. */
  readonly chairVotes: boolean
  /** 可否同数のときは、議長の決するところによる. */
  readonly castingVote: boolean
  /** Who presides without the chair; 互選 only where no vice-chair attends either. */
  readonly chairAbsent: 'vice-chair' | 'elected'
  /** 書面議決: not allowed, by consent of all, by the same share of all members as in the room. */
  readonly written: 'none' | 'all' | 'majority'
  /** Days that members have at least to answer in writing. */
  readonly writtenDays: number
  /** A member who is away may vote in writing beforehand and counts as attending. */
  readonly writtenCounts: boolean
  /** The minutes name who voted how. */
  readonly namesVotes: boolean
  /** 除斥: a member takes no part in what concerns him. */
  readonly excludeConcerned: boolean
}

export type Sitting = {
  readonly personId: string
  readonly role: SeatRole
  readonly attendance: Attendance | null
}

/** How many must take part, of so many entitled. Never none. */
export function neededOf(share: Share, of: number): number {
  const exact = (of * share.num) / share.den
  return Math.max(1, share.over ? Math.floor(exact) + 1 : Math.ceil(exact))
}

/** 「過半数」「3分の2以上」 as a clause says it. */
export function shareWord(share: Share): string {
  if (share.num === 1 && share.den === 2) return share.over ? '過半数' : '半数以上'
  if (share.num === share.den && !share.over) return '全員'
  return `${share.den}分の${share.num}${share.over ? 'を超える数' : '以上'}`
}

/** Whether a member counts as taking part, by how he attends. */
export function takesPart(rules: CouncilRules, attendance: Attendance | null): boolean {
  switch (attendance) {
    case 'present':
      return true
    case 'deputy':
      return rules.deputies === 'count'
    case 'written':
      return rules.writtenCounts
    case 'absent':
    case null:
      return false
  }
}

export type Quorum = {
  readonly entitled: number
  readonly attending: number
  readonly needed: number
  readonly met: boolean
  /** Numbers and rule in one sentence. */
  readonly reason: string
}

/**
 * 定足数: of the members entitled (each person once; those excluded from an item left out on both sides) so many take
 * part. A council without members never has a quorum.
 */
export function quorumOf(
  rules: CouncilRules,
  members: readonly Sitting[],
  excluded: ReadonlySet<string> = new Set(),
): Quorum {
  const entitled = members.filter((member) => !excluded.has(member.personId))
  const count = (attendance: Attendance): number =>
    entitled.filter((member) => member.attendance === attendance).length
  const attending = entitled.filter((member) => takesPart(rules, member.attendance)).length
  const { quorum } = rules
  const needed = quorum.by === 'number' ? Math.max(1, quorum.number) : neededOf(quorum, entitled.length)
  const met = attending >= needed
  const ways = [
    `本人${count('present')}人`,
    ...(count('deputy') > 0
      ? [`代理${count('deputy')}人${rules.deputies === 'count' ? '' : '(数えない)'}`]
      : []),
    ...(count('written') > 0 ? [`書面${count('written')}人${rules.writtenCounts ? '' : '(数えない)'}`] : []),
  ]
  const word = quorum.by === 'number' ? `${quorum.number}人以上` : shareWord(quorum)
  const left = members.length - entitled.length
  return {
    entitled: entitled.length,
    attending,
    needed,
    met,
    reason:
      `構成員${entitled.length}人${left > 0 ? `(ほかに除斥${left}人)` : ''}のうち${attending}人が出席(${ways.join('、')})。` +
      `定足数は${needed}人(${word})なので、${met ? '満たしています' : '足りません'}。`,
  }
}

/**
 * Who presides: the chair where he attends himself, otherwise a vice-chair, otherwise (互選) whoever was elected of
 * those present. A seat that nobody holds is as good as absent. Null: nobody may preside.
 */
export function presidingOf(
  rules: CouncilRules,
  members: readonly Sitting[],
  elected: string | null = null,
): string | null {
  const present = members.filter((member) => member.attendance === 'present')
  const chair = present.find((member) => member.role === 'chair')
  if (chair !== undefined) return chair.personId
  const vice = present.find((member) => member.role === 'vice-chair')
  if (vice !== undefined) return vice.personId
  if (rules.chairAbsent !== 'elected') return null
  return present.find((member) => member.personId === elected)?.personId ?? null
}

/** Who votes on an item: those who take part, without the excluded, and without a chair who has no vote. */
export function votersOf(
  rules: CouncilRules,
  members: readonly Sitting[],
  chairId: string | null,
  excluded: ReadonlySet<string>,
): Sitting[] {
  return members.filter(
    (member) =>
      takesPart(rules, member.attendance) &&
      !excluded.has(member.personId) &&
      (rules.chairVotes || member.personId !== chairId),
  )
}

export type Tally = {
  readonly for: number
  readonly against: number
  readonly abstain: number
  /** The chair's own decision where the votes are equal. */
  readonly casting: 'for' | 'against' | null
}

export type Counted =
  | { readonly kind: 'decided'; readonly outcome: Extract<Outcome, '可決' | '否決'>; readonly reason: string }
  | { readonly kind: 'needs-casting' }

/** What a tally comes to under the rules, with the reason in one sentence. */
export function outcomeOf(rules: CouncilRules, tally: Tally, voters: number): Counted {
  const { majority } = rules
  const base = majority.of === 'attending' ? voters : tally.for + tally.against
  const needed = neededOf(majority, base)
  const votes = `賛成${tally.for}、反対${tally.against}、棄権${tally.abstain}`
  const plainHalf = majority.num * 2 === majority.den && majority.over
  if (rules.castingVote && plainHalf && tally.for === tally.against) {
    if (tally.casting === null) return { kind: 'needs-casting' }
    const outcome = tally.casting === 'for' ? '可決' : '否決'
    return { kind: 'decided', outcome, reason: `${votes}。可否同数のため議長が決し、${outcome}。` }
  }
  const outcome = tally.for >= needed ? '可決' : '否決'
  const of = majority.of === 'attending' ? `表決に加わる${base}人` : `賛否${base}票`
  return {
    kind: 'decided',
    outcome,
    reason: `${votes}。${of}の${shareWord(majority)}(${needed}人)の賛成で可決のため、${outcome}。`,
  }
}

export type Answer = { readonly personId: string; readonly choice: Choice }

/** 書面議決: by consent of all, or by the majority's share of all members; silence is no consent. */
export function writtenOutcome(
  rules: CouncilRules,
  members: readonly Sitting[],
  answers: readonly Answer[],
  excluded: ReadonlySet<string>,
): { readonly outcome: '可決' | '否決'; readonly tally: Tally; readonly reason: string } {
  const entitled = members.filter((member) => !excluded.has(member.personId))
  const valid = answers.filter((answer) => entitled.some((member) => member.personId === answer.personId))
  const of = (choice: Choice): number => valid.filter((answer) => answer.choice === choice).length
  const tally: Tally = { for: of('for'), against: of('against'), abstain: of('abstain'), casting: null }
  const needed =
    rules.written === 'all' ? Math.max(1, entitled.length) : neededOf(rules.majority, entitled.length)
  const quorum = quorumOf(
    { ...rules, writtenCounts: true },
    members.map((member) => ({
      ...member,
      attendance: valid.some((answer) => answer.personId === member.personId) ? 'written' : 'absent',
    })),
    excluded,
  )
  const passed = rules.written !== 'none' && tally.for >= needed && quorum.met
  const outcome = passed ? '可決' : '否決'
  const silent = entitled.length - valid.length
  return {
    outcome,
    tally,
    reason:
      `賛成${tally.for}、反対${tally.against}、棄権${tally.abstain}、回答なし${silent}。` +
      `構成員${entitled.length}人の${rules.written === 'all' ? '全員' : shareWord(rules.majority)}(${needed}人)の同意で可決のため、${outcome}。`,
  }
}
