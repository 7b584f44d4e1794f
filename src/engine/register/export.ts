import { unitNames } from '#authority/reads.ts'
import { jstDate } from '#ground/clock/clock.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { LostCharacter } from '#ground/paper/sheet.ts'
import { narrowed } from './access.ts'
import { registerExport } from './contract.ts'
import { everyEntry } from './list.ts'
import { resolveReferences, type ApplicationNames } from './references.ts'
import type { Opener } from './service.ts'
import { cellsOf, headings } from './sheet.ts'
import { csvBytes, excelBytes, excelType } from './sheet-file.ts'

/** `register.export`: the lines of a selection as a file that `register.import` reads back unchanged. */
export function exportOperation(open: Opener, applications: ApplicationNames | undefined): Implementation {
  return implement(registerExport, async (act, input) => {
    const { definition, access } = await open(act, input.register)
    const selection = {
      scope: narrowed(access, input.units),
      state: input.state,
      sort: input.sort,
      direction: input.direction,
      ...(input.search === undefined ? {} : { search: input.search }),
      ...(input.filters === undefined ? {} : { filters: input.filters }),
    }
    const rows: string[][] = []
    for await (const entries of everyEntry(act.tx, definition, selection)) {
      const lines = entries.map((entry) => entry.values)
      const resolved = await resolveReferences(act.tx, definition, lines, applications)
      const units = await unitNames(
        act.tx,
        entries.map((entry) => entry.unitId),
      )
      const names = new Map([...units, ...resolved.names])
      for (const entry of entries) rows.push(cellsOf(definition, entry, names, jstDate(entry.updatedAt)))
    }
    const fileName = `${definition.name}_${act.today.replaceAll('-', '')}.${input.format}`
    if (input.format === 'xlsx') {
      return { fileName, contentType: excelType, body: await excelBytes(definition, rows) }
    }
    const { bytes, lost } = csvBytes({ header: headings(definition), rows }, input.encoding)
    const gone = lost.filter((it) => it.writtenAs === '〓' || it.writtenAs === '\uFFFD')
    if (gone.length > 0 && input.unwritable === 'refuse') throw unwritable(gone)
    const charset = input.encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'
    return { fileName, contentType: `text/csv; charset=${charset}`, body: bytes }
  })
}

const mostListed = 50

function unwritable(lost: readonly LostCharacter[]): Refusal {
  return new Refusal(
    'invalid',
    `Shift_JISで書けない文字が${lost.length}か所あります。UTF-8で書き出すか、「〓」に置き換えて書き出してください。`,
    {
      problems: lost.slice(0, mostListed).map((it) => ({
        at: `${it.line}行 ${it.column}`,
        message: `「${it.character}」(${it.codePoint})は書けません。`,
        value: it.character,
      })),
    },
  )
}
