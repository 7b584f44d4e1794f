/** What a verification can find. Each kind has one sentence for people in `messages`. */
export type FindingKind = keyof typeof messages

/** One thing that is not as the ledger says. */
export type Finding = {
  readonly kind: FindingKind
  /** Where, for people: 「記録 12番」「表 asset {"id":"…"}」. */
  readonly where: string
  readonly message: string
  readonly entryId?: string
  readonly table?: string
  readonly key?: string
}

const messages = {
  'body-changed': '記録の本文が、木に組み込まれた指紋と一致しません。本文が書き換えられています。',
  'body-unreadable': '記録の本文を読み取れません。形式が壊れているか、この版では扱えない形式です。',
  'body-erased': '記録の本文がありません。保存期間による消去の記録もありません。',
  'entry-missing': '葉はありますが、記録そのものがありません。記録が削除されています。',
  'entry-columns': '記録の検索用の欄が本文と一致しません。欄が書き換えられています。',
  'entry-without-leaf':
    '記録が木に組み込まれないまま時間がたっています。後から差し込まれたか、組み込みが止まっています。',
  'entry-future': '記録の日時が現在より後です。',
  'leaf-gap': '葉の通し番号が続いていません。葉が削除されたか、番号が変えられています。',
  'leaf-changed': '葉のハッシュが、記録の番号と指紋から計算した値と一致しません。',
  'tile-missing': '木のタイルがありません。',
  'tile-changed': '木のタイルが、葉から計算した内容と一致しません。',
  'tile-extra': '木の大きさからはあり得ないタイルがあります。',
  'checkpoint-missing': '最新の葉までの署名がありません。葉が加えられたか、署名が削除されています。',
  'checkpoint-form': '署名済みの先頭を読み取れません。形式が壊れています。',
  'checkpoint-signature':
    '署名済みの先頭の署名が、この団体の公開鍵で確かめられません。別の鍵で署名し直されています。',
  'checkpoint-columns': '署名済みの先頭の欄が、署名された文と一致しません。',
  'checkpoint-root': '署名済みの先頭が、葉から計算した木と一致しません。',
  'checkpoint-beyond': '署名済みの先頭の件数が、いまある葉より多くなっています。葉が削除されています。',
  'checkpoint-unwitnessed': '署名済みの先頭が、データベースの外の控えにありません。',
  'witness-missing': 'データベースの外の控えを読み取れません。控えのファイルがありません。',
  'witness-unreadable': 'データベースの外の控えに、読み取れない行があります。',
  'witness-signature': '控えの署名が、この団体の公開鍵で確かめられません。',
  'witness-root': '控えの時点の木と、いまの木が一致しません。記録が書き換えられたか、署名し直されています。',
  'witness-beyond':
    '控えの件数が、いまの記録より多くなっています。記録が切り詰められたか、古い複製に戻されています。',
  'witness-went-back': '控えの件数が途中で減っています。その時点で古い複製に戻されています。',
  'witness-only': '控えにある署名済みの先頭が、データベースにありません。削除されています。',
  'witness-time': '署名済みの先頭の日時が、控えの日時と一致しません。',
  'key-missing': '公開鍵を読み取れないため、署名を確かめられません。',
  'table-unreadable': '表を読み取れないため、行を照合できません。',
  'row-differs': '行の内容が、最後の記録と一致しません。記録を残さずに書き換えられています。',
  'row-missing': '最後の記録ではあるはずの行がありません。記録を残さずに削除されています。',
  'row-without-entry': '記録のない行があります。記録を残さずに加えられています。',
} as const

/** Collects findings; keeps the first thousand in full and counts the rest, so that memory stays bounded. */
export class Findings {
  static readonly MOST = 1000
  readonly list: Finding[] = []
  count = 0

  add(
    kind: FindingKind,
    where: string,
    more: { entryId?: string; table?: string; key?: string; detail?: string } = {},
  ): void {
    this.count++
    if (this.list.length >= Findings.MOST) return
    const { detail, ...rest } = more
    this.list.push({
      kind,
      where,
      message: detail === undefined ? messages[kind] : `${messages[kind]}(${detail})`,
      ...rest,
    })
  }
}

/** What no verification from inside can show; said beside every result. */
export const limits: readonly string[] = [
  '記録される前のことは分かりません。権限のある人が正しい手順で誤った内容を入れた場合、その内容のまま記録されます。',
  'データベースと署名鍵の両方を操作できる人は、控えも一緒に作り直せば、つじつまの合う別の記録簿を作れます。これを見破るには、署名済みの先頭を定期的に別の部署や外部に渡しておき、それと比べる必要があります。',
  '最後に外部へ渡した先頭より後の記録については、切り詰められていないことを外部の人は確かめられません。',
  '日時はこの機械の時計によるもので、外部の時刻証明ではありません。',
]
