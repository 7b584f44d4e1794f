import { useMemo, useState } from 'react'
import { cardFields, choicesOf, isEmpty, rolesOf } from './candidates.ts'
import type { Field, NormOut } from './types.ts'
import type { Chapter } from './chapters.ts'

const none: ReadonlySet<Field> = new Set()

/** What an officer has looked at of the selected norm, and what is offered for the rest of it. */
export function useLooked(
  norm: NormOut | undefined,
  norms: readonly NormOut[],
  chapter: Chapter | undefined,
) {
  const [seen, setSeen] = useState<ReadonlyMap<string, ReadonlySet<Field>>>(new Map())
  const looked = (norm === undefined ? undefined : seen.get(norm.normId)) ?? none
  const near = chapter?.norms
  const roles = useMemo(() => rolesOf(norms, near), [norms, near])
  const choices = useMemo(
    () =>
      norm === undefined || norm.state === 'dismissed' || norm.state === 'confirmed'
        ? []
        : choicesOf(norm, looked, roles),
    [norm, looked, roles],
  )
  return {
    looked,
    roles,
    choices,
    mark: (field: Field): void => {
      if (norm === undefined) return
      setSeen((before) => new Map(before).set(norm.normId, new Set([...looked, field])))
    },
    /** The field F2 corrects: the one that has the focus, else the first that is not clear, else the first. */
    nextToEdit: (focus: Element | null): Field => {
      const own = focus?.closest<HTMLElement>('[data-field]')?.dataset['field']
      const focused = cardFields.find((field) => field === own)
      if (focused !== undefined) return focused
      const open = cardFields.find(
        (field) => (norm?.colour[field] ?? 'green') !== 'green' && !looked.has(field),
      )
      return (
        open ?? cardFields.find((field) => norm !== undefined && !isEmpty(norm.reading, field)) ?? 'subject'
      )
    },
  }
}
