import type { OfficeCode } from './types.ts'

/**
 * Role words every reader of municipal rules knows: those of the national guideline for local governments and of the
 * rules that follow it. What a document says itself goes first.
 */
export const priorRoles: readonly (readonly [word: string, office: OfficeCode | null])[] = [
  ['最高情報セキュリティ責任者', 'ciso'],
  ['最高情報統括責任者', 'ciso'],
  ['最高情報責任者', 'ciso'],
  ['CISO', 'ciso'],
  ['統括情報セキュリティ責任者', 'chief-iso'],
  ['副CISO', 'chief-iso'],
  ['情報セキュリティ責任者', 'dept-iso'],
  ['情報セキュリティ管理者', 'sec-manager'],
  ['所属長', 'sec-manager'],
  ['所属課長', 'sec-manager'],
  ['主管課長', 'sec-manager'],
  ['課長', 'sec-manager'],
  ['校長', 'sec-manager'],
  ['教頭', null],
  ['情報システム管理者', null],
  ['情報システム担当者', null],
  ['システム管理者', null],
  ['ネットワーク管理者', null],
  ['統括情報セキュリティ管理者', 'chief-iso'],
  ['情報セキュリティ担当者', 'sec-leader'],
  ['情報セキュリティ推進員', 'sec-leader'],
  ['情報セキュリティリーダー', 'sec-leader'],
  ['情報化推進リーダー', 'sec-leader'],
  ['情報セキュリティ委員会', 'council'],
  ['情報化推進会議', 'council'],
  ['情報セキュリティ監査統括責任者', 'audit-head'],
  ['監査統括責任者', 'audit-head'],
  ['職員等', 'staff'],
  ['教職員等', 'staff'],
  ['教職員', 'staff'],
  ['職員', 'staff'],
  ['従業員', 'staff'],
  ['利用者', 'staff'],
  ['委託事業者', 'vendor'],
  ['委託業者', 'vendor'],
  ['委託先', 'vendor'],
  ['受託者', 'vendor'],
  ['受託事業者', 'vendor'],
  ['受託業者', 'vendor'],
  ['受注者', 'vendor'],
  ['本市', 'city'],
  ['本町', 'city'],
  ['本村', 'city'],
  ['本県', 'city'],
  ['本組合', 'city'],
  ['本広域連合', 'city'],
  ['被監査部門', 'auditee'],
  ['被監査部署', 'auditee'],
  ['監査人', 'auditor'],
  ['監査実施者', 'auditor'],
  ['監査担当者', 'auditor'],
  ['市長', null],
  ['町長', null],
  ['村長', null],
  ['知事', null],
  ['管理者', null],
  ['副市長', null],
  ['教育長', null],
]

/** A word for a person, a post or a body: it may be a subject. */
const POST =
  /(?:責任者|管理者|担当者|監督者|取扱者|利用者|使用者|作業者|所有者|保有者|保管者|受託者|事業者|業者|従事者|申請者|承認者|許可者|責任者等|管理者等|課長|部長|局長|室長|所長|係長|次長|校長|園長|館長|院長|署長|教頭|主任|主幹|参事|技監|所属長|市長|町長|村長|区長|知事|副市長|教育長|理事長|局長等|課長等|部局長|議長|委員長|会長|監査人|監査員|委員会|会議|協議会|審議会|本部|委員|推進員|管理員|担当員|補助者|責任者代理|リーダー|アドバイザー|オーナー|職員|職員等|教職員|教職員等|教員|職員等以外の者|従業員|従業者|要員|部門|部署|権者|権限者|決裁者|課|担当|係|係員|班|担当課|主管課|所管課|政策課|企画課|総務課|管理課|課等|事務局|チーム|CSIRT|CERT|CISO|CIO|市|町|村|県|組合|広域連合|教育委員会|関係者|請負者|請負者等|保護者|派遣労働者)$/

/** 隊員, 検針員, 企業長, 運転士: any noun for somebody by how it ends; 延長 and 個人 are nobody's post. */
const PERSON =
  /[一-龠々ヶ〇](?<![成延特全身増助最伸波冗細悠桁口鍵字])長$|[一-龠々ヶ〇ァ-ヺー](?:員|官|士|師)$|(?:傍聴|相談|管理|代理|保証|使用|連絡|後見|補佐|立会)人$/
const NOBODY = /(?:定員|人員|満員|動員|全員|復員|増員|減員|欠員|人数|同士|武士|教師用|半官|器官|左官|人間)$/

