import { saveOwnProcedure } from '#engine/own-procedure/contract.ts'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf } from '../../api/check.ts'
import type { Problem } from '../../api/problem.ts'
import { askedFields, declarationOf, type Draft } from './design.ts'
import { reworded } from './labels.ts'
import { liesWithin, placed } from './places.ts'
import { useNextFocus } from './use-next-focus.ts'

export type Design = ReturnType<typeof useDesign>

/** A design while it is worked on: what it says, what was found wrong, and whether leaving would lose something. */
export function useDesign(begun: Draft, problems: readonly Problem[]) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(begun)
  /** As it was when something was wrong last: the list on top must not move under the reader. */
  const [found, setFound] = useState<readonly Problem[]>(() => placed(problems, begun))
  const [mended, setMended] = useState<readonly string[]>([])
  const [saved, setSaved] = useState(() => wordsOf(begun))
  /** Leaving a page that has just been saved as another one loses nothing. */
  const left = useRef(false)
  const focus = useNextFocus()

  const show = (next: readonly Problem[]): void => {
    setFound(next)
    setMended([])
  }
  return {
    draft,
    found,
    focus,
    /** The design after an act; `about` are the places whose problems it may have mended. */
    change: (next: Draft, ...about: readonly string[]): void => {
      setDraft(next)
      if (about.length > 0) setMended((before) => [...before, ...about])
    },
    errorAt: (place: string): string | undefined =>
      mended.some((thing) => liesWithin(place, thing))
        ? undefined
        : found.find((problem) => problem.at === place)?.message,
    show,
    /** Begins anew from what somebody else saved. */
    replace: (next: Draft, wrong: readonly Problem[]): void => {
      setDraft(next)
      setSaved(wordsOf(next))
      show(placed(wrong, next))
    },
    /** What is wrong before anything is sent, by the contract and by what only the designer knows. */
    check: (): readonly Problem[] => {
      const wrong = placed(
        problemsOf(saveOwnProcedure.input, { version: 0, declaration: declarationOf(draft) }),
        draft,
        (place, message) => reworded(t, place, message),
      )
      const answers = withoutAnswers(draft).map((id): Problem => ({
        at: `rule.${id}.when`,
        message: t('procedures.wrong.answers'),
      }))
      return [...wrong, ...answers]
    },
    kept: (): void => setSaved(wordsOf(draft)),
    dirty: (): boolean => !left.current && wordsOf(draft) !== saved,
    leaves: (): void => {
      left.current = true
    },
  }
}

const wordsOf = (draft: Draft): string => JSON.stringify(declarationOf(draft))

/** Rules that wait for an answer none of which was chosen; while there is none to choose, its field is told. */
function withoutAnswers(draft: Draft): string[] {
  const fields = askedFields(draft)
  return declarationOf(draft).rules.flatMap((rule, index) => {
    const said = draft.rules[index]
    if (said === undefined || !('when' in rule) || !('is' in rule.when) || rule.when.is.length > 0) return []
    const choices = fields.find((field) => field.key === said.when)?.choices ?? []
    return choices.length > 0 ? [said.id] : []
  })
}
