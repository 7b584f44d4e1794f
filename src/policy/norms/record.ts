import { LONGEST_SENTENCE } from './long-text.ts'
import type { NormContext } from './context.ts'
import type { TextNode } from './types.ts'

/** Range inside the norm's text. */
export type CueRange = readonly [start: number, end: number]

/** What must be made or kept, the fields that are named, and the words that say so. */
export type RecordWanted = {
  readonly what: string
  readonly fields: readonly string[]
  readonly cue: CueRange
}

type Found = { readonly what: string; readonly start: number; readonly end: number }

const MAKE =
  '(?:作成|取得|保存|保管|整備|備え|設け|調製|残|採取|収集|管理|確保|蓄積|提出|徴|受領|とら|取ら|とり|取り|つけ|付け|更新)'
/** A verb that only names the occasion (「…を策定する場合」) makes nothing. */
const NOT_OCCASION =
  '(?!(?:する|した|させる|を行う|を受ける|め|めた|める)?(?:場合|とき|時(?!期)|際|に当た|にあた|ため|こと(?:が|は)(?:でき|困難)))(?!(?:する|した|している|された)[一-龥ァ-ヶA-Z])'
const TAIL = '(?:等|類|一式|（[^（）]{1,20}）|\\([^()]{1,20}\\)){0,3}'
const AND = '(?:(?:及び|並びに|又は|若しくは|、|・)[^、。，,をはが]{1,24}){0,2}'

/** What a rule calls the thing; null: the words before it. */
type Rule = { readonly pattern: RegExp; readonly what: string | null }

const rule = (pattern: string, what: string | null = null): Rule => ({
  pattern: new RegExp(pattern, 'gu'),
  what,
})

