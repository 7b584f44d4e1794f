import { useEffect, useState, type RefObject } from 'react'
import { fieldId } from '../../parts/field-id.ts'
import type { PaperTemplate } from '#engine/paper-form/contract-template.ts'
import { inserted, textAt, withText, type Insertion } from './template-texts.ts'

/** Which text the keyboard was in last, and putting a placeholder in there. */
export function useInsertion(
  frame: RefObject<HTMLFormElement | null>,
  template: PaperTemplate,
  change: (template: PaperTemplate) => void,
) {
  const [last, setLast] = useState('lead')
  useEffect(() => {
    const form = frame.current
    if (form === null) return undefined
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) setLast(target.name)
    }
    form.addEventListener('focusin', note)
    return () => form.removeEventListener('focusin', note)
  }, [frame])
  // a checkbox, or a line that was taken away meanwhile, takes no text
  const path = textAt(template, last) === undefined ? 'lead' : last
  return {
    target: path,
    insert: (name: string, how: Insertion): void => {
      const field = document.getElementById(fieldId(path))
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
      const text = textAt(template, path) ?? ''
      const at = { from: field.selectionStart ?? text.length, to: field.selectionEnd ?? text.length }
      const after = inserted(text, at, name, how)
      change(withText(template, path, after.text))
      // the field has the new text by the next frame
      requestAnimationFrame(() => {
        field.focus()
        field.setSelectionRange(after.cursor, after.cursor)
      })
    },
  }
}
