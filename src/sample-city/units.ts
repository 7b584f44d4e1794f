import type { UnitKind } from '#authority/tables.ts'

/** A section as the plan of the city has it: name, kana, document mark, kind, 係, relative number of people. */
export type SectionPlan = {
  readonly code: string
  readonly name: string
  readonly kana: string
  readonly symbol: string
  readonly kind: UnitKind
  readonly teams: readonly string[]
  readonly weight: number
}

export type DepartmentPlan = {
  readonly code: string
  readonly body: BodyKey
  readonly name: string
  readonly kana: string
  readonly kind: UnitKind
  /** Title of the head: 部長, 局長 … */
  readonly head: string
  readonly sections: readonly SectionPlan[]
}

export type BodyKey = 'mayor' | 'board' | 'water' | 'assembly' | 'election' | 'audit' | 'farm'

/** 機関. */
export const bodyNames: Readonly<Record<BodyKey, string>> = {
  mayor: '市長部局',
  board: '教育委員会',
  water: '上下水道事業管理者',
  assembly: '議会',
  election: '選挙管理委員会',
  audit: '監査委員',
  farm: '農業委員会',
}

/** The whole city: departments and their 60 sections, in the order of the organisation regulation. */
export const departments: readonly DepartmentPlan[] = [
  department('01', 'mayor', '企画財政部', 'キカクザイセイブ', '部', '部長', [
    '企画課 キカクカ 企画 課 5 総合計画係・政策調整係',
    '財政課 ザイセイカ 財政 課 4 予算係・財務係',
    '情報政策課 ジョウホウセイサクカ 情政 課 7 情報企画係・システム係・ネットワーク係',
    '広報広聴課 コウホウコウチョウカ 広報 課 4 広報係・広聴係',
    '公共施設マネジメント課 コウキョウシセツマネジメントカ 公施 課 3 計画係・保全係',
  ]),
  department('02', 'mayor', '総務部', 'ソウムブ', '部', '部長', [
    '総務課 ソウムカ 総務 課 6 庶務係・文書法制係・統計係',
    '人事課 ジンジカ 人事 課 6 人事係・給与係・研修厚生係',
    '契約検査課 ケイヤクケンサカ 契検 課 4 契約係・検査係',
    '管財課 カンザイカ 管財 課 5 財産管理係・庁舎管理係',
    '危機管理課 キキカンリカ 危管 課 5 防災係・危機対策係',
  ]),
  department('03', 'mayor', '市民部', 'シミンブ', '部', '部長', [
    '市民課 シミンカ 市民 課 12 住民記録係・戸籍係・証明係',
    '保険年金課 ホケンネンキンカ 保年 課 11 国民健康保険係・後期高齢者医療係・国民年金係',
    '市民税課 シミンゼイカ 市税 課 9 個人住民税係・法人諸税係',
    '資産税課 シサンゼイカ 資税 課 9 土地係・家屋係・償却資産係',
    '収納課 シュウノウカ 収納 課 9 収納管理係・徴収係・滞納整理係',
    '市民協働課 シミンキョウドウカ 協働 課 4 地域づくり係・男女共同参画係',
    '南部市民センター ナンブシミンセンター 南セ 機関 5 窓口係・地域係',
  ]),
  department('04', 'mayor', '福祉部', 'フクシブ', '部', '部長', [
    '福祉総務課 フクシソウムカ 福総 課 6 総務係・地域福祉係',
    '生活支援課 セイカツシエンカ 生支 課 12 保護第一係・保護第二係・自立支援係',
    '障がい福祉課 ショウガイフクシカ 障福 課 9 給付係・相談支援係',
    '長寿支援課 チョウジュシエンカ 長寿 課 12 給付係・認定係・長寿企画係',
    '地域包括ケア推進課 チイキホウカツケアスイシンカ 包括 課 6 包括支援係・在宅医療連携係',
  ]),
  department('05', 'mayor', 'こども健康部', 'コドモケンコウブ', '部', '部長', [
    '子育て支援課 コソダテシエンカ 子育 課 9 手当係・子育て企画係',
    '保育課 ホイクカ 保育 課 10 入園係・給付係・指導係',
    'こども家庭センター コドモカテイセンター こ家 機関 8 相談係・母子支援係',
    '健康増進課 ケンコウゾウシンカ 健増 課 9 健診係・予防係',
    '地域保健課 チイキホケンカ 地保 課 7 保健指導係・精神保健係',
  ]),
  department('06', 'mayor', '環境経済部', 'カンキョウケイザイブ', '部', '部長', [
    '環境政策課 カンキョウセイサクカ 環政 課 5 政策係・公害対策係',
    '廃棄物対策課 ハイキブツタイサクカ 廃対 課 7 収集係・減量推進係',
    'クリーンセンター クリーンセンター クセ 機関 8 管理係・運転係',
    '産業振興課 サンギョウシンコウカ 産振 課 5 商工係・企業誘致係',
    '観光交流課 カンコウコウリュウカ 観光 課 4 観光係・交流係',
    '農政課 ノウセイカ 農政 課 5 農業振興係・農地整備係',
  ]),
  department('07', 'mayor', '都市建設部', 'トシケンセツブ', '部', '部長', [
    '都市計画課 トシケイカクカ 都計 課 6 計画係・景観係',
    '開発指導課 カイハツシドウカ 開指 課 5 開発審査係・指導係',
    '建築指導課 ケンチクシドウカ 建指 課 6 審査係・監察係',
    '公園緑地課 コウエンリョクチカ 公緑 課 6 整備係・管理係',
    '道路管理課 ドウロカンリカ 道管 課 7 管理係・占用係・維持係',
    '道路建設課 ドウロケンセツカ 道建 課 6 設計係・用地係',
    '河川課 カセンカ 河川 課 5 計画係・維持係',
    '住宅課 ジュウタクカ 住宅 課 5 管理係・空家対策係',
  ]),
  department('08', 'mayor', '会計管理者', 'カイケイカンリシャ', '部', '会計管理者', [
    '会計課 カイケイカ 会計 課 6 出納係・審査係',
  ]),
  department('09', 'water', '上下水道局', 'ジョウゲスイドウキョク', '局', '局長', [
    '経営総務課 ケイエイソウムカ 水総 課 6 総務係・経理係',
    '料金課 リョウキンカ 水料 課 6 料金係・給水係',
    '水道施設課 スイドウシセツカ 水施 課 7 工務係・維持係',
    '浄水課 ジョウスイカ 浄水 課 6 浄水係・水質係',
    '下水道課 ゲスイドウカ 下水 課 7 計画係・施設係・普及係',
  ]),
  department('10', 'board', '教育部', 'キョウイクブ', '部', '部長', [
    '教育総務課 キョウイクソウムカ 教総 課 5 総務係・施設係',
    '学務課 ガクムカ 学務 課 6 学事係・保健係',
    '指導課 シドウカ 教指 課 6 指導係・教職員係',
    '教育相談センター キョウイクソウダンセンター 教相 機関 4 相談係・特別支援係',
    '生涯学習課 ショウガイガクシュウカ 生学 課 5 学習推進係・文化財係',
    'スポーツ振興課 スポーツシンコウカ ス振 課 4 振興係・施設係',
    '中央図書館 チュウオウトショカン 図書 機関 6 奉仕係・資料係',
    '学校給食センター ガッコウキュウショクセンター 給セ 機関 7 管理係・栄養係',
  ]),
  department('11', 'assembly', '議会事務局', 'ギカイジムキョク', '局', '局長', [
    '議会総務課 ギカイソウムカ 議総 課 3 庶務係',
    '議事課 ギジカ 議事 課 3 議事係・調査係',
  ]),
  department(
    '12',
    'election',
    '選挙管理委員会',
    'センキョカンリイインカイ',
    '委員会',
    '情報セキュリティ総括',
    ['選挙管理委員会事務局 センキョカンリイインカイジムキョク 選管 課 2 選挙係'],
  ),
  department('13', 'audit', '監査委員', 'カンサイイン', '委員会', '情報セキュリティ総括', [
    '監査委員事務局 カンサイインジムキョク 監査 課 2 監査係',
  ]),
  department('14', 'farm', '農業委員会', 'ノウギョウイインカイ', '委員会', '情報セキュリティ総括', [
    '農業委員会事務局 ノウギョウイインカイジムキョク 農委 課 2 農地係',
  ]),
]

function department(
  code: string,
  body: BodyKey,
  name: string,
  kana: string,
  kind: UnitKind,
  head: string,
  sections: readonly string[],
): DepartmentPlan {
  return {
    code,
    body,
    name,
    kana,
    kind,
    head,
    sections: sections.map((line, index) => section(`${code}${String(index + 1).padStart(2, '0')}`, line)),
  }
}

/** 「企画課 キカクカ 企画 課 5 総合計画係・政策調整係」 */
function section(code: string, line: string): SectionPlan {
  const [name = '', kana = '', symbol = '', kind = '', weight = '', teams = ''] = line.split(' ')
  if (kind !== '課' && kind !== '機関') throw new TypeError(`not a kind of section: ${line}`)
  return { code, name, kana, symbol, kind, weight: Number(weight), teams: teams.split('・') }
}
