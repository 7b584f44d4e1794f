import type { Field, ProcedureDefinition } from '#engine/procedure/definition.ts'
import type { PaperDocument } from './contract-template.ts'
import { plainName } from './language.ts'

/** Something of a case that a text of a 様式 can name. */
export type Placeholder = {
  readonly name: string
  readonly means: string
  readonly example: string
  /** The paper it is on; both unless told. */
  readonly only?: PaperDocument
}

/** Everything that can be named whatever the procedure. The guide of the officer lists them; a test compares. */
export const placeholders: readonly Placeholder[] = [
  { name: '申請者.氏名', means: '申請した人の氏名', example: '見本 花子' },
  { name: '申請者.職', means: '申請した人の職', example: '主事' },
  { name: '申請者.所属', means: '申請した課', example: '見本課' },
  { name: '所属', means: '申請者.所属と同じ', example: '見本課' },
  {
    name: '代わって申請した者',
    means: '申請者に代わって申請した人の所属・職・氏名。本人の申請では空',
    example: '見本課　課長　見本 太郎',
  },
  { name: '文書番号', means: 'この紙の文書番号', example: '見本第123号' },
  { name: '申請番号', means: '申請の文書番号', example: '見本第123号' },
  { name: '申請日', means: '申請した日。申請の前は空欄の年月日', example: '令和8年11月24日' },
  { name: '年度', means: '申請した年度', example: '令和8年度' },
  { name: '手続名', means: '手続の名前', example: '持出許可' },
  { name: '件名', means: '申請の件名', example: '要介護認定調査票' },
  { name: '様式番号', means: '手続の様式番号', example: '様式第4号' },
  { name: '根拠条文', means: '手続の根拠となる条文の番号', example: '第7-1(1)ウ' },
  { name: '根拠規程', means: 'その条文のある規程', example: '対策基準' },
  { name: '根拠条文のすべて', means: '手続に対応付けた条文のすべて', example: '対策基準 第7-1(1)ウ' },
  { name: '決裁する役割', means: '決める役割の名前', example: '情報セキュリティ管理者' },
  { name: '許可の言葉', means: '手続の言葉(許可・承認・同意・決定)', example: '許可' },
  { name: '結果', means: '決まった結果。決まる前は空', example: '許可' },
  { name: '許可', means: '許可(承認など)されたときだけ、その言葉', example: '許可' },
  { name: '不許可', means: '不許可(不承認など)のときだけ、その言葉', example: '' },
  { name: '許可の期限', means: '許可の最後の日。許可される前は空', example: '令和8年12月8日(火)' },
  { name: '開始日', means: '期間の初めの日', example: '令和8年11月25日(水)' },
  { name: '終了日', means: '期間の終わりの日', example: '令和8年12月8日(火)' },
  { name: '決定日', means: '決まった日', example: '令和8年11月25日' },
  { name: '決定の理由', means: '決めた人が書いた理由', example: '' },
  {
    name: '決定者',
    means: '決めた人の役割と氏名。何人かのときは1行に1人',
    example: '情報セキュリティ管理者　見本 一郎',
  },
  { name: '決定者.役割', means: '最後に決めた人の役割', example: '情報セキュリティ管理者' },
  { name: '決定者.氏名', means: '最後に決めた人の氏名', example: '見本 一郎' },
  { name: '決定者.職', means: '最後に決めた人の職', example: '課長' },
  { name: '決定者.所属', means: '最後に決めた人の所属', example: '見本課' },
  { name: '団体名', means: '市の名前', example: '見本市' },
  { name: '発行日', means: '通知書に番号を付けた日', example: '令和8年11月25日', only: 'notice' },
]

/** 項目.X: what was written into the form, by the label of its field or by its key. */
const FIELD = '項目'

/** The names by which a field can be called. */
export function namesOfField(field: Pick<Field, 'key' | 'label'>): readonly string[] {
  return [plainName(`${FIELD}.${field.label}`), `${FIELD}.${field.key}`]
}

/** What a paper of a procedure can name, with the fields of its form by their labels. */
export function placeholdersOf(
  definition: Pick<ProcedureDefinition, 'fields'>,
  document: PaperDocument,
): readonly Placeholder[] {
  const general = placeholders.filter(({ only }) => only === undefined || only === document)
  const fields = definition.fields.map((field) => ({
    name: namesOfField(field)[0] ?? '',
    means: '申請に書かれた内容',
    example: '',
  }))
  return [...general, ...new Map(fields.map((each) => [each.name, each])).values()]
}

/** The same as the names a text may use, those by key among them. */
export function knownNames(
  definition: Pick<ProcedureDefinition, 'fields'>,
  document: PaperDocument,
): ReadonlySet<string> {
  return new Set([
    ...placeholdersOf(definition, document).map(({ name }) => name),
    ...definition.fields.flatMap(namesOfField),
  ])
}

/** The table of the guide, in Markdown. */
export function placeholderTable(): string {
  return [
    '| 差し込む項目 | 内容 | 例 |',
    '|---|---|---|',
    ...placeholders.map(({ name, means, example, only }) => {
      const where = only === 'notice' ? '(通知書だけ)' : ''
      return `| \`{{${name}}}\` | ${means}${where} | ${example} |`
    }),
    `| \`{{${FIELD}.見出し}}\` | 申請の様式のその見出しの欄に書かれた内容 | |`,
  ].join('\n')
}
