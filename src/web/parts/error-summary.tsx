import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../api/problem.ts'
import { fieldId } from './field-id.ts'
import { inFieldOrder, problemWords } from './problem-words.ts'
import { Icon } from './icons.tsx'

/**
 * Everything wrong with a form, on top of it; takes the focus when it appears or changes, and each line jumps to its
 * field. `labels` gives the words of the fields by name, in the order of the form.
 */
export function ErrorSummary({
  problems,
  labels = {},
}: {
  problems: readonly Problem[]
  labels?: Readonly<Record<string, string>>
}): ReactNode {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problems.length > 0) frame.current?.focus()
  }, [problems])
  if (problems.length === 0) return null
  return (
    <div
      ref={frame}
      tabIndex={-1}
      role="alert"
      className="mb-6 flex gap-3 rounded-8 border-2 border-error-1 bg-white px-4 py-3 leading-[1.6]"
    >
      <Icon name="stop" size={24} className="mt-px text-error-1" />
      <div>
        <p className="font-bold text-solid-gray-900">{t('parts.errorCount', { count: problems.length })}</p>
        <ul>
          {inFieldOrder(problems, Object.keys(labels)).map((problem) => (
            <li key={`${problem.at ?? ''}${problem.message}`}>
              <ProblemLine problem={problem} label={labels[problem.at ?? '']} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function ProblemLine({ problem, label }: { problem: Problem; label: string | undefined }): ReactNode {
  const { at } = problem
  const words = problemWords(problem, label)
  if (at === undefined || label === undefined) return words
  return (
    <a
      href={`#${fieldId(at)}`}
      onClick={(event) => {
        const field = document.getElementById(fieldId(at))
        if (field === null) return
        event.preventDefault()
        field.focus()
        field.scrollIntoView({ block: 'center' })
      }}
    >
      {words}
    </a>
  )
}
