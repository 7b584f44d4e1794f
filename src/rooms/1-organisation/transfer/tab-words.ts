import type { FindingTab } from './tables.ts'

/** What each tab of the report is called. */
export const tabWords: Readonly<Record<FindingTab, string>> = {
  offices: '役割',
  cases: '手続中の申請',
  permits: '失効する許可',
  holdings: '返すもの',
  accounts: '抹消するID',
  units: '空席・所属',
  rights: '代理・代決',
  training: '研修',
  checklists: '確認表',
}
