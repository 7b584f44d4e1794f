import { type AskedSeat, covers, actingApplies, actingHolders, postLabel } from './standing.ts'
import {
  type Frame,
  holdersOf,
  membersOf,
  pathUp,
  rivalry,
  type PostFact,
  type RuleFact,
  seatsOfPost,
} from './frame.ts'
import { type OfficeCode, offices } from './offices.ts'

export type Step = {
  readonly kind: 'step'
  readonly office: OfficeCode
  readonly unitId: string | null
  /** True when the case went up because the office asked for could not decide it. */
  readonly raised: boolean
  /** One sentence for the screen: how this office was found. */
  readonly why: string
}
export type Gap = {
  readonly kind: 'gap'
  readonly reason: string
  /** Set when the only holder is the applicant: what 「やむを得ない場合」 would have to be decided as. */
  readonly onlyApplicant?: { readonly office: OfficeCode; readonly unitId: string | null }
}

/**
 * Which seat decides a case: the office nearest above the applicant's unit; one office up while the applicant
 * holds it himself. A seat nobody holds is a gap and never an open door, and is never skipped: a vacancy needs
 * 事務取扱 or 職務代理, which somebody has to put in. Neither is a single office that two people hold.
 */
export function routeStep(
  frame: Frame,
  ask: {
    office: OfficeCode
    unitId: string | null
    applicantId: string
    matter?: string
    /** The unit of the case with all above it, where the search begins at another one (所管). */
    caseUnits?: readonly string[]
    /** What whoever sits there does, for the sentence; 「決定します」 unless told. */
    does?: string
  },
): Step | Gap {
  const reasons: string[] = []
  const scope = {
    ...(ask.matter === undefined ? {} : { matter: ask.matter }),
    caseUnits: ask.caseUnits ?? pathUp(frame, ask.unitId).map((unit) => unit.id),
  }
  let office: OfficeCode | null = ask.office
  let last: { office: OfficeCode; unitId: string | null } | undefined
  while (office !== null) {
    const word: string = wordOf(frame, office)
    const up: OfficeCode | null = offices[office].up
    const seat = nearestSeat(frame, office, ask.unitId)
    if (seat === undefined) {
      if (!sitsAbove(frame, office, ask.unitId))
        return { kind: 'gap', reason: noSeat(frame, office, ask.unitId) }
      reasons.push(`申請者の所属には${word}がいないため`)
      office = up
      continue
    }
    const fault = rivalry(frame, office)
    if (fault !== null) return { kind: 'gap', reason: fault }
    const held = occupants(frame, { office, unitId: seat.unitId, ...scope })
    if (held.people.size === 0)
      return { kind: 'gap', reason: vacancy(frame, office, seat.unitId, held.posts) }
    last = { office, unitId: seat.unitId }
    const others = [...held.people].some((personId) => personId !== ask.applicantId)
    const blocked = offices[office].collective
      ? !others
      : held.owners.has(ask.applicantId) || (held.owners.size === 0 && !others)
    if (!blocked) return step(frame, last, reasons, ask.does ?? '決定します')
    reasons.push(`申請者が${word}本人のため`)
    office = up
  }
  return {
    kind: 'gap',
    reason: `${reasons.join('、')}、この申請を許可できる役割がありません。やむを得ない場合の扱いが必要です。`,
    ...(last === undefined ? {} : { onlyApplicant: last }),
  }
}

function step(
  frame: Frame,
  at: { office: OfficeCode; unitId: string | null },
  reasons: string[],
  does: string,
): Step {
  const unit = at.unitId === null ? '' : `${frame.units.get(at.unitId)?.name ?? ''}の`
  const seat = `${unit}${wordOf(frame, at.office)}`
  const raised = reasons.length > 0
  const why = raised ? `${reasons.join('、')}、${seat}が${does}。` : `${seat}が${does}。`
  return { kind: 'step', ...at, raised, why }
}

/** The city's own word for an office, or the usual one. */
export function wordOf(frame: Frame, office: OfficeCode): string {
  return frame.rules.find((rule) => rule.office === office)?.word ?? offices[office].word
}

