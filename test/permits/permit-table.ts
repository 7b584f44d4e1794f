import { offices } from '#authority/offices.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import type { RouteStep } from '#engine/procedure/route-definition.ts'

/** The table of every permission for docs/permits.md, so that nobody writes it by hand. */
export function permitTable(procedures: readonly ProcedureDefinition[]): string {
  const rows = procedures.map((definition) => [
    definition.name,
    definition.formNumber,
    definition.route.map((step) => stepWords(definition, step)).join(' → '),
    validityWords(definition),
    definition.afterwards.map(({ word }) => word).join('、') || 'なし',
    definition.slots[0]?.need ?? '',
  ])
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(['手続', '様式', 'だれの手を通るか', '効力', '許可のあと', '対応付ける条文']),
    line(['---', '---', '---', '---', '---', '---']),
    ...rows.map(line),
  ].join('\n')
}

function stepWords(definition: ProcedureDefinition, step: RouteStep): string {
  const seats = step.seats.map((seat) => {
    const word =
      'office' in seat ? offices[seat.office].word : `「${seat.word}」(はじめに1度、だれかを決めます)`
    const { from } = seat
    if (from === undefined || from === 'applicant') return word
    const field = definition.fields.find(({ key }) => key === from.field)
    return `${word}(${field?.label ?? ''}を所管する課)`
  })
  return `${seats.join(step.needs === 'all' ? ' 及び ' : ' 又は ')}の${step.word}`
}

function validityWords(definition: ProcedureDefinition): string {
  const dates = definition.fields.filter(({ type }) => type === 'date')
  const form = Object.fromEntries(dates.map(({ key }) => [key, '2026-05-11']))
  const until = definition.validUntil(form, '2026-05-01')
  if (until === null) return '取り消すまで'
  return until === '2026-05-11' ? '申請した期間' : '年度の終わりまで'
}
