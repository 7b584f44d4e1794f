import { procedureKinds, setRole, type ProcedureKind } from '#engine/procedure/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../parts/button.tsx'
import { Section } from '../../parts/card.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { SelectField } from '../../parts/select-field.tsx'

type Role = ProcedureKind['roles'][number]
const officeCodes = setRole.input.shape.office.options

/** Roles the text names and nowhere defines: the city says once who each of them is. */
export function RolesPart({
  kinds,
  mayChange,
}: {
  kinds: readonly ProcedureKind[]
  mayChange: boolean
}): ReactNode {
  const { t } = useTranslation()
  const roles = new Map(kinds.flatMap((kind) => kind.roles.map((role) => [role.role, role])))
  if (roles.size === 0) return null
  return (
    <Section title={t('settings.roles.title')}>
      <p className="mb-3 max-w-[60em] text-[0.875rem]">{t('settings.roles.what')}</p>
      <ul className="grid gap-4">
        {[...roles.values()].map((role) => (
          <li key={role.role}>
            <RoleForm
              role={role}
              procedures={kinds
                .filter((kind) => kind.roles.some((each) => each.role === role.role))
                .map((kind) => kind.name)}
              mayChange={mayChange}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function RoleForm({
  role,
  procedures,
  mayChange,
}: {
  role: Role
  procedures: readonly string[]
  mayChange: boolean
}): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [typed, setTyped] = useState<string>()
  const office = officeCodes.find((each) => each === (typed ?? role.office ?? ''))
  const command = useCommand(setRole, async () => {
    setTyped(undefined)
    await client.invalidateQueries({ queryKey: [procedureKinds.name] })
  })
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (office !== undefined) command.mutate({ procedure: '*', role: role.role, office })
      }}
    >
      <SelectField
        compact
        name={`role-${role.role}`}
        label={t('settings.roles.role', { role: role.word, procedures: procedures.join('、') })}
        value={office ?? ''}
        emptyLabel={t('settings.roles.unknown')}
        choices={officeCodes.map((value) => ({ value, label: t(`organisation.table.offices.${value}`) }))}
        onChange={setTyped}
      />
      <Button
        type="submit"
        busy={command.isPending}
        reason={mayChange ? undefined : t('settings.values.denied')}
      >
        {t('settings.roles.set')}
      </Button>
      {command.isError && <RefusalNotice error={command.error} />}
    </form>
  )
}
