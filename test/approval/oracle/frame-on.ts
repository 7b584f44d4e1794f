import { type Frame, frameOf } from '#authority/frame.ts'
import type { History, Period } from './history.ts'

/** The history on one day as the pure rules take it, all of it. */
export function frameOn(history: History, date: string): Frame {
  const now = <T extends Period>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.from <= date && (row.to === null || row.to > date))
  const units = now(history.units)
  const posts = now(history.posts).filter(
    (post) => post.unit === null || units.some((unit) => unit.unit === post.unit),
  )
  const serving = new Set(now(history.people).map((person) => person.id))
  return frameOf({
    units: units.map(({ unit, parent, name, kind, policyOffice }) => ({
      id: unit,
      parentId: parent,
      name,
      kind,
      policyOffice,
    })),
    posts: posts.map(({ id, unit, rank }) => ({ id, unitId: unit, title: id, rank })),
    holdings: now(history.appointments)
      .filter(({ person, post }) => serving.has(person) && posts.some((each) => each.id === post))
      .map(({ person, post, kind, from }) => ({ personId: person, postId: post, kind, since: from })),
    absences: now(history.absences).map(({ person, to }) => ({
      personId: person,
      until: to,
      reason: '出張',
    })),
    deputies: now(history.deputies).map(({ post, place, deputy }) => ({
      postId: post,
      place,
      deputyPostId: deputy,
      basis: '規程',
      eid: null,
    })),
    acting: now(history.rights)
      .filter(({ toPerson }) => toPerson === null || serving.has(toPerson))
      .map((right) => ({
        id: right.id,
        kind: right.kind,
        postId: right.post,
        holderPostId: right.toPost,
        holderPersonId: right.toPerson,
        giverPersonId: right.giver,
        when: right.when,
        scope: { offices: right.offices, matters: right.matters, units: right.units },
        basis: '規程',
        eid: null,
      })),
    rules: now(history.rules).map(({ office, scope, rule }) => ({
      office,
      word: office,
      scope,
      rule,
      eid: null,
    })),
    serving: [...serving],
  })
}
