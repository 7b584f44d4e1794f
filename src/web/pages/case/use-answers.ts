import { useState } from 'react'
import { ApiProblem, messageAt } from '../../api/problem.ts'
import { draftOf, formOf, listIn, type Draft, type Field, type Form } from '../apply/draft.ts'
import type { Entry, FieldFilling, Paper } from '../apply/use-draft.ts'

/** What is said with an act, while it is being filled in. `failure`: why the server did not take it. */
export function useAnswers(fields: readonly Field[], failure: Error | null) {
  const [draft, setDraft] = useState<Draft>({})
  const [known, setKnown] = useState<readonly Entry[]>([])
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const [papers, setPapers] = useState<readonly Paper[]>([])
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set())
  // What is asked may become known after the dialog has opened: what is typed lies over the empty form.
  const whole: Draft = { ...draftOf(fields), ...draft }
  const problems = failure instanceof ApiProblem ? failure.problems : []
  const atFields = problems.length > 0 && problems.every(({ at }) => fields.some(({ key }) => key === at))
  const filling: FieldFilling = {
    draft: whole,
    set: (key, value) => {
      setDraft((before) => ({ ...before, [key]: value }))
      setMended((before) => new Set([...before, key]))
    },
    entriesOf: (key) => listIn(whole, key).flatMap((id) => known.find((entry) => entry.entryId === id) ?? []),
    learn: (entry) =>
      setKnown((before) => [...before.filter((each) => each.entryId !== entry.entryId), entry]),
    nameOf: (id) => names[id],
    learnName: (id, name) => setNames((before) => ({ ...before, [id]: name })),
    fileOf: (id) => papers.find((each) => each.fileId === id),
    learnFile: (paper) =>
      setPapers((before) => [...before.filter((each) => each.fileId !== paper.fileId), paper]),
    errorAt: (key) => (mended.has(key) ? undefined : messageAt(problems, key)),
  }
  return {
    filling,
    /** Every problem stands at a field; nothing is left to say above. */
    atFields,
    answers: (): Form => formOf(fields, whole),
    /** Sent once more: what the server says now stands at the fields again. */
    sent: () => setMended(new Set()),
  }
}
