import { type Frame, frameOf } from '#authority/frame.ts'
import type { OfficeRule } from '#authority/offices.ts'
import { type OfficeRuleRow, type Organisation, validOn } from './organisation-types.ts'

/** The sample city as the rules of authority see it on a day, with keys for ids: to check the script by them. */
export function cityFrame(city: Organisation, on: string): Frame {
  return frameOf({
    units: city.units.map(({ key, parentKey, name, kind, policyOffice }) => ({
      id: key,
      parentId: parentKey,
      name,
      kind,
      policyOffice,
    })),
    posts: city.posts.map(({ key, unitKey, title, rank }) => ({ id: key, unitId: unitKey, title, rank })),
    holdings: city.appointments
      .filter((row) => validOn(row, on))
      .map(({ personKey, postKey, kind, validFrom }) => ({
        personId: personKey,
        postId: postKey,
        kind,
        since: validFrom,
      })),
    absences: city.absences
      .filter((row) => validOn(row, on))
      .map(({ personKey, validTo, reason }) => ({ personId: personKey, until: validTo, reason })),
    deputies: city.deputyOrders.map(({ postKey, place, deputyPostKey, basis }) => ({
      postId: postKey,
      place,
      deputyPostId: deputyPostKey,
      basis,
      eid: null,
    })),
    acting: city.actingRights.map(({ kind, postKey, holderPostKey, appliesWhen, scope, basis }) => ({
      id: `${kind} ${postKey}`,
      kind,
      postId: postKey,
      giverPersonId: null,
      holderPostId: holderPostKey,
      holderPersonId: null,
      when: appliesWhen,
      scope,
      basis,
      eid: null,
    })),
    rules: city.officeRules.map(({ office, word, scope, rule }) => ({
      office,
      word,
      scope,
      rule: withIds(rule),
      eid: null,
    })),
    serving: city.persons.filter((person) => validOn(person, on)).map(({ key }) => key),
  })
}

function withIds(rule: OfficeRuleRow['rule']): OfficeRule {
  switch (rule.by) {
    case 'post':
      return { by: 'post', postId: rule.postKey }
    case 'members':
      return { by: 'members', unitId: rule.unitKey }
    default:
      return rule
  }
}
