import { addDays, formatDate } from '#ground/clock/calendar.ts'
import { mailJobName } from '#ground/mail/mail-job.ts'
import type { Act } from '#ground/operation/act.ts'
import { describePeople } from '#authority/people.ts'
import { personNames } from '#authority/reads.ts'
import { lapseCase, rerouteCase, withdrawCase } from '#engine/procedure/after-transfer.ts'
import { type CaseRoute, hasChanged, routesOf, waitingCases } from '#engine/procedure/case-routes.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import { openCasesOf } from '#engine/procedure/held-cases.ts'
import { changesUnit, fateOf, namesOf } from './find-cases.ts'
import type { Day } from './follow-up.ts'
import { heirsOn } from './heirs.ts'
import { midnightInJapan } from './seal.ts'

/** Cases of leavers are withdrawn, permits of leavers and movers lapse, waiting cases go to whoever decides now. */
export async function followCases(day: Day): Promise<void> {
  const procedures = await day.read((tx) => day.ports.procedures(tx))
  const definitions = new Map(procedures.map((each) => [each.key, each]))
  await endHeldCases(day, definitions)
  await rerouteWaiting(day, definitions)
}

async function endHeldCases(day: Day, definitions: ReadonlyMap<string, ProcedureDefinition>): Promise<void> {
  const concerned = new Map(day.people.filter(changesUnit).map((person) => [person.personId, person]))
  const held = await day.read((tx) => openCasesOf(tx, [...concerned.keys()]))
  const on = formatDate(day.plan.effective_on)
  for (const file of held) {
    const person = concerned.get(file.applicantId)
    const definition = definitions.get(file.procedure)
    if (person === undefined || definition === undefined) continue
    const fate = fateOf(file, definition, person)
    if (fate !== 'lapses' && fate !== 'withdrawn') continue
    const why = `申請者が${on}に${person.kind === 'leaver' ? '退職した' : `${person.unitName}に異動した`}ため`
    const label = `${definition.name} ${file.number ?? ''} ${file.title}`.trim()
    const href = `/cases/${file.applicationId}`
    await day.once(fate === 'lapses' ? 'permits' : 'leavers', file.applicationId, async (act) => {
      const given = { applicationId: file.applicationId, why }
      const did =
        fate === 'lapses'
          ? await lapseCase(act, definition, given)
          : await withdrawCase(act, definition, given)
      if (!did) return null
      return { kind: fate === 'lapses' ? '失効' : '取下げ', label, what: why, href }
    })
  }
}

async function rerouteWaiting(
  day: Day,
  definitions: ReadonlyMap<string, ProcedureDefinition>,
): Promise<void> {
  const on = day.plan.effective_on
  const done = day.done('cases')
  const heirs = await day.read((tx) => heirsOn(tx, on))
  const routes = await day.read(async (tx) => {
    const cases = (await waitingCases(tx, midnightInJapan(on))).filter(
      (file) => !done.has(file.applicationId),
    )
    const before = addDays(on, -1)
    return (await routesOf(tx, cases, { before, on, procedures: [...definitions.values()], heirs })).filter(
      hasChanged,
    )
  })
  const names = await day.read((tx) =>
    personNames(
      tx,
      routes.flatMap((route) => [...route.before, ...route.after, route.file.applicantId]),
    ),
  )
  const why = `${formatDate(on)}の人事異動・組織改正により`
  for (const route of routes) {
    const definition = definitions.get(route.file.procedure)
    if (definition === undefined) continue
    await day.once('cases', route.file.applicationId, async (act) => {
      const note = noteOf(route, names)
      const { applicationId } = route.file
      const did = await rerouteCase(act, definition, { applicationId, plan: route.plan, why, note, heirs })
      if (!did) return null
      await tellApplicant(act, day, route, `${why}、${note}`)
      await tellDeciders(act, day, route)
      return {
        kind: route.plan.kind === 'gap' ? '決定者の不在' : route.moved ? '回付先の変更' : '決定者の交代',
        label: `${definition.name} ${route.file.number ?? ''} ${route.file.title}`.trim(),
        what: note,
        href: `/cases/${applicationId}`,
      }
    })
  }
}

function noteOf(route: CaseRoute, names: ReadonlyMap<string, string>): string {
  const from = namesOf(route.before, names)
  return route.plan.kind === 'gap'
    ? `決定者が${from}からいなくなりました。${route.why}`
    : `決定者が${from}から${namesOf(route.after, names)}に代わりました。${route.why}`
}

async function tellApplicant(act: Act, day: Day, route: CaseRoute, text: string): Promise<void> {
  const { file } = route
  const [person] = (await describePeople(act.tx, [file.applicantId], act.today)).values()
  if (person?.mail === null || person === undefined) return
  await act.jobs.send(
    mailJobName,
    {
      to: person.mail,
      subject: `【お知らせ】申請の決定者が代わりました ${file.number ?? ''}`.trim(),
      text: `${person.name} 様\n\n${text}\n\n番号: ${file.number ?? ''}\n件名: ${file.title}\n`,
    },
    { once: `transfer:${day.plan.id}:${file.applicationId}` },
  )
}

/** One mail to each new decider, with the first case that comes to him. */
async function tellDeciders(act: Act, day: Day, route: CaseRoute): Promise<void> {
  const fresh = route.after.filter((personId) => !route.before.includes(personId))
  for (const person of (await describePeople(act.tx, fresh, act.today)).values()) {
    if (person.mail === null) continue
    await act.jobs.send(
      mailJobName,
      {
        to: person.mail,
        subject: '【お知らせ】決定を待つ申請を引き継ぎました',
        text: `${person.name} 様\n\n${formatDate(day.plan.effective_on)}の人事異動・組織改正により、決定を待つ申請があなたに回りました。「承認待ち」の画面で確かめてください。\n`,
      },
      { once: `transfer:${day.plan.id}:${person.personId}` },
    )
  }
}
