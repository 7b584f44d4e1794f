/** Words of the register of places. Column labels are also the headings of its spreadsheets. */
export const placeWords = {
  name: '保管場所台帳',
  noun: '保管場所',
  columns: {
    name: '名称',
    kind: '種類',
    building: '建物',
    floor: '階',
    locked: '施錠',
    fireproof: '耐火・耐熱',
    waterproof: '耐水・耐湿',
    hazard: '自然災害の危険',
    controlled: '管理区域',
    site: '敷地',
    keeper: '鍵の管理者',
    note: '備考',
  },
  kinds: {
    office: '執務室の棚',
    cabinet: '保管庫・金庫',
    archive: '書庫・倉庫',
    'server-room': 'サーバ室',
    outside: '外部の倉庫・データセンター',
    folder: '共有フォルダ・ファイルサーバ',
  },
  hazards: { none: '想定なし', low: '低い', middle: '中くらい', high: '高い' },
  sites: { inside: '敷地の中', outside: '敷地の外' },
  hints: {
    locked: '鍵がかかり、鍵を管理する人が決まっているとき「はい」。フォルダは、開ける人を限っているとき。',
    hazard: '市のハザードマップで、洪水・土砂・津波の区域にあるかどうか。',
    floor: '地階は B1 と入れます。',
  },
  needs: {
    storage: '情報資産を分類に応じて保管することを定める条文',
    safe: '媒体を火・熱・水・湿気に強く鍵のかかる場所に置くことを定める条文',
    hazard: '長く保管する媒体を自然災害の少ない所に置くことを定める条文',
  },
}
