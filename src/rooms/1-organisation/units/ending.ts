import { formatDate } from '#ground/clock/calendar.ts'
import type { SuccessionKind } from '#authority/tables.ts'
import { mainKinds } from '../import/appointments.ts'
import type { Draft } from './draft.ts'
import { holdsFrom, holdsOn, unitOf } from './timeline.ts'
import type { Holder, PostRow } from './unit-plan.ts'

/** Posts of which a unit has one: they do not follow into a unit that has its own. */
const single = new Set<PostRow['rank']>(['head', 'leader'])

/**
 * Ends a unit: says who takes over, moves what lies below it and its staff to the heir, hands the mark of the policy
 * office on. Without an heir nothing may be left: no unit below it, nobody in its posts. False when it cannot end.
 */
export function endUnit(
  draft: Draft,
  unitId: string,
  kind: SuccessionKind,
  to: { readonly heir: string | null; readonly others?: readonly string[]; readonly alone: boolean },
  at: string,
): boolean {
  const { timeline, on } = draft
  const state = timeline.stateOn(unitId, on)
  const name = draft.name(unitId)
  if (!draft.end(unitId, at)) return false
  draft.effects.push({
    kind: 'ended',
    unitId,
    text: `${name}は、${formatDate(on)}に${kind}によりなくなります。`,
  })
  succeed(draft, unitId, kind, to)
  moveChildren(draft, unitId, to.heir, at)
  endPosts(draft, unitId, to, at)
  if (state?.policy_office === true) handOnPolicyOffice(draft, unitId, to.heir, at)
  for (const rule of draft.facts.rules) {
    if (rule.unitId !== unitId || !holdsFrom(rule, on)) continue
    draft.effects.push({
      kind: 'rule',
      unitId,
      text: `「${rule.word}」の決め方が${name}を指しています。${formatDate(on)}からの決め方を定めてください。`,
    })
  }
  return true
}

/** Writes down who takes over from whom; the unit itself may go on (分割). */
export function succeed(
  draft: Draft,
  unitId: string,
  kind: SuccessionKind,
  to: { readonly heir: string | null; readonly others?: readonly string[] },
): void {
  const { on, options, facts } = draft
  const targets = [...new Set([...(to.heir === null ? [] : [to.heir]), ...(to.others ?? [])])]
  for (const target of targets.length === 0 ? [null] : targets) {
    if (target === unitId) continue
    draft.successions.push({
      tenant_id: facts.tenantId,
      id: options.newId(),
      from_unit_id: unitId,
      to_unit_id: target,
      kind,
      heir: target !== null && target === to.heir,
      effective_on: on,
      basis: options.basis ?? '',
    })
  }
  if (to.heir !== null && to.heir !== unitId) draft.heirs.push({ from: unitId, to: to.heir })
}

function moveChildren(draft: Draft, unitId: string, heir: string | null, at: string): void {
  const { timeline, on } = draft
  const children = [...new Set(timeline.below(unitId, on).map(unitOf))].filter((id) => !draft.endsHere(id))
  for (const child of children) {
    if (heir === null) {
      draft.wrong(
        at,
        `${draft.name(unitId)}の下に${draft.name(child)}があります。先に移すか廃止するか、引き継ぐ組織を選んでください。`,
      )
      continue
    }
    if (child === heir) {
      draft.wrong(
        at,
        `引き継ぐ組織${draft.name(heir)}は、廃止される${draft.name(unitId)}の下にあります。先に別の組織の下へ移してください。`,
      )
      continue
    }
    if (!draft.sameBody(child, heir, at)) continue
    if (!draft.change(child, 'place', { parent_id: heir }, at)) continue
    const text = `${draft.name(child)}は、${draft.name(heir)}の下へ移ります。`
    draft.effects.push({ kind: 'child', unitId: child, text })
  }
}

function handOnPolicyOffice(draft: Draft, unitId: string, heir: string | null, at: string): void {
  const { timeline, on } = draft
  const heirState = heir === null ? undefined : timeline.stateOn(heir, on)
  if (heir !== null && heirState !== undefined) {
    if (heirState.policy_office || !draft.change(heir, 'policy-office', { policy_office: true }, at)) return
    const text = `${draft.name(heir)}が、規程を所管する事務局を引き継ぎます。`
    draft.effects.push({ kind: 'policy-office', unitId: heir, text })
    return
  }
  const another = [...timeline.all()].some((state) => state.policy_office && holdsOn(state, on))
  if (another) return
  draft.wrong(
    at,
    `${draft.name(unitId)}は、規程を所管する事務局です。引き継ぐ組織を選んでください。事務局がなくなると、規程と組織を直せる人がいなくなります。`,
  )
}

