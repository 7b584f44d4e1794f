import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isEmpty, type Choice } from './candidates.ts'
import { parseTarget } from './target-class.ts'
import type { Field, Reading, Role } from './types.ts'

/** Roles in one line: 「甲及び乙」「甲又は乙」. */
export function roleWords(roles: readonly Role[], join: string, t: TFunction): string {
  return roles
    .map((role) => role.word)
    .join(join === 'any' ? t('review.joinAny') : join === 'all' ? t('review.joinAll') : '、')
}

/** An ISO duration as an interval: 「1年ごと」. Null is 「間隔は定めていない」. */
export function cadenceWords(cadence: string | null, t: TFunction): string {
  const read = /^P(\d+)([YMWD])$/.exec(cadence ?? '')
  if (cadence === null) return t('review.cadence.open')
  if (read === null) return cadence
  const n = Number(read[1])
  switch (read[2]) {
    case 'Y':
      return t('review.cadence.year', { n })
    case 'M':
      return t('review.cadence.month', { n })
    case 'W':
      return t('review.cadence.week', { n })
    default:
      return t('review.cadence.day', { n })
  }
}

/** A class of information: 「機密性2以上又は完全性2」; as it is written when it has names of its own. */
export function targetWords(target: string, t: TFunction): string {
  const parts = parseTarget(target)
  if (parts === null) return target
  return parts
    .map(({ axis, level, orMore }) =>
      t(orMore ? 'review.axisLevelUp' : 'review.axisLevel', { axis: t(`review.axes.${axis}`), level }),
    )
    .join(` ${t('review.joinAny')} `)
}

/** What a reading says for a field, in one line of words; 「なし」 when it says nothing. */
export function fieldWords(reading: Reading, field: Field, t: TFunction): string {
  if (field === 'subject' && isEmpty(reading, field)) return t('review.noSubject')
  if (field === 'trigger') return triggerWords(reading.trigger, t)
  if (isEmpty(reading, field)) return t('review.empty')
  switch (field) {
    case 'subject':
      return roleWords(reading.subject.roles, reading.subject.join, t)
    case 'modality':
      return t(`review.modalities.${reading.modality}`)
    case 'kind':
      return t(`review.kinds.${reading.kind}`)
    case 'approval':
      return reading.approval === null ? t('review.empty') : approvalWords(reading.approval, t)
    case 'record':
      return [reading.record ?? '', reading.recordFields.join('・')].filter((part) => part !== '').join(':')
    case 'target':
      return targetWords(reading.targetClass ?? '', t)
    case 'deadline':
      return reading.deadline ?? ''
    case 'exception':
      return reading.exception ?? ''
    case 'qualifiers':
      return reading.qualifiers.join('、')
  }
}

function triggerWords(trigger: Reading['trigger'], t: TFunction): string {
  const periodic = trigger.type === 'periodic' || trigger.type === 'periodic-or-event'
  const type = t(`review.triggers.${trigger.type}`)
  if (periodic) {
    const words = `${type}(${cadenceWords(trigger.cadence, t)})`
    return trigger.eventText === null ? words : `${words} ${trigger.eventText}`
  }
  return trigger.eventText === null ? type : trigger.eventText
}

/** 「情報セキュリティ管理者の許可(前もって) 職員が求める」. */
export function approvalWords(approval: NonNullable<Reading['approval']>, t: TFunction): string {
  const approver = approval.approver.length === 0 ? '' : roleWords(approval.approver, approval.join, t)
  const line = t('review.approval.line', {
    approver: approver === '' ? t('review.noSubject') : approver,
    act: approval.act,
  })
  const from = t('review.approval.from', {
    applicant:
      approval.applicant.length === 0
        ? t('review.approval.anybody')
        : roleWords(approval.applicant, 'any', t),
  })
  return `${line}(${t(`review.approval.${approval.when}`)}) ${from}`
}

/** What a number key offers, in words. */
export function choiceWords(choice: Choice, t: TFunction): string {
  switch (choice.is) {
    case 'accept':
      return t('review.choices.accept')
    case 'roles':
      return roleWords(choice.roles, 'all', t)
    case 'modality':
      return t(`review.modalities.${choice.modality}`)
    case 'kind':
      return t(`review.kinds.${choice.kind}`)
    case 'trigger':
      return t(`review.triggers.${choice.trigger}`)
    case 'none':
      return t('review.choices.none')
  }
}

/** What a reading says for a field. */
export function FieldValue({ reading, field }: { reading: Reading; field: Field }): ReactNode {
  const { t } = useTranslation()
  if (field === 'modality') {
    return (
      <>
        {fieldWords(reading, field, t)}
        <span className="ml-1 text-[0.875rem] text-solid-gray-700">
          {t(`review.modalityHints.${reading.modality}`)}
        </span>
      </>
    )
  }
  if (field === 'record' && reading.recordFields.length > 0) {
    return (
      <>
        {reading.record}
        <span className="block text-[0.875rem] leading-[1.5]">
          {t('review.recordFields')}: {reading.recordFields.join('・')}
        </span>
      </>
    )
  }
  return fieldWords(reading, field, t)
}
