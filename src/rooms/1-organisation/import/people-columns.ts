import type { Sheet } from '#ground/paper/sheet.ts'
import { type AppointmentKind, appointmentKinds, type PostRank } from '#authority/tables.ts'
import type { Column, Headings, RowReader } from './columns.ts'
import { rankWords } from './titles.ts'

export const peopleColumns = {
  number: {
    label: '職員番号',
    headings: ['職員番号', '職員コード', '職員ID', '社員番号', '番号'],
    required: true,
  },
  name: { label: '氏名', headings: ['氏名', '名前', '職員氏名', '漢字氏名'] },
  family: { label: '氏', headings: ['氏', '姓', '名字'] },
  given: { label: '名', headings: ['名'] },
  kana: {
    label: 'フリガナ',
    headings: ['フリガナ', '氏名カナ', 'カナ氏名', 'ふりがな', 'カナ', '氏名フリガナ'],
  },
  familyKana: { label: '氏カナ', headings: ['氏カナ', '姓カナ', 'セイ'] },
  givenKana: { label: '名カナ', headings: ['名カナ', 'メイ'] },
  mail: { label: 'メール', headings: ['メール', 'メールアドレス', 'Eメール', 'email', 'mail'] },
  extension: { label: '内線', headings: ['内線', '内線番号'] },
  unit: {
    label: '所属コード',
    headings: ['所属コード', '組織コード', '部署コード', '課コード'],
  },
  unitName: { label: '所属', headings: ['所属', '所属名', '組織名', '部署名', '所属名称', '課名'] },
  title: { label: '職名', headings: ['職名', '役職', '役職名', '職', '補職名'], required: true },
  rank: { label: '職位', headings: ['職位', '職位区分', '職階'] },
  kind: {
    label: '任用区分',
    headings: ['任用区分', '発令区分', '本務兼務', '本務兼務区分', '兼務区分', '職員区分'],
  },
  leader: {
    label: '情報化推進リーダー',
    headings: ['情報化推進リーダー', '推進リーダー', '情報セキュリティ担当者'],
  },
  from: { label: '発令日', headings: ['発令日', '開始日', '発令年月日', '任用開始日', '所属年月日'] },
  to: { label: '終了日', headings: ['終了日', '任期満了日', '任用終了日', '発令終了日'] },
  hired: { label: '採用日', headings: ['採用日', '採用年月日', '入庁日'] },
  left: { label: '退職日', headings: ['退職日', '退職年月日'] },
} as const satisfies Record<string, Column>

export type PeopleKey = keyof typeof peopleColumns

/** One row of a people file: a person and one appointment of his. */
export type PersonDraft = {
  readonly line: number
  readonly reader: RowReader<PeopleKey>
  readonly number: string
  readonly family: string
  readonly given: string
  /** False when 氏名 came in one piece without a gap. */
  readonly split: boolean
  readonly kana: readonly [string, string] | undefined
  readonly mail: string | null | undefined
  readonly extension: string | null | undefined
  readonly unit: string
  readonly unitName: string
  readonly title: string
  readonly rank: PostRank | undefined
  readonly kind: AppointmentKind
  readonly leader: boolean
  readonly from: string | null
  readonly to: string | null | undefined
  readonly hired: string | null
  readonly left: string | null | undefined
}

/** Headings of which a file needs one or the other. */
export function missingChoice(headings: Headings<PeopleKey>): string | undefined {
  if (!headings.has('name') && !headings.has('family')) {
    return '「氏名」の列がありません。「氏名」か、「氏」と「名」の列を加えてください。'
  }
  if (!headings.has('unit') && !headings.has('unitName')) {
    return '「所属コード」の列がありません。「所属コード」か「所属」の列を加えてください。'
  }
  return undefined
}

export function readPersonDraft(headings: Headings<PeopleKey>, row: Sheet['rows'][number]): PersonDraft {
  const reader = headings.reader(row)
  const optional = (key: PeopleKey, max: number): string | null | undefined => {
    if (!headings.has(key)) return undefined
    const text = reader.text(key, { max })
    return text === '' ? null : text
  }
  const whole = headings.has('name')
  const parts = whole
    ? splitName(reader.text('name', { max: 100, required: true }))
    : [reader.text('family', { max: 60, required: true }), reader.text('given', { max: 60 })]
  const [family = '', given = ''] = parts
  const kanaParts = headings.has('kana')
    ? splitName(reader.text('kana', { max: 100 }))
    : headings.has('familyKana')
      ? [reader.text('familyKana', { max: 60 }), reader.text('givenKana', { max: 60 })]
      : undefined
  const mail = optional('mail', 200)
  if (typeof mail === 'string' && !/^[^\s@]+@[^\s@]+$/u.test(mail)) {
    reader.wrong('mail', 'メールアドレスの形になっていません。', mail)
  }
  const rankText = reader.text('rank', { max: 20 })
  const rank = rankWords[rankText.replace(/\s/gu, '')]
  if (rankText !== '' && rank === undefined) {
    reader.wrong('rank', `職位は「${Object.keys(rankWords).join('」「')}」のどれかにしてください。`, rankText)
  }
  const kindText = reader.text('kind', { max: 20 })
  const kind =
    kindText === '' ? '本務' : appointmentKinds.find((each) => each === kindText.replace(/職員$/u, ''))
  if (kind === undefined) {
    reader.wrong('kind', `任用区分は「${appointmentKinds.join('」「')}」のどれかにしてください。`, kindText)
  }
  const from = reader.date('from')
  const to = headings.has('to') ? reader.date('to') : undefined
  if (from !== null && typeof to === 'string' && to <= from) {
    reader.wrong('to', '終了日は発令日より後の日にしてください。終了日の当日は含みません。', to)
  }
  return {
    line: row.line,
    reader,
    number: reader.text('number', { max: 40, required: true }),
    family,
    given,
    split: !whole || given !== '',
    kana: kanaParts === undefined ? undefined : [kanaParts[0] ?? '', kanaParts[1] ?? ''],
    mail,
    extension: optional('extension', 40),
    unit: reader.text('unit', { max: 40 }),
    unitName: reader.text('unitName', { max: 100 }),
    title: reader.text('title', { max: 100, required: true }),
    rank,
    kind: kind ?? '本務',
    leader: reader.flag('leader') ?? false,
    from,
    to,
    hired: reader.date('hired'),
    left: headings.has('left') ? reader.date('left') : undefined,
  }
}

/** 「山田 花子」 at the first gap, of either width. */
function splitName(text: string): [string, string] {
  const gap = text.search(/\s/u)
  return gap < 0 ? [text, ''] : [text.slice(0, gap), text.slice(gap).trim()]
}
