import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '../../../parts/button.tsx'
import { DateField } from '../../../parts/date-field.tsx'
import { SelectField } from '../../../parts/select-field.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { organisationHref } from '../chart-address.ts'
import { mapKinds, zoomed, zooms, type MapView } from './map-view.ts'

/** What of the chart is shown, and how large. */
export function MapTools({
  view,
  today,
  units,
  gaps,
  found,
  onShow,
  onFit,
}: {
  view: MapView
  today: string
  units: number
  gaps: number
  /** Units whose name has what was typed. */
  found: number
  onShow: (view: MapView) => void
  onFit: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  return (
    <div className="noprint mb-2 grid gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <span className="w-60 max-sm:w-full">
          <DateField
            compact
            name="on"
            label={t('organisation.on')}
            value={typed ?? (view.on === '' ? today : view.on)}
            onChange={(text, date) => {
              setTyped(text)
              if (date !== null && date !== view.on && !(view.on === '' && date === today)) {
                onShow({ ...view, on: date })
                setTyped(undefined)
              }
            }}
          />
        </span>
        <SelectField
          compact
          name="kind"
          label={t('organisation.map.kind')}
          value={view.kind}
          choices={mapKinds.map((value) => ({ value, label: t(`organisation.map.title.${value}`) }))}
          onChange={(value) =>
            onShow({ ...view, kind: mapKinds.find((each) => each === value) ?? 'offices' })
          }
        />
        <SelectField
          compact
          name="depth"
          label={t('organisation.map.depth')}
          value={view.depth === 0 ? '' : String(view.depth)}
          choices={[1, 2, 3].map((depth) => ({
            value: String(depth),
            label: t('organisation.map.levels', { figure: depth }),
          }))}
          emptyLabel={t('organisation.map.allLevels')}
          onChange={(value) => onShow({ ...view, depth: value === '' ? 0 : Number(value) })}
        />
        <span className="w-52 max-sm:w-full">
          <TextField
            compact
            type="search"
            name="q"
            label={t('organisation.map.find')}
            value={view.q}
            maxLength={50}
            onChange={(q) => onShow({ ...view, q })}
          />
        </span>
        {view.on !== '' && (
          <Button onPress={() => onShow({ ...view, on: '' })}>{t('organisation.today')}</Button>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <fieldset aria-label={t('organisation.map.size')} className="flex flex-wrap items-center gap-2">
          <Button
            size="small"
            onPress={() => onShow({ ...view, zoom: zoomed(view.zoom, -1) })}
            {...(view.zoom === zooms[0] ? { reason: t('organisation.map.smallest') } : {})}
          >
            {t('organisation.map.smaller')}
          </Button>
          <output className="min-w-12 text-center tabular-nums">{view.zoom}%</output>
          <Button
            size="small"
            onPress={() => onShow({ ...view, zoom: zoomed(view.zoom, 1) })}
            {...(view.zoom === zooms.at(-1) ? { reason: t('organisation.map.largest') } : {})}
          >
            {t('organisation.map.larger')}
          </Button>
          <Button size="small" onPress={onFit}>
            {t('organisation.map.fit')}
          </Button>
        </fieldset>
        <Button size="small" icon="print" onPress={() => globalThis.print()}>
          {t('organisation.print')}
        </Button>
        <ButtonLink size="small" href={organisationHref('/offices', { on: view.on })}>
          {t('organisation.asTable')}
        </ButtonLink>
        <p className="text-[0.875rem]">
          <span aria-live="polite">
            {view.q.trim() === ''
              ? t('organisation.map.counts', { units, gaps })
              : t('organisation.map.foundCount', { figure: found })}
          </span>
        </p>
      </div>
    </div>
  )
}
