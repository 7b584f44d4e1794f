import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { KeyCap } from '../../../parts/key-cap.tsx'

/** The keys one needs most, at the bottom of the screen. */
export function KeyFoot({ onHelp }: { onHelp: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="noprint flex min-h-11 flex-wrap items-center gap-x-3.5 gap-y-1 border-t border-solid-gray-420 bg-solid-gray-50 px-6 py-1 text-[0.875rem]">
      <Hint keys={['↑', '↓']} words={t('review.keys.step')} />
      <Hint keys={['1', '9']} between={t('review.keys.to')} words={t('review.keys.choose')} />
      <Hint keys={['Enter']} words={t('review.keys.confirm')} />
      <Hint keys={['S']} words={t('review.keys.later')} />
      <Hint keys={['F2']} words={t('review.keys.edit')} />
      <Hint keys={['Ctrl', 'Z']} between="+" words={t('review.keys.undo')} />
      <button
        type="button"
        onClick={onHelp}
        className="nowrap inline-flex items-center gap-1 text-key-900 underline underline-offset-[3px]"
      >
        <KeyCap>?</KeyCap>
        {t('review.keys.help')}
      </button>
      <span className="flex-1" />
      <span className="text-solid-gray-700 max-xl:hidden">{t('review.foot')}</span>
    </div>
  )
}

function Hint({
  keys,
  between,
  words,
}: {
  keys: readonly string[]
  between?: string
  words: string
}): ReactNode {
  return (
    <span className="nowrap inline-flex items-center gap-1">
      <Keys keys={keys} between={between} />
      {words}
    </span>
  )
}

function Keys({ keys, between }: { keys: readonly string[]; between?: string | undefined }): ReactNode {
  return keys.map((key, index) => (
    <span key={key} className="inline-flex items-center gap-1">
      {index > 0 && between}
      <KeyCap>{key}</KeyCap>
    </span>
  ))
}

/** Every key of the review. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const or = t('review.keys.or')
  const rows: { keys: readonly string[]; between?: string; words: string }[] = [
    { keys: ['↑', '↓', 'K', 'J'], between: or, words: t('review.keys.step') },
    { keys: ['Enter'], words: t('review.keys.confirm') },
    { keys: ['1', '9'], between: t('review.keys.to'), words: t('review.keys.choose') },
    { keys: ['F2'], words: t('review.keys.edit') },
    { keys: ['S'], words: t('review.keys.later') },
    { keys: ['N'], words: t('review.keys.dismiss') },
    { keys: ['X'], words: t('review.keys.split') },
    { keys: ['M'], words: t('review.keys.merge') },
    { keys: ['F'], words: t('review.keys.only') },
    { keys: ['Ctrl', 'Z'], between: '+', words: t('review.keys.undo') },
    { keys: ['Esc'], words: t('review.keys.close') },
    { keys: ['?'], words: t('review.keys.help') },
  ]
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('review.keys.title')}
      actions={
        <Button look="filled" onPress={onClose}>
          {t('review.close')}
        </Button>
      }
    >
      <table className="w-full border-collapse text-[0.875rem]">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('review.keys.label')}</th>
            <th scope="col">{t('review.keys.what')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.words} className="border-b border-solid-gray-200">
              <th scope="row" className="w-56 py-1.5 text-left font-normal">
                <span className="inline-flex flex-wrap gap-1">
                  <Keys keys={row.keys} between={row.between} />
                </span>
              </th>
              <td className="py-1.5">{row.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-3 text-[0.875rem]">{t('review.keys.note')}</p>
    </Dialog>
  )
}
