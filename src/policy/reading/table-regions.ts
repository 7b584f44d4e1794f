/** Words that head the columns of the tables a security policy contains. */
const HEAD =
  /^(?:組織|役職名?|役割|権限|責任|対象者|構成員|担当者?|職名?|分類|分類基準|区分|取扱制限|取扱区分|取扱方法|項目|内容|基準|名称|種類|種別|範囲|例示?|備考|番号|説明|該当する情報資産|重要度|重要性|情報資産の例|管理方法|用語|意義|定義|様式|所管課?|期間|保存期間|対象)等?$/

/** Whether a run of text between blanks is a column heading (組織・役職名, 分類基準 …). */
export function isColumnHead(token: string): boolean {
  return token.length <= 16 && token.split(/[・･／/、]/).every((part) => HEAD.test(part))
}

/** The column headings among the tokens, if there are at least two close together. */
export function columnHeads(
  tokens: readonly { text: string; start: number }[],
): { start: number; heads: string[] } | null {
  for (let i = 0; i < tokens.length; i += 1) {
    const first = tokens[i]
    if (first === undefined || !isColumnHead(first.text)) continue
    const near = tokens.slice(i, i + 5).filter((t) => isColumnHead(t.text))
    const second = near[1]
    if (second === undefined || tokens.indexOf(second) - i > 2) continue
    if (tokens.slice(i, tokens.indexOf(second)).some((t) => /[。、]/.test(t.text))) continue
    return { start: first.start, heads: near.map((t) => t.text) }
  }
  return null
}

export type RowRun = {
  /** Takes the number as the next row of a table, or says that it does not belong there. */
  take(n: number): boolean
  /** No row has been taken yet. */
  fresh(): boolean
}

/**
 * Follows the row numbers inside a table whose columns are mixed up: each run counts up from 1
 * (duties of one role) or down to 1 (classes 3, 2, 1).
 */
export function createRowRun(): RowRun {
  let last = 0
  let step = 0
  const fits = (n: number) => {
    if (step === 0) return n >= 1
    if (step > 0) return n === last + 1 || n === 1
    return last > 1 && n === last - 1
  }
  return {
    fresh: () => step === 0,
    take(n) {
      if (!fits(n)) return false
      if (step === 0) step = n === 1 ? 1 : -1
      last = n
      return true
    },
  }
}
