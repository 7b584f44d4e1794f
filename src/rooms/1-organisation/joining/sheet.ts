import { formatDate, formatInstant } from '#ground/clock/calendar.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import type { Act } from '#ground/operation/act.ts'
import { renderFormSheet, type FormSheet } from '#ground/paper/form-sheet.ts'
import { showChecklist, type ChecklistView } from './contract.ts'
import { eventWords, heldWords } from './definition.ts'
import type { JoiningPorts } from './ports.ts'
import { viewChecklist } from './read.ts'

/** The checklist on paper, as it stands at this moment. */
export async function sheetOf(act: Act, checklistId: string, ports: JoiningPorts): Promise<FileOutput> {
  const view = showChecklist.output.parse(await viewChecklist(act, checklistId, ports))
  const body = await renderFormSheet(checklistPaper(view, act.today), { at: act.at })
  return {
    fileName: `${eventWords[view.event]}_${view.person.name}.pdf`,
    contentType: 'application/pdf',
    body,
  }
}

/** What is printed. Pure. */
export function checklistPaper(view: ChecklistView, today: string): FormSheet {
  const cites = view.items.flatMap((item) => item.cites)
  return {
    formNumber: '',
    title: `${eventWords[view.event]}の確認票`,
    documentNumber: '',
    date: today,
    addressee: '(あて先) 情報セキュリティ管理者 様',
    applicantTitle: '対象の職員',
    applicant: [
      { label: '所属', value: view.unitName },
      { label: '職', value: view.postTitle },
      { label: '氏名', value: view.person.name },
    ],
    lead: `${formatDate(view.effectiveOn)}付けの${eventWords[view.event]}について、下記のとおり確認します。`,
    rows: view.items.map((item) => ({ label: item.label, value: printed(item) })),
    decisionBoxes: [],
    history:
      view.closedAt === null
        ? []
        : [
            {
              when: formatInstant(view.closedAt),
              what: [
                view.state === 'closed' ? '終了' : '取りやめ',
                view.closedBy?.name ?? '',
                view.closedBy === null || view.closedBy.capacity === '本人'
                  ? ''
                  : `【${view.closedBy.capacity}】`,
                view.outcome ?? '',
              ]
                .filter((part) => part !== '')
                .join(' '),
            },
          ],
    footer: {
      citations: [...new Set(cites.map((cite) => `${cite.documentMark} ${cite.label}`))],
      receipt: '',
    },
  }
}

function printed(item: ChecklistView['items'][number]): string {
  const lines = [item.means]
  if (item.state === 'open') lines.push('□ 確認　　年　　月　　日　　氏名')
  if (item.state === 'not-needed') lines.push(`対象外: ${item.note ?? ''}`)
  if (item.state === 'done') {
    const by = item.settledBy
    lines.push(
      ['■ 確認済み', item.settledAt === null ? '' : formatInstant(item.settledAt), by?.name ?? '']
        .filter((part) => part !== '')
        .join(' '),
    )
    if (item.note !== null) lines.push(item.note)
  }
  for (const held of item.held) {
    lines.push(`残り: ${heldWords[held.kind]} ${held.label} ${held.detail ?? ''}`.trim())
  }
  for (const kind of item.unread) lines.push(`${heldWords[kind]}: 台帳がないため、現物で確かめてください`)
  return lines.join('\n')
}
