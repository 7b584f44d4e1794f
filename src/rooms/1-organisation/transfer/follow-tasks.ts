import { addDays } from '#ground/clock/calendar.ts'
import { openTasks } from '#engine/task/tasks.ts'
import { openCasesOf } from '#engine/procedure/held-cases.ts'
import { changesUnit, fateOf } from './find-cases.ts'
import type { Day } from './follow-up.ts'

/** Days in which what a leaver or mover still has is handed back. */
const DAYS_TO_RETURN = 14

/** Checklists of joiners, movers and leavers, and a task for each thing that is still taken out. */
export async function followTasks(day: Day): Promise<void> {
  const on = day.plan.effective_on
  for (const person of day.people) {
    await day.once('tasks', person.personId, async (act) => {
      const opened = await day.ports.openChecklist(act, person, on)
      if (opened === null) return null
      act.recorder.describe({
        act: '確認表の開始',
        subject: { kind: 'person', id: person.personId, label: person.name },
        note: opened.label,
      })
      return { kind: '確認表', label: person.name, what: opened.label, href: opened.href }
    })
  }
  const concerned = new Map(day.people.filter(changesUnit).map((person) => [person.personId, person]))
  const held = await day.read((tx) => openCasesOf(tx, [...concerned.keys()]))
  for (const file of held) {
    const person = concerned.get(file.applicantId)
    if (person === undefined || fateOf(file, undefined, person) !== 'return') continue
    const unitId = person.formerUnitId ?? file.unitId
    await day.once('tasks', `return:${file.applicationId}`, async (act) => {
      const title = `${person.name}さんが持ち出しているものの返却を確認してください(${file.number ?? ''} ${file.title})`
      await openTasks(act, [
        {
          kind: 'transfer.return',
          title: title.slice(0, 200),
          owner: { office: 'sec-manager', unitId },
          aboutId: person.personId,
          subject: { kind: 'application', id: file.applicationId },
          href: `/cases/${file.applicationId}`,
          dueOn: addDays(on, DAYS_TO_RETURN),
          once: `transfer.return:${file.applicationId}`,
        },
      ])
      act.recorder.describe({
        act: '返却の依頼',
        subject: { kind: 'application', id: file.applicationId, label: file.number ?? file.title },
        note: person.kind === 'leaver' ? '申請者が退職したため' : '申請者が異動したため',
      })
      return { kind: '返却', label: person.name, what: title, href: `/cases/${file.applicationId}` }
    })
  }
}
