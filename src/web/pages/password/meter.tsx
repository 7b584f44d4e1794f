import type { Guess } from '#authority/sign-in/guessability.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettled } from '../../parts/use-settled.ts'

type Estimator = typeof import('#authority/sign-in/guessability.ts')

/** How hard the typed password is to guess, by the rule the server judges with; it is fetched with this page alone. */
export function PasswordMeter({
  password,
  ownWords,
  minLength,
}: {
  password: string
  ownWords: readonly string[]
  minLength: number
}): ReactNode {
  const { t } = useTranslation()
  const [estimator, setEstimator] = useState<Estimator>()
  const settled = useSettled(password)
  useEffect(() => {
    let here = true
    import('#authority/sign-in/guessability.ts').then(
      (loaded) => here && setEstimator(loaded),
      () => undefined,
    )
    return () => {
      here = false
    }
  }, [])
  if (password === '' || estimator === undefined) return null
  const guess: Guess = estimator.guessability(settled, ownWords)
  const length = [...password.normalize('NFKC')].length
  const short = length < minLength
  const step = short ? Math.min(guess.step, 2) : guess.step
  const inks = ['fill-red-900', 'fill-red-900', 'fill-yellow-400', 'fill-green-800', 'fill-green-800']
  return (
    <div>
      <svg
        aria-hidden
        className="block h-2 w-full rounded-4 bg-solid-gray-200"
        viewBox="0 0 100 1"
        preserveAspectRatio="none"
      >
        <rect className={inks[step]} width={(step + 1) * 20} height={1} />
      </svg>
      <output className="mt-1 block text-[0.875rem] leading-[1.5]">
        <b>{t(`password.steps.${stepKeys[step] ?? 'veryEasy'}`)}</b>
        {short && <span className="block">{t('password.short', { count: minLength - length })}</span>}
        {guess.weaknesses.map((weakness) => (
          <span key={weakness} className="block">
            {estimator.weaknessWords[weakness]}
          </span>
        ))}
      </output>
    </div>
  )
}

const stepKeys = ['veryEasy', 'easy', 'notYet', 'enough', 'strong'] as const
