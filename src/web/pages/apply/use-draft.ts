import { previewApplication, type CaseView, type ProcedureKind } from '#engine/procedure/contract.ts'
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/api.ts'
import type { OutputOf } from '../../api/client.ts'
import type { Problem } from '../../api/problem.ts'
import { useSettled } from '../../parts/use-settled.ts'
import {
  draftOf,
  listIn,
  mergedProblems,
  ownProblems,
  previewFormOf,
  sameForm,
  problemsWhileTyping,
  type Draft,
  type Form,
} from './draft.ts'

export type Entry = CaseView['entries'][number]
export type Preview = OutputOf<typeof previewApplication>
export type Filling = ReturnType<typeof useDraft>
/** What a single field needs of it. */
export type FieldFilling = Pick<
  Filling,
  'draft' | 'set' | 'errorAt' | 'entriesOf' | 'learn' | 'nameOf' | 'learnName' | 'fileOf' | 'learnFile'
> & {
  /** Why no papers are taken here: a try-out keeps nothing. */
  readonly withoutFiles?: string | undefined
}

/** A try-out of a form that is not in use: somebody else is asked what follows, and nothing is kept. */
export type Trying = {
  /** What is tried, part of the cache key. */
  readonly about: unknown
  readonly ask: (form: Form, signal: AbortSignal) => Promise<Preview>
  /** It can be asked about at all. */
  readonly ready: boolean
  readonly withoutFiles: string
}

/** Milliseconds of standing still after which the rules are asked what follows from the form. */
const pause = 400

/** What a form begins with: a case, or what is copied from the last one. */
export type Start = {
  readonly form: Form
  readonly entries: readonly Entry[]
  readonly names: Readonly<Record<string, string>>
  readonly files?: readonly Paper[]
}
/** A paper that was put in. */
export type Paper = { readonly fileId: string; readonly name: string; readonly size: number }

/** A form being filled: what is in it, what follows from it, and what is wrong with it. */
export function useDraft(kind: ProcedureKind, start: Start | null, trying?: Trying) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => draftOf(kind.fields, start?.form))
  const [known, setKnown] = useState<readonly Entry[]>(start?.entries ?? [])
  const [names, setNames] = useState<Readonly<Record<string, string>>>(start?.names ?? {})
  const [papers, setPapers] = useState<readonly Paper[]>(start?.files ?? [])
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  /** What was wrong when it was last to be sent. Kept as it was: the list on top must not move under the reader. */
  const [found, setFound] = useState<readonly Problem[]>([])
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set())

  const limitWords = (label: string, limit: number, count: number): string =>
    t('apply.limit', { label, limit, count })
  const settled = useSettled(draft, pause)
  const previewOf = (of: Draft) => {
    const form = previewFormOf(kind.fields, of)
    const input = { procedure: kind.key, form }
    return queryOptions({
      queryKey: [previewApplication.name, trying === undefined ? input : [trying.about, form]],
      queryFn: ({ signal }): Promise<Preview> =>
        trying === undefined ? call(previewApplication, input, { signal }) : trying.ask(form, signal),
    })
  }
  const preview = useQuery({
    ...previewOf(settled),
    placeholderData: keepPreviousData,
    enabled: trying?.ready ?? true,
  })

  // A date that is only written differently when its field is left is the same form: what is wrong with it stays in
  // sight, and the page does not move under the pointer.
  const current =
    preview.data !== undefined && !preview.isPlaceholderData && sameForm(kind.fields, settled, draft)
  const now = mergedProblems(
    ownProblems(kind.fields, draft, limitWords),
    current ? preview.data.problems : [],
  )
  const shownProblems = [
    ...found.filter(({ at }) => at === undefined || !mended.has(at)),
    ...problemsWhileTyping(now, draft, touched),
  ]

  const set = (key: string, value: string | readonly string[]): void => {
    if (draft[key] === value) return
    setDraft({ ...draft, [key]: value })
    setTouched(new Set([...touched, key]))
    setMended(new Set([...mended, key]))
  }
  const replace = (form: Form, entries: readonly Entry[], named: Readonly<Record<string, string>>): void => {
    setDraft(draftOf(kind.fields, form))
    setKnown(entries)
    setNames({ ...names, ...named })
    setTouched(new Set())
    show([])
  }
  const show = (problems: readonly Problem[]): void => {
    setFound(problems)
    setMended(new Set())
  }
  /** Asks the rules about the form as it is now. Resolves to what is wrong, and shows it. */
  const check = useMutation({
    mutationFn: async (): Promise<readonly Problem[]> => {
      const answer = await client.fetchQuery({ ...previewOf(draft), staleTime: 0 })
      const problems = mergedProblems(ownProblems(kind.fields, draft, limitWords), answer.problems)
      if (answer.route.kind === 'gap' && problems.length === 0) return [{ message: answer.route.reason }]
      return problems
    },
    onSuccess: show,
  })

  return {
    draft,
    set,
    replace,
    /** Facts of the chosen entries, in the order chosen; those the register no longer has are left out. */
    entriesOf: (key: string): Entry[] =>
      listIn(draft, key).flatMap((id) => known.find((entry) => entry.entryId === id) ?? []),
    learn: (entry: Entry): void =>
      setKnown([...known.filter((each) => each.entryId !== entry.entryId), entry]),
    names,
    papers,
    nameOf: (id: string): string | undefined => names[id],
    learnName: (id: string, name: string): void => setNames((before) => ({ ...before, [id]: name })),
    fileOf: (id: string): Paper | undefined => papers.find((each) => each.fileId === id),
    learnFile: (paper: Paper): void =>
      setPapers((before) => [...before.filter((each) => each.fileId !== paper.fileId), paper]),
    withoutFiles: trying?.withoutFiles,
    preview,
    check,
    found,
    show,
    errorAt: (key: string): string | undefined => shownProblems.find(({ at }) => at === key)?.message,
  }
}
