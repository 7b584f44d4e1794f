import { writeCsv } from '#ground/paper/csv.ts'
import type { LostCharacter } from '#ground/paper/sheet.ts'
import { displayNumber } from '../display-number.ts'
import type { Role } from '../norms/types.ts'
import { kindWords, modalityWords } from '../norms/words.ja.ts'
import type { EditionModel, ModelNorm } from './edition-model.ts'
import {
  approvalWhenWords,
  columnWords,
  joinWords,
  planned,
  separator,
  stateWords,
  triggerWords,
  unbound,
  unset,
} from './words.ja.ts'

type Column = keyof typeof columnWords

/**
 * The norms of an edition as a table with Japanese heads, for Excel: UTF-8 with BOM, or CP932. What Excel would run as
 * a formula is defused; characters that CP932 lacks are listed in `lost`.
 */
export function normsCsv(
  model: EditionModel,
  encoding: 'utf-8' | 'cp932',
): { readonly bytes: Uint8Array; readonly lost: readonly LostCharacter[] } {
  const columns = Object.keys(columnWords).filter((c): c is Column => c in columnWords)
  const cellsOf = cellsFor(model)
  const rows = model.norms.map((norm) => {
    const cells = cellsOf(norm)
    return columns.map((c) => cells[c])
  })
  return writeCsv({ header: columns.map((c) => columnWords[c]), rows }, { encoding })
}

function cellsFor(model: EditionModel): (norm: ModelNorm) => Readonly<Record<Column, string>> {
  const nodes = new Map(model.nodes.map((n) => [n.eid, n]))
  const parameters = new Map(model.parameters.map((p) => [p.id, p]))
  const list = (words: readonly string[]) => words.join(separator)
  const roles = (all: readonly Role[]) => list(all.map((r) => r.word))
  return (norm) => {
    const node = nodes.get(norm.node)
    const { subject, trigger, approval } = norm
    const open = norm.parameters.flatMap((id) => {
      const p = parameters.get(id)
      return p === undefined
        ? []
        : [`${p.label}: ${p.value ?? unset}${p.value?.endsWith(p.unit) === false ? p.unit : ''}`]
    })
    return {
      number: displayNumber(norm.node),
      heading: node?.heading ?? '',
      text: norm.text,
      subject: roles(subject.roles),
      join: joinWords[subject.join],
      modality: modalityWords[norm.modality],
      kind: kindWords[norm.kind],
      trigger: triggerWords[trigger.type],
      event: trigger.eventText ?? '',
      cadence: trigger.cadence ?? '',
      act: approval === null ? '' : `${approval.act}(${approvalWhenWords[approval.when]})`,
      applicant: approval === null ? '' : roles(approval.applicant),
      approver: approval === null ? '' : roles(approval.approver) + joined(approval.join),
      record: norm.record ?? '',
      recordFields: list(norm.recordFields),
      deadline: norm.deadline ?? '',
      target: norm.targetClass ?? '',
      exception: norm.exception ?? '',
      qualifiers: list(norm.qualifiers),
      parameters: list(open),
      references: list(norm.crossRefs.map((r) => r.text)),
      bindings: kept(norm),
      state: stateWords[norm.state],
      id: norm.id,
      wid: node?.wid ?? '',
    }
  }
}

/** The mechanisms of a norm, each once; one to come says so. */
function kept({ mechanisms }: ModelNorm): string {
  const names = new Set(mechanisms.map((m) => (m.ready ? m.name : `${m.name}(${planned})`)))
  return names.size === 0 ? unbound : [...names].join(separator)
}

const joined = (join: 'single' | 'all' | 'any') => (joinWords[join] === '' ? '' : `(${joinWords[join]})`)
