import type { z } from 'zod'
import { fiscalYear } from '#ground/clock/fiscal-year.ts'
import { formatDate } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { isId, newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { personNames } from '#authority/reads.ts'
import { casesForCouncil } from '#engine/procedure/council-cases.ts'
import { editionContents } from '#policy/editions/content-hash.ts'
import type { attachPaper, saveAgenda, saveMeeting } from './contract.ts'
import { requireCouncil, requireRules } from './council.ts'
import {
  ballotsOf,
  filesOf,
  itemsOf,
  lockMeeting,
  nowOf,
  saveNext,
  subjectOf,
  type ItemRow,
} from './meeting.ts'
import type { CouncilItemTable } from './tables.ts'
import type { Insertable } from 'kysely'

type In<T extends { input: z.ZodType }> = z.output<T['input']>

/** Plans a meeting or changes its day and place, until it is opened. */
export async function planMeeting(act: Act, input: In<typeof saveMeeting>) {
  const { unitId, way, heldOn, beginsAt, place } = input
  const council = await requireCouncil(act.tx, unitId, heldOn)
  const { rules } = await requireRules(act.tx, unitId, heldOn)
  if (way === 'written' && rules.written === 'none') {
    refuse('conflict', 'この会議の決まりでは、書面議決は行いません。開催する会議にしてください。', {
      problems: [{ at: 'way', message: '書面議決は認められていません。' }],
    })
  }
  const when = {
    held_on: heldOn,
    begins_at: beginsAt,
    place,
    answer_by: way === 'written' ? heldOn : null,
    way,
  }
  if (input.meetingId === undefined) {
    const meeting = await act.recorder.save('council_meeting', {
      tenant_id: act.tenantId,
      meeting_id: newId(),
      unit_id: unitId,
      fiscal_year: fiscalYear(heldOn),
      state: 'draft',
      minutes: '',
      revision: 0,
      created_at: act.at,
      ...when,
    })
    act.recorder.describe({
      act: '会議の計画',
      subject: subjectOf(meeting, council.name),
      note: formatDate(heldOn),
    })
    return nowOf(meeting)
  }
  const meeting = await lockMeeting(act, { meetingId: input.meetingId, revision: input.revision }, 'plan')
  if (meeting.unit_id !== unitId) {
    refuse('invalid', '会議体は変えられません。新しく計画してください。', {
      problems: [{ at: 'unitId', message: '変えられません。' }],
    })
  }
  const year = fiscalYear(heldOn)
  if (meeting.number !== null && year !== meeting.fiscal_year) {
    refuse('conflict', '招集した会議を、ほかの年度へは移せません。取りやめて、新しく計画してください。', {
      problems: [{ at: 'heldOn', message: '同じ年度の日を入れてください。', value: heldOn }],
    })
  }
  const saved = await saveNext(act, meeting, { ...when, fiscal_year: year })
  act.recorder.describe({
    act: meeting.state === 'called' ? '招集後の日程の変更' : '会議の計画の変更',
    subject: subjectOf(saved, council.name),
    note: formatDate(heldOn),
  })
  return nowOf(saved)
}

type ItemInput = In<typeof saveAgenda>['items'][number]

/** The whole agenda in its order. After the call, what is new or changed is marked for the members. */
export async function planAgenda(act: Act, input: In<typeof saveAgenda>) {
  const meeting = await lockMeeting(act, input, 'plan')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const before = new Map((await itemsOf(act.tx, meeting.meeting_id)).map((item) => [item.item_id, item]))
  const subjects = await describeSubjects(act, input.items)
  const given = new Set<string>()
  const called = meeting.state === 'called'
  const rows: Insertable<CouncilItemTable>[] = []
  for (const [index, item] of input.items.entries()) {
    const old = item.itemId === undefined ? undefined : before.get(item.itemId)
    if (item.itemId !== undefined && (old === undefined || given.has(item.itemId))) {
      refuse('not-found', 'この会議にない議題が含まれています。画面を開き直してください。', {
        problems: [{ at: `items.${index}.itemId`, message: 'この会議の議題ではありません。' }],
      })
    }
    if (item.itemId !== undefined) given.add(item.itemId)
    const subject = subjects[index] ?? null
    const row = {
      kind: item.kind,
      title: item.title,
      detail: item.detail,
      subject_kind: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      subject_label: subject?.label ?? null,
      subject_href: subject?.href ?? null,
      concerned: [...new Set([...item.concerned, ...(subject?.concerned ?? [])])],
    }
    const changed = old === undefined || words(old) !== words(row)
    rows.push({
      tenant_id: act.tenantId,
      item_id: old?.item_id ?? newId(),
      meeting_id: meeting.meeting_id,
      place: index + 1,
      ...row,
      changed_after_call: (old?.changed_after_call ?? false) || (called && changed),
    })
  }
  await demandPeople(
    act,
    rows.flatMap((row) => row.concerned),
  )
  const gone = [...before.keys()].filter((id) => !given.has(id))
  await removeItems(act, meeting.meeting_id, gone)
  if (rows.length > 0) await act.recorder.saveAll('council_item', rows)
  const saved = await saveNext(act, meeting, {})
  const added = rows.filter((row) => !before.has(row.item_id)).length
  act.recorder.describe({
    act: called ? '招集後の議題の変更' : '議題の決定',
    subject: subjectOf(saved, council.name),
    note: `議題${rows.length}件(新しく${added}件、外したもの${gone.length}件)`,
  })
  return nowOf(saved)
}

const words = (item: Pick<ItemRow, 'kind' | 'title' | 'detail' | 'subject_kind' | 'subject_id'>): string =>
  JSON.stringify([item.kind, item.title, item.detail, item.subject_kind, item.subject_id])

/** Answers and papers go with the item they belong to. */
async function removeItems(act: Act, meetingId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const has = (id: string | null): boolean => id !== null && ids.includes(id)
  const ballots = (await ballotsOf(act.tx, meetingId)).filter((ballot) => has(ballot.item_id))
  const files = (await filesOf(act.tx, meetingId)).filter((file) => has(file.item_id))
  await act.recorder.removeAll(
    'council_ballot',
    ballots.map(({ item_id, person_id }) => ({ item_id, person_id })),
  )
  await act.recorder.removeAll(
    'council_file',
    files.map(({ meeting_id, file_id }) => ({ meeting_id, file_id })),
  )
  await act.recorder.removeAll(
    'council_item',
    ids.map((item_id) => ({ item_id })),
  )
}

/** Names and addresses of the subjects the house knows itself; of others what was typed. Two queries. */
async function describeSubjects(act: Act, items: readonly ItemInput[]) {
  const idsOf = (kinds: readonly string[]): string[] =>
    items.flatMap(({ subject }) =>
      subject !== null && kinds.includes(subject.kind) && isId(subject.id) ? [subject.id] : [],
    )
  const editions = await editionContents(act.tx, idsOf(['policy-edition', 'amendment-report']))
  const people = await personNames(act.tx, idsOf(['audit-head']))
  const cases = await casesForCouncil(act.tx, idsOf(['application']))
  const unknown = (index: number): never =>
    refuse('not-found', '議題にするものが見つかりません。候補から選び直してください。', {
      problems: [{ at: `items.${index}.subject.id`, message: '見つかりません。' }],
    })
  return items.map(({ subject }, index) => {
    if (subject === null) return null
    switch (subject.kind) {
      case 'policy-edition':
      case 'amendment-report': {
        const edition = editions.get(subject.id) ?? unknown(index)
        return { ...subject, label: edition.label, href: `/policies/${subject.id}`, concerned: [] }
      }
      case 'audit-head': {
        const name = people.get(subject.id) ?? unknown(index)
        // who is to be appointed takes no part in it
        return {
          ...subject,
          label: name,
          href: `/organisation/people/${subject.id}`,
          concerned: [subject.id],
        }
      }
      case 'application': {
        const file = cases.get(subject.id) ?? unknown(index)
        // whoever applied takes no part in it
        return {
          ...subject,
          label: file.label.slice(0, 300),
          href: `/cases/${subject.id}`,
          concerned: [file.applicantId],
        }
      }
      default:
        return { ...subject, concerned: [] }
    }
  })
}

async function demandPeople(act: Act, ids: readonly string[]): Promise<void> {
  const names = await personNames(act.tx, ids)
  if (ids.some((id) => !names.has(id))) {
    refuse('not-found', '議題に関わる人に、登録のない人が含まれています。職員から選び直してください。')
  }
}

/** Puts a paper to the meeting or to one of its items, or takes it off. */
export async function attachToMeeting(act: Act, input: In<typeof attachPaper>) {
  const meeting = await lockMeeting(act, input, 'plan')
  const council = await requireCouncil(act.tx, meeting.unit_id, meeting.held_on)
  const files = await filesOf(act.tx, meeting.meeting_id)
  const known = files.find((file) => file.file_id === input.fileId)
  const { itemId } = input
  if (
    itemId !== null &&
    !(await itemsOf(act.tx, meeting.meeting_id)).some((item) => item.item_id === itemId)
  ) {
    refuse('not-found', 'この会議にない議題です。画面を開き直してください。')
  }
  let name = known?.name ?? ''
  if (input.remove) {
    if (known === undefined) refuse('not-found', 'この会議に添えた資料ではありません。')
    await act.recorder.remove('council_file', { meeting_id: meeting.meeting_id, file_id: input.fileId })
  } else {
    const stored = await act.files.find(input.fileId)
    if (stored === undefined)
      return refuse('not-found', '資料のファイルが見つかりません。もう一度選んでください。')
    if (files.length >= 100) refuse('conflict', '資料は100件までです。')
    name = stored.name
    await act.recorder.save('council_file', {
      tenant_id: act.tenantId,
      meeting_id: meeting.meeting_id,
      file_id: input.fileId,
      item_id: itemId,
      name: stored.name,
      sha256: stored.sha256,
      place: (files.at(-1)?.place ?? 0) + 1,
    })
  }
  const saved = await saveNext(act, meeting, {})
  act.recorder.describe({
    act: input.remove ? '会議資料の取外し' : '会議資料の添付',
    subject: subjectOf(saved, council.name),
    note: name.slice(0, 200),
  })
  return nowOf(saved)
}
