import { sql } from 'kysely'
import type { z } from 'zod'
import { type Frame, holdersOf, membersOf, rivalry, type RuleFact, seatsOfPost } from '#authority/frame.ts'
import { frameOfUnits } from '#authority/load.ts'
import { type OfficeCode, officeCodes, type OfficeRule, offices } from '#authority/offices.ts'
import { personNames } from '#authority/reads.ts'
import { givesSeat } from '#authority/route.ts'
import { authoritySlots } from '#authority/slots.ts'
import { unitNames } from '#authority/units.ts'
import type { Act } from '#ground/operation/act.ts'
import type { saveOfficeRule } from '../contract-commands.ts'
import { isHeld, seatsFor } from '../seats.ts'
import { unitsOn } from '../units-on.ts'
import { citesOf } from './cites.ts'
import type { officeRules, previewOfficeRule } from './contract.ts'

type Out<T extends { output: z.ZodType }> = z.input<T['output']>
type RuleView = Out<typeof officeRules>['rules'][number]

const MOST_RULES = 200
const MOST_NAMED = 50

const ranks = {
  'vice-mayor': '副市長',
  head: '長',
  'deputy-head': '次長・課長補佐など',
  'section-chief': '係長級',
  leader: '情報化推進リーダー',
  staff: '一般の職員',
  member: '構成員',
} as const

/** The rules of who holds which office, those to come as well; what no rule speaks of; single offices held twice. */
export async function readOfficeRules(
  act: Act,
  input: z.output<typeof officeRules.input>,
): Promise<Out<typeof officeRules>> {
  const on = input.on ?? act.today
  const frame = await frameOfUnits(act.tx, [], on, [])
  const rules = await rulesFrom(act, on)
  const set = new Set(rules.filter((rule) => rule.from <= on).map((rule) => rule.office))
  return {
    on,
    cites: await citesOf(act.tx, [authoritySlots.structure], on),
    rules,
    unset: officeCodes
      .filter((office) => !set.has(office))
      .map((office) => ({ office, word: offices[office].word })),
    faults: officeCodes.flatMap((office) => {
      const text = rivalry(frame, office)
      return text === null ? [] : [{ office, text }]
    }),
  }
}

/** Rules in force on the day or later, as sentences. Four queries. */
async function rulesFrom(act: Act, on: string): Promise<RuleView[]> {
  const rows = await act.tx
    .selectFrom('office_rule')
    .selectAll()
    .where((at) => at.or([at('valid_to', 'is', null), at('valid_to', '>', on)]))
    .orderBy('sort')
    .orderBy('valid_from')
    .limit(MOST_RULES)
    .execute()
  const sentence = await sentences(
    act,
    rows.map((row) => row.rule),
    on,
  )
  const place = (office: OfficeCode): number => officeCodes.indexOf(office)
  return rows
    .toSorted((a, b) => place(a.office) - place(b.office))
    .map((row) => ({
      id: row.id,
      office: row.office,
      word: row.word,
      scope: row.scope,
      by: row.rule.by,
      text: sentence(row.rule),
      eid: row.eid,
      from: row.valid_from,
      to: row.valid_to,
    }))
}

async function sentences(
  act: Act,
  rules: readonly OfficeRule[],
  on: string,
): Promise<(rule: OfficeRule) => string> {
  const postIds = rules.flatMap((rule) => (rule.by === 'post' ? [rule.postId] : []))
  const { rows: posts } = await sql<{ id: string; unitId: string | null; title: string }>`
    select p.id, p.unit_id as "unitId", p.title from post p where p.id = any(${postIds}::uuid[])`.execute(
    act.tx,
  )
  const units = await unitNames(
    act.tx,
    [
      ...posts.map((post) => post.unitId),
      ...rules.map((rule) => (rule.by === 'members' || rule.by === 'person' ? rule.unitId : null)),
    ].flatMap((id) => id ?? []),
    on,
  )
  const people = await personNames(
    act.tx,
    rules.flatMap((rule) => (rule.by === 'person' ? [rule.personId] : [])),
  )
  const unit = (id: string | null): string => (id === null ? '' : (units.get(id) ?? ''))
  return (rule) => {
    switch (rule.by) {
      case 'rank':
        return `${rule.kinds.join('・')}の${ranks[rule.rank]}`
      case 'post': {
        const post = posts.find((each) => each.id === rule.postId)
        return post === undefined ? '(職の記録なし)' : `${unit(post.unitId)}${post.title}`
      }
      case 'members':
        return `${unit(rule.unitId)}に所属する人の全員`
      case 'policy-office':
        return '規程を所管する課に所属する人の全員'
      case 'person': {
        const at = rule.unitId === null ? '' : `${unit(rule.unitId)}の`
        return `${at}${people.get(rule.personId) ?? '(職員の記録なし)'}(氏名で指定)`
      }
    }
  }
}

