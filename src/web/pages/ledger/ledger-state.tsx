import type { status } from '#ledger/contract.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../api/client.ts'
import { Button } from '../../parts/button.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { saveText } from '../registers/problems-file.ts'

type State = OutputOf<typeof status>

/** Size, root, signature and key of the ledger, and what to hand to somebody outside. */
export function LedgerState({ state }: { state: State }): ReactNode {
  const { t } = useTranslation()
  const figure = (count: number): string => count.toLocaleString('ja-JP')
  return (
    <DefinitionList
      large
      items={[
        { key: 'size', term: t('ledger.size'), is: t('ledger.count', { figure: figure(state.size) }) },
        {
          key: 'waiting',
          term: t('ledger.waiting'),
          is:
            state.waiting === 0
              ? t('ledger.waitingNone')
              : t('ledger.waitingSome', { figure: figure(state.waiting) }),
        },
        {
          key: 'head',
          term: t('ledger.head'),
          is: state.checkpointAt === null ? t('ledger.noHead') : <DateText value={state.checkpointAt} />,
        },
        ...(state.root === null
          ? []
          : [{ key: 'root', term: t('ledger.root'), is: <Machine text={state.root} /> }]),
        { key: 'key', term: t('ledger.key'), is: <Key text={state.publicKey} /> },
        ...(state.checkpoint === null
          ? []
          : [
              {
                key: 'checkpoint',
                term: t('ledger.checkpoint'),
                is: <Checkpoint text={state.checkpoint} size={state.size} />,
              },
            ]),
      ]}
    />
  )
}

/** Text for machines: signs of one width, broken anywhere. */
function Machine({ text }: { text: string }): ReactNode {
  return (
    <code translate="no" className="text-[0.875rem] break-all whitespace-pre-wrap">
      {text}
    </code>
  )
}

function Key({ text }: { text: string | null }): ReactNode {
  const { t } = useTranslation()
  if (text === null) return t('ledger.noKey')
  return (
    <div className="grid justify-items-start gap-2">
      <Machine text={text} />
      <p className="text-[0.875rem] text-solid-gray-600">{t('ledger.keyWhat')}</p>
      <Button
        size="small"
        icon="download"
        onPress={() => saveText(`${t('ledger.keyFile')}.txt`, `${text}\n`, 'text/plain;charset=utf-8')}
      >
        {t('ledger.saveKey')}
      </Button>
    </div>
  )
}

function Checkpoint({ text, size }: { text: string; size: number }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-[0.875rem] text-solid-gray-600">{t('ledger.checkpointWhat')}</p>
      <Button
        size="small"
        icon="download"
        onPress={() =>
          saveText(`${t('ledger.checkpointFile', { size })}.txt`, text, 'text/plain;charset=utf-8')
        }
      >
        {t('ledger.saveCheckpoint')}
      </Button>
    </div>
  )
}
