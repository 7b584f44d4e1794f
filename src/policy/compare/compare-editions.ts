import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import type { NormChangeKind } from './norm-changes.ts'
import type { Row, Side } from './row-types.ts'
import { compareEditions, type ComparedEdition, type EditionComparison } from './rows.ts'
import { sheetDocx, docxType } from './sheet-docx.ts'
import { sheetOf } from './sheet-lines.ts'
import { sheetPdf } from './sheet-pdf.ts'
import { comparedEdition } from './compared-edition.ts'
import { policyCompare, policyComparisonFile } from '../contract-editions.ts'
import { editionOn, findEdition, selectEditions, type EditionRow } from '../editions/editions.ts'

const NOTHING: ComparedEdition = { places: [], norms: [] }

export type Compared = {
  readonly edition: EditionRow
  readonly against: EditionRow | null
  readonly comparison: EditionComparison
  readonly normsCompared: boolean
}

/**
 * An edition against another one; without a choice a draft against the one in force, any other against the one it
 * replaced. @throws Refusal 'not-found', 'forbidden'.
 */
export async function compareOf(act: Act, editionId: string, withId?: string): Promise<Compared> {
  const edition = await findEdition(act, editionId)
  if (withId === editionId) {
    return refuse('invalid', '同じ版どうしは比べられません。別の版を選んでください。', {
      problems: [{ at: 'with', message: '別の版を選んでください。' }],
    })
  }
  const against = withId === undefined ? await editionBefore(act, edition) : await findEdition(act, withId)
  const after = await comparedEdition(act, edition.version_id)
  const before = against === null ? NOTHING : await comparedEdition(act, against.version_id)
  return {
    edition,
    against,
    comparison: compareEditions(before, after),
    normsCompared: before.norms !== null && after.norms !== null,
  }
}

/** What an edition is an amendment of; null for the first. */
export async function editionBefore(act: Act, edition: EditionRow): Promise<EditionRow | null> {
  const others = selectEditions(act.tx, act.tenantId)
    .where('v.policy_id', '=', edition.policy_id)
    .where('v.version_id', '<>', edition.version_id)
  if (edition.state === 'draft') {
    // What it will replace: the last one decided, which may itself still be to come.
    const last = await others
      .where('v.state', '=', 'in-force')
      .orderBy('v.effective_from', 'desc')
      .limit(1)
      .executeTakeFirst()
    return last ?? (await editionOn(act.tx, act.tenantId, act.today, { policyId: edition.policy_id })) ?? null
  }
  const replaced = await others
    .where('v.state', '=', 'superseded')
    .where('v.effective_to', '=', edition.effective_from)
    .executeTakeFirst()
  return replaced ?? null
}

const headOf = (row: EditionRow) => ({
  editionId: row.version_id,
  label: row.label,
  decidedBy: row.decided_by,
  decidedOn: row.decided_on,
  effectiveFrom: row.effective_from,
})

const ranges = (list: readonly { readonly start: number; readonly end: number }[]) =>
  list.map((r) => ({ ...r }))

const sideOut = (side: Side | null) =>
  side === null
    ? null
    : { ...side, headingMarks: ranges(side.headingMarks), textMarks: ranges(side.textMarks) }

const rowOut = (row: Row) => ({
  unchanged: row.unchanged,
  changes: [...row.changes],
  after: sideOut(row.after),
  before: sideOut(row.before),
  note: row.note,
  norms: row.norms.map((n) => ({ ...n })),
  related: row.related.map((r) => ({ ...r })),
})

/** A label that stays although one above it changed is no difference to show. */
const differs = (row: Row) =>
  !row.unchanged &&
  (row.after?.numberChanged === true ||
    row.changes.length === 0 ||
    row.changes.some((kind) => kind !== 'renumbered'))

/** 新旧対照表. Six queries. */
export function compareOperation(): Implementation {
  return implement(policyCompare, async (act, input) => {
    const { edition, against, comparison, normsCompared } = await compareOf(act, input.editionId, input.with)
    const normCounts: Partial<Record<NormChangeKind, number>> = {}
    for (const { kind } of comparison.norms) normCounts[kind] = (normCounts[kind] ?? 0) + 1
    return {
      title: edition.title,
      documentMark: edition.document_mark,
      after: headOf(edition),
      before: against === null ? null : headOf(against),
      rows: comparison.rows.filter((row) => !input.onlyChanged || differs(row)).map(rowOut),
      counts: { ...comparison.counts },
      normCounts,
      normsCompared,
    }
  })
}

/** The same as a file for the council's papers. */
export function comparisonFileOperation(): Implementation {
  return implement(policyComparisonFile, async (act, input) => {
    const { edition, against, comparison } = await compareOf(act, input.editionId, input.with)
    const about = {
      title: edition.title,
      after: headOf(edition),
      before: against === null ? null : headOf(against),
    }
    const sheet = sheetOf(about, comparison.rows, input.whole)
    const fileName = `${edition.title}_新旧対照表_${edition.label}.${input.format}`
    return input.format === 'docx'
      ? { fileName, contentType: docxType, body: await sheetDocx(sheet) }
      : { fileName, contentType: 'application/pdf', body: await sheetPdf(sheet) }
  })
}