/** In order of how surely they ask for a record. 記録媒体, 記録された, 登録 ask for none. */
const rules: readonly Rule[] = [
  rule(
    `記録(?:簿|票|表|書|紙)?(?!媒体|装置|密度|方式|容量|機器|さ)${TAIL}${AND}(?:を|の)[^。はが]{0,24}?${MAKE}${NOT_OCCASION}`,
  ),
  rule(
    `(?:台帳|[一-龥]{1,8}簿|管理簿|貸出簿|記録簿|登録簿|交付簿|受払簿|出納簿|整理簿|借用簿|帳簿|名簿|管理表|管理票|管理帳|一覧表?|リスト|点検表|点検票)${TAIL}${AND}(?:を[^。はが]{0,20}?(?:作成|整備|備え|設け|調製|管理|保管|更新|作り)|に[^。はが]{0,40}?(?:記載|記入|記録|登録|登載|書き入れ|載せ)|への?(?:記載|記入|記録|登録)|の(?:記載|記入|作成|整備)|により(?:管理|記録))${NOT_OCCASION}`,
  ),
  rule(
    '(?:を|について|に|として)(?:必ず|その都度|速やかに|適切に)?記録(?:し(?:、(?![^。]{0,24}(?:場合|際|とき))|，|,|な|ておか?|つつ)|す(?:るもの|ること|る。|るとともに|るほか|べき)|させ[なるて、]|する$|し$)',
  ),
  rule(`履歴${TAIL}(?:を|の)[^。はが]{0,12}?${MAKE}`),
  rule(
    `(?:ログ|証跡)(?!イン|オン|オフ|アウト)${TAIL}${AND}(?:を|の)[^。はが]{0,20}?(?:取得|保存|保管|記録|採取|収集)${NOT_OCCASION}`,
  ),
  rule('(?<!電子)署名(?:を求め|させ|を徴|を得|をさせ|をもらい|を受け(?!た))', '同意の署名'),
  rule(
    `(?:誓約書|同意書|確認書|覚書|承諾書|証明書|受領書|預り証)${TAIL}(?:を[^。はが]{0,20}?(?:提出|徴|受領|取得|保管|保存|作成|受け取|求め)|の(?:提出|徴取|保管))${NOT_OCCASION}`,
  ),
  rule(
    `バックアップ(?:データ|コピー)?${TAIL}(?:を[^。はが]{0,14}?(?:取得|実施|作成|保管|保存|行わ|行う|とり|取り|とる|取る|し)|し(?:なけれ|、)|する(?:もの|こと)|の(?:取得|実施)を)${NOT_OCCASION}(?!た|で)`,
    'バックアップの記録',
  ),
  rule(
    `(?:申請書|届出書|報告書|調書|証拠|審査結果|試験結果|テスト結果|点検結果|監査結果|議事録|契約書)${TAIL}${AND}(?:を|の)[^。はが]{0,30}?(?:保管|保存|作成|整備)${NOT_OCCASION}`,
  ),
  rule(
    `(?:監査|点検|調査|評価|訓練|研修|試験|検査)(?:の)?結果[^。はが]{0,24}?(?:を|について)[^。]{0,12}?(?:取りまとめ|とりまとめ|まとめ|記録|文書化|文書により|報告書)`,
  ),
  rule(
    '(?:研修|訓練|教育|監査|点検)[^。、はが]{0,12}?(?:実施状況|受講状況|実施結果)[^。]{0,24}?報告(?:し|する|を)',
  ),
  rule(
    `(?:計画|計画書)${TAIL}を?(?:の)?[^。はが、]{0,14}?(?:立案|策定|作成|定め(?!られ|た|ら))${NOT_OCCASION}`,
  ),
  rule('(?:訓練|研修|監査|教育)計画は、?[^。]*?(?:定め|含め|策定)'),
  rule(
    `(?:実施手順|手順書|手順|マニュアル|運用ポリシー|運用要領|取扱要領)${TAIL}を[^。はが、]{0,14}?(?:作成|作る|作り|策定|整備|明確に|文書化|更新|定め(?!られ|た|ら))${NOT_OCCASION}`,
  ),
  rule('(?:取扱い?|管理|登録|運用|申請)等?の?方法を(?:あらかじめ)?定め(?:な|る(?:もの|こと)|$)'),
  rule(
    `(?:関する|関連する|係る|に必要な|の)?(?:文書|資料|書類|図書|仕様書|設計書|構成図|図面)${TAIL}(?:の情報資産)?(?:を|について)[^。]{0,40}?(?:保管|保存|整備|管理|作成)(?:し[、なて]|す(?:るもの|ること|る。))`,
  ),
  rule('(?:仕様書|契約書|調達仕様書|協定書)等?に[^。]{0,40}?(?:明記|記載|明示)し?(?!た)'),
  rule('ライセンス(?:証書|数|の保有数)?等?を?[^。はが、]{0,8}?管理', 'ライセンスの台帳'),
  rule(
    '[^。、はが]{0,14}(?:責任者|作業者|ハードウ[ェエ]ア|ソフトウ[ェエ]ア|機器|従事者)[^。はが]{0,18}?を特定し(?!た)',
  ),
  rule('(?:試験|テスト)を(?:実施し|行わ)なければ', '試験の結果'),
  rule('検証を(?:実施し|行わ)なければ', '検証の結果'),
  rule(
    '(?:事故|欠陥|誤動作|インシデント|障害|侵害|漏えい)[^。]{0,30}?(?:発見し|認知し|気付い|発生し|知っ)[^。]{0,50}?報告(?:しなければ|するもの|すること|する。)',
    '事故等の報告',
  ),
  rule('(?:ポリシー|方針|対策基準|規程|要綱)[^。]{0,90}?見直し[^。]{0,40}?改[定正]を行う', '改定の記録'),
  rule(
    '(?:対策基準|ポリシー|規程|要綱|要領|基準)を(?:策定|作成|制定)(?:し[、な]|す(?:るもの|ること|る。|る$))',
  ),
  rule('基準(?:の明確化|を明確に|を定め(?!られ|た|ら))[^。]{0,30}(?:検証|文書)'),
]

/** Words that say a right or a rule about others, not that something must be made now. */
const ONLY_POWER = /(?:権限|責任)(?:(?:及び|と)(?:権限|責任))?(?:を有する|を持つ|がある|。?$)/u