/**
 * What a new rule would change on its first day: the organisation of that day under the rules of now, and under those
 * that would be. Nothing is stored. About ten queries.
 */
export async function previewRule(
  act: Act,
  input: z.output<typeof saveOfficeRule.input>,
): Promise<Out<typeof previewOfficeRule>> {
  const { office, from: on } = input
  const tree = await unitsOn(act.tx, on)
  const ids = tree.all.map((unit) => unit.id)
  const before = await frameOfUnits(act.tx, ids, on, [office])
  const added: RuleFact = {
    office,
    word: input.word,
    scope: input.scope,
    rule: input.rule,
    eid: input.eid,
  }
  const kept = before.rules.filter((rule) => !(input.replace && rule.office === office))
  const after = await frameOfUnits(act.tx, ids, on, [office], [...kept, added])
  const held = { before: holdersIn(before, office), after: holdersIn(after, office) }
  const gained = [...held.after].filter((key) => !held.before.has(key))
  const lost = [...held.before].filter((key) => !held.after.has(key))
  const named = [...gained.slice(0, MOST_NAMED), ...lost.slice(0, MOST_NAMED)].map(split)
  const names = await personNames(
    act.tx,
    named.map((each) => each.personId),
  )
  const show = (key: string) => {
    const { personId, unitId } = split(key)
    const unitName = unitId === null ? null : (tree.byId.get(unitId)?.name ?? null)
    return { personId, name: names.get(personId) ?? '', unitName }
  }
  const ends = input.replace
    ? (await rulesFrom(act, on)).filter((rule) => rule.office === office && rule.from <= on)
    : []
  return {
    from: on,
    gained: gained.slice(0, MOST_NAMED).map(show),
    gainedCount: gained.length,
    lost: lost.slice(0, MOST_NAMED).map(show),
    lostCount: lost.length,
    vacant: vacantSeats(after, office, ids),
    vacantBefore: vacantSeats(before, office, ids),
    ends,
    fault: rivalry(after, office),
  }
}

/** Who holds an office in his own right, with the unit he holds it for. */
function holdersIn(frame: Frame, office: OfficeCode): Set<string> {
  const held = new Set<string>()
  const add = (personId: string, unitId: string | null) => held.add(`${personId} ${unitId ?? ''}`)
  for (const post of frame.posts.values()) {
    for (const seat of seatsOfPost(frame, post)) {
      if (seat.office !== office) continue
      for (const { personId } of holdersOf(frame, post.id)) add(personId, seat.unitId)
    }
  }
  for (const rule of frame.rules) {
    if (rule.office !== office) continue
    const given = rule.rule
    if (given.by === 'person' && frame.serving.has(given.personId)) {
      add(given.personId, rule.scope === 'unit' ? given.unitId : null)
    }
    for (const { personId, unitId } of membersOf(frame, given)) {
      add(personId, rule.scope === 'unit' ? unitId : null)
    }
  }
  return held
}

function split(key: string): { personId: string; unitId: string | null } {
  const [personId = '', unitId = ''] = key.split(' ')
  return { personId, unitId: unitId === '' ? null : unitId }
}

function vacantSeats(frame: Frame, office: OfficeCode, unitIds: readonly string[]): number {
  const rules = frame.rules.filter((rule) => rule.office === office)
  const seats = seatsFor(frame, unitIds, true).filter((seat) => seat.office === office)
  const byPlace = seats.filter((seat) => {
    const unit = seat.unitId === null ? undefined : frame.units.get(seat.unitId)
    return (
      seat.unitId === null ||
      (unit !== undefined && rules.some((rule) => rule.scope === 'unit' && givesSeat(frame, rule, unit)))
    )
  })
  return byPlace.filter((seat) => !isHeld(frame, seat)).length
}
