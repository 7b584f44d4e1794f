import type { z } from 'zod'
import { personNames } from '#authority/reads.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { sql } from 'kysely'
import { doorsOf } from './areas.ts'
import type { correctEntry } from './contract.ts'
import { readLines } from './lines.ts'
import { instantOf } from './record.ts'
import type { EntryPorts } from './ports.ts'
import { lineRow } from './store.ts'

/** 訂正: writes a second line that takes the place of the first, or says that it should not be there. */
export async function correctLine(
  act: Act,
  input: z.output<typeof correctEntry.input>,
  ports: EntryPorts,
): Promise<z.input<typeof correctEntry.output>> {
  const { kept } = await doorsOf(act, ports)
  const [line] = await readLines(act.tx, sql`l.line_id = ${input.lineId}::uuid`, { limit: 1 })
  const area = kept.find((each) => each.areaId === line?.area_id)
  if (line === undefined || area === undefined) {
    return refuse('not-found', 'その行は見つからないか、あなたの課の管理区域のものではありません。')
  }
  if (line.corrected)
    return refuse('conflict', 'この行は、すでに訂正されています。訂正後の行を訂正してください。')
  if (line.struck) return refuse('conflict', 'この行は、取消しの行です。訂正はできません。')
  if (input.escortId !== undefined && !(await personNames(act.tx, [input.escortId])).has(input.escortId)) {
    refuse('invalid', '付き添う職員が見つかりません。', {
      problems: [{ at: 'escortId', message: '職員を選び直してください。' }],
    })
  }
  const row = lineRow(
    act,
    area,
    {
      at: input.at === undefined ? line.at : instantOf(act, input.at),
      direction: input.direction ?? line.direction,
      kind: line.kind,
      personId: line.person_id,
      name: line.name,
      company: line.company,
      card: line.card,
      badge: line.badge,
      escortId: input.escortId ?? line.escort_id,
      purpose: input.purpose ?? line.purpose,
      items: line.items,
    },
    { origin: 'typed', corrects: line.line_id, struck: input.strike, why: input.why },
  )
  const saved = await act.recorder.save('entry_line', { ...row, who: line.who })
  act.recorder.describe({
    act: input.strike ? '入退室の取消し' : '入退室の訂正',
    subject: { kind: 'entry-line', id: saved.line_id, label: `${area.name} ${line.name}` },
    note: input.why,
  })
  return { lineId: saved.line_id }
}