/**
 * What a sentence wants made or kept (記録, 台帳, 履歴, 署名, 調書 …) and the fields it or its list of fields names;
 * null when it asks for none.
 */
export function recordOf(
  sentence: string,
  context: Pick<NormContext, 'path' | 'node' | 'details'>,
): RecordWanted | null {
  const text = sentence.slice(0, LONGEST_SENTENCE)
  if (ONLY_POWER.test(text)) return null
  for (const { pattern, what } of rules) {
    for (const match of text.matchAll(pattern)) {
      const found = trimmed(text, match.index, match[0])
      if (forbidden(text, match.index + match[0].length)) continue
      return {
        what: what ?? nameOf(text, found, context),
        fields: fieldsOf(text, context.details ?? []),
        cue: [found.start, found.end],
      }
    }
  }
  return null
}

/** 記録してはならない and …しない forbid; nothing is to be kept by them. */
const forbidden = (text: string, from: number) =>
  /^(?:し|して|せ)?(?:ては|は)ならない/u.test(text.slice(from, from + 10))

function trimmed(text: string, start: number, words: string): Found {
  const lead = /^[をにのはが、]/u.test(words) ? 1 : 0
  return { what: words, start: start + lead, end: Math.min(text.length, start + words.length) }
}

/** The noun before を: 「持出しの記録」; 「その記録」 borrows the nearest heading. */
function nameOf(text: string, found: Found, context: Pick<NormContext, 'path' | 'node'>): string {
  const words = text.slice(found.start, found.end)
  const object = /^(?:として)?記録(?:し|す|さ)/u.test(words) ? '' : (/^[^をに]*/u.exec(words)?.[0] ?? '')
  const before = /[^、。，,はがをに\n]{0,28}$/u.exec(text.slice(0, found.start))?.[0] ?? ''
  const stem = `${before.replace(/^(?:また|なお|ただし|必要に応じて?)/u, '')}${object}`.replace(
    /[についてのを]+$/u,
    '',
  )
  const own = stem
    .replace(/^.*(?:について|関する|関連する|係る|伴う|対する|通して|おいて|おける|必要な|定めた)(?=.)/u, '')
    .replace(/^ついて/u, '')
  const noun = /^(?:その|当該|この)?記録$/u.test(own) || own === '' ? `${headingNear(context)}の記録` : own
  return noun.replace(/^の記録$/u, '記録')
}

function headingNear(context: Pick<NormContext, 'path' | 'node'>): string {
  const heading = context.node.heading ?? context.path.findLast((n) => n.heading !== null)?.heading ?? ''
  return heading.replace(/の?記録$/u, '').replace(/(?<=..)の(?:制限|禁止|手続|管理|承認|許可)$/u, '')
}

const WRITE = '(?:記録|記入|記載|書き入れ|登録|記|明記)'
const LISTED = new RegExp(`([^。はが]{2,120}?)を[^。はがを]{0,30}?${WRITE}(?:し|す|さ|な|る)`, 'u')
const PARTS = /[、，,・]|及び|並びに|又は|若しくは|その他の?/u
/** A list of fields is made of short nouns; a clause among them shows that it is none. */
const NOUN =
  /^[^をにがはでしたさ]{1,20}$|^[^をがは]{1,14}(?:日時|年月日|者|者名|氏名|内容|方法|理由|結果|番号)$/u

function fieldsOf(text: string, details: readonly TextNode[]): readonly string[] {
  if (details.length > 0) {
    return details.map((d) => (d.heading ?? d.text).split(/[。\s　]/u)[0] ?? '').filter((w) => w !== '')
  }
  const listed = LISTED.exec(text)?.[1]
  if (listed === undefined) return []
  const tail = listed
    .replace(/^.*?(?:について|に関し|場合は?|には|に|を(?:備え|設け|作成し|整備し))[、，,]/u, '')
    .replace(/^.*?(?:簿|台帳|[票書表])(?:\([^()]{0,20}\))?に(?!つ)/u, '')
  const parts = tail.split(PARTS).filter((p) => p !== '')
  return parts.length >= 2 && parts.every((p) => NOUN.test(p)) ? parts : []
}
