import type { OfficeCode } from '#authority/offices.ts'
import type { History, Period, Sample } from './history.ts'

/*
 * The rules of who may decide, once more: read from the text of the standard (第4-1の注, 第4-2の表, 第4-3) and the
 * ordinary rules of 代決 and 職務代理, by plain loops over all rows, with no thought of speed and none of the house's
 * own code. Where the house and this disagree, one of them is wrong.
 */

export type Answer =
  | { readonly kind: 'gap' }
  | { readonly kind: 'seat'; readonly office: OfficeCode; readonly unit: string | null }

export type Use = {
  readonly person: string
  readonly capacity: string
  /** Whose right, and of which post; several where people share it and any of them may be named. */
  readonly rightsOf: readonly string[]
}

/** The office above each; the last ones have none. */
const above: Readonly<Record<string, OfficeCode | undefined>> = {
  'sec-leader': 'sec-manager',
  'sec-manager': 'dept-iso',
  'dept-iso': 'chief-iso',
  'chief-iso': 'ciso',
}
const heldByOne = ['ciso', 'chief-iso', 'audit-head']
const heldByMany = ['council', 'auditor', 'policy-office']
/** Own right first, then 代決, 職務代理, 専決, 事務委任. */
export const precedence = ['本人', '代決', '職務代理', '専決', '事務委任']

