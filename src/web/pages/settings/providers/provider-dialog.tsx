import { saveIdentityProvider, type ProviderView } from '#authority/sign-in/providers/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf } from '../../../api/check.ts'
import { messageAt, type Problem } from '../../../api/problem.ts'
import { useCommand } from '../../../api/use-command.ts'
import { Button } from '../../../parts/button.tsx'
import { Checkbox } from '../../../parts/checkbox.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { ErrorSummary } from '../../../parts/error-summary.tsx'
import { SelectField } from '../../../parts/select-field.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { PasswordField, TextArea, TextField } from '../../../parts/text-field.tsx'
import type { providers as words } from './words.ja.ts'
import { emptyForm, formOf, inputOf, type Typed } from './provider-form.ts'

const kinds = ['oidc', 'saml', 'ldap'] as const
const fieldsOf = {
  oidc: ['issuer', 'clientId', 'scopes'],
  saml: ['entryPoint', 'idpIssuer', 'entityId'],
  ldap: ['loginAttribute'],
} as const

/** One provider, new or changed. */
export function ProviderDialog({
  provider,
  onClose,
  onDone,
}: {
  provider: ProviderView | undefined
  onClose: () => void
  onDone: (name: string) => Promise<void>
}): ReactNode {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Typed>(provider === undefined ? emptyForm : formOf(provider))
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const change = (part: Partial<Typed>): void => setTyped((before) => ({ ...before, ...part }))
  const save = useCommand(saveIdentityProvider, () => onDone(typed.name))
  const send = (): void => {
    const input = inputOf(typed, provider?.providerId)
    const found = problemsOf(saveIdentityProvider.input, input)
    setProblems(found)
    if (found.length === 0) save.mutate(input)
  }
  const label = (field: keyof typeof words.fields): string => t(`providers.fields.${field}`)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(provider === undefined ? 'providers.addTitle' : 'providers.changeTitle')}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button look="filled" busy={save.isPending} onPress={send}>
            {t('providers.save')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <ErrorSummary problems={problems} labels={labelsOf(problems, label)} />
        {save.isError && <RefusalNotice error={save.error} />}
        <TextField
          name="name"
          label={label('name')}
          hint={t('providers.hints.name')}
          required
          value={typed.name}
          onChange={(name) => change({ name })}
          error={messageAt(problems, 'name')}
        />
        {provider === undefined && (
          <SelectField
            name="kind"
            label={t('providers.kind')}
            value={typed.kind}
            choices={kinds.map((value) => ({ value, label: t(`providers.kinds.${value}`) }))}
            onChange={(value) => change({ kind: kinds.find((each) => each === value) ?? 'oidc' })}
          />
        )}
        {fieldsOf[typed.kind].map((field) => (
          <TextField
            key={field}
            name={field}
            label={label(field)}
            hint={t(`providers.hints.${field}`)}
            required={field !== 'scopes'}
            value={typed[field]}
            onChange={(value) => change({ [field]: value })}
            error={messageAt(problems, `settings.${field}`)}
          />
        ))}
        {typed.kind === 'oidc' && (
          <PasswordField
            name="secret"
            label={label('secret')}
            hint={t(provider?.hasSecret === true ? 'providers.hints.keptSecret' : 'providers.hints.secret')}
            value={typed.secret}
            onChange={(secret) => change({ secret })}
            autoComplete="new-password"
            error={messageAt(problems, 'secret')}
          />
        )}
        {typed.kind === 'saml' && (
          <TextArea
            name="certificates"
            label={label('certificates')}
            hint={t('providers.hints.certificates')}
            required
            rows={5}
            value={typed.certificates}
            onChange={(certificates) => change({ certificates })}
            error={messageAt(problems, 'settings.certificates')}
          />
        )}
        <TextField
          name="claim"
          label={label('claim')}
          hint={t('providers.hints.claim')}
          required
          value={typed.claim}
          onChange={(claim) => change({ claim })}
          error={messageAt(problems, 'settings.matching.claim')}
        />
        <SelectField
          name="matchTo"
          label={label('to')}
          value={typed.matchTo}
          choices={(['number', 'login'] as const).map((value) => ({
            value,
            label: t(`providers.matchTo.${value}`),
          }))}
          onChange={(value) => change({ matchTo: value === 'login' ? 'login' : 'number' })}
        />
        {typed.kind !== 'ldap' && (
          <TextField
            name="strong"
            label={label('strong')}
            hint={t('providers.hints.strong')}
            value={typed.strong}
            onChange={(strong) => change({ strong })}
            error={messageAt(problems, 'settings.strong')}
          />
        )}
        <Checkbox name="enabled" checked={typed.enabled} onChange={(enabled) => change({ enabled })}>
          {label('enabled')}
        </Checkbox>
      </div>
    </Dialog>
  )
}

const labelled = [
  'name',
  'issuer',
  'clientId',
  'scopes',
  'entryPoint',
  'idpIssuer',
  'certificates',
  'entityId',
  'loginAttribute',
  'claim',
  'strong',
  'secret',
] as const

/** The names of the fields that problems speak of; a problem inside a list belongs to the list's field. */
function labelsOf(
  problems: readonly Problem[],
  label: (field: (typeof labelled)[number]) => string,
): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const { at } of problems) {
    const field = labelled.find((each) => at?.split('.').includes(each) === true)
    if (at !== undefined && field !== undefined) labels[at] = label(field)
  }
  return labels
}
