import type { approval } from '#policy/contract-editions.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { messageAt, type Problem } from '../../../api/problem.ts'
import { RadioGroup } from '../../../parts/checkbox.tsx'
import { Anchor } from '../../../parts/anchor.tsx'
import { DateField } from '../../../parts/date-field.tsx'
import { DateText } from '../../../parts/date-text.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { TextArea, TextField } from '../../../parts/text-field.tsx'
import type { EditionOut } from '../types.ts'

export type Approval = z.input<typeof approval>
const ways = ['resolution', 'council', 'minor', 'urgent'] as const
type Way = (typeof ways)[number]

/** A resolution that the house itself recorded on this edition. */
export type RecordedResolution = NonNullable<EditionOut['edition']['resolution']>

/** What is typed about the authority of a decision; who decided and when stands in the form around it. */
export type ApprovalTyped = {
  readonly way: Way | ''
  readonly number: string
  readonly reason: string
  readonly due: { readonly typed: string; readonly date: string | null }
}

export const emptyApproval: ApprovalTyped = {
  way: '',
  number: '',
  reason: '',
  due: { typed: '', date: null },
}

/** The approval to send, or undefined while no way is chosen; the house's own resolution it finds by itself. */
export function approvalOf(
  typed: ApprovalTyped,
  decided: { readonly by: string; readonly on: string },
): Approval | undefined {
  const { way } = typed
  if (way === '' || way === 'resolution') return undefined
  if (way === 'council') {
    const number = typed.number.trim()
    return {
      kind: way,
      meeting: decided.by,
      resolvedOn: decided.on,
      ...(number === '' ? {} : { number }),
    }
  }
  return {
    kind: way,
    reason: typed.reason,
    by: decided.by,
    ...(typed.due.date === null ? {} : { reportDue: typed.due.date }),
  }
}

/** 決定の手続: council, or minor or urgent with the report that is owed afterwards. */
export function ApprovalFields({
  typed,
  resolution,
  problems,
  onChange,
}: {
  typed: ApprovalTyped
  resolution: RecordedResolution | null
  problems: readonly Problem[]
  onChange: (typed: ApprovalTyped) => void
}): ReactNode {
  const { t } = useTranslation()
  const shown = ways.filter((way) => way !== 'resolution' || resolution?.state === 'holds')
  return (
    <>
      {resolution !== null && <ResolutionNote resolution={resolution} />}
      <RadioGroup
        name="approval"
        label={t('editions.gate.title')}
        hint={t('editions.gate.hint')}
        required
        value={typed.way}
        error={messageAt(problems, 'approval')}
        choices={shown.map((way) => ({ value: way, label: t(`editions.gate.${way}`) }))}
        onChange={(value) => onChange({ ...typed, way: ways.find((way) => way === value) ?? '' })}
      />
      {typed.way === 'council' && (
        <TextField
          name="approval.number"
          label={t('editions.gate.number')}
          optional
          value={typed.number}
          maxLength={60}
          error={messageAt(problems, 'approval.number')}
          onChange={(number) => onChange({ ...typed, number })}
        />
      )}
      {(typed.way === 'minor' || typed.way === 'urgent') && (
        <>
          <TextArea
            name="approval.reason"
            label={t('editions.gate.reason')}
            required
            value={typed.reason}
            maxLength={1000}
            error={messageAt(problems, 'approval.reason')}
            onChange={(reason) => onChange({ ...typed, reason })}
          />
          <DateField
            name="approval.reportDue"
            label={t('editions.gate.reportDue')}
            hint={t('editions.gate.reportDueHint')}
            optional
            value={typed.due.typed}
            error={messageAt(problems, 'approval.reportDue')}
            onChange={(value, date) => onChange({ ...typed, due: { typed: value, date } })}
          />
        </>
      )}
    </>
  )
}

/** Which meeting resolved the edition, and whether what it resolved is still what stands there. */
function ResolutionNote({ resolution }: { resolution: RecordedResolution }): ReactNode {
  const { t } = useTranslation()
  return (
    <Notice
      kind={resolution.state === 'holds' ? 'success' : 'warning'}
      title={t(`editions.gate.resolved.${resolution.state}`)}
    >
      <Anchor href={`/council/${resolution.meetingId}`}>{resolution.meeting}</Anchor> {resolution.number}{' '}
      <DateText value={resolution.resolvedOn} />
    </Notice>
  )
}