/** The units for which a rule makes a seat, seen from a path: by kind of unit, by a post's place, or by name. */
export function givesSeat(
  frame: Frame,
  rule: RuleFact,
  unit: { id: string; kind: string; policyOffice: boolean },
): boolean {
  const given = rule.rule
  switch (given.by) {
    case 'rank':
      return given.kinds.some((kind) => kind === unit.kind)
    case 'post':
      return frame.posts.get(given.postId)?.unitId === unit.id
    case 'members':
      return given.unitId === unit.id
    case 'policy-office':
      return unit.policyOffice
    case 'person':
      return given.unitId === unit.id
  }
}

function nearestSeat(
  frame: Frame,
  office: OfficeCode,
  unitId: string | null,
): { unitId: string | null } | undefined {
  const rules = frame.rules.filter((rule) => rule.office === office)
  for (const unit of pathUp(frame, unitId)) {
    if (rules.some((rule) => rule.scope === 'unit' && givesSeat(frame, rule, unit)))
      return { unitId: unit.id }
  }
  return rules.some((rule) => rule.scope === 'city') ? { unitId: null } : undefined
}

/**
 * True when the applicant works above the office asked for (a 部長 has no 課長 over him): the next office up that
 * has a seat sits in his own unit, or he belongs to no unit at all. A 課 that merely hangs under no 部 is not
 * above it; that is a gap in the organisation, to be mended and not to be walked around.
 */
function sitsAbove(frame: Frame, office: OfficeCode, unitId: string | null): boolean {
  if (!frame.rules.some((rule) => rule.office === office)) return false
  for (let up = offices[office].up; up !== null; up = offices[up].up) {
    const seat = nearestSeat(frame, up, unitId)
    if (seat !== undefined) return unitId === null || seat.unitId === unitId
  }
  return false
}

/** Who sits in a seat: owners in their own right, and people who could ever decide such a case in it. */
export function occupants(
  frame: Frame,
  asked: AskedSeat,
): { owners: Set<string>; people: Set<string>; posts: PostFact[] } {
  const { office, unitId } = asked
  const owners = new Set<string>()
  const posts: PostFact[] = []
  const people = new Set<string>()
  for (const post of frame.posts.values()) {
    if (!seatsOfPost(frame, post).some((seat) => seat.office === office && seat.unitId === unitId)) continue
    posts.push(post)
    for (const holder of holdersOf(frame, post.id)) owners.add(holder.personId)
    for (const right of frame.acting) {
      if (right.postId !== post.id || !actingApplies(frame, right)) continue
      if (right.scope.offices !== null && !right.scope.offices.includes(office)) continue
      if (!covers({ matters: right.scope.matters, units: right.scope.units ?? null }, asked)) continue
      for (const personId of actingHolders(frame, right)) people.add(personId)
    }
  }
  for (const rule of frame.rules.filter((each) => each.office === office)) {
    if (rule.rule.by === 'person') {
      const at = rule.scope === 'unit' ? rule.rule.unitId : null
      if (at === unitId && frame.serving.has(rule.rule.personId)) owners.add(rule.rule.personId)
    }
    for (const member of membersOf(frame, rule.rule)) {
      if ((rule.scope === 'unit' ? member.unitId : null) === unitId) owners.add(member.personId)
    }
  }
  return { owners, people: new Set([...people, ...owners]), posts }
}

function noSeat(frame: Frame, office: OfficeCode, unitId: string | null): string {
  const word = wordOf(frame, office)
  if (!frame.rules.some((rule) => rule.office === office)) {
    return `${word}をどの職が担うかが定められていません。組織の「役割の決め方」で定めてください。`
  }
  const unit = unitId === null ? undefined : frame.units.get(unitId)
  const where = unit === undefined ? '申請者の所属' : unit.name
  return `${where}とその上位の組織に${word}がいません。組織図の上位の組織か、「役割の決め方」を直してください。`
}

export function vacancy(
  frame: Frame,
  office: OfficeCode,
  unitId: string | null,
  posts: readonly PostFact[],
): string {
  const word = wordOf(frame, office)
  const [post] = posts
  if (post !== undefined) {
    return `${word}である${postLabel(frame, post)}が空席です。事務取扱か職務代理を登録してください。`
  }
  const unit = unitId === null ? '' : `${frame.units.get(unitId)?.name ?? ''}の`
  return `${unit}${word}を担う職または人が登録されていません。組織の画面で登録してください。`
}
