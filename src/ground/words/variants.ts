/**
 * Character variants that Japanese offices meet in names, places and old documents. Each group
 * starts with the form that stands for all of them when searching; the others are different
 * characters of the same name to the reader (髙橋 and 高橋, 齊藤 and 斎藤).
 *
 * Only searching uses this table. What somebody typed is stored and printed untouched.
 */
const groups = `
高髙 崎﨑嵜碕 辺邊邉 斎斉齊齋 浜濱濵 沢澤 桜櫻 広廣 国國圀 島嶋嶌 富冨 吉𠮷 柳栁桺 曽曾 真眞 恵惠
徳德 関關 静靜 滝瀧 竜龍 条條 県縣 来來 実實 寿壽 万萬 館舘 亀龜 栄榮 悦悅 教敎 郎郞 瀬瀨 穂穗
巌巖 峰峯 槙槇 遥遙 尭堯 凛凜 桧檜 篭籠 塩鹽 豊豐 宝寳寶 与與 弥彌 満滿 将將 蔵藏 鉄鐵鐡 総總 聡聰
仏佛 円圓 会會 学學 気氣 変變 画畫 秋穐 松枩 梅楳 橋𣘺 土𡈽 黒黑 黄黃 青靑 清淸 緑綠 録錄 増增 奥奧
横橫 温溫 戸戶 尚尙 歩步 毎每 巣巢 煕熙凞 芦蘆 芸藝 礼禮 寛寬 虎乕 兎兔 荘莊 壮壯 穣穰 譲讓 応應
桑桒 昂昻 双雙 台臺 体體 医醫 旧舊 沖冲 涼凉 函凾 剣劍劔剱 勲勳 叡睿 呑吞 祢禰 鴎鷗 麹麴 頼賴
頬頰 頚頸 顔顏 郷鄕鄉 隣鄰 舗鋪 鎮鎭 蝉蟬 蝋蠟 園薗 薮藪籔 為爲 浄淨 渓溪 渋澁澀 湾灣 瑶瑤 砺礪
稲稻 経經 継繼 絵繪 縄繩 萌萠 蛍螢 裏裡 覚覺 読讀 賛贊 軽輕 釈釋 鋭銳 顕顯 験驗 駅驛 鶏鷄 麦麥 鼓皷
権權 様樣 区區 庁廳 図圖 写寫 収收 団團 単單 号號 圧壓 囲圍 塁壘 売賣 帰歸 当當 径徑 従從 恒恆 戦戰
択擇 拠據 挙擧 摂攝 数數 断斷 晩晚 暁曉 検檢 楽樂 歓歡 歯齒 残殘 殻殼 浅淺 済濟 灯燈 点點
焼燒 猟獵 献獻 畳疊 発發 盗盜 称稱 粋粹 粛肅 繊纖 聴聽 脳腦 臓臟 艶艷
処處 虫蟲 衛衞 証證 誉譽 謡謠 転轉 輌輛 辞辭 遅遲 逓遞 酔醉 醤醬 銭錢 鉱鑛 閲閱 陥陷 随隨 隠隱 雑雜
霊靈 騒騷 髪髮 弁辨辯瓣 伝傳 価價 仮假 倹儉 児兒 党黨 内內 冊册 併倂 刃刄 励勵 労勞 効效
勧勸 厳嚴 参參 叙敍敘 喩喻 嘱囑 壊壞 壌壤 声聲 専專 対對 届屆 属屬 岳嶽 巻卷 帯帶 廃廢 弐貳 弾彈 徴徵
悩惱 戯戲 払拂 担擔 捜搜 掲揭
`

/** Variant character → the character that stands for its group. */
export const variantOf: ReadonlyMap<string, string> = new Map(
  groups
    .trim()
    .split(/\s+/u)
    .flatMap((group) => {
      const [standard = '', ...others] = group
      return others.map((other) => [other, standard] as const)
    }),
)
