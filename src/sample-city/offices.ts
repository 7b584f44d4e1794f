import type { ActingRightRow, DeputyOrderRow, OfficeRuleRow } from './organisation-types.ts'
import { standing, teamKey } from './seat.ts'
import { councilKey, hasAssistant, hasDeputyHead, headTitle, isCommittee } from './seats.ts'
import { departments } from './units.ts'

/** Who holds which office of the sample city's standard (第4の2). */
export function officeRules(): OfficeRuleRow[] {
  const rules: Omit<OfficeRuleRow, 'validFrom' | 'validTo' | 'sort'>[] = [
    {
      office: 'council',
      word: '情報化推進会議',
      scope: 'city',
      rule: { by: 'members', unitKey: councilKey },
      clause: '第4-2-(1)-ア',
    },
    {
      office: 'ciso',
      word: '最高情報統括責任者',
      scope: 'city',
      rule: { by: 'post', postKey: 'mayor/副市長(企画財政部担任)' },
      clause: '第4-2-(2)-ア',
    },
    {
      office: 'chief-iso',
      word: '統括情報セキュリティ責任者',
      scope: 'city',
      rule: { by: 'post', postKey: '01/部長' },
      clause: '第4-2-(3)-ア',
    },
    {
      office: 'dept-iso',
      word: '情報セキュリティ責任者',
      scope: 'unit',
      rule: { by: 'rank', rank: 'head', kinds: ['部', '局', '委員会'] },
      clause: '第4-2-(4)-ア',
    },
    {
      office: 'sec-manager',
      word: '情報セキュリティ管理者',
      scope: 'unit',
      rule: { by: 'rank', rank: 'head', kinds: ['課', '室', '機関'] },
      clause: '第4-2-(5)-ア',
    },
    {
      office: 'sec-leader',
      word: '情報セキュリティ担当者',
      scope: 'unit',
      rule: { by: 'rank', rank: 'leader', kinds: ['課', '室', '機関'] },
      clause: '第4-2-(6)-ア',
    },
    {
      office: 'audit-head',
      word: '情報セキュリティ監査統括責任者',
      scope: 'city',
      rule: { by: 'post', postKey: '1301/局長' },
      clause: '第4-2-(7)-ア',
    },
    {
      office: 'auditor',
      word: '監査を行う者',
      scope: 'city',
      rule: { by: 'members', unitKey: '1301' },
      clause: '第12-1-(2)-ア',
    },
    {
      office: 'policy-office',
      word: '情報政策課',
      scope: 'city',
      rule: { by: 'policy-office' },
      clause: '第4-1-(3)',
    },
  ]
  return rules.map((rule, index) => ({ ...standing, ...rule, sort: index + 1 }))
}

/** 課長 → 課長補佐 → 係長; 部長 → 次長 → 主管課長 (第4の4). */
export function deputyOrders(): DeputyOrderRow[] {
  return departments.flatMap((department) => {
    const sections = department.sections.flatMap((section) => {
      const title = headTitle(section)
      const assistant = title === '課長' ? '課長補佐' : `副${title}`
      return order(
        `${section.code}/${title}`,
        [
          ...(hasAssistant(section) ? [`${section.code}/${assistant}`] : []),
          ...section.teams.map((_, at) => `${teamKey(section, at)}/係長`),
        ],
        '第4-4-(1)',
      )
    })
    const first = department.sections[0]
    if (first === undefined || isCommittee(department)) return sections
    const heads = order(
      `${department.code}/${department.head}`,
      [
        ...(hasDeputyHead(department) ? [`${department.code}/次長`] : []),
        `${first.code}/${headTitle(first)}`,
      ],
      '第4-4-(2)',
    )
    return [...heads, ...sections]
  })
}

function order(postKey: string, deputies: readonly string[], clause: string): DeputyOrderRow[] {
  return deputies.map((deputyPostKey, index) => ({
    ...standing,
    postKey,
    place: index + 1,
    deputyPostKey,
    basis: '架空市事務決裁規程',
    clause,
  }))
}

/** The other 副市長 acts for the CISO; the 情報政策課長 does part of the chief's work. */
export function actingRights(): ActingRightRow[] {
  return [
    {
      ...standing,
      kind: '職務代理',
      postKey: 'mayor/副市長(企画財政部担任)',
      holderPostKey: 'mayor/副市長',
      appliesWhen: '不在・欠員',
      scope: { offices: ['ciso'], matters: null },
      basis: '対策基準に定める職務の代理',
      clause: '第4-2-(2)-ウ',
    },
    {
      ...standing,
      kind: '事務委任',
      postKey: '01/部長',
      holderPostKey: '0103/課長',
      appliesWhen: '常時',
      scope: { offices: ['chief-iso'], matters: ['software-install', 'network-connect'] },
      basis: '令和8年4月1日付け事務委任書',
      clause: '第4-2-(3)-オ',
    },
  ]
}
