// Places where the gold and we read a text differently for a reason; printed beside the score, never counted as right.
// Named by gold, norm and field: no rule of the extractor knows of them.
export type Argued = {
  readonly gold: string
  readonly id: string
  readonly field: string
  readonly why: string
}

export const argued: readonly Argued[] = [
  {
    gold: 'kawaguchi',
    id: '第7-4-(3)-オ',
    field: 'modality',
    why: '一文に義務(変更する)と禁止(再利用しない)があり、文末は禁止。規則は文末に従う',
  },
  {
    gold: 'kawaguchi',
    id: '第10-3#2',
    field: 'modality',
    why: '文末は「報告するものとする」で義務。許容は前半の「判断で改定を行い」にだけある',
  },
  {
    gold: 'kawaguchi',
    id: '第4-2-表[情報セキュリティ担当者]',
    field: 'modality',
    why: '「向上を図る」は、寝屋川の正解では義務、ここでは努力とされている。義務に統一し、黄で示す',
  },
  {
    gold: 'kawaguchi',
    id: '第4-2-表[情報セキュリティ担当者]',
    field: 'trigger',
    why: '「指示等に従い」は、隣の管理者の行の正解では事象、ここでは常時とされている',
  },
  {
    gold: 'kawaguchi',
    id: '第4-2-表[情報セキュリティ責任者]-2',
    field: 'trigger',
    why: '手順を作成する義務に時の定めはない。同じ形の務めの正解は常時',
  },
  {
    gold: 'kawaguchi',
    id: '第5-2-(1)-ア',
    field: 'trigger',
    why: '「管理責任を有する」は権限。ほかの権限の正解はすべて「なし」',
  },
  {
    gold: 'kawaguchi',
    id: '第6-3-(3)#2',
    field: 'trigger',
    why: '「必要に応じ」だけの義務は、ほかの正解では事象',
  },
  {
    gold: 'kawaguchi',
    id: '第8-5-(2)#2',
    field: 'trigger',
    why: '時を示す言葉がこの文にない',
  },
  {
    gold: 'neyagawa',
    id: '1',
    field: 'subject',
    why: '目的を述べる文の主題は方針であり、ほかの正解では主語なし',
  },
  {
    gold: 'h12',
    id: '第2条',
    field: 'subject',
    why: '各号が意味を述べるので、約束に従い柱書は規範にしない(寝屋川 4-2 の正解と同じ)',
  },
  {
    gold: 'h12',
    id: '第2条',
    field: 'modality',
    why: '同上',
  },
  {
    gold: 'h13',
    id: '第3条',
    field: 'trigger',
    why: '「職務を行うに当たっては」は、川口と寝屋川の正解では常時',
  },
  {
    gold: 'h13',
    id: '第3条-2',
    field: 'trigger',
    why: '「契約を結ぶときその他の折に」は時を示す言葉',
  },
  {
    gold: 'h09',
    id: '1-(1)-②',
    field: 'trigger',
    why: '「必要に応じ」は、川口の正解では事象',
  },
]
