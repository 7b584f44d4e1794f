/** 備考 of the 新旧対照表. */
export const rowWords = {
  added: '新設',
  deleted: '削除',
  renumbered: (was: string) => `番号の変更(旧${was})`,
  moved: (was: string) => `移動(旧${was})`,
  swapped: (was: string) => `入替え(旧${was})`,
  split: (whole: string) => `旧${whole}を分割`,
  merged: (parts: string) => `旧${parts}を統合`,
  mergedInto: (whole: string) => `${whole}に統合`,
  heading: '見出しの改正',
  context: '上の文の改正を受ける',
  notation: '字の幅・読点だけの違い',
  table: '表の改正',
} as const
