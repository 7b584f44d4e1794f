import {
  approveMinutes,
  callMeeting,
  cancelMeeting,
  closeMeeting,
  openMeeting,
} from '#rooms/1-organisation/council/contract.ts'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from '../../parts/anchor.tsx'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { DateText } from '../../parts/date-text.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SelectField } from '../../parts/select-field.tsx'
import { RefusalNotice } from '../../parts/states.tsx'
import { TextArea } from '../../parts/text-field.tsx'
import { nowOf, useMeetingCommand, type Meeting } from './use-meeting.ts'

/** The one thing that comes next, who does it, and why it cannot be done yet. */
export function StepsCard({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const may = new Set(meeting.may)
  const [told, setTold] = useState<{ invited: number; unreachable: readonly string[] }>()
  return (
    <Card strong title={t('council.steps.title')}>
      <div className="grid gap-3">
        {told !== undefined && meeting.state === 'called' && (
          <Notice kind="success" live>
            {t('council.steps.called', { figure: told.invited })}{' '}
            {told.unreachable.length > 0 &&
              t('council.steps.unreachable', { names: told.unreachable.join('、') })}
          </Notice>
        )}
        {meeting.state === 'draft' && may.has('call') && <Call meeting={meeting} onCalled={setTold} />}
        {meeting.state === 'called' && may.has('open') && <Open meeting={meeting} />}
        {meeting.state === 'opened' && may.has('close') && <Close meeting={meeting} />}
        {meeting.state === 'closed' && <Approve meeting={meeting} />}
        {meeting.state === 'approved' && (
          <p>
            {t('council.steps.done')} {t('council.steps.approvedBy', { name: meeting.approvedBy ?? '' })}{' '}
            <DateText value={meeting.approvedAt} />
          </p>
        )}
        {meeting.state === 'cancelled' && (
          <p>{t('council.steps.cancelled', { reason: meeting.reason ?? '' })}</p>
        )}
        {may.has('cancel') && <Cancel meeting={meeting} />}
        <Anchor href={`/ledger/of/council-meeting/${meeting.meetingId}`}>{t('council.steps.record')}</Anchor>
        {!meeting.mayManage && meeting.state !== 'closed' && meeting.state !== 'approved' && (
          <p className="text-[0.875rem]">{t('council.steps.member')}</p>
        )}
      </div>
    </Card>
  )
}

function Call({
  meeting,
  onCalled,
}: {
  meeting: Meeting
  onCalled: (told: { invited: number; unreachable: readonly string[] }) => void
}): ReactNode {
  const { t } = useTranslation()
  const [mail, setMail] = useState(true)
  const command = useMeetingCommand(callMeeting, onCalled)
  return (
    <>
      <p className="text-[0.875rem]">{t('council.steps.callWhat')}</p>
      <Checkbox name="mail" checked={mail} onChange={setMail}>
        {t('council.steps.mail')}
      </Checkbox>
      {command.isError && <RefusalNotice error={command.error} />}
      <Button
        look="filled"
        wide
        busy={command.isPending}
        {...(meeting.items.length === 0 ? { reason: t('council.steps.noItems') } : {})}
        onPress={() => command.mutate({ ...nowOf(meeting), mail })}
      >
        {t('council.steps.call')}
      </Button>
    </>
  )
}

function Open({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const command = useMeetingCommand(openMeeting)
  const [elected, setElected] = useState('')
  const written = meeting.way === 'written'
  const elects =
    !written &&
    meeting.rules.chairAbsent === 'elected' &&
    !meeting.members.some((one) => one.role !== 'member' && one.attendance === 'present')
  return (
    <>
      <p className="text-[0.875rem]">
        {written ? (
          <>
            {t('council.steps.circulateWhat', { date: '' })} <DateText value={meeting.answerBy} />
          </>
        ) : (
          t('council.steps.openWhat')
        )}
      </p>
      {elects && (
        <SelectField
          name="electedChairId"
          label={t('council.steps.elected')}
          value={elected}
          emptyLabel={t('council.chosen')}
          choices={meeting.members
            .filter((one) => one.mayPreside)
            .map((one) => ({ value: one.personId, label: one.name }))}
          onChange={setElected}
        />
      )}
      {command.isError && <RefusalNotice error={command.error} />}
      <Button
        look="filled"
        wide
        busy={command.isPending}
        onPress={() =>
          command.mutate({ ...nowOf(meeting), ...(elected === '' ? {} : { electedChairId: elected }) })
        }
      >
        {t(written ? 'council.steps.circulate' : 'council.steps.open')}
      </Button>
    </>
  )
}

function Close({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const command = useMeetingCommand(closeMeeting)
  const written = meeting.way === 'written'
  const left = written ? 0 : meeting.items.filter((item) => item.outcome === null).length
  return (
    <>
      <p className="text-[0.875rem]">{t(written ? 'council.steps.countWhat' : 'council.steps.closeWhat')}</p>
      {command.isError && <RefusalNotice error={command.error} />}
      <Button
        look="filled"
        wide
        busy={command.isPending}
        {...(left === 0 ? {} : { reason: t('council.steps.left', { figure: left }) })}
        onPress={() => command.mutate(nowOf(meeting))}
      >
        {t(written ? 'council.steps.count' : 'council.steps.close')}
      </Button>
    </>
  )
}

function Approve({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const command = useMeetingCommand(approveMinutes)
  if (!meeting.may.includes('approve')) {
    return <p>{t('council.steps.waitChair', { name: meeting.chair?.name ?? t('council.quorum.noChair') })}</p>
  }
  return (
    <>
      <p className="text-[0.875rem]">{t('council.steps.approveWhat')}</p>
      {command.isError && <RefusalNotice error={command.error} />}
      <Button
        look="filled"
        wide
        busy={command.isPending}
        {...(meeting.minutes === '' ? { reason: t('council.minutes.empty') } : {})}
        onPress={() => command.mutate({ ...nowOf(meeting), minutesHash: meeting.minutesHash })}
      >
        {t('council.steps.approve')}
      </Button>
    </>
  )
}

function Cancel({ meeting }: { meeting: Meeting }): ReactNode {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const command = useMeetingCommand(cancelMeeting, () => setAsking(false))
  return (
    <>
      <Button danger onPress={() => setAsking(true)}>
        {t('council.steps.cancel')}
      </Button>
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title={t('council.steps.cancel')}
          actions={
            <>
              <Button look="text" onPress={() => setAsking(false)}>
                {t('parts.cancel')}
              </Button>
              <Button
                danger
                busy={command.isPending}
                onPress={() => command.mutate({ ...nowOf(meeting), reason })}
              >
                {t('council.steps.cancel')}
              </Button>
            </>
          }
        >
          <div className="grid gap-4">
            {command.isError && <RefusalNotice error={command.error} />}
            <TextArea
              name="reason"
              label={t('council.steps.cancelReason')}
              required
              value={reason}
              maxLength={500}
              onChange={setReason}
            />
          </div>
        </Dialog>
      )}
    </>
  )
}
