import { type Organisation, validOn } from './organisation-types.ts'
import { hasAssistant, headTitle } from './seats.ts'
import { teamKey } from './seat.ts'
import { departments, type SectionPlan } from './units.ts'

/** Who does what on a day, as the sample city's own rules have it. */
export type Who = {
  readonly sections: readonly SectionPlan[]
  /** Staff of the section who may apply on that day and are not away until `to`. */
  applicants(section: SectionPlan, from: string, to: string): string[]
  /** The holder of the post, or undefined while it is empty. */
  holder(postKey: string, on: string): string | undefined
  away(personKey: string, on: string): string | null | undefined
  /** Who decides a case of that applicant on that day: the holder, or the deputy with whose right he decides. */
  decider(
    section: SectionPlan,
    applicant: string,
    on: string,
  ): { readonly person: string; readonly rightOf: string | null } | undefined
  /** Whether there is somebody, present or away, to decide a case of that applicant. */
  answered(section: SectionPlan, applicant: string, on: string): boolean
  /** Who confirms that things came back: never the applicant himself. */
  confirmer(section: SectionPlan, applicant: string, on: string): string | undefined
}

export function who(city: Organisation): Who {
  const sections = departments.flatMap((department) => department.sections)
  const byPost = new Map<string, Organisation['appointments']>()
  for (const row of city.appointments) byPost.set(row.postKey, [...(byPost.get(row.postKey) ?? []), row])
  const holder = (postKey: string, on: string): string | undefined =>
    byPost.get(postKey)?.find((row) => validOn(row, on))?.personKey
  const absences = new Map<string, Organisation['absences']>()
  for (const row of city.absences) absences.set(row.personKey, [...(absences.get(row.personKey) ?? []), row])
  const away = (personKey: string, on: string): string | null | undefined =>
    absences.get(personKey)?.find((row) => validOn(row, on))?.validTo
  const isThere = (personKey: string, on: string): boolean => away(personKey, on) === undefined
  const applying: ReadonlySet<string> = new Set(['主査', '主任', '主事', '技師', '係長'])
  const titles = new Map(city.posts.map((post) => [post.key, post]))

  const bySection = new Map<string, Organisation['appointments']>()
  for (const row of city.appointments) {
    const post = titles.get(row.postKey)
    const section = post?.unitKey?.slice(0, 4)
    if (row.kind !== '本務' || section === undefined || !applying.has(post?.title ?? '')) continue
    bySection.set(section, [...(bySection.get(section) ?? []), row])
  }

  const applicants: Who['applicants'] = (section, from, to) =>
    (bySection.get(section.code) ?? [])
      .filter((row) => validOn(row, from) && validOn(row, to))
      .map(({ personKey }) => personKey)
      .filter((key) =>
        (absences.get(key) ?? []).every((row) => row.validFrom > to || (row.validTo ?? '9') <= from),
      )

  const headPost = (section: SectionPlan): string => `${section.code}/${headTitle(section)}`
  const deputyPosts = (section: SectionPlan): string[] => {
    const title = headTitle(section)
    return [
      ...(hasAssistant(section) ? [`${section.code}/${title === '課長' ? '課長補佐' : `副${title}`}`] : []),
      ...section.teams.map((_, at) => `${teamKey(section, at)}/係長`),
    ]
  }
  const departmentHead = (section: SectionPlan): string => {
    const department = departments.find(({ code }) => section.code.startsWith(code))
    return `${department?.code ?? ''}/${department?.head ?? ''}`
  }

  const decider: Who['decider'] = (section, applicant, on) => {
    const manager = holder(headPost(section), on)
    if (manager === undefined) return undefined
    if (manager === applicant) {
      const head = holder(departmentHead(section), on)
      return head === undefined || head === applicant || !isThere(head, on)
        ? undefined
        : { person: head, rightOf: null }
    }
    if (isThere(manager, on)) return { person: manager, rightOf: null }
    for (const post of deputyPosts(section)) {
      const deputy = holder(post, on)
      if (deputy === undefined || !isThere(deputy, on)) continue
      return deputy === applicant || deputy === manager ? undefined : { person: deputy, rightOf: manager }
    }
    return undefined
  }

  const answered: Who['answered'] = (section, applicant, on) => {
    const manager = holder(headPost(section), on)
    if (manager !== applicant) return manager !== undefined
    const head = holder(departmentHead(section), on)
    return head !== undefined && head !== applicant
  }

  const confirmer: Who['confirmer'] = (section, applicant, on) =>
    [holder(`${section.code}/情報化推進リーダー`, on), holder(headPost(section), on)].find(
      (key): key is string => key !== undefined && key !== applicant && isThere(key, on),
    )

  return { sections, applicants, holder, away, decider, answered, confirmer }
}