/** Ends the posts of a unit. Staff follow to the heir in posts of the same title; heads only where the heir has none. */
function endPosts(
  draft: Draft,
  unitId: string,
  to: { readonly heir: string | null; readonly alone: boolean },
  at: string,
): void {
  const { facts, on, options } = draft
  const settled = options.settled ?? new Set()
  const posts = facts.posts.filter((post) => post.unit_id === unitId && holdsFrom(post, on))
  let left = 0
  for (const post of posts) {
    const holders = facts.holders.filter((each) => each.post_id === post.id && holdsFrom(each, on))
    if (post.valid_from >= on) {
      planned(draft, unitId, post, { heir: to.heir, held: holders.length > 0 }, at)
      continue
    }
    const staying = holders.filter((each) => !settled.has(each.person_id))
    const goal = to.heir === null || staying.length === 0 ? null : goalOf(draft, post, to.heir, to.alone)
    draft.posts.set(post.id, { ...post, valid_to: on })
    draft.effects.push({
      kind: goal === null ? 'post-ended' : 'post-moved',
      unitId,
      text:
        goal === null
          ? `${draft.name(unitId)}の「${post.title}」の職がなくなります。`
          : `${draft.name(unitId)}の「${post.title}」は、${draft.name(goal.unit_id ?? '')}へ移ります。`,
    })
    for (const holder of holders) {
      if (goal === null && holder.valid_from >= on) {
        draft.wrong(
          at,
          `${holder.name}さんには、${formatDate(holder.valid_from)}から${draft.name(unitId)}の「${post.title}」の発令が登録されています。先にその発令を取り消してください。`,
        )
        continue
      }
      const follows = goal !== null && !settled.has(holder.person_id)
      moveHolder(draft, holder, follows ? goal.id : null)
      if (follows) {
        const text = `${holder.name}さん(${post.title}・${holder.kind})は、${draft.name(to.heir ?? '')}へ移ります。`
        draft.effects.push({ kind: 'person-moved', unitId, personId: holder.person_id, text })
      } else if (!settled.has(holder.person_id)) {
        if (mainKinds.has(holder.kind)) left += 1
        const text = `${holder.name}さん(${post.title}・${holder.kind})の職がなくなります。新しい発令が要ります。`
        draft.effects.push({ kind: 'person-left', unitId, personId: holder.person_id, text })
      }
    }
  }
  if (to.heir === null && left > 0 && options.leaveOver !== true) {
    draft.wrong(
      at,
      `${draft.name(unitId)}には${left}人が在籍しています。引き継ぐ組織を選ぶか、先に異動を登録してください。`,
    )
  }
}

/** A post that is to begin later begins in the heir instead. */
function planned(
  draft: Draft,
  unitId: string,
  post: PostRow,
  { heir, held }: { heir: string | null; held: boolean },
  at: string,
): void {
  if (heir !== null) {
    const body_id = draft.timeline.stateOn(heir, draft.on)?.body_id ?? post.body_id
    draft.posts.set(post.id, { ...post, unit_id: heir, body_id })
    const text = `${formatDate(post.valid_from)}からの職「${post.title}」は、${draft.name(heir)}に置かれます。`
    draft.effects.push({ kind: 'post-moved', unitId, text })
  } else if (held) {
    draft.wrong(
      at,
      `${draft.name(unitId)}には、${formatDate(post.valid_from)}からの職「${post.title}」に発令が登録されています。先にその発令を取り消してください。`,
    )
  }
}

/** The post of the heir in which somebody goes on; made when there is none. Null: the post does not follow. */
function goalOf(
  draft: Draft,
  post: PostRow,
  heir: string,
  alone: boolean,
): { id: string; unit_id: string | null } | null {
  const { facts, on, options } = draft
  const made = [...draft.posts.values()].filter((each) => each.valid_from === on)
  const there = [...facts.posts, ...made].filter(
    (each) => each.unit_id === heir && holdsFrom({ valid_to: each.valid_to ?? null }, on),
  )
  if (single.has(post.rank)) {
    if (!alone || there.some((each) => each.rank === post.rank)) return null
  } else {
    const same = there.find(
      (each) => each.title === post.title && each.rank === post.rank && each.valid_from <= on,
    )
    if (same !== undefined) return { id: same.id, unit_id: heir }
  }
  const created = {
    ...post,
    id: options.newId(),
    unit_id: heir,
    body_id: draft.timeline.stateOn(heir, on)?.body_id ?? post.body_id,
    valid_from: on,
    valid_to: null,
  }
  draft.posts.set(created.id, created)
  return created
}

/** Ends an appointment on the day, and begins it anew in the post given; one that begins later is only put there. */
function moveHolder(draft: Draft, { name: _name, ...row }: Holder, postId: string | null): void {
  const { facts, on, options } = draft
  if (row.valid_from >= on) {
    // without a post to go to it was refused above
    if (postId !== null) draft.appointments.set(row.id, { ...row, post_id: postId })
    return
  }
  draft.appointments.set(row.id, { ...row, valid_to: on })
  if (postId === null) return
  const has = facts.holders.some(
    (each) => each.person_id === row.person_id && each.post_id === postId && holdsFrom(each, on),
  )
  if (has) return
  const id = options.newId()
  draft.appointments.set(id, { ...row, id, post_id: postId, valid_from: on })
}
