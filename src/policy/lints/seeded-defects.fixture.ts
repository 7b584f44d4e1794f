import type { LintCode } from '../norms/types.ts'

/** A defect to plant in the clean text: words to replace, and the finding that must be raised for it. */
export type SeededDefect = {
  readonly code: LintCode
  readonly find: string
  readonly put: string
  /** A part of the words or places the finding must name. */
  readonly names: string
}

const d = (code: LintCode, find: string, put: string, names: string): SeededDefect => ({
  code,
  find,
  put,
  names,
})

export const seededDefects: readonly SeededDefect[] = [
  d('undefined-role', '職員等は、運ぶ保護情報を', '情報機器管理者は、運ぶ保護情報を', '情報機器管理者'),
  d('undefined-role', '直ちに情報保護最高責任者に知らせ', '直ちに情報統括担当者に報告し', '情報統括担当者'),
  d(
    'undefined-role',
    '外に運ぶときは、情報保護管理者の許可',
    '外に運ぶときは、端末管理責任者の許可',
    '端末管理責任者',
  ),
  d('undefined-role', '情報保護委員会は、3年ごとに', '情報安全会議は、3年ごとに', '情報安全会議'),
  d('doubled-characters', '壊さなければならない', '壊さなければならならない', 'ならなら'),
  d('doubled-characters', '可搬媒体を捨てる', '可搬媒体をを捨てる', 'をを'),
  d('doubled-characters', '研修を行わなければ', '研修を行わなければなければ', 'なければ'),
  d('doubled-characters', '写しを作ってはならない。', '写しを作ってはならない。。', '。。'),
  d('doubled-characters', '画面を閉じなければ', '画面画面を閉じなければ', '画面画面'),
  d('doubled-characters', '氏名', '氏名のの控え', 'のの'),
  d('name-variant', '情報保護委員会は、毎年度', '琥珀市情報保護委員会は、毎年度', '情報保護委員会'),
  d('name-variant', '情報保護委員会は、3年ごとに', '琥珀市情報保護委員会は、3年ごとに', '情報保護委員会'),
  d(
    'duplicated-duty',
    '2 職員等は、パスワードを人に教えてはならない。',
    '2 職員等は、パスワードを人に教えてはならない。\n3 職員等は、仕事に要らないソフトウェアを業務端末に入れてはならない。',
    '第13条',
  ),
  d(
    'duplicated-duty',
    '(確認)\n',
    '(再確認)\n第21条の2 情報保護最高責任者は、年1回以上、受託会社の守りの様子を確かめなければならない。\n(確認)\n',
    '第21条の2',
  ),
  d(
    'duplicated-duty',
    '2 職員等は、前項の研修を受けなければならない。',
    '2 職員等は、前項の研修を受けなければならない。\n3 情報保護管理者は、毎日、保護情報の控えを作らなければならない。',
    '第14条-3',
  ),
  d('duplicated-heading', '(確認)', '(契約)', '契約'),
  d('duplicated-heading', '(写し)', '(廃棄)', '廃棄'),
  d(
    'no-subject',
    '情報保護管理者は、業務端末を盗まれないように机に',
    '業務端末を盗まれないように机に',
    '業務端末を盗まれないように',
  ),
  d('no-subject', '職員等は、仕事に要る数を超えて', '仕事に要る数を超えて', '仕事に要る数'),
  d('no-subject', '情報保護管理者は、毎日、保護情報の', '毎日、保護情報の', '控えを作ら'),
  d('no-subject', '情報保護委員会は、3年ごとに、この', '3年ごとに、この', '見直さなければ'),
  d('missing-reference', '前項の研修', '第34条の研修', '第34条'),
  d('missing-reference', '前項の許可をしたとき', '第8条第9項の許可をしたとき', '第8条第9項'),
  d('missing-reference', '前項の報告を受けた', '第16条第1項第4号の報告を受けた', '第4号'),
  d('missing-reference', '台帳と照らして', '別表第2の台帳と照らして', '別表第2'),
  d('missing-reference', '第7条 情報保護管理者は', '第7条 前項の定めにより、情報保護管理者は', '前項'),
  d(
    'external-reference',
    '守りの仕組みを確かめ',
    '守りの仕組みを受託会社選定要領に基づき確かめ',
    '受託会社選定要領',
  ),
  d(
    'external-reference',
    '直ちに情報保護管理者に報告し',
    '事故対応計画に従い、直ちに情報保護管理者に報告し',
    '対応計画',
  ),
  d(
    'external-reference',
    'この基準は、琥珀市が持つ',
    'この基準は、琥珀市情報保護基本方針に基づき、琥珀市が持つ',
    '基本方針',
  ),
  d(
    'repealed-reference',
    '外に漏れてはならない情報',
    '琥珀市個人情報保護条例に定める情報',
    '個人情報保護条例',
  ),
  d(
    'repealed-reference',
    '年1回以上、受託会社',
    '行政機関の保有する個人情報の保護に関する法律に基づき、年1回以上、受託会社',
    '行政機関の保有する',
  ),
  d(
    'repealed-reference',
    'この基準は、琥珀市が持つ',
    'この基準は、高度情報通信ネットワーク社会形成基本法に基づき、琥珀市が持つ',
    '高度情報',
  ),
  d(
    'numeral-reference',
    '鍵のかかる棚に保管しなければ',
    '鍵のかかる棚に保管し、2の規定に従わなければ',
    '2の規定',
  ),
  d(
    'applicant-is-approver',
    '2 情報保護管理者が自ら申請をする場合は、情報保護最高責任者の許可を得なければならない。\n',
    '',
    '情報保護管理者',
  ),
  d('term-drift', '可搬媒体の数を', '外部記録媒体の数を', '外部記録媒体'),
  d('term-drift', '受託会社を選ぶとき', '委託事業者又は委託先を選ぶとき', '委託先'),
  d('term-drift', 'ソフトウェアを入れなければ', 'ソフトウエアを入れなければ', 'ソフトウエア'),
  d('open-value', '毎年度、職員等に研修', '定期的に、職員等に研修', '定期的に'),
  d('open-value', '記録を3年間保存', '記録を一定の期間保存', '一定の期間'),
  d('open-value', 'パスワードを12文字以上と', 'パスワードを十分な長さと', '十分な長さ'),
  d('open-value', '情報保護委員会は、毎年度', '情報保護委員会は、定期的に', '定期的に'),
  d('repeated-number', '第15条 職員等は', '第14条 職員等は', '第14条'),
  d('repeated-number', '(2) 行き先', '(1) 行き先', '(1)'),
  d('number-gap', '第22条 情報', '第25条 情報', '第25条'),
  d('number-gap', '(3) 運ぶ者', '(4) 運ぶ者', '(4)'),
  d(
    'circular-reference',
    '第17条 情報保護管理者は、毎日、保護情報の控えを作らなければならない。\n(記録)\n第18条 情報保護管理者は、業務端末の利用の記録を3年間保存しなければならない。',
    '第17条 控えは、第18条に定めるところによる。\n(記録)\n第18条 記録は、第17条に定めるところによる。',
    '第18条',
  ),
]
