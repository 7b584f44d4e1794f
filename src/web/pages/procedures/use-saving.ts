import { ownProcedures, saveOwnProcedure, showOwnProcedure } from '#engine/own-procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { ApiProblem, type Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { useTell } from '../case/told.ts'
import { designAddress } from './addresses.ts'
import type { Overtaken } from './conflict-notice.tsx'
import { declarationOf, draftOf } from './design.ts'
import { placed } from './places.ts'
import type { Shown } from './standing-card.tsx'
import type { Design } from './use-design.ts'

/** Saving a design, and what may come of it: problems at their places, or somebody else who was there first. */
export function useSaving(design: Design, saved: Shown | null) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const tell = useTell()
  const saving = useCommand(saveOwnProcedure)
  const [version, setVersion] = useState(saved?.version ?? 0)
  const [base, setBase] = useState(saved?.declaration ?? null)
  const [overtaken, setOvertaken] = useState<Overtaken | null>(null)
  const { draft } = design

  const refresh = (): Promise<void> =>
    client.invalidateQueries({
      predicate: ({ queryKey: [name] }) =>
        typeof name === 'string' &&
        ['own-procedure.', 'procedure.', 'policy.'].some((start) => name.startsWith(start)),
    })
  const showInvalid = (problems: readonly Problem[]): void => design.show(placed(problems, draft))

  const send = (as: { key?: string; version: number }): void => {
    const wrong = design.check()
    design.show(wrong)
    if (wrong.length > 0) return
    const declaration = declarationOf(draft)
    saving.mutate(
      { ...as, declaration },
      {
        onSuccess: async ({ key, version: next, problems }) => {
          setOvertaken(null)
          const words = {
            path: designAddress(key),
            kind: problems.length === 0 ? ('success' as const) : ('warning' as const),
            title: t(problems.length === 0 ? 'procedures.saved' : 'procedures.savedFaulty'),
            text: t(problems.length === 0 ? 'procedures.savedWhat' : 'procedures.savedFaultyWhat'),
          }
          if (as.key === undefined) {
            design.leaves()
            await client.prefetchQuery({ ...reading(showOwnProcedure, { key }), staleTime: 0 })
            await navigate({ to: '/procedures/$key', params: { key }, search: {}, replace: true })
            tell(words)
            await refresh()
            return
          }
          setVersion(next)
          setBase(declaration)
          design.kept()
          tell(words)
          showInvalid(problems)
          await refresh()
        },
        onError: async (error) => {
          if (!(error instanceof ApiProblem)) return
          if (error.status === 400 && error.problems.length > 0) showInvalid(error.problems)
          if (error.code === 'conflict' && as.key !== undefined) await lookAtTheirs(as.key)
        },
      },
    )
  }

  /** Somebody saved meanwhile, or ended the procedure: what they left is read, and one's own stays on the page. */
  const lookAtTheirs = async (key: string): Promise<void> => {
    const [shown, list] = await Promise.all([
      client.fetchQuery({
        ...reading(showOwnProcedure, { key }),
        queryKey: ['procedures.theirs', key],
        staleTime: 0,
      }),
      client.fetchQuery({ ...reading(ownProcedures, {}), staleTime: 0 }),
    ])
    if (shown.state === 'retired') return
    const by = list.procedures.find((each) => each.key === key)?.changedBy ?? ''
    setOvertaken({
      version: shown.version,
      by,
      theirs: shown.declaration,
      base: base ?? shown.declaration,
    })
    saving.reset()
  }

  const isAboutFields =
    saving.error instanceof ApiProblem && saving.error.status === 400 && saving.error.problems.length > 0
  return {
    version,
    busy: saving.isPending,
    overtaken,
    failure: overtaken === null && !isAboutFields ? saving.error : null,
    showInvalid,
    /** Over the version one began from, or over that of somebody else. */
    save: (over: number = version): void =>
      send(saved === null ? { version: 0 } : { key: saved.key, version: over }),
    saveAsNew: (): void => send({ version: 0 }),
    takeTheirs: (): void => {
      if (overtaken === null) return
      design.replace(draftOf(overtaken.theirs), [])
      setVersion(overtaken.version)
      setBase(overtaken.theirs)
      setOvertaken(null)
      void refresh()
    },
    published: async (next: number): Promise<void> => {
      setVersion(next)
      await refresh()
      tell({
        path: designAddress(saved?.key ?? ''),
        kind: 'success',
        title: t('procedures.publish.done'),
        text: t('procedures.publish.doneWhat'),
      })
    },
    retired: async (): Promise<void> => {
      design.leaves()
      tell({
        path: '/procedures',
        kind: 'success',
        title: t('procedures.retire.done'),
        text: t('procedures.retire.doneWhat'),
      })
      await refresh()
    },
    /** The draft is no more: the page of it is left before anything asks for it again. */
    discarded: async (): Promise<void> => {
      design.leaves()
      tell({
        path: '/procedures',
        kind: 'success',
        title: t('procedures.discard.done'),
        text: t('procedures.discard.doneWhat', { name: saved?.declaration.name ?? '' }),
      })
      await navigate({ to: '/procedures' })
      client.removeQueries({ queryKey: [showOwnProcedure.name] })
      await refresh()
    },
  }
}
