import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonRow } from '../../parts/button.tsx'
import { DefinitionList } from '../../parts/definition-list.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useMe } from '../../shell/session.ts'

export type Issued = {
  readonly name: string
  /** Unit, post and number, to tell namesakes apart. */
  readonly note: string
  readonly login: string
  readonly initialPassword: string
}

/** The slip to print and hand over. On paper there is nothing else on the page. */
export function AccountSlip({ issued, onNext }: { issued: Issued; onNext: () => void }): ReactNode {
  const { t } = useTranslation()
  const { tenant } = useMe()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="grid gap-4">
      <div className="noprint">
        <Notice kind="warning" live title={t('settings.accounts.shownOnce')}>
          <p>{t('settings.accounts.shownOnceWhat')}</p>
        </Notice>
      </div>
      <section
        aria-labelledby="account-slip"
        className="rounded-8 border-2 border-solid-gray-800 bg-white p-6 max-sm:p-4"
      >
        <h3 id="account-slip" ref={heading} tabIndex={-1} className="mb-2 text-[1.125rem]">
          {t('settings.accounts.slip')}
        </h3>
        <DefinitionList
          large
          items={[
            { key: 'city', term: t('settings.accounts.city'), is: tenant.name },
            {
              key: 'name',
              term: t('settings.accounts.name'),
              is: (
                <>
                  <b>{issued.name}</b>
                  <span className="block text-[0.875rem] text-solid-gray-600">{issued.note}</span>
                </>
              ),
            },
            { key: 'login', term: t('settings.accounts.login'), is: <Exact text={issued.login} /> },
            {
              key: 'password',
              term: t('settings.accounts.password'),
              is: <Exact text={issued.initialPassword} />,
            },
          ]}
        />
        <p className="mt-3 text-[0.875rem]">{t('settings.accounts.first')}</p>
      </section>
      <ButtonRow>
        <Button look="filled" icon="print" onPress={() => globalThis.print()}>
          {t('settings.accounts.print')}
        </Button>
        <Button onPress={onNext}>{t('settings.accounts.next')}</Button>
      </ButtonRow>
    </div>
  )
}

/** Signs that must be copied one by one. */
function Exact({ text }: { text: string }): ReactNode {
  return (
    <code translate="no" className="text-[1.125rem] tracking-wider">
      {text}
    </code>
  )
}
