import type { z } from 'zod'
import { unitNames } from '#authority/units.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import type { exportCheck } from './contract.ts'
import type { CheckPorts } from './ports.ts'
import { narrowedTo, numberShown } from './show.ts'
import { requireCheck, sightOf } from './sight.ts'
import { within } from './standing.ts'

const mostRows = 100_000

/** The open violations of a check as an Excel book. @throws Refusal 'too-large' above 100,000 rows. */
export async function exportFile(
  act: Act,
  input: z.output<typeof exportCheck.input>,
  ports: CheckPorts,
): Promise<FileOutput> {
  const definition = requireCheck(new Map(ports.checks.map((each) => [each.key, each])), input.check)
  const sight = await sightOf(act, ports.organisation)
  const scope = narrowedTo(sight.scopeOf(definition), input.unitId)
  const rows = await act.tx
    .selectFrom('check_violation')
    .selectAll()
    .where('check_key', '=', definition.key)
    .where('mended_at', 'is', null)
    .where(within(scope))
    .orderBy('number')
    .limit(mostRows + 1)
    .execute()
  if (rows.length > mostRows) {
    refuse('too-large', '10万件を超えるため、一度に書き出せません。部・課で絞ってください。')
  }
  const names = await unitNames(
    act.tx,
    rows.map((row) => row.unit_id),
    act.today,
  )
  const body = await writeExcel(
    {
      columns: [
        { name: '番号', type: 'text' },
        { name: definition.of.noun, type: 'text' },
        { name: '部・課', type: 'text' },
        { name: '見つかったこと', type: 'text' },
        { name: '初めて見つけた日', type: 'date' },
      ],
      rows: rows.map((row) => [
        numberShown(definition, row.number),
        row.label,
        names.get(row.unit_id) ?? '',
        row.sentence,
        jstDate(row.first_seen),
      ]),
    },
    { name: '点検' },
  )
  return {
    fileName: `点検_${definition.name}_${act.today.replaceAll('-', '')}.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  }
}