/** 医療情報部, 看護部: a division; 外部 and 一部 are none. */
const DEPARTMENT = /[一-龠ァ-ヶー]{2}(?<![外内一全細上下大深幹基端頭胸局各中])部(?:門)?$/

/** Whether a noun may name somebody. */
export const looksLikeRole = (noun: string): boolean =>
  POST.test(noun) || DEPARTMENT.test(noun) || (PERSON.test(noun) && !NOBODY.test(noun))

/**
 * The office a role word stands for, by its form; null when the form does not tell. Words that a document only
 * names with its own body (蒼空市情報化推進会議) keep the office of what follows.
 */
export function officeByForm(word: string): OfficeCode | null {
  const bare = word.replace(/^(?:各|当該|全ての|すべての|全|同|その|関係)(?=..)/, '')
  const prior = priorRoles.find(([w]) => w === bare)
  if (prior !== undefined) return prior[1]
  if (/監査/.test(bare) && /統括|責任者/.test(bare)) return 'audit-head'
  if (/^副(?:最高|C[A-Z]+)|副最高|^CISO補佐/.test(bare)) return 'chief-iso'
  if (/最高.*責任者$|^CISO$/.test(bare)) return 'ciso'
  if (
    /(?:^|[市町村県])(?:統括|総括)[^、]*(?:責任者|管理者)$|^[^、]*(?:セキュリティ|情報保護|情報安全)統括(?:責任者|管理者|者)$/.test(
      bare,
    )
  )
    return 'chief-iso'
  if (/(?:セキュリティ|情報保護|情報安全)(?:部門|部局)?責任者$|^部(?:門|局)[^、]*責任者$/.test(bare))
    return 'dept-iso'
  if (
    /^(?:各|当該)?(?:課|室|所属)(?:室|所)?等?の長$|所属長$|(?:セキュリティ|情報保護|情報安全)管理者$/.test(
      bare,
    )
  )
    return 'sec-manager'
  if (/(?:推進員|リーダー|(?:セキュリティ|情報保護|情報安全)担当者)$/.test(bare)) return 'sec-leader'
  if (/(?:委員会|会議|協議会|対策本部|推進本部|審議会)$/.test(bare) && !bare.endsWith('教育委員会'))
    return 'council'
  if (/(?:教?職員|教職員|従業員|従業者|従事者)等?$/.test(bare)) return 'staff'
  if (/(?:委託|受託|受注|請負|外部)[^、]*(?:者|先)等?$/.test(bare)) return 'vendor'
  if (
    /^(?:本)?(?:市|町|村|県|組合|広域連合)$|^[一-龠ヶケノ々ぁ-んァ-ヶ]{1,8}(?:市|町|村|県)$|(?:事務組合|広域連合)$/.test(
      bare,
    )
  )
    return 'city'
  return null
}

/** What somebody is called who is named only by what he does: 運搬する者. */
const ACTORS: readonly (readonly [verb: RegExp, code: string])[] = [
  [/監査を(?:行う|実施する|担当する)/, 'auditor'],
  [/監査を受ける/, 'auditee'],
  [/申請/, 'applicant'],
  [/(?:承認|許可|決裁)(?:を(?:行う|する)|する|者)/, 'approver'],
  [/許可を(?:受|得)|許可された/, 'permitted'],
  [/運搬|搬送/, 'carrier'],
  [/持ち?出/, 'taker-out'],
  [/提供|公表/, 'provider'],
  [/廃棄/, 'disposer'],
  [/消去|削除/, 'eraser'],
  [/作成/, 'creator'],
  [/入手|取得|受領/, 'acquirer'],
  [/送信|送付/, 'sender'],
  [/保管|保存/, 'keeper'],
  [/利用|使用|用い|取り?扱/, 'user'],
  [/指名/, 'delegate'],
  [/(?:入室|入退室|立ち?入)/, 'entrant'],
]

/** The code of somebody named by what he does: the verb nearest to the end counts. */
export function actorOffice(words: string): OfficeCode {
  if (/特権/.test(words)) return 'actor:privileged-user'
  let best: { at: number; code: string } | null = null
  for (const [verb, code] of ACTORS) {
    const at = [...words.matchAll(new RegExp(verb, 'g'))].at(-1)?.index ?? -1
    if (at >= 0 && (best === null || at > best.at)) best = { at, code }
  }
  if (best === null) return `actor:${words}`
  return best.code === 'auditor' || best.code === 'auditee' ? best.code : `actor:${best.code}`
}
