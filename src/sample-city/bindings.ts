/** Which clause of the sample city's standard each mechanism rests on: mechanism, slot, eid in `standard.txt`. */
export const bindings: readonly {
  readonly mechanism: string
  readonly slot: string
  readonly eid: string
}[] = [
  { mechanism: 'procedure:carry-out', slot: 'permit', eid: '第7-1-(1)-ウ-(ア)' },
  { mechanism: 'procedure:carry-out', slot: 'transport', eid: '第5-2-(6)-ア' },
  { mechanism: 'procedure:carry-out', slot: 'protect', eid: '第5-2-(6)-イ' },
  { mechanism: 'procedure:carry-out', slot: 'record', eid: '第5-2-(9)-ア' },
  { mechanism: 'register:carry-book', slot: 'keep', eid: '第5-2-(9)-イ' },
  { mechanism: 'register:asset', slot: 'classify', eid: '第5-1-(5)-ア' },
  { mechanism: 'register:asset', slot: 'keep', eid: '第5-2-(1)-ア' },
  { mechanism: 'register:asset', slot: 'protect', eid: '第5-1-(4)-ウ' },
  { mechanism: 'authority', slot: 'organisation.separation.approval', eid: '第4-3-(1)' },
  { mechanism: 'authority', slot: 'organisation.separation.audit', eid: '第4-3-(2)' },
  { mechanism: 'authority', slot: 'organisation.deputy', eid: '第4-4-(1)' },
]