/** All that can be asked of a history on one day. */
export function askedOn(history: History, date: string) {
  const now = <T extends Period>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.from <= date && (row.to === null || date < row.to))

  const units = now(history.units)
  const unitOf = (id: string | null) => units.find((unit) => unit.unit === id)
  const posts = now(history.posts).filter((post) => post.unit === null || unitOf(post.unit) !== undefined)
  const inService = (person: string) => now(history.people).some((each) => each.id === person)
  const everybody = history.people.map((each) => each.id)
  const isAway = (person: string) => now(history.absences).some((each) => each.person === person)
  const rules = now(history.rules)
  const holds = (person: string, post: string) =>
    inService(person) &&
    posts.some((each) => each.id === post) &&
    now(history.appointments).some((each) => each.person === person && each.post === post)
  const holders = (post: string) => everybody.filter((person) => holds(person, post))

  /** The unit and all above it. */
  const upFrom = (id: string | null): string[] => {
    const path: string[] = []
    for (let unit = unitOf(id); unit !== undefined && !path.includes(unit.unit); unit = unitOf(unit.parent)) {
      path.push(unit.unit)
    }
    return path
  }

  /** Does this post bring this office for this unit (null: the whole city)? */
  const brings = (post: string, office: OfficeCode, unit: string | null): boolean => {
    const it = posts.find((each) => each.id === post)
    if (it === undefined) return false
    return rules.some((each) => {
      if (each.office !== office) return false
      const place = each.scope === 'city' ? null : it.unit
      if (place !== unit) return false
      if (each.rule.by === 'post') return each.rule.postId === post
      if (each.rule.by !== 'rank') return false
      const kind = unitOf(it.unit)?.kind
      return kind !== undefined && each.rule.rank === it.rank && each.rule.kinds.includes(kind)
    })
  }

  /** Does he hold the office otherwise: by name, or as one of the people of a unit? */
  const belongs = (person: string, office: OfficeCode, unit: string | null): boolean =>
    rules.some((each) => {
      if (each.office !== office) return false
      if (each.rule.by === 'person') {
        const place = each.scope === 'city' ? null : each.rule.unitId
        return each.rule.personId === person && inService(person) && place === unit
      }
      if (each.rule.by !== 'members' && each.rule.by !== 'policy-office') return false
      for (const post of posts) {
        if (!holds(person, post.id)) continue
        for (const step of upFrom(post.unit)) {
          const inside =
            each.rule.by === 'members' ? step === each.rule.unitId : unitOf(step)?.policyOffice === true
          if (!inside) continue
          if ((each.scope === 'city' ? null : step) === unit) return true
          break
        }
      }
      return false
    })

  const ownersOf = (office: OfficeCode, unit: string | null): string[] =>
    everybody.filter(
      (person) =>
        belongs(person, office, unit) ||
        posts.some((post) => holds(person, post.id) && brings(post.id, office, unit)),
    )

  /** Two people there at once in an office of one: nobody decides in it. */
  const twoInOne = (office: OfficeCode): boolean => {
    if (!heldByOne.includes(office)) return false
    const there = everybody.filter(
      (person) =>
        !isAway(person) &&
        rules.some(
          ({ office: of, rule }) =>
            of === office &&
            ((rule.by === 'post' && holds(person, rule.postId)) ||
              (rule.by === 'person' && rule.personId === person && inService(person))),
        ),
    )
    return there.length > 1
  }

  type Case = { applicant: string; unit: string | null; matter: string }

  const covered = (right: History['rights'][number], office: OfficeCode, file: Case): boolean =>
    (right.offices === null || right.offices.includes(office)) &&
    (right.matters === null || right.matters.includes(file.matter)) &&
    (right.units === null || upFrom(file.unit).some((unit) => right.units?.includes(unit) === true))

  const inForce = (right: History['rights'][number]): boolean => {
    if (!posts.some((post) => post.id === right.post)) return false
    if (right.giver !== null && !holds(right.giver, right.post)) return false
    const there = holders(right.post)
    const vacant = there.length === 0
    const absent = !vacant && there.every(isAway)
    if (right.when === '不在') return absent
    if (right.when === '欠員') return vacant
    if (right.when === '不在・欠員') return absent || vacant
    return true
  }

  const receives = (person: string, right: History['rights'][number]): boolean =>
    right.toPerson === null
      ? right.toPost !== null && holds(person, right.toPost)
      : right.toPerson === person && inService(person)

  /** Every way in which a person could decide this case in that seat, the best first; 兼務の禁止 applied. */
  const usesOf = (person: string, office: OfficeCode, unit: string | null, file: Case): Use[] => {
    if (person === file.applicant || twoInOne(office)) return []
    const uses: Use[] = []
    if (ownersOf(office, unit).includes(person)) {
      uses.push({ person, capacity: '本人', rightsOf: [person] })
    }
    if (!isAway(person)) {
      for (const post of posts) {
        if (!brings(post.id, office, unit) || holds(person, post.id)) continue
        const there = holders(post.id)
        if (there.includes(file.applicant)) continue
        const order = now(history.deputies).filter((each) => each.post === post.id)
        const absent = there.length > 0 && there.every(isAway)
        for (const mine of order) {
          if (!absent || !holds(person, mine.deputy)) continue
          const before = order
            .filter((each) => each.place < mine.place)
            .flatMap((each) => holders(each.deputy))
          const free = before.every((each) => isAway(each) || each === file.applicant)
          if (free)
            uses.push({ person, capacity: '代決', rightsOf: there.map((each) => `${each} ${post.id}`) })
        }
        for (const right of now(history.rights)) {
          if (right.post !== post.id || !inForce(right) || !receives(person, right)) continue
          if (!covered(right, office, file)) continue
          const whose = there.length === 0 ? ['(空席)'] : there
          uses.push({
            person,
            capacity: right.kind,
            rightsOf: (right.giver === null ? whose : [right.giver]).map((each) => `${each} ${post.id}`),
          })
        }
      }
    }
    return uses.toSorted((a, b) => precedence.indexOf(a.capacity) - precedence.indexOf(b.capacity))
  }

  /** The nearest seat of an office going up from a unit; undefined where there is none. */
  const nearest = (office: OfficeCode, from: string | null): { unit: string | null } | undefined => {
    const own = rules.filter((each) => each.office === office)
    for (const step of upFrom(from)) {
      for (const { scope, rule } of own) {
        if (scope !== 'unit') continue
        const unit = unitOf(step)
        if (unit === undefined) continue
        if (rule.by === 'rank' && rule.kinds.includes(unit.kind)) return { unit: step }
        if (rule.by === 'post' && posts.some((post) => post.id === rule.postId && post.unit === step)) {
          return { unit: step }
        }
        if ((rule.by === 'members' || rule.by === 'person') && rule.unitId === step) return { unit: step }
        if (rule.by === 'policy-office' && unit.policyOffice) return { unit: step }
      }
    }
    return own.some((each) => each.scope === 'city') ? { unit: null } : undefined
  }

  /** Where a case goes: up from the applicant's unit, one office higher while he holds it himself. */
  const routeOf = (sample: Sample): Answer => {
    const file = { applicant: sample.applicant, unit: sample.unit, matter: sample.matter }
    for (let office: OfficeCode | undefined = sample.office; office !== undefined; office = above[office]) {
      const seat = nearest(office, sample.unit)
      if (seat === undefined) {
        if (!isAboveIt(office, sample.unit)) return { kind: 'gap' }
        continue
      }
      if (twoInOne(office)) return { kind: 'gap' }
      const { unit } = seat
      const owners = ownersOf(office, unit)
      const standIns = everybody.filter((person) =>
        now(history.rights).some(
          (right) =>
            posts.some((post) => post.id === right.post && brings(post.id, office ?? sample.office, unit)) &&
            inForce(right) &&
            receives(person, right) &&
            covered(right, office ?? sample.office, file),
        ),
      )
      const anybody = [...new Set([...owners, ...standIns])]
      if (anybody.length === 0) return { kind: 'gap' }
      const others = anybody.filter((person) => person !== sample.applicant)
      const his = heldByMany.includes(office)
        ? others.length === 0
        : owners.includes(sample.applicant) || (owners.length === 0 && others.length === 0)
      if (!his) return { kind: 'seat', office, unit }
    }
    return { kind: 'gap' }
  }

  /** A 部長 has no 課長 over him: the next office that has a seat sits in his own unit, or he belongs to none. */
  const isAboveIt = (office: OfficeCode, unit: string | null): boolean => {
    if (!rules.some((each) => each.office === office)) return false
    for (let up = above[office]; up !== undefined; up = above[up]) {
      const seat = nearest(up, unit)
      if (seat !== undefined) return unit === null || seat.unit === unit
    }
    return false
  }

  return {
    routeOf,
    usesOf,
    /** Who decides in a seat now: everybody who may and is there. */
    decidersOf: (office: OfficeCode, unit: string | null, file: Case): Use[] =>
      everybody
        .filter((person) => !isAway(person))
        .flatMap((person) => usesOf(person, office, unit, file).slice(0, 1)),
  }
}
