export const search = {
  title: '検索',
  word: '探すことば',
  hint: '施行されている規程の条文から探します。「第7-1」のような番号でも探せます。',
  go: '検索する',
  clauses: '条文',
  found: '{{count}}件',
  none: '「{{word}}」を含む条文はありません',
  noneWhat: '施行されている版だけを探しました。案や旧い版は、条文の画面で版を選んで探せます。',
}
