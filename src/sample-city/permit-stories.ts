import type { FollowAct } from '#engine/procedure/follow.ts'
import type { Form } from '#engine/procedure/definition.ts'
import type { SeatAct } from '#engine/procedure/step-machine.ts'
import { valuesOf } from '#engine/procedure/form-fields.ts'
import { permits } from '../permits.ts'
import { deviceProcedures } from '#rooms/4-physical/devices.ts'

/** What the forms of the stories point to: lines by their name in the sample, people by key, days by open days from today. */
export type Places = {
  line(name: string): string
  person(key: string): string
  /** The open day so many open days from today; never before the fiscal year of the last one that is over. */
  day(open: number): string
  /** So many days from today, within the fiscal year of the last open day. */
  until(days: number): string
  /** So many days from today, whatever the fiscal year. */
  ahead(days: number): string
}

/** What somebody does to the case, on an open day before today. */
export type PermitAct = {
  readonly on: number
  readonly who: string
  readonly does: SeatAct | Extract<FollowAct, 'start' | 'finish'>
  /** The reason of a decision, or what was found at the return. */
  readonly says?: string
}

export type PermitStory = {
  readonly procedure: string
  readonly on: number
  readonly who: string
  form(to: Places): Form
  readonly acts: readonly PermitAct[]
}

const act = (on: number, who: string, does: PermitAct['does'], says?: string): PermitAct => ({
  on,
  who,
  does,
  ...(says === undefined ? {} : { says }),
})

/** Everything that is to be ticked in a field of a form. @throws RangeError where the form has none. */
function all(procedure: string, key: string): string[] {
  const definition = [...permits, ...deviceProcedures].find((each) => each.key === procedure)
  const field = definition?.fields.find((each) => each.key === key)
  if (field === undefined) throw new RangeError(`${procedure} has no ${key}`)
  return valuesOf(field)
}

