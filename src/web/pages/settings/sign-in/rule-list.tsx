import { setSignInRule, signInRuleList } from '#authority/sign-in/contract-sessions.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../api/client.ts'
import { messageAt } from '../../../api/problem.ts'
import { useFormCommand } from '../../../api/use-form-command.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/card.tsx'
import { clauseOf } from '../../../parts/clause-address.ts'
import { ClauseLinks } from '../../../parts/clause-link.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { RefusalNotice } from '../../../parts/states.tsx'
import { Table } from '../../../parts/table.tsx'
import { TextField } from '../../../parts/text-field.tsx'

export type Rules = OutputOf<typeof signInRuleList>
type NumberRule = 'stepUpMinutes' | 'privilegedIdleMinutes' | 'privilegedMinutes' | 'passwordHistory'

type Row = {
  readonly key: string
  readonly name: string
  readonly value: string
  readonly slot: string | null
  /** The rule an administrator sets here; null where the text or Kijun itself decides. */
  readonly rule: NumberRule | null
}

/** What holds, on which clause, and who sets it. */
export function RuleList({ rules }: { rules: Rules }): ReactNode {
  const { t } = useTranslation()
  const [changing, setChanging] = useState<NumberRule>()
  const minutes = (count: number): string => t('settings.signIn.minutes', { count })
  const rows: Row[] = [
    {
      key: 'length',
      name: t('settings.signIn.length'),
      value: t('settings.signIn.characters', { count: rules.minLength }),
      slot: 'password-length',
      rule: null,
    },
    {
      key: 'age',
      name: t('settings.signIn.age'),
      value:
        rules.maxAgeDays === null
          ? t('settings.signIn.noAge')
          : t('settings.signIn.days', { count: rules.maxAgeDays }),
      slot: 'password-change',
      rule: null,
    },
    {
      key: 'history',
      name: t('settings.signIn.history'),
      value: t('settings.signIn.pieces', { count: rules.passwordHistory }),
      slot: 'password-change',
      rule: 'passwordHistory',
    },
    {
      key: 'whole',
      name: t('settings.signIn.whole'),
      value: minutes(rules.privilegedMinutes),
      slot: 'session-limit',
      rule: rules.privilegedByCity ? null : 'privilegedMinutes',
    },
    {
      key: 'idle',
      name: t('settings.signIn.idle'),
      value: minutes(rules.privilegedIdleMinutes),
      slot: 'session-limit',
      rule: 'privilegedIdleMinutes',
    },
    {
      key: 'step-up',
      name: t('settings.signIn.stepUp'),
      value: minutes(rules.stepUpMinutes),
      slot: null,
      rule: 'stepUpMinutes',
    },
  ]
  const clauses = (slot: string | null) =>
    rules.cites
      .filter((cite) => cite.slot === slot)
      .map((cite) => clauseOf({ ...cite, label: `${cite.documentMark} ${cite.label}` }))
  return (
    <Section title={t('settings.signIn.rules')} aside={t('settings.signIn.rulesWhat')}>
      <Table
        caption={t('settings.signIn.rules')}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: 'name', head: t('settings.signIn.rule'), wraps: true, cell: (row) => row.name },
          { key: 'value', head: t('settings.signIn.value'), cell: (row) => row.value },
          {
            key: 'clause',
            head: t('settings.signIn.clause'),
            wraps: true,
            cell: (row) => {
              const found = clauses(row.slot)
              return found.length === 0 ? t('settings.signIn.noClause') : <ClauseLinks clauses={found} />
            },
          },
          {
            key: 'act',
            head: t('settings.signIn.act'),
            cell: (row) =>
              row.rule === null || !rules.mayManage ? (
                t(row.rule === null ? 'settings.signIn.byText' : 'settings.signIn.byOffice')
              ) : (
                <Button
                  size="small"
                  label={t('settings.signIn.changeOf', { name: row.name })}
                  onPress={() => setChanging(row.rule ?? undefined)}
                >
                  {t('settings.signIn.change')}
                </Button>
              ),
          },
        ]}
      />
      {changing !== undefined && (
        <NumberDialog rule={changing} value={rules[changing]} onClose={() => setChanging(undefined)} />
      )}
    </Section>
  )
}

function NumberDialog({
  rule,
  value,
  onClose,
}: {
  rule: NumberRule
  value: number
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(String(value))
  const form = useFormCommand(setSignInRule, { value: t('settings.signIn.value') }, async () => {
    await queryClient.invalidateQueries({ queryKey: [signInRuleList.name] })
    onClose()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`settings.signIn.titles.${rule}`)}
      actions={
        <>
          <Button look="text" onPress={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button
            look="filled"
            busy={form.busy}
            onPress={() => form.send({ name: rule, value: Number(typed.normalize('NFKC').trim()) })}
          >
            {t('settings.signIn.change')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {form.refusal !== null && <RefusalNotice error={form.refusal} />}
        <TextField
          name="rule-value"
          label={t('settings.signIn.value')}
          hint={t(`settings.signIn.hints.${rule}`)}
          required
          inputMode="numeric"
          maxLength={4}
          value={typed}
          onChange={setTyped}
          error={messageAt(form.problems, 'value')}
        />
      </div>
    </Dialog>
  )
}
