import { unitNames } from '#authority/units.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { LostCharacter } from '#ground/paper/sheet.ts'
import { narrowed } from './access.ts'
import { registerExport } from './contract.ts'
import type { RegisterDefinition } from './definition.ts'
import { everyEntry } from './list.ts'
import { resolveReferences, type ApplicationNames } from './references.ts'
import { livingColumns } from './own-columns.ts'
import type { Entry } from './reads.ts'
import type { Opener } from './service.ts'
import { cellsOf } from './sheet.ts'
import { csvBytes, excelBytes, excelType } from './sheet-file.ts'

/** `register.export`: the lines of a selection as a file that `register.import` reads back unchanged. */
export function exportOperation(open: Opener, applications: ApplicationNames | undefined): Implementation {
  return implement(registerExport, async (act, input) => {
    const { definition: wide, access } = await open(act, input.register)
    const definition = { ...wide, columns: livingColumns(wide) }
    const selection = {
      scope: narrowed(access, input.units),
      state: input.state,
      sort: input.sort,
      direction: input.direction,
      ...(input.search === undefined ? {} : { search: input.search }),
      ...(input.filters === undefined ? {} : { filters: input.filters }),
    }
    const stretches = cellLines(act, definition, everyEntry(act.tx, definition, selection), applications)
    const fileName = `${definition.name}_${act.today.replaceAll('-', '')}.${input.format}`
    if (input.format === 'xlsx') {
      return { fileName, contentType: excelType, body: await excelBytes(definition, stretches) }
    }
    const { bytes, gone, goneCount } = await csvBytes(definition, stretches, input.encoding, mostListed)
    if (goneCount > 0 && input.unwritable === 'refuse') throw unwritable(gone, goneCount)
    const charset = input.encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'
    return { fileName, contentType: `text/csv; charset=${charset}`, body: bytes }
  })
}

/** Lines as cells, read a stretch at a time: three queries for each. */
async function* cellLines(
  act: Act,
  definition: RegisterDefinition,
  stretches: AsyncIterable<readonly Entry[]>,
  applications: ApplicationNames | undefined,
): AsyncGenerator<string[][]> {
  for await (const entries of stretches) {
    const lines = entries.map((entry) => entry.values)
    const resolved = await resolveReferences(act.tx, definition, lines, act.today, applications)
    const units = await unitNames(
      act.tx,
      entries.map((entry) => entry.unitId),
      act.today,
    )
    const names = new Map([...units, ...resolved.names])
    yield entries.map((entry) => cellsOf(definition, entry, names, jstDate(entry.updatedAt)))
  }
}

const mostListed = 50

function unwritable(listed: readonly LostCharacter[], count: number): Refusal {
  return new Refusal(
    'invalid',
    `Shift_JISで書けない文字が${count}か所あります。UTF-8で書き出すか、「〓」に置き換えて書き出してください。`,
    {
      problems: listed.map((it) => ({
        at: `${it.line}行 ${it.column}`,
        message: `「${it.character}」(${it.codePoint})は書けません。`,
        value: it.character,
      })),
    },
  )
}