/* 長寿支援課: what its people asked for; 桐谷 decides, or it goes on from her. */
const eldercare: readonly PermitStory[] = [
  {
    procedure: 'medium-loan',
    on: -12,
    who: 'usami',
    form: ({ line, day }) => ({
      media: [line('talk')],
      purpose: '介護予防教室で説明の資料を映すため',
      where: 'inside',
      from: day(-11),
      to: day(-9),
      measures: [],
    }),
    acts: [
      act(-12, 'kiritani', 'grant'),
      act(-11, 'usami', 'start'),
      act(-9, 'kiritani', 'finish', '異常なし'),
    ],
  },
  {
    procedure: 'dispose-device',
    on: -9,
    who: 'natori',
    form: ({ line }) => ({
      things: [line('old-terminal')],
      purpose: '保守の期限が過ぎ、部品がないため',
      my_number: 'yes',
      method: 'destroy',
      vendor: '架空リサイクル株式会社',
    }),
    acts: [act(-8, 'kiritani', 'grant'), act(-7, 'natori', 'start')],
  },
  {
    procedure: 'provide',
    on: -10,
    who: 'fujishiro',
    form: ({ line, day }) => ({
      assets: [line('0404-09')],
      recipient: '架空市社会福祉協議会 地域福祉係',
      purpose: '教室の受講者に、見守りの案内を送ってもらうため',
      items: '氏名、住所、電話番号',
      people: '62',
      on: day(-8),
      basis: 'consent',
      basis_text: '受講の申込書で得た同意',
      law: all('provide', 'law'),
      method: 'hand',
      measures: ['encryption', 'locked-case'],
      key_delivery: '受け取った人に、翌日電話で伝える',
    }),
    acts: [act(-9, 'kiritani', 'grant'), act(-8, 'fujishiro', 'start'), act(-7, 'usami', 'finish')],
  },
  {
    procedure: 'provide',
    on: -1,
    who: 'hamada',
    form: ({ line, ahead }) => ({
      assets: [line('0404-11')],
      recipient: '架空大学 地域医療研究室',
      purpose: '共同研究で、給付費の伸びを分析するため',
      items: '年齢の区分、要介護度、給付費の額',
      people: '0',
      on: ahead(7),
      basis: 'contract',
      basis_text: '共同研究の協定 第8条',
      law: all('provide', 'law'),
      method: 'post',
      measures: ['encryption'],
      key_delivery: '郵送とは別に、電話で伝える',
    }),
    acts: [],
  },
  {
    procedure: 'area-entry',
    on: -1,
    who: 'natori',
    form: ({ line, until }) => ({
      areas: [line('server-room')],
      kind: 'vendor',
      company: '架空システム株式会社',
      names: '堀内 学\n三好 透',
      purpose: '介護保険システムの更新の下見',
      from: until(3),
      to: until(30),
    }),
    acts: [],
  },
  {
    procedure: 'private-device',
    on: -12,
    who: 'natori',
    form: ({ day, until }) => ({
      kind: 'camera',
      model: '架空カメラ FC-20',
      serial: 'FC20-5518',
      antivirus: '記録媒体を窓口端末で検査した',
      purpose: '住宅改修の現場を写すため。課のカメラは修理に出ている。',
      target: '訪問調査用ノート端末',
      from: day(-8),
      to: until(20),
      care: all('private-device', 'care'),
    }),
    acts: [act(-11, 'kiritani', 'pass'), act(-9, 'nonomura', 'grant'), act(-8, 'natori', 'start')],
  },
  {
    procedure: 'private-device',
    on: -9,
    who: 'fujishiro',
    form: ({ until }) => ({
      kind: 'phone',
      model: '架空電話 KT-7',
      serial: 'KT7-0934',
      system: '携帯電話用の基本ソフト 14',
      antivirus: '対策ソフトを今週更新した',
      purpose: '訪問先から写真を取り込むため',
      target: '窓口端末1号',
      from: until(1),
      to: until(60),
      care: all('private-device', 'care'),
    }),
    acts: [
      act(-8, 'kiritani', 'pass'),
      act(-7, 'nonomura', 'refuse', '課の業務用携帯電話で足ります。貸出しを受けてください。'),
    ],
  },
  {
    procedure: 'software-install',
    on: -11,
    who: 'usami',
    form: ({ line, ahead }) => ({
      product: '介護給付の集計補助',
      version: '3.2',
      maker: '架空システム株式会社',
      source: 'bought',
      license: 'unit',
      licenses: '2',
      purpose: '月ごとの給付費を集計するため',
      system: [line('care')],
      terminals: '窓口端末1号ほか1台',
      on: ahead(1),
      check: all('software-install', 'check'),
    }),
    acts: [
      act(-9, 'kiritani', 'grant'),
      act(-8, 'makabe', 'grant'),
      act(-3, 'usami', 'start'),
      act(-2, 'kiritani', 'finish'),
    ],
  },
  {
    procedure: 'software-install',
    on: -2,
    who: 'hamada',
    form: ({ line, ahead }) => ({
      product: '文書の閲覧',
      version: '25',
      maker: '架空ソフト',
      source: 'free',
      license: 'free',
      licenses: '12',
      purpose: '事業者から届く文書を読むため',
      system: [line('care')],
      terminals: '課の窓口端末12台',
      on: ahead(6),
      check: all('software-install', 'check'),
    }),
    acts: [],
  },
  {
    procedure: 'privileged-id',
    on: -10,
    who: 'usami',
    form: ({ line, person, day, until }) => ({
      system: [line('care')],
      user: person('usami'),
      account: 'kaigo-kanri',
      scope: 'part',
      purpose: '年度の切替えで、帳票の設定を変えるため',
      from: day(-7),
      to: until(90),
      sharing: 'own',
      care: all('privileged-id', 'care'),
    }),
    acts: [act(-8, 'kiritani', 'grant')],
  },
  {
    procedure: 'equipment-change',
    on: -8,
    who: 'natori',
    form: ({ line, ahead }) => ({
      system: [line('care')],
      devices: '窓口端末1号',
      kind: 'add',
      before: '記憶装置1台',
      after: '記憶装置2台',
      purpose: '審査会の資料が入りきらないため',
      on: ahead(10),
      worker: 'vendor',
      vendor: '架空システム株式会社',
      memory: 'no',
      check: all('equipment-change', 'check'),
    }),
    acts: [
      act(-7, 'kiritani', 'grant'),
      act(-2, 'nonomura', 'send-back', '今の構成に、型番と容量を書いてください。'),
    ],
  },
  {
    procedure: 'remote-access',
    on: -3,
    who: 'natori',
    form: ({ line, until }) => ({
      system: [line('documents')],
      purpose: '出張先の会議で、起案の文書を確かめるため',
      place: '県庁の会議室',
      from: until(4),
      to: until(40),
      terminal: '貸出用パソコン 長寿支援課1号',
      owner: 'city',
      identity: 'factors',
      line: 'closed',
      care: all('remote-access', 'care'),
    }),
    acts: [act(-2, 'nonomura', 'grant')],
  },
  {
    procedure: 'exception',
    on: -13,
    who: 'yoshii',
    form: ({ day, ahead }) => ({
      clause: '対策基準第7の4(2)イ(共用のIDの禁止)',
      kind: 'other',
      purpose: '窓口の番号発券機が、利用者ごとのIDを持てないため',
      instead: '使った人と時刻を課の使用簿に書き、週に一度確かめる。',
      risk: '使用簿に書き忘れると、使った人が分からなくなる。',
      from: day(-8),
      to: ahead(120),
      ending: '来年度の発券機の更新で、利用者ごとのIDにする。',
    }),
    acts: [act(-12, 'kiritani', 'pass'), act(-9, 'mikuni', 'grant'), act(-8, 'yoshii', 'start')],
  },
]

