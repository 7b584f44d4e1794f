import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { join } from '../../../parts/join.ts'
import { cueSegments } from './cue-segments.ts'
import type { Field, NormOut } from './types.ts'

type Dress = { readonly mark: string; readonly tag: string }

const blue: Dress = { mark: 'border-blue-900 bg-blue-50', tag: 'bg-blue-900' }
const cyan: Dress = { mark: 'border-cyan-1000 bg-cyan-50', tag: 'bg-cyan-1000' }
const purple: Dress = { mark: 'border-purple-900 bg-purple-50', tag: 'bg-purple-900' }
const green: Dress = { mark: 'border-green-900 bg-green-50', tag: 'bg-green-900' }
const orange: Dress = { mark: 'border-orange-1000 bg-orange-50', tag: 'bg-orange-1000' }
const gray: Dress = { mark: 'border-solid-gray-700 bg-solid-gray-50', tag: 'bg-solid-gray-700' }

/** Each field has its line and its word; fields that are seldom side by side share a colour. */
const dresses: Readonly<Record<Field, Dress>> = {
  subject: blue,
  trigger: cyan,
  modality: purple,
  approval: green,
  record: orange,
  target: gray,
  deadline: cyan,
  exception: gray,
  qualifiers: orange,
  kind: gray,
}

/** The cue of a kind is most often the whole sentence end or another field's cue: it is quoted beside, not marked here. */
const unmarked: ReadonlySet<Field> = new Set(['kind'])

/** A sentence with the words each field was read from, underlined and with the field's word after them. */
export function CueText({ norm }: { norm: Pick<NormOut, 'text' | 'cues'> }): ReactNode {
  const { t } = useTranslation()
  const segments = cueSegments(
    norm.text,
    norm.cues.filter((cue) => !unmarked.has(cue.field)),
  )
  return segments.map((segment) => {
    const field = segment.fields[0]
    if (field === undefined) return segment.text
    return (
      <mark
        key={segment.start}
        className={join(
          'border-b-[3px] px-px text-inherit [-webkit-box-decoration-break:clone] [box-decoration-break:clone]',
          dresses[field].mark,
        )}
      >
        {segment.text}
        {segment.ends.map((end) => (
          <small
            key={end}
            className={join(
              'nowrap ml-[3px] inline-block rounded-[3px] px-1 align-[1px] text-[0.75rem] leading-[1.4] text-white',
              dresses[end].tag,
            )}
          >
            {t(`review.tags.${end}`)}
          </small>
        ))}
      </mark>
    )
  })
}
