import {
  discardOwnProcedure,
  publishOwnProcedure,
  retireOwnProcedure,
  type showOwnProcedure,
} from '#engine/own-procedure/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { ApiProblem, type Problem } from '../../api/problem.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { Count, RefusalNotice } from '../../parts/states.tsx'
import { OpenOrWhyNot, OwnState } from './own-state.tsx'
import type { Standing } from './use-faults.ts'

export type Shown = OutputOf<typeof showOwnProcedure>

/** How the procedure stands, with the acts that change it: save, run, end. */
export function StandingCard({
  saved,
  version,
  dirty,
  saving,
  standing,
  formId,
  onPublished,
  onInvalid,
  onRetired,
  onDiscarded,
}: {
  saved: Shown | null
  /** The version one works on. */
  version: number
  dirty: boolean
  saving: boolean
  standing: Standing
  formId: string
  onPublished: (version: number) => Promise<void>
  onInvalid: (problems: readonly Problem[]) => void
  onRetired: () => Promise<void>
  onDiscarded: () => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'publish' | 'retire' | 'discard'>()
  const publish = useCommand(publishOwnProcedure, ({ version: next }) => onPublished(next))
  const retire = useCommand(retireOwnProcedure, () => onRetired())
  const discard = useCommand(discardOwnProcedure, () => onDiscarded())
  const live = saved?.state === 'live'
  const pending = saved !== null && (!live || saved.live !== null)
  const reason =
    saved === null || dirty
      ? t('procedures.publish.saveFirst')
      : !pending
        ? t('procedures.publish.nothing')
        : standing.state === 'faulty'
          ? t('procedures.publish.faulty')
          : undefined
  const invalid = publish.error instanceof ApiProblem && publish.error.problems.length > 0
  const word = t(live ? 'procedures.publish.change' : 'procedures.publish.act')
  return (
    <Card title={t('procedures.standing')}>
      <DefinitionList
        items={[
          {
            key: 'state',
            term: t('procedures.state'),
            is:
              saved === null ? (
                t('procedures.unsaved')
              ) : (
                <OwnState row={{ state: saved.state, changing: live && saved.live !== null }} />
              ),
          },
          ...(saved === null
            ? []
            : [
                { key: 'open', term: t('procedures.open.title'), is: <OpenOrWhyNot row={saved} /> },
                {
                  key: 'cases',
                  term: t('procedures.cases'),
                  is: <Count value={saved.cases} unit={t('procedures.casesUnit')} />,
                },
              ]),
          {
            key: 'dirty',
            term: t('procedures.work'),
            is: t(
              dirty ? 'procedures.workDirty' : saved === null ? 'procedures.workNew' : 'procedures.workKept',
            ),
          },
        ]}
      />
      {!invalid && publish.isError && <RefusalNotice error={publish.error} />}
      {retire.isError && <RefusalNotice error={retire.error} />}
      {discard.isError && <RefusalNotice error={discard.error} />}
      <div className="mt-3 flex flex-wrap items-start gap-3">
        <span className="max-lg:hidden">
          <Button type="submit" form={formId} look="filled" busy={saving}>
            {t('procedures.save')}
          </Button>
        </span>
        <Button reason={reason} busy={publish.isPending} onPress={() => setAsking('publish')}>
          {word}
        </Button>
        {live && (
          <Button danger busy={retire.isPending} onPress={() => setAsking('retire')}>
            {t('procedures.retire.act')}
          </Button>
        )}
        {saved?.state === 'draft' && (
          <Button danger busy={discard.isPending} onPress={() => setAsking('discard')}>
            {t('procedures.discard.act')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking === 'publish'}
        onClose={() => setAsking(undefined)}
        title={t(live ? 'procedures.publish.askChange' : 'procedures.publish.ask')}
        act={word}
        onConfirm={() => {
          setAsking(undefined)
          if (saved === null) return
          publish.mutate(
            { key: saved.key, version },
            {
              onError: (error) => {
                if (error instanceof ApiProblem && error.problems.length > 0) onInvalid(error.problems)
              },
            },
          )
        }}
      >
        <ul className="grid list-disc gap-1 pl-5">
          <li>{t(live ? 'procedures.publish.whatChange' : 'procedures.publish.what')}</li>
          {saved?.open !== true && <li>{t('procedures.publish.clause')}</li>}
          <li>{t('procedures.publish.fields')}</li>
        </ul>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'retire'}
        onClose={() => setAsking(undefined)}
        title={t('procedures.retire.ask')}
        act={t('procedures.retire.act')}
        danger
        onConfirm={() => {
          setAsking(undefined)
          if (saved !== null) retire.mutate({ key: saved.key })
        }}
      >
        <p>{t('procedures.retire.what')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'discard'}
        onClose={() => setAsking(undefined)}
        title={t('procedures.discard.ask')}
        act={t('procedures.discard.act')}
        danger
        onConfirm={() => {
          setAsking(undefined)
          if (saved !== null) discard.mutate({ key: saved.key, version })
        }}
      >
        <p>{t('procedures.discard.what')}</p>
      </ConfirmDialog>
    </Card>
  )
}
