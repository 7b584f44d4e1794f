import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { checkPaperForm } from '#engine/paper-form/contract.ts'
import { paperTemplate, type PaperTemplate } from '#engine/paper-form/contract-template.ts'
import { reading } from '../../api/api.ts'
import { problemsOf } from '../../api/check.ts'
import type { Problem } from '../../api/problem.ts'
import { useSettled } from '../../parts/use-settled.ts'
import type { PaperForm } from './designer-page.tsx'

/** A query goes in the address: beyond this many characters it is told here, and the server is not asked. */
const MOST_IN_ADDRESS = 9_000

/** What is wrong with the draft once typing pauses: its shape here, its texts by the server. */
export function useProblems(
  form: PaperForm,
  template: PaperTemplate,
): {
  settled: PaperTemplate
  problems: readonly Problem[]
  /** The answer is about exactly the settled draft. */
  fresh: boolean
} {
  const settled = useSettled(template, 400)
  const shape = problemsOf(paperTemplate, settled)
  const tooMuch = JSON.stringify(settled).length > MOST_IN_ADDRESS * 1.6
  const asked = useQuery({
    ...reading(checkPaperForm, { procedure: form.key, document: form.document, template: settled }),
    enabled: shape.length === 0 && !tooMuch,
    placeholderData: keepPreviousData,
  })
  if (shape.length > 0) return { settled, problems: shape, fresh: true }
  return {
    settled,
    problems: asked.data?.problems ?? [],
    fresh: asked.isSuccess && !asked.isPlaceholderData && settled === template,
  }
}
