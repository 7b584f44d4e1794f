import type { z } from 'zod'
import { unitNames } from '#authority/reads.ts'
import { accessOf, holds, reachOf } from '#engine/register/access.ts'
import { entryColumns, entryOf, noSuchEntry } from '#engine/register/reads.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import type { Act } from '#ground/operation/act.ts'
import { labelLayouts, renderLabels } from '#ground/paper/label-sheet.ts'
import type { printLabels } from './contract-labels.ts'
import type { StocktakePorts } from './ports.ts'
import { classesOf } from './snapshot.ts'

/** Labels of lines of a register, in the order of their numbers; only of lines the actor reads, or of none. */
export async function labelsOf(
  act: Act,
  input: z.output<typeof printLabels.input>,
  ports: StocktakePorts,
): Promise<FileOutput> {
  const definition = ports.definitions.find(({ key }) => key === input.register)
  if (definition === undefined) {
    return refuse('not-found', 'その台帳はありません。台帳の一覧から選び直してください。')
  }
  const { columns, rows } = labelLayouts[input.sheet]
  if (input.skip >= columns * rows) {
    refuse('invalid', `使い始めの位置は、${columns * rows - 1}までです。`, {
      problems: [
        { at: 'skip', message: '用紙の面の数より小さい数を入れてください。', value: String(input.skip) },
      ],
    })
  }
  const access = accessOf(await reachOf(act, ports.organisation), definition)
  const ids = [...new Set(input.entryIds.map((id) => id.toLowerCase()))]
  const found = await act.tx
    .selectFrom('register_entry')
    .select(entryColumns)
    .where('register', '=', definition.key)
    .where('entry_id', 'in', ids)
    .orderBy('number')
    .execute()
  const entries = found.map(entryOf).filter((entry) => holds(access.read, entry.unitId))
  if (entries.length < ids.length) return noSuchEntry(definition)
  const names = await unitNames(
    act.tx,
    entries.map((entry) => entry.unitId),
    act.today,
  )
  const body = await renderLabels(
    entries.map((entry) => ({
      number: entry.number,
      name: entry.label === entry.number ? definition.noun : entry.label,
      unit: names.get(entry.unitId) ?? '',
      note: classesOf(definition, entry.values).split(' ')[0] ?? '',
    })),
    {
      sheet: input.sheet,
      code: input.code,
      skip: input.skip,
      owner: input.owner ?? definition.name,
      at: act.at,
    },
  )
  return { fileName: `ラベル_${definition.name}.pdf`, contentType: 'application/pdf', body }
}
