import type { DifferenceKind } from './difference.ts'

/** What the section has to do about each kind of difference, as the title of its task. */
export const taskTitles: Readonly<Record<DifferenceKind, string>> = {
  'leaver-live': '退職した人の利用者IDが使えるままです。抹消を進めてください',
  'leaver-user': '退職した人が共用IDを使える者のままです。外して、パスワードを変えてください',
  'removed-live': '抹消・停止としたIDが、システムでは使えます。止めてください',
  dormant: '使われていない利用者IDがあります。要るかどうかを確かめてください',
  'never-used': '一度も使われていない利用者IDがあります。要るかどうかを確かめてください',
  'privilege-unapproved': '承認のない特権IDがあります。承認を受けるか、特権を外してください',
  'privilege-expired': '承認の期限を過ぎた特権IDがあります。承認を受け直すか、特権を外してください',
  'shared-nobody': '使ってよい者の決まっていない共用IDがあります。定めてください',
  'vendor-privileged': '委託事業者のIDが特権を持っています。外してください',
  'vendor-unnamed': '会社か契約の分からない委託事業者のIDがあります。確かめてください',
  ownerless: '利用者の分からないIDがあります。確かめてください',
  unregistered: '台帳にないIDがシステムにあります。確かめて登録してください',
  gone: '台帳のIDがシステムの書出しにありません。確かめてください',
  'development-ended': '開発が終わったのに残っている開発用IDがあります。消してください',
  'flag-differs': 'メール・インターネットの利用が、認めた内容と違います。確かめてください',
  duplicate: '同じ利用者・同じIDの登録が重なっています。確かめてください',
  'marked-unneeded': '棚卸で不要とされた利用者IDがあります。抹消してください',
}
