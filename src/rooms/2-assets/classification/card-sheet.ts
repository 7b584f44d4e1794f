import { formatDate } from '#ground/clock/calendar.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import type { Act } from '#ground/operation/act.ts'
import { renderDocument } from '#ground/paper/document.ts'
import { showCard } from './card.ts'
import type { ClassificationPorts } from './ports.ts'

const words = {
  kept: '守られている',
  broken: '守られていない',
  unknown: '分からない',
  'at-permit': '手続で確かめる',
} as const

/** The 取扱カード on paper, to hang beside the thing itself. */
export async function cardSheet(
  act: Act,
  asked: { readonly register: string; readonly entryId: string },
  ports: ClassificationPorts,
): Promise<FileOutput> {
  const card = await showCard(act, asked, ports)
  const body = await renderDocument(
    {
      title: '取扱カード',
      mark: card.number,
      parts: [
        {
          kind: 'facts',
          rows: [
            { label: '名称', value: card.label },
            ...card.classes.map(({ axisLabel, label }) => ({ label: axisLabel, value: label })),
          ],
        },
        { kind: 'heading', level: 1, text: 'この分類の取扱い' },
        card.items.length === 0
          ? { kind: 'text', text: 'この分類には、決まった取扱制限はありません。' }
          : {
              kind: 'table',
              columns: [
                { head: 'すること', width: 5 },
                { head: '状態', width: 2 },
                { head: '台帳から分かること', width: 4 },
                { head: '条文', width: 3 },
              ],
              rows: card.items.map((item) => [
                item.text,
                words[item.state],
                item.says,
                item.cites.map((cite) => `${cite.documentMark} ${cite.label}`).join('、'),
              ]),
            },
        { kind: 'right', text: `${formatDate(act.today)} 現在` },
      ],
      footer: card.cites.map((cite) => `${cite.documentMark} ${cite.label}`),
    },
    { at: act.at },
  )
  return { fileName: `取扱カード_${card.number}.pdf`, contentType: 'application/pdf', body }
}
