import { posts } from '#rooms/1-organisation/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { LookupField, type Found } from '../../parts/lookup-field.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { searchUnits } from '../organisation/lookups.ts'

export type PickedPost = { readonly id: string; readonly title: string }

/** A post, found by its unit; without a unit, one of the bodies themselves (副市長). */
export function PostPicker({
  name,
  label,
  onPick,
  error,
}: {
  name: string
  label: string
  onPick: (post: PickedPost | null) => void
  error?: string | undefined
}): ReactNode {
  const { t } = useTranslation()
  const [unit, setUnit] = useState<Found | null>(null)
  const [postId, setPostId] = useState('')
  const found = useQuery(reading(posts, { ...(unit === null ? {} : { unitId: unit.id }), size: 100 }))
  const rows = found.data?.posts ?? []
  const titleOf = (post: (typeof rows)[number]): string => `${unit?.label ?? ''}${post.title}`
  return (
    <fieldset className="grid gap-3 rounded-8 border border-solid-gray-300 p-3">
      <legend className="px-1 font-bold">{label}</legend>
      <LookupField
        compact
        name={`${name}Unit`}
        label={t('rights.form.unit')}
        hint={t('rights.form.unitHint')}
        about="units"
        search={searchUnits}
        chosen={unit}
        onChoose={(next) => {
          setUnit(next)
          setPostId('')
          onPick(null)
        }}
      />
      <SelectField
        compact
        name={name}
        label={t('rights.form.postIn')}
        required
        value={postId}
        error={error}
        choices={rows.map((post) => ({
          value: post.id,
          label:
            post.holders.length === 0
              ? `${titleOf(post)}(${t('rights.vacant')})`
              : `${titleOf(post)} ${post.holders.map((holder) => holder.name).join('、')}`,
        }))}
        onChange={(value) => {
          setPostId(value)
          const post = rows.find((each) => each.id === value)
          onPick(post === undefined ? null : { id: post.id, title: titleOf(post) })
        }}
      />
    </fieldset>
  )
}