/* 情報政策課: networks and what stands in the server room. */
const policyOffice: readonly PermitStory[] = [
  {
    procedure: 'carry-in',
    on: -6,
    who: 'hasumi',
    form: ({ line, person, day }) => ({
      areas: [line('server-room')],
      direction: 'in',
      equipment: '無停電電源装置 KU-3000 1台',
      vendor: '架空情報サービス(株)',
      impact: 'none',
      impact_by: '保坂 修',
      planned_on: day(-4),
      witness: person('hasumi'),
      purpose: '寿命の近い無停電電源装置を取り替えるため',
    }),
    acts: [act(-5, 'makabe', 'grant'), act(-4, 'hasumi', 'start'), act(-4, 'makabe', 'finish', '異常なし')],
  },
  {
    procedure: 'external-network',
    on: -9,
    who: 'hasumi',
    form: ({ ahead }) => ({
      partner: '架空県立図書館の蔵書検索網',
      contact: '架空県 情報基盤班',
      purpose: '市立図書館の窓口から、県の蔵書を探せるようにするため',
      zone: 'internet',
      line: 'closed',
      traffic: '窓口の端末から県の検索の窓口へ、閲覧の通信だけを通す。',
      from: ahead(14),
      to: ahead(700),
      security: '県の技術仕様と監査の結果を読み、担当者に聞き取った。',
      survey: all('external-network', 'survey'),
      effect: 'limited',
      effect_text: '図書館の端末を、ほかの端末と分けた区画に置く。',
      boundary: '境界1号(本庁舎 電算室)',
      liability: 'contract',
    }),
    acts: [act(-7, 'makabe', 'pass'), act(-5, 'nonomura', 'grant')],
  },
  {
    procedure: 'wireless-lan',
    on: -14,
    who: 'hasumi',
    form: ({ day, ahead }) => ({
      purpose: '分庁舎の会議室で、端末を持ち寄って会議をするため',
      ssid: 'bunchosha-2',
      place: '分庁舎2階 第三会議室',
      units: '2',
      zone: 'lgwan',
      from: day(-9),
      to: ahead(500),
      cipher: 'wpa3',
      login: 'certificate',
      duty: all('wireless-lan', 'duty'),
    }),
    acts: [act(-13, 'makabe', 'pass'), act(-10, 'nonomura', 'grant'), act(-9, 'hasumi', 'start')],
  },
  {
    procedure: 'off-site',
    on: -9,
    who: 'hasumi',
    form: ({ line }) => ({
      devices: [line('spare-store')],
      purpose: '本庁舎が被災しても、控えが残るようにするため',
      site: '架空データセンター株式会社 第二棟',
      operator: '架空データセンター株式会社',
      measures: all('off-site', 'measures'),
    }),
    acts: [act(-6, 'mikuni', 'grant'), act(-4, 'hasumi', 'start')],
  },
]

/** What was asked for at the permit desk in the last three weeks, besides taking out: granted, refused, sent back, open. */
export const permitStories: readonly PermitStory[] = [...eldercare, ...policyOffice]
