import { jstDate } from '#ground/clock/clock.ts'
import { limits } from './findings.ts'

/** The page that comes with an export, for a reader who has never seen Kijun. */
export function readme(about: { tenantName: string; size: number; publicKey: string; now: Date }): string {
  return `# 記録簿の書き出し(${about.tenantName})

${jstDate(about.now)}に書き出した、記録${about.size}件です。だれが、どの資格で、何を、いつ行ったかの記録と、
それが後から変えられていないことを確かめるための材料が入っています。

## 確かめ方

このフォルダーで、次のどちらかを実行してください。ネットワークも Kijun も要りません。

    node verify.mjs        (Node.js 18 以上)
    python3 verify.py      (Python 3.8 以上)

「結果: すべて一致しました。」と出れば、次のことが確かめられています。

- すべての記録の本文が、記録されたときの指紋と一致する(書き換えられていない)。
- 記録が抜けたり、入れ替わったり、差し込まれたりしていない。
- 全体が、下の公開鍵に対応する署名鍵で署名されている。
- 控え(witness.jsonl)がある場合、過去に控えたどの時点とも食い違わない。

終了コードは 0(一致)、1(一致しないものがある)、2(読み取れない)です。

## 公開鍵

    ${about.publicKey}

同梱の公開鍵だけを信じず、以前に別の方法で受け取った公開鍵と同じか見比べてください。
\`--key\` の後に公開鍵を書けば、その鍵で確かめます。

## これだけでは分からないこと

${limits.map((line) => `- ${line}`).join('\n')}

## 中身

| ファイル | 内容 |
|---|---|
| \`entries/*.jsonl\` | 記録の本文と乱数(1行1件)。保存期間の満了で消した本文は null |
| \`tile/entries/…\` | 木の葉(C2SP tlog-tiles の entry bundle) |
| \`tile/0/…\` など | 木(C2SP tlog-tiles、高さ8) |
| \`checkpoint\` | 最新の署名済みの先頭(C2SP checkpoint、Ed25519) |
| \`checkpoints.jsonl\` | これまでの署名済みの先頭 |
| \`witness.jsonl\` | データベースの外に書き留めた控え |
| \`public-key.txt\` | 公開鍵 |
| \`manifest.json\` | ファイルの目録(SHA-256) |

葉は \`{"commit":"…","entry":"…","v":1}\` で、commit は SHA-256(乱数 ‖ 本文)です。木は RFC 6962 によります。
`
}
