import type { CaseView } from '#engine/procedure/contract.ts'
import { neighbours } from '#engine/procedure/contract-desk.ts'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { reading } from '../../api/api.ts'
import { Button } from '../../parts/button.tsx'
import { KeyCap } from '../../parts/key-cap.tsx'
import { deskKeyCaps, type DeskKey } from './desk-keys.ts'
import { useDeskKeys, useKeysSwitch } from './use-desk-keys.ts'

/** Where a case stands among those that wait for the viewer, and the way to the ones beside it. */
export function DeskStrip({ view }: { view: CaseView }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const keys = useKeysSwitch()
  const { data } = useQuery(reading(neighbours, { applicationId: view.applicationId }))
  const open = (id: string | null | undefined): (() => void) | undefined =>
    id === null || id === undefined ? undefined : () => router.history.push(`/cases/${id}`)
  const waits = data !== undefined && data.place !== null
  const next = waits ? open(data.next) : undefined
  const previous = waits ? open(data.previous) : undefined
  useDeskKeys({
    ...(next === undefined ? {} : { next }),
    ...(previous === undefined ? {} : { previous }),
  })
  if (!waits) return null
  return (
    <nav
      aria-label={t('caseFile.desk.label')}
      className="noprint mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-8 bg-solid-gray-50 px-4 py-2"
    >
      <p className="leading-[1.5] max-sm:w-full">
        {t('caseFile.desk.place', { place: data.place, total: data.total.toLocaleString('ja-JP') })}
      </p>
      <Button
        size="small"
        icon="left"
        reasonId={previous === undefined ? 'desk-no-previous' : undefined}
        onPress={previous}
      >
        {t('caseFile.desk.previous')}
        <Hint of="previous" on={keys.on} />
      </Button>
      <Button
        size="small"
        icon="right"
        reasonId={next === undefined ? 'desk-no-next' : undefined}
        onPress={next}
      >
        {t('caseFile.desk.next')}
        <Hint of="next" on={keys.on} />
      </Button>
      {previous === undefined && (
        <span id="desk-no-previous" className="sr-only">
          {t('caseFile.desk.noPrevious')}
        </span>
      )}
      {next === undefined && (
        <span id="desk-no-next" className="sr-only">
          {t('caseFile.desk.noNext')}
        </span>
      )}
      <span className="max-sm:hidden sm:ml-auto">
        <Button size="small" look="text" pressed={keys.on} onPress={() => keys.turn(!keys.on)}>
          {t(keys.on ? 'caseFile.desk.keysOn' : 'caseFile.desk.keysOff')}
        </Button>
      </span>
    </nav>
  )
}

/** The key that does the same, beside the words of a button; only where there is a keyboard. */
export function Hint({ of, on }: { of: DeskKey; on: boolean }): ReactNode {
  if (!on) return null
  return (
    <span aria-hidden className="max-sm:hidden">
      <KeyCap>{deskKeyCaps[of]}</KeyCap>
    </span>
  )
}
