import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { answerStepUp } from '../api/step-up.ts'

const StepUpForm = lazy(() => import('./step-up-form.tsx'))

/** Stands in the frame and asks who one is, whenever an act was refused for it; then the act is done again. */
export function StepUp(): ReactNode {
  const [open, setOpen] = useState(false)
  const answer = useRef<(confirmed: boolean) => void>(() => undefined)
  useEffect(
    () =>
      answerStepUp(
        () =>
          new Promise((resolve) => {
            answer.current = resolve
            setOpen(true)
          }),
      ),
    [],
  )
  const close = (confirmed: boolean): void => {
    setOpen(false)
    answer.current(confirmed)
  }
  if (!open) return null
  return (
    <Suspense>
      <StepUpForm onEnd={close} />
    </Suspense>
  )
}
