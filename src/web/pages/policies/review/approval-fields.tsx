import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '../../../parts/checkbox.tsx'
import { SelectField } from '../../../parts/select-field.tsx'
import { approvalActs } from './reading-choices.ts'
import { JoinChoice, RolePicker } from './role-picker.tsx'
import type { Approval, Role } from './types.ts'

/** だれの許可・承認: which act, who decides, who asks, and whether before or after. */
export function ApprovalFields({
  value,
  subject,
  roles,
  onChange,
}: {
  value: Approval | null
  /** Who acts by the norm: the one who asks, unless something else is said. */
  subject: readonly Role[]
  roles: readonly Role[]
  onChange: (value: Approval | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const now: Approval = value ?? {
    applicant: [...subject],
    approver: [],
    join: 'single',
    act: '許可',
    when: 'before',
  }
  return (
    <>
      <Checkbox
        name="approval-none"
        checked={value === null}
        onChange={(none) => onChange(none ? null : now)}
      >
        {t('review.approval.none')}
      </Checkbox>
      {value !== null && (
        <>
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              compact
              name="act"
              label={t('review.approval.act')}
              value={now.act}
              choices={approvalActs.map((act) => ({ value: act, label: act }))}
              onChange={(chosen) => {
                const act = approvalActs.find((each) => each === chosen)
                if (act !== undefined) onChange({ ...now, act })
              }}
            />
            <SelectField
              compact
              name="when"
              label={t('review.approval.when')}
              value={now.when}
              choices={[
                { value: 'before', label: t('review.approval.before') },
                { value: 'after', label: t('review.approval.after') },
              ]}
              onChange={(when) => onChange({ ...now, when: when === 'after' ? 'after' : 'before' })}
            />
          </div>
          <RolePicker
            name="approver"
            label={t('review.approval.approver')}
            value={now.approver}
            roles={roles}
            onChange={(approver) =>
              onChange({
                ...now,
                approver,
                join: approver.length < 2 ? 'single' : now.join === 'any' ? 'any' : 'all',
              })
            }
          />
          {now.approver.length > 1 && (
            <JoinChoice
              name="approver-join"
              value={now.join === 'any' ? 'any' : 'all'}
              onChange={(join) => onChange({ ...now, join })}
            />
          )}
          <RolePicker
            name="applicant"
            label={t('review.approval.applicant')}
            value={now.applicant}
            roles={roles}
            onChange={(applicant) => onChange({ ...now, applicant })}
          />
        </>
      )}
    </>
  )
}
